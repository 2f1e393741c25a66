/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_FOREIGN_H
#define BRIEF_LOAD_MARKDOWN_FOREIGN_H
/*
 * markdown_foreign: what other programs read in a text, and nothing reads here: tags of templates,
 * shortcodes, attributes, marks of other kinds of Markdown. markdown_outline notes them for `brief check`.
 */
#include "base/arena.h"
#include "base/text.h"
#include <cmark-gfm/node.h>

/* What begins at `at` of the words of a text node: to its end, or that of the words; absent when nothing
 * does. Borrows from `words`. */
text markdown_foreign_at(const cmark_node *node, text words, size_t at);
/* "{rate}" at `at`: a value, in a text with code of components, and words in any other. Absent for
 * none; borrows. */
text markdown_foreign_name_at(text words, size_t at);
/* How a formula begins in the source that may have stood at `at`, "\\(x" or "\\[x": the words have lost its
 * sign, which is an escape here, so look whether it is there. Absent when there is none. */
text markdown_foreign_formula(struct arena *arena, const cmark_node *node, text words, size_t at);
/* What begins at `at` of HTML, markdown_foreign_html.c: a tag of a template or a shortcode, to its end;
 * absent when none does. Borrows. */
text markdown_foreign_in_html(text html, size_t at);
/* Is it an element of a host, "drupal-media", that browsers know nothing of? */
bool markdown_foreign_is_element(text name);
#endif
