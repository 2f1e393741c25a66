/* SPDX-License-Identifier: MIT */
/*
 * An image prints itself: the library prints the text between `alt="` and its end as plain text once
 * `renderer->plain` is set to the image, and calls back at the end. In a figure the title is the caption and
 * so no attribute.
 */
#include "load/markdown_images.h"
#include "base/escape.h"
#include "load/markdown_references.h"
#include <stdio.h>

struct image_addition {
    struct addition addition;
    struct link_target target;
    struct image_size size; /* 0 × 0: unknown */
    bool is_figure;
};

static void put_size(struct cmark_html_renderer *renderer, struct image_size size)
{
    char attributes[64];
    if (size.width == 0 || size.height == 0)
        return;
    int length =
        snprintf(attributes, sizeof attributes, " width=\"%u\" height=\"%u\"", size.width, size.height);
    html_put(renderer, (text){ attributes, (size_t)length });
}

static void render_image(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    const struct image_addition *image = node->user_data;
    if (is_entering) {
        html_put(renderer, TEXT("<img src=\""));
        markdown_references_print(document, renderer, node, &image->target);
        html_put(renderer, TEXT("\" alt=\""));
        renderer->plain = node;
        return;
    }
    text title = chunk_text(node->as.link.title);
    if (title.length > 0 && !image->is_figure) {
        html_put(renderer, TEXT("\" title=\""));
        html_put_escaped(renderer, title);
    }
    html_put(renderer, TEXT("\""));
    if (document->options->images_become_figures) {
        put_size(renderer, image->size);
        html_put(renderer, TEXT(" loading=\"lazy\" decoding=\"async\""));
    }
    html_put(renderer, TEXT(" />"));
}

static void render_figure(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    (void)document;
    if (is_entering) {
        html_put_line_start(renderer);
        html_put(renderer, TEXT("<figure>"));
        return;
    }
    text title = chunk_text(markdown_images_only_image(node)->as.link.title);
    if (title.length > 0) {
        html_put(renderer, TEXT("<figcaption>"));
        html_put_escaped(renderer, title);
        html_put(renderer, TEXT("</figcaption>"));
    }
    html_put(renderer, TEXT("</figure>\n"));
}

static const struct addition figure_addition = { render_figure };

cmark_node *markdown_images_only_image(const cmark_node *paragraph)
{
    cmark_node *only = paragraph->first_child;
    if (only && only->type == CMARK_NODE_LINK && !only->next)
        only = only->first_child;
    return only && only->type == CMARK_NODE_IMAGE && !only->next ? only : NULL;
}

/* The paragraphs of a tight list are no paragraphs in HTML. */
static bool is_tight(const cmark_node *paragraph)
{
    const cmark_node *list = paragraph->parent ? paragraph->parent->parent : NULL;
    return list && list->type == CMARK_NODE_LIST && list->as.list.tight;
}

void markdown_images_see_paragraph(struct document *document, cmark_node *paragraph)
{
    /* A note's last paragraph holds its back-links too. */
    bool is_note = paragraph->parent && paragraph->parent->type == CMARK_NODE_FOOTNOTE_DEFINITION;
    if (document->options->images_become_figures && !is_note && !is_tight(paragraph) &&
        markdown_images_only_image(paragraph))
        document_attach(document, paragraph, &figure_addition);
}

static bool is_in_figure(const cmark_node *image)
{
    const cmark_node *around = image->parent;
    if (around && around->type == CMARK_NODE_LINK)
        around = around->parent;
    return around && around->user_data == &figure_addition;
}

/* An address of this site names a file of content/ too: media are copied to the same path. */
static struct image_size find_size(const struct document *document, const struct reference *reference)
{
    struct image_size size = { 0, 0 };
    const struct markdown_options *options = document->options;
    text path = reference->is_address ? url_decode(document->arena, text_from(reference->target, 1))
                                      : reference->content_path;
    if (!options->images_become_figures || !options->image_size ||
        !options->image_size(options->image_size_data, path, &size))
        return (struct image_size){ 0, 0 };
    return size;
}

void markdown_images_see_image(struct document *document, cmark_node *image)
{
    struct link_target target = markdown_references_read(document, image, REFERENCE_IMAGE);
    if (target.kind == TARGET_KEPT && !document->options->images_become_figures)
        return;
    struct image_addition *addition = arena_new(document->scratch, struct image_addition);
    *addition = (struct image_addition){ { render_image }, target, { 0, 0 }, is_in_figure(image) };
    if (target.kind == TARGET_HOLE)
        addition->size = find_size(document, &target.reference);
    document_attach(document, image, &addition->addition);
}
