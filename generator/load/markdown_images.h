/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_IMAGES_H
#define BRIEF_LOAD_MARKDOWN_IMAGES_H
/* markdown_images: images with their size, loaded late; a paragraph that is only an image is a figure. */
#include "load/markdown_document.h"

/* During the walk. A paragraph comes before the image in it. */
void markdown_images_see_paragraph(struct document *document, cmark_node *paragraph);
void markdown_images_see_image(struct document *document, cmark_node *image);
/* The image that the paragraph consists of, alone or in a link; NULL if there is more or something else. */
cmark_node *markdown_images_only_image(const cmark_node *paragraph);
#endif
