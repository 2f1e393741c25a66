/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_RAW_HTML_H
#define BRIEF_LOAD_MARKDOWN_RAW_HTML_H
/* markdown_raw_html: HTML in Markdown: passed on and searched for ids, or shown as text (`raw_html: escape`).
 */
#include "load/markdown_document.h"

/* During the walk: an HTML block or an inline tag. Its text, if a reader sees any, goes to the plain text. */
void markdown_raw_html_see(struct document *document, cmark_node *node);
/* In a tree of one line: tags without their other half become text, or they would go on behind the line. */
void markdown_raw_html_close(struct document *document);
/* Is this tag of a line one of a link or a picture: <a>, </a>, <img>? */
bool markdown_raw_html_is_link(text html);
#endif
