/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_BLOCKS_H
#define BRIEF_LOAD_MARKDOWN_BLOCKS_H
/*
 * markdown_blocks: the pass between the library's two stages, when blocks are known and their text is still
 * as written. What is marked by its wording is found here: `{#id}`, `[!NOTE]`, `{{ shortcode() }}`,
 * `[^footnote]:`.
 */
#include "load/markdown_document.h"

/* Feeds `body` to the document's parser and marks the blocks; the tree is complete after cmark_parser_finish.
 */
void markdown_blocks_parse(struct document *document, text body);
#endif
