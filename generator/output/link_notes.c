/* SPDX-License-Identifier: MIT */
/*
 * The print style sheet shows the numbers, which on the screen are attributes and nothing else: no mark
 * stands in the text that a feed, a reader's view or a screen reader would have to skip.
 */
#include "output/link_notes.h"
#include "output/absolute_links.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/map.h"
#include "base/tag.h"

struct noting {
    struct arena *arena;
    text html, base;
    struct buffer out;
    size_t copied;      /* how much of html is in `out` */
    struct map numbers; /* by address; a value is the address's place in the list, plus one */
    struct {
        struct value *items;
        size_t count, capacity;
    } addresses;
};

/* The value of href; *at is moved from behind the tag's name to behind its '>'. */
static text read_href(text html, size_t *at)
{
    text value, href = TEXT_NONE;
    for (text name; (name = tag_attribute(html, at, &value)).length;)
        if (text_equal_ignoring_ascii_case(name, TEXT("href")))
            href = text_trim(value);
    return href;
}

/* The address as one writes it: those of mail without their scheme. */
static text spoken(text address)
{
    static const text mail = TEXT_INIT("mailto:");
    return text_starts_with(address, mail) ? text_from(address, mail.length) : address;
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
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        is_shown |= text_starts_with(address, schemes[i]) && address.length > schemes[i].length;
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

/* `place` is behind the tag's name. */
static void mark(struct noting *noting, size_t place, size_t number)
{
    buffer_append(&noting->out, text_slice(noting->html, noting->copied, place - noting->copied));
    buffer_append_literal(&noting->out, " data-note=\"");
    buffer_append_integer(&noting->out, (int64_t)number);
    buffer_append_byte(&noting->out, '"');
    noting->copied = place;
}

static void note_link(struct noting *noting, size_t place, size_t *at)
{
    text href = read_href(noting->html, at);
    if (!href.length || href.bytes[0] == '#')
        return;
    size_t end = text_find(noting->html, TEXT("</a"), *at);
    text words = text_trim(text_slice(noting->html, *at, end == SIZE_MAX ? 0 : end - *at));
    text address = absolute_link(noting->arena, href, noting->base);
    if (is_useful(noting, address, words))
        mark(noting, place, number_of(noting, address));
}

/* Out of an element in which a browser reads tags as text, from inside the tag that opens it. */
static void skip_raw_text(text html, text name, size_t *at)
{
    static const text names[] = { TEXT_INIT("script"), TEXT_INIT("style"), TEXT_INIT("textarea"),
        TEXT_INIT("iframe"), TEXT_INIT("xmp") };
    bool is_raw = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        is_raw |= text_equal_ignoring_ascii_case(name, names[i]);
    while (is_raw && (*at = text_find(html, TEXT("</"), *at)) != SIZE_MAX) {
        *at += 2;
        if (text_equal_ignoring_ascii_case(text_slice(html, *at, name.length), name))
            return;
    }
}

struct link_notes link_notes_of(struct arena *arena, text html, text base)
{
    struct noting noting = { .arena = arena, .html = html, .base = base };
    buffer_init(&noting.out, arena);
    map_init(&noting.numbers, arena);
    size_t at = 0;
    for (text name; (name = tag_next(html, &at)).bytes;)
        if (text_equal_ignoring_ascii_case(name, TEXT("a")))
            note_link(&noting, at, &at);
        else
            skip_raw_text(html, name, &at);
    struct link_notes notes = { html, value_list_of(arena, noting.addresses.items, noting.addresses.count) };
    if (noting.copied) {
        buffer_append(&noting.out, text_from(html, noting.copied));
        notes.html = buffer_text(&noting.out);
    }
    return notes;
}
