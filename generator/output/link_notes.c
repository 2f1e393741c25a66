/* SPDX-License-Identifier: MIT */
/*
 * The print style sheet shows the numbers and what films are called, which on the screen are attributes and
 * nothing else: no mark stands in the text that a feed, a reader's view or a screen reader would have to
 * skip.
 */
#include "output/link_notes.h"
#include "base/count.h"
#include "output/absolute_links.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/escape.h"
#include "base/list.h"
#include "base/map.h"
#include "base/tag.h"
#include "load/markdown.h"

struct noting {
    struct arena *arena;
    text html, base;
    struct buffer out;
    size_t copied;      /* how much of html is in `out` */
    size_t link_end;    /* the end tag of a link that was found last; SIZE_MAX: there are no more */
    struct map numbers; /* by address; a value is the address's place in the list, plus one */
    struct {
        struct value *items;
        size_t count, capacity;
    } addresses;
};

/* A tag that opens a link. */
struct link {
    size_t place;          /* behind the address, where plugins that look for <a href= are not misled */
    text href;             /* absent: there is none */
    size_t note, note_end; /* an attribute data-note that the tag has already; both 0: it has none */
};

/* *at is moved from behind the tag's name to behind its '>'. */
static struct link read_link(text html, size_t *at)
{
    struct link link = { 0 };
    text value;
    for (text name; (name = tag_attribute(html, at, &value)).length;)
        if (text_equal_ignoring_ascii_case(name, TEXT("href"))) {
            link.href = text_trim(value);
            link.place = *at;
        } else if (text_equal_ignoring_ascii_case(name, TEXT("data-note"))) {
            link.note = (size_t)(name.bytes - html.bytes);
            link.note_end = *at;
        }
    return link;
}

/* The address as one writes it: those of mail without their scheme. */
static text spoken(text address)
{
    static const text mail = TEXT_INIT("mailto:");
    return text_starts_with_ignoring_ascii_case(address, mail) ? text_from(address, mail.length) : address;
}

/* Does the link's text say what the note would? A scheme may be left out. */
static bool says_address(text words, text address)
{
    if (text_equal(words, spoken(address)))
        return true;
    size_t behind_scheme = text_find(address, TEXT("://"), 0);
    return behind_scheme != SIZE_MAX && text_equal(words, text_from(address, behind_scheme + 3));
}

static bool is_useful(const struct noting *noting, text address, text words)
{
    static const text schemes[] = { TEXT_INIT("http://"), TEXT_INIT("https://"), TEXT_INIT("mailto:") };
    bool is_shown = false;
    for (size_t i = 0; i < COUNT(schemes); i++)
        is_shown |=
            text_starts_with_ignoring_ascii_case(address, schemes[i]) && address.length > schemes[i].length;
    bool is_own_page = text_starts_with(address, noting->base) &&
                       (address.length == noting->base.length || address.bytes[noting->base.length] == '#');
    bool is_picture = text_starts_with(words, TEXT("<img")) && text_ends_with(words, TEXT(">"));
    return is_shown && !is_own_page && !is_picture && !says_address(words, address);
}

/* What stands in an attribute may hold '<' as it is. */
static text attribute_as_markup(struct arena *arena, text value)
{
    return text_replace(arena, value, TEXT("<"), TEXT("&lt;"));
}

static size_t number_of(struct noting *noting, text address)
{
    size_t number = (size_t)(uintptr_t)map_find(&noting->numbers, address);
    if (number)
        return number;
    *list_add(noting->arena, &noting->addresses) =
        value_safe_text(attribute_as_markup(noting->arena, spoken(address)));
    map_set(&noting->numbers, address, (void *)(uintptr_t)noting->addresses.count);
    return noting->addresses.count;
}

static void copy_until(struct noting *noting, size_t place)
{
    buffer_append(&noting->out, text_slice(noting->html, noting->copied, place - noting->copied));
    noting->copied = place;
}

static void leave_out(struct noting *noting, size_t start, size_t end)
{
    copy_until(noting, start);
    noting->copied = end;
}

/* The number takes the place of an attribute of that name: a tag has each once. */
static void mark(struct noting *noting, const struct link *link, size_t number)
{
    if (link->note_end && link->note < link->place)
        leave_out(noting, link->note, link->note_end);
    copy_until(noting, link->place);
    buffer_append_literal(&noting->out, " data-note=\"");
    buffer_append_integer(&noting->out, (int64_t)number);
    buffer_append_byte(&noting->out, '"');
    if (link->note_end && link->note >= link->place)
        leave_out(noting, link->note, link->note_end);
}

static void note_link(struct noting *noting, size_t *at)
{
    struct link link = read_link(noting->html, at);
    text href = link.href;
    if (!href.length || href.bytes[0] == '#')
        return;
    /* Links need not be closed, so that one end may be that of many. */
    if (noting->link_end < *at)
        noting->link_end = text_find(noting->html, TEXT("</a"), *at);
    size_t end = noting->link_end;
    text words = text_trim(text_slice(noting->html, *at, end == SIZE_MAX ? 0 : end - *at));
    /* "&#47;x" is "/x". */
    if (text_find_byte(href, '&', 0) != SIZE_MAX)
        href = escape_html_text(noting->arena, markdown_unescape_html(noting->arena, href));
    text address = absolute_link(noting->arena, href, noting->base);
    if (is_useful(noting, address, words))
        mark(noting, &link, number_of(noting, address));
}

/* A tag of what paper cannot show, or not to its end. */
struct embedded {
    size_t start;        /* its '<' */
    text address, title; /* both may be empty */
};

static bool is_embedding(text name)
{
    static const text names[] = { TEXT_INIT("iframe"), TEXT_INIT("video"), TEXT_INIT("audio"),
        TEXT_INIT("embed"), TEXT_INIT("object") };
    return text_is_one_of_ignoring_ascii_case(name, names, COUNT(names));
}

/* *at is moved from behind the tag's name to behind its '>'. */
static struct embedded read_embedded(text html, text name, size_t *at)
{
    struct embedded embedded = { .start = (size_t)(name.bytes - html.bytes) - 1 };
    text value;
    for (text key; (key = tag_attribute(html, at, &value)).length;)
        if (text_equal_ignoring_ascii_case(key, TEXT("src")) ||
            text_equal_ignoring_ascii_case(key, TEXT("data")))
            embedded.address = text_trim(value);
        else if (text_equal_ignoring_ascii_case(key, TEXT("title")))
            embedded.title = text_trim(value);
    return embedded;
}

/* The address of a film or a sound may stand in a tag <source> that follows. */
static struct embedded find_embedded(text html, text name, size_t at)
{
    struct embedded embedded = read_embedded(html, name, &at);
    text next = embedded.address.length ? TEXT_NONE : tag_next(html, &at);
    if (text_equal_ignoring_ascii_case(next, TEXT("source")))
        embedded.address = read_embedded(html, next, &at).address;
    return embedded;
}

/* Its title and its number, or else its address, before the tag: attributes again. */
static void note_embedded(struct noting *noting, text name, size_t at)
{
    struct embedded embedded = find_embedded(noting->html, name, at);
    text address = absolute_link(noting->arena, embedded.address, noting->base);
    bool is_noted = embedded.address.length && is_useful(noting, address, embedded.title);
    text words = embedded.title.length ? embedded.title : is_noted ? spoken(address) : TEXT("");
    if (!words.length)
        return;
    copy_until(noting, embedded.start);
    buffer_print(&noting->out, "<span class=\"embedded\" data-title=\"%.*s\"",
        TEXT_ARGS(text_replace(noting->arena, words, TEXT("\""), TEXT("&quot;"))));
    if (is_noted && embedded.title.length)
        buffer_print(&noting->out, " data-note=\"%zu\"", number_of(noting, address));
    buffer_append_literal(&noting->out, "></span>");
}

struct link_notes link_notes_of(struct arena *arena, text html, text base)
{
    struct noting noting = { .arena = arena, .html = html, .base = base };
    buffer_init(&noting.out, arena);
    map_init(&noting.numbers, arena);
    size_t at = 0;
    for (text name; (name = tag_next(html, &at)).bytes;)
        if (text_equal_ignoring_ascii_case(name, TEXT("a")))
            note_link(&noting, &at);
        else {
            if (is_embedding(name))
                note_embedded(&noting, name, at);
            tag_skip_raw_text(html, name, &at);
        }
    struct link_notes notes = { html, value_list_of(arena, noting.addresses.items, noting.addresses.count) };
    if (noting.out.length) {
        buffer_append(&noting.out, text_from(html, noting.copied));
        notes.html = buffer_text(&noting.out);
    }
    return notes;
}
