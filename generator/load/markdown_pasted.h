/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_PASTED_H
#define BRIEF_LOAD_MARKDOWN_PASTED_H
/*
 * markdown_pasted: what word processors and programs for notes leave in a text: bullets and numbers that make
 * no list here, columns drawn with dashes, properties, marks of places. markdown_outline notes them for
 * `brief check`.
 */
#include "base/text.h"
#include <cmark-gfm/node.h>

/* The bullet, or the number of an item like that of the line below it, with which a text node begins a line
 * that runs into the others of its paragraph; absent for none. Borrows from `words`, as all here. */
text markdown_pasted_item(const cmark_node *node, text words);
/* What else stands at the start of a line and is of another program. */
text markdown_pasted_line(const cmark_node *node, text words);
/* What begins at `at` of the words of a text node. */
text markdown_pasted_at(const cmark_node *node, text words, size_t at);
/* Are dashes in several groups, "---- ---", the columns of a table of Pandoc's? */
bool markdown_pasted_columns(text line);
/* "|300", the width that Obsidian has behind the description of a picture; absent for none. */
text markdown_pasted_width(text words);
#endif
