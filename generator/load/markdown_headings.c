/* SPDX-License-Identifier: MIT */
/*
 * Every heading prints its own tag. `{#id}` at its end is read from the source text, before punctuation
 * becomes typographic. Ids from the heading's words follow GitHub's rule and get -1, -2 when taken; they are
 * made last, so that an id written by hand, in a heading or in raw HTML, is never renamed.
 */
#include "load/markdown_headings.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/slug.h"
#include "load/page_ids.h"

enum { LONGEST_ID = 128 };

/*
 * Reading views of browsers leave out what has one of these in its id, unless its class says that it belongs
 * to the text: "Social care", "What the GDPR asks for", "Comments of the board".
 */
static bool is_left_out_by_reading_views(text id)
{
    static const text words[] = { TEXT_INIT("-ad-"), TEXT_INIT("banner"), TEXT_INIT("breadcrumbs"),
        TEXT_INIT("com-"), TEXT_INIT("comment"), TEXT_INIT("community"), TEXT_INIT("contact"),
        TEXT_INIT("extra"), TEXT_INIT("footer"), TEXT_INIT("gdpr"), TEXT_INIT("header"), TEXT_INIT("hidden"),
        TEXT_INIT("legends"), TEXT_INIT("masthead"), TEXT_INIT("media"), TEXT_INIT("menu"), TEXT_INIT("meta"),
        TEXT_INIT("pager"), TEXT_INIT("pagination"), TEXT_INIT("popup"), TEXT_INIT("promo"),
        TEXT_INIT("related"), TEXT_INIT("remark"), TEXT_INIT("replies"), TEXT_INIT("rss"),
        TEXT_INIT("scroll"), TEXT_INIT("share"), TEXT_INIT("shopping"), TEXT_INIT("sidebar"),
        TEXT_INIT("skyscraper"), TEXT_INIT("social"), TEXT_INIT("sponsor"), TEXT_INIT("supplemental"),
        TEXT_INIT("tags"), TEXT_INIT("widget") };
    for (size_t i = 0; i < COUNT(words); i++)
        if (text_find(id, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

static void render(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    (void)document;
    const struct heading_draft *heading = node->user_data;
    char level = (char)('0' + node->as.heading.level);
    if (!is_entering) {
        html_put(renderer, TEXT("</h"));
        html_put(renderer, (text){ &level, 1 });
        html_put(renderer, TEXT(">\n"));
        return;
    }
    html_put_line_start(renderer);
    html_put(renderer, TEXT("<h"));
    html_put(renderer, (text){ &level, 1 });
    html_put(renderer, TEXT(" id=\""));
    html_put_escaped(renderer, heading->id);
    html_put(renderer,
        is_left_out_by_reading_views(heading->id) ? TEXT("\" class=\"heading-body\">") : TEXT("\">"));
}

static struct heading_draft *draft_of(struct document *document, cmark_node *node)
{
    if (node->user_data)
        return node->user_data;
    struct heading_draft *heading = arena_new(document->scratch, struct heading_draft);
    heading->addition.render = render;
    heading->level = node->as.heading.level;
    if (document->options->headings_get_ids)
        document_attach(document, node, &heading->addition);
    return heading;
}

bool markdown_headings_is_id(text id)
{
    for (size_t i = 0; i < id.length; i++) {
        char byte = id.bytes[i];
        bool is_letter = byte_is_letter(byte);
        bool is_other = byte_is_digit(byte) || byte == '-' || byte == '_' || byte == '.' || byte == ':';
        if (!is_letter && !is_other && (unsigned char)byte < 0x80)
            return false;
    }
    return id.length > 0 && id.length <= LONGEST_ID;
}

static void give_id(struct document *document, cmark_node *node, text id, span where)
{
    struct heading_draft *heading = draft_of(document, node);
    struct diagnostic *diagnostic = NULL;
    if (document_add_anchor(document, id))
        heading->id = text_copy(document->arena, id);
    else
        diagnostic = diagnostic_error(document->diagnostics, where, "duplicate-anchor",
            "anchor '%.*s' is given to two headings", TEXT_ARGS(id));
    if (!diagnostic && page_ids_have(id))
        diagnostic = diagnostic_warning(document->diagnostics, where, "duplicate-anchor",
            "the page has an id '%.*s' of its own", TEXT_ARGS(id));
    if (!diagnostic)
        return;
    diagnostic_hint(
        document->diagnostics, diagnostic, "give this heading another id: {#%.*s-2}", TEXT_ARGS(id));
}

void markdown_headings_read(struct document *document, cmark_node *node)
{
    if (!document->options->headings_get_ids)
        return;
    text content = text_trim(strbuf_text(&node->content));
    size_t brace = text_find_last_byte(content, '{');
    if (!text_ends_with(content, TEXT("}")) || brace == SIZE_MAX ||
        !text_starts_with(text_from(content, brace), TEXT("{#")) ||
        (brace > 0 && content.bytes[brace - 1] == '\\'))
        return;
    text marker = text_from(content, brace);
    text id = text_slice(marker, 2, marker.length - 3);
    span where =
        markdown_source_find(&document->source, (size_t)node_line(node), (size_t)node->end_line, marker);
    if (!markdown_headings_is_id(id)) {
        struct diagnostic *diagnostic = diagnostic_warning(document->diagnostics, where, "invalid-anchor",
            "'%.*s' is not an id and is shown as text", TEXT_ARGS(marker));
        text first = text_slice(id, 0, text_find_byte(id, ' ', 0));
        if (first.length < id.length && markdown_headings_is_id(first))
            diagnostic_hint(document->diagnostics, diagnostic,
                "write '{#%.*s}': a heading has an id, and no other attributes", TEXT_ARGS(first));
        else
            diagnostic_hint(document->diagnostics, diagnostic,
                "an id has letters, digits, '-', '_', '.' and ':', up to %d bytes", LONGEST_ID);
        return;
    }
    give_id(document, node, unicode_nfc(document->unicode, document->arena, id), where);
    size_t kept = (size_t)(content.bytes - (const char *)node->content.ptr) + brace;
    cmark_strbuf_truncate(&node->content, (bufsize_t)kept);
    cmark_strbuf_rtrim(&node->content);
}

void markdown_headings_begin(struct document *document, cmark_node *node)
{
    struct heading_draft *heading = draft_of(document, node);
    heading->plain_start = (size_t)document->plain.size;
    document->open_heading = heading;
    cmark_strbuf_clear(&document->heading_html);
    *list_add(document->scratch, &document->headings) = heading;
}

static void close_tag(struct document *document, struct heading_draft *heading)
{
    strbuf_put(&document->heading_html, TEXT("</"));
    strbuf_put(&document->heading_html, heading->open_tags[--heading->open_tag_count]);
    strbuf_put(&document->heading_html, TEXT(">"));
}

/*
 * The contents list repeats a heading's HTML inside a link, so only bare tags of these names go there: they
 * neither link nor repeat an id. What is closed must have been opened there.
 */
void markdown_headings_see_tag(struct document *document, text html)
{
    static const text names[] = { TEXT_INIT("sub"), TEXT_INIT("sup"), TEXT_INIT("em"), TEXT_INIT("strong"),
        TEXT_INIT("b"), TEXT_INIT("i"), TEXT_INIT("code"), TEXT_INIT("kbd"), TEXT_INIT("mark"),
        TEXT_INIT("del"), TEXT_INIT("ins"), TEXT_INIT("small"), TEXT_INIT("q"), TEXT_INIT("cite") };
    struct heading_draft *heading = document->open_heading;
    bool is_end = text_starts_with(html, TEXT("</"));
    size_t start = is_end ? 2 : 1;
    text name = html.length > start + 1 ? text_slice(html, start, html.length - start - 1) : TEXT("");
    for (size_t i = 0; i < COUNT(names); i++) {
        if (!text_equal_ignoring_ascii_case(name, names[i]))
            continue;
        size_t open = heading->open_tag_count;
        if (is_end && open > 0 && text_equal(heading->open_tags[open - 1], names[i])) {
            close_tag(document, heading);
        } else if (!is_end && open < HEADING_TAGS) {
            strbuf_put(&document->heading_html, html);
            heading->open_tags[heading->open_tag_count++] = names[i];
        }
        return;
    }
}

void markdown_headings_end(struct document *document)
{
    struct heading_draft *heading = document->open_heading;
    while (heading->open_tag_count > 0)
        close_tag(document, heading);
    text plain = text_from(strbuf_text(&document->plain), heading->plain_start);
    heading->plain = text_copy(document->arena, text_trim(plain));
    heading->html = text_copy(document->arena, text_trim(strbuf_text(&document->heading_html)));
    document->open_heading = NULL;
}

/* `counts`: id without number → size_t *, the number that was tried last. */
static text make_id(struct document *document, struct map *counts, text plain)
{
    text base = slug_heading(document->unicode, document->arena, plain);
    if (base.length == 0)
        base = TEXT("section");
    if (base.length > LONGEST_ID)
        base.length = text_code_point_start(base, LONGEST_ID);
    size_t *number = map_find(counts, base);
    if (!number)
        map_set(counts, base, number = arena_new(document->scratch, size_t));
    text id = base;
    while (map_contains(&document->anchor_map, id) || page_ids_have(id))
        id = text_format(document->arena, "%.*s-%zu", TEXT_ARGS(base), ++*number);
    return id;
}

void markdown_headings_make_ids(struct document *document)
{
    struct map counts;
    map_init(&counts, document->scratch);
    for (size_t i = 0; i < document->headings.count; i++) {
        struct heading_draft *heading = document->headings.items[i];
        if (heading->id.bytes || !document->options->headings_get_ids)
            continue;
        heading->id = make_id(document, &counts, heading->plain);
        document_add_anchor(document, heading->id);
    }
}

const struct heading *markdown_headings_list(const struct document *document)
{
    struct heading *list = arena_new_array(document->arena, struct heading, document->headings.count);
    for (size_t i = 0; i < document->headings.count; i++) {
        const struct heading_draft *heading = document->headings.items[i];
        list[i] = (struct heading){ heading->level, heading->id, heading->plain, heading->html };
    }
    return list;
}
