/* SPDX-License-Identifier: MIT */
/*
 * The tree is made as for rendering and walked once. A link or an image is added when the walk enters it, and
 * what stands inside is noted on the way; links do not nest, and of nested images the outer one counts.
 */
#include "load/markdown_outline.h"
#include "base/byte.h"
#include "base/tag.h"
#include "load/markdown_blocks.h"
#include "load/markdown_document.h"
#include "load/markdown_limits.h"
#include "load/markdown_tables.h"
#include <cmark-gfm/references.h>
#include <limits.h>

struct outlining {
    struct document document;
    struct arena *arena;
    struct {
        struct outline_heading *items;
        size_t count, capacity;
    } headings;
    struct {
        struct outline_link *items;
        size_t count, capacity;
    } links;
    struct {
        struct outline_image *items;
        size_t count, capacity;
    } images;
    struct {
        struct outline_tag *items;
        size_t count, capacity;
    } tags;
    struct {
        struct outline_slip *items;
        size_t count, capacity;
    } slips;
    cmark_node *heading, *link, *image; /* the walk is inside them; NULL: outside */
    cmark_strbuf words;                 /* of the open heading */
};

static span place_of(struct outlining *outlining, cmark_node *node, text needle)
{
    return document_where(&outlining->document, node, needle);
}

static void see_words(struct outlining *outlining, text words)
{
    if (outlining->heading)
        cmark_strbuf_put(&outlining->words, (const unsigned char *)words.bytes, (bufsize_t)words.length);
    if (!text_trim(words).length)
        return;
    if (outlining->image)
        outlining->images.items[outlining->images.count - 1].has_alt = true;
    if (outlining->link)
        outlining->links.items[outlining->links.count - 1].has_words = true;
}

/* What tags of other programs begin and end with; kramdown's, and definitions, stand at the start of a line.
 * Of braces without an end, since quotes in them are no more what they were, the beginning is told. */
static const struct {
    text opening, closing;
    bool is_at_start;
} foreign[] = {
    { TEXT_INIT("{%"), TEXT_INIT("%}"), false }, { TEXT_INIT("{{"), TEXT_INIT("}}"), false },
    { TEXT_INIT("{:"), TEXT_INIT("}"), true }, { TEXT_INIT(": "), TEXT_INIT(""), true },
    { TEXT_INIT("[caption "), TEXT_INIT(""), false }, { TEXT_INIT("[gallery "), TEXT_INIT(""), false },
    { TEXT_INIT("[embed]"), TEXT_INIT(""), false }, { TEXT_INIT("[video "), TEXT_INIT(""), false },
    { TEXT_INIT("[audio "), TEXT_INIT(""), false }, { TEXT_INIT("[youtube "), TEXT_INIT(""), false },
    { TEXT_INIT("[contact-form"), TEXT_INIT(""), false }, { TEXT_INIT("[TOC]"), TEXT_INIT(""), true },
    { TEXT_INIT("[toc]"), TEXT_INIT(""), true }, { TEXT_INIT(":::"), TEXT_INIT(""), true },
    { TEXT_INIT("!!! "), TEXT_INIT(""), true }, { TEXT_INIT("[["), TEXT_INIT("]]"), false },
    { TEXT_INIT("^["), TEXT_INIT("]"), false }, { TEXT_INIT("*["), TEXT_INIT("]:"), true },
    { TEXT_INIT("$$"), TEXT_INIT("$$"), false },
    /* to add one: how it begins and ends, and in is_sign its first byte */
};

/* ": Definition" goes on behind a line; at the start of a paragraph it is a colon. */
static bool is_definition(const cmark_node *node, text words)
{
    return text_starts_with(words, TEXT(": ")) && node->prev &&
           (node->prev->type == CMARK_NODE_SOFTBREAK || node->prev->type == CMARK_NODE_LINEBREAK);
}

/* "##Costs", which older programs take for a heading; "#Costs" may be what it says. */
static text unread_heading(const cmark_node *node, text words)
{
    enum { DEEPEST = 6 };
    size_t level = 0;
    while (level < words.length && words.bytes[level] == '#')
        level++;
    bool is_line_start = !node->prev || node->prev->type == CMARK_NODE_SOFTBREAK;
    bool has_words = level < words.length ? !strchr(" \t", words.bytes[level]) : node->next != NULL;
    return is_line_start && node->parent->type == CMARK_NODE_PARAGRAPH && level > 1 && level <= DEEPEST &&
                   has_words
               ? text_slice(words, 0, level)
               : TEXT_NONE;
}

/* The tag of another program that begins at `at`; absent when none does. */
static text foreign_tag_at(const cmark_node *node, text words, size_t at)
{
    text rest = text_from(words, at);
    if (at == 0 && text_starts_with(words, TEXT("##")))
        return unread_heading(node, words);
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        text opening = foreign[i].opening, closing = foreign[i].closing;
        bool is_colon = text_equal(opening, TEXT(": "));
        if (!text_starts_with(rest, opening) || (foreign[i].is_at_start && at > 0) ||
            (is_colon && !is_definition(node, words)))
            continue;
        size_t end = closing.length ? text_find(rest, closing, opening.length) : opening.length;
        if (end != SIZE_MAX)
            return text_slice(rest, 0, end + closing.length);
        if (opening.bytes[0] == '{')
            return rest;
    }
    return TEXT_NONE;
}

/* What other programs mark words with: "==marked==", ":smile:", "{.class}". */
static const struct {
    text opening, closing;
    bool is_name; /* what stands between them */
} marks[] = {
    { TEXT_INIT("=="), TEXT_INIT("=="), false }, { TEXT_INIT(":"), TEXT_INIT(":"), true },
    { TEXT_INIT("{."), TEXT_INIT("}"), false },
    /* to add one: how it begins and ends, and in is_sign its first byte */
};

/* "smile", "+1". */
static bool is_name(text words)
{
    if (text_equal(words, TEXT("+1")) || text_equal(words, TEXT("-1")))
        return true;
    if (!words.length || !byte_is_letter(words.bytes[0]))
        return false;
    for (size_t i = 0; i < words.length; i++)
        if (!byte_is_letter_or_digit(words.bytes[i]) && !strchr("_+-", words.bytes[i]))
            return false;
    return words.length > 1;
}

/* Does a word, or a longer row of that sign, go on there? */
static bool goes_on(text words, size_t at, char sign)
{
    return at < words.length && (words.bytes[at] == sign || byte_is_letter_or_digit(words.bytes[at]));
}

/* The words with their marks that begin at `at`; "a == b", "10:30:45" and "{...}" are none. */
static text marked_words_at(text words, size_t at)
{
    text rest = text_from(words, at);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        text opening = marks[i].opening, closing = marks[i].closing;
        size_t end = text_starts_with(rest, opening) ? text_find(rest, closing, opening.length) : SIZE_MAX;
        if (end == SIZE_MAX || end == opening.length)
            continue;
        text inner = text_slice(rest, opening.length, end - opening.length);
        bool is_word = marks[i].is_name
                           ? is_name(inner)
                           : byte_is_letter(inner.bytes[0]) && inner.bytes[inner.length - 1] != ' ';
        bool is_within = opening.bytes[0] == closing.bytes[0] &&
                         ((at > 0 && goes_on(words, at - 1, opening.bytes[0])) ||
                             goes_on(rest, end + closing.length, closing.bytes[0]));
        if (is_word && !is_within)
            return text_slice(rest, 0, end + closing.length);
    }
    return TEXT_NONE;
}

/* What tags and marks of the tables above begin with. */
static const bool is_sign[UCHAR_MAX + 1] = { ['{'] = true,
    ['['] = true,
    [':'] = true,
    ['#'] = true,
    ['^'] = true,
    ['*'] = true,
    ['$'] = true,
    ['!'] = true,
    ['='] = true };

static void see_foreign_tags(struct outlining *outlining, cmark_node *node)
{
    text words = chunk_text(node->as.literal);
    for (size_t at = 0; at < words.length;) {
        if (!is_sign[(unsigned char)words.bytes[at]]) {
            at++;
            continue;
        }
        text tag = foreign_tag_at(node, words, at);
        if (!tag.length)
            tag = marked_words_at(words, at);
        at += tag.length ? tag.length : 1;
        tag = text_copy(outlining->arena, text_trim(tag));
        if (tag.length)
            *list_add(outlining->arena, &outlining->tags) =
                (struct outline_tag){ tag, false, place_of(outlining, node, tag) };
    }
}

/* An address with a blank in it makes no link: what was meant as one is text. */
static void see_slip(struct outlining *outlining, cmark_node *node)
{
    text words = chunk_text(node->as.literal);
    for (size_t at = 0; (at = text_find(words, TEXT("]("), at)) != SIZE_MAX; at += 2) {
        size_t end = text_find_byte(words, ')', at + 2);
        text address = end == SIZE_MAX ? TEXT("") : text_slice(words, at + 2, end - at - 2);
        size_t blank = text_find_byte(address, ' ', 0);
        if (blank == SIZE_MAX || blank == 0 || blank + 1 == address.length || address.bytes[0] == '{')
            continue;
        address = text_copy(outlining->arena, address);
        *list_add(outlining->arena, &outlining->slips) =
            (struct outline_slip){ address, SLIP_BLANK, place_of(outlining, node, address) };
    }
}

/* "[words][label]" of a label that is given nowhere. */
static void see_label(struct outlining *outlining, cmark_node *node)
{
    text words = chunk_text(node->as.literal);
    for (size_t at = 0; (at = text_find(words, TEXT("]["), at)) != SIZE_MAX; at += 2) {
        size_t end = text_find_byte(words, ']', at + 2);
        text label = end == SIZE_MAX ? TEXT("") : text_slice(words, at + 2, end - at - 2);
        size_t start = text_find_last_byte(text_slice(words, 0, at), '[');
        bool has_words = start != SIZE_MAX && start + 1 < at && words.bytes[start + 1] != '/';
        if (!has_words || label.length < 2 || strchr("^/", label.bytes[0]) ||
            text_find_byte(label, '=', 0) != SIZE_MAX)
            continue;
        label = text_copy(outlining->arena, label);
        text shown = text_format(outlining->arena, "[%.*s]", TEXT_ARGS(label));
        *list_add(outlining->arena, &outlining->slips) =
            (struct outline_slip){ label, SLIP_NO_LABEL, place_of(outlining, node, shown) };
    }
}

static void see_tag(struct outlining *outlining, cmark_node *node, text tag, text html, size_t *at)
{
    bool is_link = text_equal_ignoring_ascii_case(tag, TEXT("a"));
    bool is_image = text_equal_ignoring_ascii_case(tag, TEXT("img")), has_alt = false;
    text url = TEXT_NONE, value;
    for (text name; (name = tag_attribute(html, at, &value)).length > 0;) {
        if (text_equal_ignoring_ascii_case(name, is_link ? TEXT("href") : TEXT("src")))
            url = value;
        has_alt |= text_equal_ignoring_ascii_case(name, TEXT("alt"));
        if (text_equal_ignoring_ascii_case(name, TEXT("markdown")))
            *list_add(outlining->arena, &outlining->tags) =
                (struct outline_tag){ text_copy(outlining->arena, name), true,
                    place_of(outlining, node, name) };
    }
    if (is_link && url.length)
        *list_add(outlining->arena, &outlining->links) =
            (struct outline_link){ text_copy(outlining->arena, url), true, place_of(outlining, node, url) };
    if (is_image)
        *list_add(outlining->arena, &outlining->images) =
            (struct outline_image){ text_copy(outlining->arena, url), has_alt,
                place_of(outlining, node, url) };
}

static void see_html(struct outlining *outlining, cmark_node *node)
{
    text html = chunk_text(node->as.literal);
    size_t at = 0;
    if (outlining->document.options->raw_html == RAW_HTML_ESCAPE)
        return;
    if (outlining->link)
        outlining->links.items[outlining->links.count - 1].has_words = true;
    for (text tag; (tag = tag_next(html, &at)).bytes;)
        see_tag(outlining, node, tag, html, &at);
}

static void enter(struct outlining *outlining, cmark_node *node)
{
    text url;
    switch (node->type) {
    case CMARK_NODE_TEXT:
        see_words(outlining, chunk_text(node->as.literal));
        see_foreign_tags(outlining, node);
        see_slip(outlining, node);
        see_label(outlining, node);
        break;
    case CMARK_NODE_CODE: see_words(outlining, chunk_text(node->as.literal)); break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK: see_words(outlining, TEXT(" ")); break;
    case CMARK_NODE_HTML_INLINE:
    case CMARK_NODE_HTML_BLOCK: see_html(outlining, node); break;
    case CMARK_NODE_HEADING:
        outlining->heading = node;
        cmark_strbuf_clear(&outlining->words);
        break;
    case CMARK_NODE_LINK:
        url = text_copy(outlining->arena, chunk_text(node->as.link.url));
        *list_add(outlining->arena, &outlining->links) =
            (struct outline_link){ url, false, place_of(outlining, node, url) };
        outlining->link = node;
        break;
    case CMARK_NODE_IMAGE:
        if (outlining->image)
            break;
        url = text_copy(outlining->arena, chunk_text(node->as.link.url));
        *list_add(outlining->arena, &outlining->images) =
            (struct outline_image){ url, false, place_of(outlining, node, url) };
        outlining->image = node;
        break;
    default: break;
    }
}

static void leave(struct outlining *outlining, cmark_node *node)
{
    if (outlining->heading && node == outlining->heading) {
        text plain = text_copy(outlining->arena, text_trim(strbuf_text(&outlining->words)));
        *list_add(outlining->arena, &outlining->headings) =
            (struct outline_heading){ node->as.heading.level, plain, place_of(outlining, node, TEXT_NONE) };
        outlining->heading = NULL;
    } else if (node == outlining->link) {
        outlining->link = NULL;
    } else if (node == outlining->image) {
        outlining->image = NULL;
    }
}

static void walk(struct outlining *outlining)
{
    cmark_iter *iterator = cmark_iter_new(outlining->document.root);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iterator);
        if (event == CMARK_EVENT_ENTER)
            enter(outlining, node);
        else
            leave(outlining, node);
    }
    cmark_iter_free(iterator);
}

/* The labels with several addresses, of which the first is taken: label → whether a line with it was seen. */
static void find_repeated_labels(struct document *document, struct map *repeated)
{
    struct map first;
    map_init(&first, document->scratch);
    map_init(repeated, document->scratch);
    const cmark_map_entry *newest = document->parser->refmap->refs;
    for (const cmark_map_entry *entry = newest; entry; entry = entry->next)
        map_set(&first, text_of((const char *)entry->label), (void *)(uintptr_t)entry);
    for (const cmark_map_entry *entry = newest; entry; entry = entry->next) {
        text label = text_of((const char *)entry->label);
        const cmark_reference *taken = map_find(&first, label);
        if (!text_equal(chunk_text(taken->url), chunk_text(((const cmark_reference *)entry)->url)))
            map_set(repeated, text_copy(document->scratch, label), arena_new(document->scratch, bool));
    }
}

/* "[label]: address" below another one of that label. The library does not say where they stand. */
static void see_repeated_labels(struct outlining *outlining)
{
    struct document *document = &outlining->document;
    struct map repeated;
    find_repeated_labels(document, &repeated);
    for (text rest = document->source.body; repeated.count && rest.length;) {
        text line = text_trim(text_cut_line(&rest));
        size_t end = text_starts_with(line, TEXT("[")) ? text_find(line, TEXT("]:"), 1) : SIZE_MAX;
        text written = end == SIZE_MAX ? TEXT("") : text_trim(text_slice(line, 1, end - 1));
        bool *was_seen = map_find(&repeated, text_lower_ascii(document->scratch, written));
        if (was_seen && *was_seen)
            *list_add(outlining->arena, &outlining->slips) =
                (struct outline_slip){ text_copy(outlining->arena, written), SLIP_LABEL_TWICE,
                    markdown_source_span(&document->source, line) };
        if (was_seen)
            *was_seen = true;
    }
}

void markdown_outline(struct arena *arena, uint32_t source, text contents, size_t body_offset,
    const struct markdown_options *options, struct outline *outline)
{
    struct outlining outlining = { .arena = arena };
    struct document *document = &outlining.document;
    *outline = (struct outline){ 0 };
    document_open(document, arena, options, text_from(contents, body_offset));
    document->source.number = source;
    document->source.body_offset = body_offset;
    struct markdown_excess excess =
        markdown_limits_check(document->source.body, markdown_tables_column_limit(document));
    document->tables_are_off = excess.wide_table.bytes != NULL;
    if (excess.deep_line.bytes)
        return;
    cmark_strbuf_init(document->memory, &outlining.words, 0);
    text body = markdown_source_clean(&document->source);
    document_open_parser(document, CMARK_OPT_UNSAFE | CMARK_OPT_FOOTNOTES);
    markdown_blocks_parse(document, body);
    see_repeated_labels(&outlining);
    document_finish(document);
    walk(&outlining);
    *outline = (struct outline){ outlining.headings.items, outlining.links.items, outlining.images.items,
        outlining.tags.items, outlining.slips.items, outlining.headings.count, outlining.links.count,
        outlining.images.count, outlining.tags.count, outlining.slips.count };
}
