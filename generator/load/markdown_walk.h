/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_WALK_H
#define BRIEF_LOAD_MARKDOWN_WALK_H
/*
 * markdown_walk: the one pass over the finished tree before it is printed. Collects what a reader sees as
 * plain text, the headings, anchors and links, and lets each addition find its nodes.
 */
#include "load/markdown_document.h"

/* Stops at MARKDOWN_DEPTH_LIMIT with an error; document->is_too_deep is then set. */
void markdown_walk(struct document *document);
#endif
