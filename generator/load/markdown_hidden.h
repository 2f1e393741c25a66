/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_HIDDEN_H
#define BRIEF_LOAD_MARKDOWN_HIDDEN_H
/*
 * markdown_hidden: comments of other programs, `{% comment %}`, `{# … #}`. What an editor hid in one was
 * never published there, and would be shown here: an error, unlike what other programs read and readers may
 * see.
 */
#include "load/markdown_document.h"

/* Can there be one in a document at all? */
bool markdown_hidden_may_be_in(text body);
/* Reports what Pandoc writes around comments and deletions of a word processor. */
void markdown_hidden_see_tag(struct document *document, const cmark_node *node, text html);
/* Reports comments that begin in the words of a text node or a piece of HTML. */
void markdown_hidden_see(struct document *document, const cmark_node *node, text words);
#endif
