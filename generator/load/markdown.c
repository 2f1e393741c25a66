/* SPDX-License-Identifier: MIT */
/*
 * A document goes through five steps, each in a file of its own:
 *
 *     limits       lines that would keep the library busy for minutes are refused      markdown_limits.c
 *     blocks       the library finds the blocks; markers in them are read              markdown_blocks.c
 *     inlines      the library reads the text in them
 *     walk         one pass collects words, headings, anchors and links                markdown_walk.c
 *     print        the library prints; nodes with an addition print that               markdown_document.h
 *
 * Each addition to Markdown is one file markdown_*.c with its readers and its HTML: grep document_attach.
 */
#include "load/markdown.h"
#include "base/unicode_words.h"
#include "load/markdown_blocks.h"
#include "load/markdown_document.h"
#include "load/markdown_footnotes.h"
#include "load/markdown_headings.h"
#include "load/markdown_hidden.h"
#include "load/markdown_limits.h"
#include "load/markdown_quotes.h"
#include "load/markdown_raw_html.h"
#include "load/markdown_references.h"
#include "load/markdown_tables.h"
#include "load/markdown_walk.h"
#include "load/merge_mark.h"
#include <cmark-gfm-core-extensions.h>
#include <string.h>

/* False when the body is not to be given to the library at all. */
static bool check_limits(struct document *document)
{
    text body = document->source.body;
    struct markdown_excess excess = markdown_limits_check(body, markdown_tables_column_limit(document));
    text mark = markdown_limits_merge_mark(body);
    if (mark.bytes)
        merge_mark_report(document->diagnostics, markdown_source_span(&document->source, mark));
    if (excess.wide_table.bytes) {
        document->tables_are_off = true;
        markdown_tables_report_wide(document, markdown_source_span(&document->source, excess.wide_table));
    }
    if (!excess.deep_line.bytes)
        return true;
    diagnostic_error(document->diagnostics, markdown_source_span(&document->source, excess.deep_line),
        "nesting-too-deep", "more than %d blocks inside one another", MARKDOWN_DEPTH_LIMIT);
    return false;
}

static int parser_flags(const struct markdown_options *options)
{
    return CMARK_OPT_UNSAFE | (options->smart ? CMARK_OPT_SMART : 0);
}

/* "[^": a search for the rarer byte is the quicker one. */
static bool may_hold_footnotes(text body)
{
    for (size_t at = text_find_byte(body, '^', 0); at != SIZE_MAX; at = text_find_byte(body, '^', at + 1))
        if (at > 0 && body.bytes[at - 1] == '[')
            return true;
    return false;
}

static void parse(struct document *document)
{
    text body = markdown_source_clean(&document->source);
    document->may_hold_footnotes = may_hold_footnotes(body);
    document->may_hold_comments = markdown_hidden_may_be_in(body);
    document_open_parser(document, parser_flags(document->options) | CMARK_OPT_FOOTNOTES);
    markdown_quotes_attach(document);
    markdown_blocks_parse(document, body);
    document_finish(document);
}

static void fill_result(const struct document *document, struct markup *result)
{
    struct reference *references =
        arena_new_array(document->arena, struct reference, document->references.count);
    text *anchors = arena_new_array(document->arena, text, document->anchors.count);
    if (document->references.count > 0)
        memcpy(references, document->references.items, document->references.count * sizeof *references);
    if (document->anchors.count > 0)
        memcpy(anchors, document->anchors.items, document->anchors.count * sizeof *anchors);
    result->headings = markdown_headings_list(document);
    result->heading_count = document->headings.count;
    result->references = references;
    result->reference_count = document->references.count;
    result->anchors = anchors;
    result->anchor_count = document->anchors.count;
    result->first_paragraph = document->first_paragraph;
    result->plain = text_copy(document->arena, text_trim(strbuf_text(&document->plain)));
    bool counts_words = document->unicode && !document->options->leaves_words;
    result->word_count = counts_words ? unicode_word_count(document->unicode, result->plain) : 0;
}

void markdown_render(struct arena *arena, struct unicode *unicode, uint32_t source, text contents,
    size_t body_offset, const struct markdown_options *options, struct markup *result,
    struct diagnostics *diagnostics)
{
    struct document document;
    *result = (struct markup){ .html = TEXT(""), .plain = TEXT("") };
    document_open(&document, arena, options, text_from(contents, body_offset));
    document.unicode = unicode;
    document.diagnostics = diagnostics;
    document.source.number = source;
    document.source.body_offset = body_offset;
    if (!check_limits(&document))
        return;
    parse(&document);
    markdown_walk(&document);
    if (document.is_too_deep)
        return;
    markdown_headings_make_ids(&document);
    markdown_references_check_own(&document);
    markdown_footnotes_report(&document);
    result->html = document_html(&document, document.root);
    fill_result(&document, result);
}

/* A tree of one paragraph, so that nothing in the line can begin a list or a heading. */
void document_parse_line(struct document *document, bool links_addresses)
{
    text line = text_trim(markdown_source_clean(&document->source));
    document->parser = cmark_parser_new_with_mem(parser_flags(document->options), document->memory);
    markdown_quotes_attach(document);
    cmark_parser_attach_syntax_extension(document->parser, cmark_find_syntax_extension("strikethrough"));
    if (links_addresses)
        cmark_parser_attach_syntax_extension(document->parser, cmark_find_syntax_extension("autolink"));
    cmark_node *paragraph = cmark_node_new_with_mem(CMARK_NODE_PARAGRAPH, document->memory);
    paragraph->start_line = 1;
    strbuf_put(&paragraph->content, line);
    cmark_node_append_child(document->parser->root, paragraph);
    document_finish(document);
}

static bool is_link_or_picture(cmark_node *node)
{
    return node->type == CMARK_NODE_LINK || node->type == CMARK_NODE_IMAGE ||
           (node->type == CMARK_NODE_HTML_INLINE && markdown_raw_html_is_link(chunk_text(node->as.literal)));
}

/* Puts what links and pictures hold in their places. */
static void leave_links_out(struct document *document)
{
    cmark_iter *iterator = cmark_iter_new(document->root);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iterator);
        bool is_done = event == CMARK_EVENT_EXIT || node->type == CMARK_NODE_HTML_INLINE;
        if (!is_done || !is_link_or_picture(node))
            continue;
        while (node->first_child)
            cmark_node_insert_before(node, node->first_child);
        cmark_node_unlink(node);
    }
    cmark_iter_free(iterator);
}

static void render_line(
    struct arena *arena, text line, const struct markdown_options *options, text *html, text *plain)
{
    static const text start = TEXT_INIT("<p>"), end = TEXT_INIT("</p>\n");
    struct document document;
    document_open(&document, arena, options, line);
    if (options->place)
        document.diagnostics = options->place->diagnostics;
    document_parse_line(&document, false);
    if (options->leaves_links_out)
        leave_links_out(&document);
    if (options->raw_html == RAW_HTML_PASS)
        markdown_raw_html_close(&document);
    markdown_walk(&document);
    if (plain)
        *plain = text_copy(arena, text_trim(strbuf_text(&document.plain)));
    if (!html)
        return;
    text whole = document.is_too_deep ? TEXT("") : document_html(&document, document.root);
    bool is_paragraph = text_starts_with(whole, start) && text_ends_with(whole, end);
    *html =
        is_paragraph ? text_slice(whole, start.length, whole.length - start.length - end.length) : TEXT("");
}

const struct quotation *markdown_quotation(
    const struct config *config, struct unicode *unicode, text language)
{
    return config->smart_punctuation ? unicode_quotation(unicode, language) : NULL;
}

void markdown_render_inline(struct arena *arena, text line, const struct markdown_place *place,
    const struct quotation *smart, enum raw_html raw_html, text base_path, text *html, text *plain)
{
    const struct markdown_options options = {
        .smart = smart, .raw_html = raw_html, .base_path = base_path, .is_line = true, .place = place
    };
    render_line(arena, line, &options, html, plain);
}

void markdown_render_title(struct arena *arena, text line, const struct quotation *smart,
    enum raw_html raw_html, text *html, text *plain)
{
    const struct markdown_options options = {
        .smart = smart, .raw_html = raw_html, .is_line = true, .leaves_links_out = true
    };
    render_line(arena, line, &options, html, plain);
}

static bool has_marks(text line)
{
    for (size_t i = 0; i < line.length; i++)
        if (strchr("\"'&", line.bytes[i]) || text_starts_with(text_from(line, i), TEXT("--")) ||
            text_starts_with(text_from(line, i), TEXT("...")))
            return true;
    return false;
}

/* What would be markup is kept from it by a backslash; a line has no blocks. */
text markdown_render_plain(struct arena *arena, text line, const struct quotation *smart)
{
    struct buffer escaped;
    text plain;
    if (!has_marks(line))
        return line;
    buffer_init(&escaped, arena);
    for (size_t i = 0; i < line.length; i++) {
        if (strchr("*_`~<>[]!^\\", line.bytes[i]))
            buffer_append_byte(&escaped, '\\');
        buffer_append_byte(&escaped, line.bytes[i]);
    }
    markdown_render_title(arena, buffer_text(&escaped), smart, RAW_HTML_ESCAPE, NULL, &plain);
    return plain;
}

text markdown_render_fragment(
    struct arena *arena, text contents, const struct quotation *smart, enum raw_html raw_html, text base_path)
{
    struct markdown_options options = { .smart = smart, .raw_html = raw_html, .base_path = base_path };
    struct document document;
    document_open(&document, arena, &options, contents);
    if (!check_limits(&document))
        return TEXT("");
    text body = markdown_source_clean(&document.source);
    document_open_parser(&document, parser_flags(&options));
    markdown_quotes_attach(&document);
    markdown_blocks_parse(&document, body);
    document_finish(&document);
    markdown_walk(&document);
    return document.is_too_deep ? TEXT("") : document_html(&document, document.root);
}

bool markdown_has_anchor(const struct markup *body, text anchor)
{
    return text_is_one_of(anchor, body->anchors, body->anchor_count);
}
