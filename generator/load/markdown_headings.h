/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_HEADINGS_H
#define BRIEF_LOAD_MARKDOWN_HEADINGS_H
/*
 * markdown_headings: ids of headings, given or made, and the list of headings for the contents list. Ids are
 * made when every id that somebody wrote is known, so that none of those changes.
 */
#include "load/markdown_document.h"

enum { HEADING_TAGS = 8 };

struct heading_draft {
    struct addition addition;
    int64_t level;
    text id; /* absent until given or made */
    text plain, html;
    size_t plain_start;           /* in the document's plain text */
    text open_tags[HEADING_TAGS]; /* names of raw tags in `html` that are not closed yet */
    size_t open_tag_count;
};

/* Before inlines are read: takes `{#id}` off the heading. */
void markdown_headings_read(struct document *document, cmark_node *node);
/* The walk enters and leaves a heading; between them document->open_heading is set. */
void markdown_headings_begin(struct document *document, cmark_node *node);
void markdown_headings_end(struct document *document);
/* A raw HTML tag inside the open heading. */
void markdown_headings_see_tag(struct document *document, text html);
/* After the walk: makes the missing ids. */
void markdown_headings_make_ids(struct document *document);
/* May a heading have it? Letters, digits, '-', '_', '.', ':' and everything beyond ASCII; not too long. */
bool markdown_headings_is_id(text id);
/* The list for the result, in the document's arena. */
const struct heading *markdown_headings_list(const struct document *document);
#endif
