/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_FOOTNOTES_H
#define BRIEF_LOAD_MARKDOWN_FOOTNOTES_H
/*
 * markdown_footnotes: ids that are unique when several texts stand on one page, back-links that can be told
 * apart, and warnings for what the library drops without a word: notes that nobody refers to, references to
 * no note.
 */
#include "load/markdown_document.h"

struct footnote_definition {
    text label;
    size_t line;
    bool is_used;
    bool is_repeated; /* an earlier definition has the label */
};

/* Before inlines are read: remembers a definition. */
void markdown_footnotes_read(struct document *document, cmark_node *node);
/*
 * The same, in a block with inlines: what stands in brackets behind '^' and is no label is kept from the
 * library by MARKDOWN_GUARD, which document_finish takes out again.
 */
void markdown_footnotes_guard(struct document *document, cmark_node *node);
/* During the walk. */
void markdown_footnotes_see_reference(struct document *document, cmark_node *node);
void markdown_footnotes_see_definition(struct document *document, cmark_node *node);
/* The last paragraph of a definition prints the back-links. */
void markdown_footnotes_see_paragraph(struct document *document, cmark_node *node);
/* A text that holds "[^": warns of references to no note. */
void markdown_footnotes_see_text(struct document *document, cmark_node *node);
/* After the walk: warns of unused notes. */
void markdown_footnotes_report(struct document *document);
#endif
