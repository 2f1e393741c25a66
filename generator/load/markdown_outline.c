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
#include "load/markdown_foreign.h"
#include "load/markdown_limits.h"
#include "load/markdown_pasted.h"
#include "load/markdown_slips.h"
#include "load/markdown_tables.h"

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
        span *items;
        size_t count, capacity;
    } comments;
    struct markdown_slips slips;
    size_t formula_misses;
    bool has_code;                       /* of components: "export const rate = 12" */
    cmark_node *heading, *link, *image;  /* the walk is inside them; NULL: outside */
    cmark_strbuf words, link_words, alt; /* of the open ones */
};

static span place_of(struct outlining *outlining, cmark_node *node, text needle)
{
    return document_where(&outlining->document, node, needle);
}

static text few_words(struct outlining *outlining, text words)
{
    words = text_trim(words);
    return words.length <= OUTLINE_WORDS_BYTES ? text_copy(outlining->arena, words) : TEXT_NONE;
}

static void see_words(struct outlining *outlining, text words)
{
    if (outlining->heading)
        strbuf_put(&outlining->words, words);
    if (outlining->link)
        strbuf_put(&outlining->link_words, words);
    if (outlining->image)
        strbuf_put(&outlining->alt, words);
    if (!text_trim(words).length)
        return;
    if (outlining->image)
        outlining->images.items[outlining->images.count - 1].has_alt = true;
    if (outlining->link)
        outlining->links.items[outlining->links.count - 1].has_words = true;
}

static void add_tag(struct outlining *outlining, cmark_node *node, text tag, enum outline_tag_kind kind)
{
    tag = text_copy(outlining->arena, text_trim(tag));
    if (!tag.length)
        return;
    span where = place_of(outlining, node, tag);
    text body = outlining->document.source.body;
    size_t start = where.offset - outlining->document.source.body_offset;
    bool is_escaped = where.length != tag.length || (start > 0 && body.bytes[start - 1] == '\\');
    if (kind != TAG_SHOWN || !is_escaped || text_find_byte(tag, '\\', 0) != SIZE_MAX)
        *list_add(outlining->arena, &outlining->tags) = (struct outline_tag){ tag, kind, where };
}

/* "\(x^2\)": two escapes, so that only the source says what was meant. */
static void see_formula(struct outlining *outlining, cmark_node *node, text words, size_t at)
{
    enum { MOST_MISSES = 100 }; /* so that a long line of brackets is not read again and again */
    text formula = outlining->formula_misses < MOST_MISSES
                       ? markdown_foreign_formula(outlining->arena, node, words, at)
                       : TEXT_NONE;
    if (!formula.length)
        return;
    span where = place_of(outlining, node, formula);
    if (where.length == formula.length)
        *list_add(outlining->arena, &outlining->tags) = (struct outline_tag){ formula, TAG_SHOWN, where };
    else
        outlining->formula_misses++;
}

static void see_foreign_tags(struct outlining *outlining, cmark_node *node)
{
    text words = chunk_text(node->as.literal), item = markdown_pasted_item(node, words);
    add_tag(outlining, node, outlining->image ? markdown_pasted_width(words) : item,
        outlining->image ? TAG_SHOWN : TAG_ITEM);
    for (size_t at = item.length; at < words.length;) {
        text tag = at == 0 ? markdown_pasted_line(node, words) : TEXT_NONE;
        if (!tag.length)
            tag = markdown_foreign_at(node, words, at);
        outlining->has_code |=
            text_starts_with(tag, TEXT("import ")) || text_starts_with(tag, TEXT("export "));
        if (!tag.length && outlining->has_code)
            tag = markdown_foreign_name_at(words, at);
        if (!tag.length)
            tag = markdown_pasted_at(node, words, at);
        if (!tag.length)
            see_formula(outlining, node, words, at);
        at += tag.length ? tag.length : 1;
        if (tag.length)
            add_tag(outlining, node, tag, TAG_SHOWN);
    }
}

/* In attributes and between tags, but for scripts and styles. */
static void see_foreign_html(struct outlining *outlining, cmark_node *node, text html)
{
    for (size_t at = 0; at < html.length;) {
        text tag = markdown_foreign_in_html(html, at);
        at += tag.length ? tag.length : 1;
        add_tag(outlining, node, tag, TAG_SHOWN);
    }
}

static bool are_several(text words)
{
    for (size_t i = 0; i < words.length; i++)
        if (text_is_blank(words.bytes[i]))
            return true;
    return false;
}

/* "<!-- more -->" and other single words are marks for programs, "<!--@include: x.md-->" takes in a file in
 * VitePress. What is for brief goes into no page. */
static void see_comments(struct outlining *outlining, cmark_node *node, text html)
{
    static const text start = TEXT_INIT("<!--"), end = TEXT_INIT("-->");
    for (size_t at = 0; (at = text_find(html, start, at)) != SIZE_MAX; at += start.length) {
        text comment = text_slice(html, at, tag_comment_end(html, at) - at);
        if (!tag_comment_is_closed(comment)) /* nor is one that begins in it */
            return;
        text words = text_trim(text_slice(comment, start.length, comment.length - start.length - end.length));
        if (text_starts_with(words, TEXT("@include")) || text_starts_with(words, TEXT("#include")))
            add_tag(outlining, node, comment, TAG_INCLUDE);
        else if (text_ends_with(comment, end) && are_several(words) &&
                 !text_starts_with(words, TEXT("brief:")))
            *list_add(outlining->arena, &outlining->comments) =
                place_of(outlining, node, text_trim(text_cut_line(&comment)));
    }
}

static void see_fence(struct outlining *outlining, cmark_node *node)
{
    text info = chunk_text(node->as.code.info);
    if (text_starts_with(info, TEXT("{")) || text_starts_with(info, TEXT("dataview")))
        add_tag(outlining, node, info, TAG_FENCE);
}

static void see_columns(struct outlining *outlining, cmark_node *node)
{
    const struct markdown_source *source = &outlining->document.source;
    span where = place_of(outlining, node, TEXT_NONE);
    text line = text_slice(source->body, where.offset - source->body_offset, where.length);
    if (markdown_pasted_columns(line))
        add_tag(outlining, node, line, TAG_COLUMNS);
}

/* "CO~2~" of one tilde, which lowers words elsewhere: here it strikes them through, as "~~2~~" does. */
static void see_lowered_word(struct outlining *outlining, cmark_node *node)
{
    const cmark_node *before = node->prev, *inner = node->first_child;
    if (!before || before->type != CMARK_NODE_TEXT || !inner || inner->next || inner->type != CMARK_NODE_TEXT)
        return;
    text words = chunk_text(before->as.literal);
    if (!words.length || !byte_is_letter_or_digit(words.bytes[words.length - 1]))
        return;
    text needle = text_format(outlining->arena, "%c~%.*s~", words.bytes[words.length - 1],
        TEXT_ARGS(chunk_text(inner->as.literal)));
    span where = place_of(outlining, node, needle);
    if (where.length == needle.length)
        *list_add(outlining->arena, &outlining->tags) = (struct outline_tag){ text_from(needle, 1), TAG_SHOWN,
            { where.source, where.offset + 1, where.length - 1 } };
}

static void see_tag(struct outlining *outlining, cmark_node *node, text tag, text html, size_t *at)
{
    if (tag_is_component(tag) || markdown_foreign_is_element(tag))
        add_tag(outlining, node, text_format(outlining->arena, "<%.*s", TEXT_ARGS(tag)), TAG_COMPONENT);
    bool is_link = text_equal_ignoring_ascii_case(tag, TEXT("a"));
    bool is_image = text_equal_ignoring_ascii_case(tag, TEXT("img")), has_alt = false, is_lazy = false;
    text url = TEXT_NONE, value, alt = TEXT_NONE;
    for (text name; (name = tag_attribute(html, at, &value)).length > 0;) {
        if (text_equal_ignoring_ascii_case(name, is_link ? TEXT("href") : TEXT("src")))
            url = value;
        if (text_equal_ignoring_ascii_case(name, TEXT("alt"))) {
            has_alt = true;
            alt = value;
        }
        is_lazy |= text_equal_ignoring_ascii_case(name, TEXT("data-src"));
        if (text_equal_ignoring_ascii_case(name, TEXT("markdown")))
            add_tag(outlining, node, name, TAG_ATTRIBUTE);
    }
    if (is_image && is_lazy && !url.length)
        add_tag(outlining, node, TEXT("data-src"), TAG_LAZY);
    if (is_link && url.length)
        *list_add(outlining->arena, &outlining->links) =
            (struct outline_link){ text_copy(outlining->arena, url), TEXT_NONE, true,
                place_of(outlining, node, url) };
    if (is_image)
        *list_add(outlining->arena, &outlining->images) =
            (struct outline_image){ text_copy(outlining->arena, url), few_words(outlining, alt), has_alt,
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
    if (!text_starts_with(html, TEXT("<script")) && !text_starts_with(html, TEXT("<style"))) {
        see_foreign_html(outlining, node, html);
        see_comments(outlining, node, html);
    }
    for (text tag; (tag = tag_next(html, &at)).bytes;)
        see_tag(outlining, node, tag, html, &at);
}

static void enter(struct outlining *outlining, cmark_node *node)
{
    text url;
    if (node->type == CMARK_NODE_STRIKETHROUGH)
        see_lowered_word(outlining, node);
    switch (node->type) {
    case CMARK_NODE_TEXT:
        see_words(outlining, chunk_text(node->as.literal));
        see_foreign_tags(outlining, node);
        markdown_slips_see(&outlining->slips, node);
        break;
    case CMARK_NODE_CODE_BLOCK: see_fence(outlining, node); break;
    case CMARK_NODE_THEMATIC_BREAK: see_columns(outlining, node); break;
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
            (struct outline_link){ url, TEXT_NONE, false, place_of(outlining, node, url) };
        outlining->link = node;
        cmark_strbuf_clear(&outlining->link_words);
        break;
    case CMARK_NODE_IMAGE:
        if (outlining->image)
            break;
        url = text_copy(outlining->arena, chunk_text(node->as.link.url));
        *list_add(outlining->arena, &outlining->images) =
            (struct outline_image){ url, TEXT_NONE, false, place_of(outlining, node, url) };
        outlining->image = node;
        cmark_strbuf_clear(&outlining->alt);
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
        text words = few_words(outlining, strbuf_text(&outlining->link_words));
        outlining->links.items[outlining->links.count - 1].words = words;
        outlining->link = NULL;
    } else if (node == outlining->image) {
        text alt = few_words(outlining, strbuf_text(&outlining->alt));
        outlining->images.items[outlining->images.count - 1].alt = alt;
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

void markdown_outline(struct arena *arena, uint32_t source, text contents, size_t body_offset,
    const struct markdown_options *options, struct outline *outline)
{
    struct outlining outlining = { .arena = arena };
    struct document *document = &outlining.document;
    outlining.slips = (struct markdown_slips){ .document = document, .arena = arena };
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
    cmark_strbuf_init(document->memory, &outlining.link_words, 0);
    cmark_strbuf_init(document->memory, &outlining.alt, 0);
    text body = markdown_source_clean(&document->source);
    document_open_parser(document, CMARK_OPT_UNSAFE | CMARK_OPT_FOOTNOTES);
    markdown_blocks_parse(document, body);
    markdown_slips_see_labels(&outlining.slips);
    document_finish(document);
    walk(&outlining);
    *outline = (struct outline){ outlining.headings.items, outlining.links.items, outlining.images.items,
        outlining.tags.items, outlining.slips.found.items, outlining.comments.items, outlining.headings.count,
        outlining.links.count, outlining.images.count, outlining.tags.count, outlining.slips.found.count,
        outlining.comments.count };
}
