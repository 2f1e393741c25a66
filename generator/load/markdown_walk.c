/* SPDX-License-Identifier: MIT */
/*
 * A walk along the tree's own pointers: no recursion and no memory, however deep the tree. Plain text grows
 * as it goes; blocks are set apart by a newline, cells of a row by a blank. Inside a heading the same events
 * also make its inline HTML for the contents list: no links, no footnote marks, of raw HTML only tags without
 * attributes (<sub>), which can neither link nor repeat an id, and a blank for one that parts words (<br>).
 */
#include "load/markdown_walk.h"
#include "load/markdown_code.h"
#include "load/markdown_elements.h"
#include "load/markdown_footnotes.h"
#include "load/markdown_headings.h"
#include "load/markdown_hidden.h"
#include "load/markdown_images.h"
#include "load/markdown_limits.h"
#include "load/markdown_raw_html.h"
#include "load/markdown_references.h"
#include "load/markdown_tables.h"
#include "load/markdown_tasks.h"

static void append_plain(struct document *document, text words)
{
    if (markdown_elements_show_text(document))
        strbuf_put(&document->plain, words);
}

static void begin_block(struct document *document)
{
    cmark_strbuf *plain = &document->plain;
    if (plain->size > 0 && plain->ptr[plain->size - 1] != '\n')
        cmark_strbuf_putc(plain, '\n');
}

static void see_words(struct document *document, text words)
{
    append_plain(document, words);
    if (document->open_heading)
        strbuf_put_escaped(&document->heading_html, words);
}

static void see_heading_markup(struct document *document, text markup)
{
    if (document->open_heading)
        strbuf_put(&document->heading_html, markup);
}

static void see_text(struct document *document, cmark_node *node)
{
    see_words(document, chunk_text(node->as.literal));
    markdown_hidden_see(document, node, chunk_text(node->as.literal));
    if (document->may_hold_footnotes)
        markdown_footnotes_see_text(document, node);
}

static void see_code(struct document *document, cmark_node *node)
{
    see_heading_markup(document, TEXT("<code>"));
    see_words(document, chunk_text(node->as.literal));
    see_heading_markup(document, TEXT("</code>"));
}

static void see_code_block(struct document *document, cmark_node *node)
{
    begin_block(document);
    append_plain(document, chunk_text(node->as.code.literal));
    markdown_code_see(document, node);
}

static void see_html_inline(struct document *document, cmark_node *node)
{
    text html = chunk_text(node->as.literal);
    bufsize_t before = document->plain.size;
    markdown_raw_html_see(document, node);
    if (!document->open_heading)
        return;
    if (document->options->raw_html == RAW_HTML_ESCAPE)
        strbuf_put_escaped(&document->heading_html, html);
    else if (document->plain.size > before) /* "one<br>two" */
        see_heading_markup(document, TEXT(" "));
    else
        markdown_headings_see_tag(document, html);
}

static void begin_paragraph(struct document *document, cmark_node *node)
{
    begin_block(document);
    document->paragraph_start = (size_t)document->plain.size;
    if (node->parent && node->parent->type == CMARK_NODE_TABLE)
        return;
    if (node->parent && node->parent->type == CMARK_NODE_FOOTNOTE_DEFINITION)
        markdown_footnotes_see_paragraph(document, node);
    else
        markdown_images_see_paragraph(document, node);
}

static void end_paragraph(struct document *document, cmark_node *node)
{
    if (node->parent == document->root && !markdown_images_only_image(node))
        document_end_paragraph(document);
}

static void see_extension_node(struct document *document, cmark_node *node)
{
    if (node->type == CMARK_NODE_TABLE)
        markdown_tables_see(document, node);
    else if (node->type == CMARK_NODE_TABLE_CELL && node->prev)
        strbuf_put(&document->plain, TEXT(" "));
    else if (node->type == CMARK_NODE_TABLE_CELL)
        begin_block(document);
    else if (node->type == CMARK_NODE_STRIKETHROUGH)
        see_heading_markup(document, TEXT("<del>"));
}

static void enter(struct document *document, cmark_node *node)
{
    switch (node->type) {
    case CMARK_NODE_TEXT: see_text(document, node); break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK: see_words(document, TEXT(" ")); break;
    case CMARK_NODE_CODE: see_code(document, node); break;
    case CMARK_NODE_HTML_INLINE: see_html_inline(document, node); break;
    case CMARK_NODE_EMPH: see_heading_markup(document, TEXT("<em>")); break;
    case CMARK_NODE_STRONG: see_heading_markup(document, TEXT("<strong>")); break;
    case CMARK_NODE_LINK: markdown_references_see_link(document, node); break;
    case CMARK_NODE_IMAGE: markdown_images_see_image(document, node); break;
    case CMARK_NODE_FOOTNOTE_REFERENCE: markdown_footnotes_see_reference(document, node); break;
    case CMARK_NODE_PARAGRAPH: begin_paragraph(document, node); break;
    case CMARK_NODE_HEADING:
        begin_block(document);
        markdown_headings_begin(document, node);
        break;
    case CMARK_NODE_CODE_BLOCK: see_code_block(document, node); break;
    case CMARK_NODE_HTML_BLOCK:
        begin_block(document);
        markdown_raw_html_see(document, node);
        break;
    case CMARK_NODE_FOOTNOTE_DEFINITION: markdown_footnotes_see_definition(document, node); break;
    case CMARK_NODE_ITEM: markdown_tasks_see(document, node); break;
    default: see_extension_node(document, node); break;
    }
}

static void leave(struct document *document, cmark_node *node)
{
    switch (node->type) {
    case CMARK_NODE_EMPH: see_heading_markup(document, TEXT("</em>")); break;
    case CMARK_NODE_STRONG: see_heading_markup(document, TEXT("</strong>")); break;
    case CMARK_NODE_PARAGRAPH: end_paragraph(document, node); break;
    case CMARK_NODE_HEADING: markdown_headings_end(document); break;
    default:
        if (node->type == CMARK_NODE_STRIKETHROUGH)
            see_heading_markup(document, TEXT("</del>"));
        break;
    }
    if (document->open.count > 0)
        markdown_elements_leave(document, node);
}

static void report_depth(struct document *document, const cmark_node *node)
{
    document->is_too_deep = true;
    diagnostic_error(document->diagnostics, document_where(document, node, TEXT_NONE), "nesting-too-deep",
        "more than %d blocks and spans inside one another", MARKDOWN_DEPTH_LIMIT);
}

void markdown_walk(struct document *document)
{
    int depth = 0;
    cmark_node *node = document->root;
    enter(document, node);
    for (;;) {
        if (node->first_child) {
            if (++depth > MARKDOWN_DEPTH_LIMIT) {
                report_depth(document, node);
                return;
            }
            node = node->first_child;
        } else {
            leave(document, node);
            while (node != document->root && !node->next) {
                node = node->parent;
                depth--;
                leave(document, node);
            }
            if (node == document->root)
                return;
            node = node->next;
        }
        enter(document, node);
    }
}
