/* SPDX-License-Identifier: MIT */
/*
 * Comments come from strangers, so they get the least: the text is cut at blank lines and each piece is read
 * as inline Markdown, so that nothing in it can be a heading, a list, a table or a block of HTML. Of the
 * tree, links, pictures and raw HTML print something of their own.
 */
#include "load/markdown_document.h"

static bool may_be_linked(text url)
{
    return text_starts_with_ignoring_ascii_case(url, TEXT("http://")) ||
           text_starts_with_ignoring_ascii_case(url, TEXT("https://")) ||
           text_starts_with_ignoring_ascii_case(url, TEXT("mailto:"));
}

static void render_link(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    (void)document;
    text url = chunk_text(node->as.link.url);
    if (!may_be_linked(url))
        return;
    if (!is_entering) {
        html_put(renderer, TEXT("</a>"));
        return;
    }
    html_put(renderer, TEXT("<a href=\""));
    html_put_href(renderer, url);
    html_put(renderer, TEXT("\" rel=\"nofollow ugc\">"));
}

/* Its words remain: the children print themselves. */
static void render_picture(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    (void)document;
    (void)renderer;
    (void)node;
    (void)is_entering;
}

static void render_raw_html(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    (void)document;
    if (is_entering)
        html_put_escaped(renderer, chunk_text(node->as.literal));
}

static void attach_all(struct document *document)
{
    static const struct addition link = { render_link }, picture = { render_picture },
                                 raw_html = { render_raw_html };
    cmark_iter *iterator = cmark_iter_new(document->root);
    while (cmark_iter_next(iterator) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);
        if (node->type == CMARK_NODE_LINK)
            document_attach(document, node, &link);
        else if (node->type == CMARK_NODE_IMAGE)
            document_attach(document, node, &picture);
        else if (node->type == CMARK_NODE_HTML_INLINE)
            document_attach(document, node, &raw_html);
    }
    cmark_iter_free(iterator);
}

static text render_paragraph(struct arena *arena, text paragraph, const struct quotation *smart)
{
    const struct markdown_options options = { .smart = smart, .raw_html = RAW_HTML_ESCAPE };
    struct document document;
    document_open(&document, arena, &options, paragraph);
    document_parse_line(&document, true);
    attach_all(&document);
    return document_html(&document, document.root);
}

/* The next stretch of lines that are not blank; absent at the end. */
static text next_paragraph(text *rest)
{
    text paragraph = TEXT_NONE;
    while (rest->bytes) {
        text line = text_cut(rest, '\n');
        bool is_blank = text_trim(line).length == 0;
        if (is_blank && paragraph.bytes)
            break;
        if (!is_blank && !paragraph.bytes)
            paragraph = line;
        else if (!is_blank)
            paragraph.length = (size_t)(line.bytes + line.length - paragraph.bytes);
    }
    return paragraph;
}

text markdown_render_comment(struct arena *arena, text contents, const struct quotation *smart)
{
    struct buffer html;
    buffer_init(&html, arena);
    for (text paragraph; (paragraph = next_paragraph(&contents)).bytes;)
        buffer_append(&html, render_paragraph(arena, paragraph, smart));
    return buffer_text(&html);
}
