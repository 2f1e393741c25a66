/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_TAG_H
#define BRIEF_BASE_TAG_H
/*
 * tag: finds tags and their attributes in HTML or XML. No parser: what is asked may come in pieces that need
 * not be whole. All texts are borrowed from `html`; nothing is decoded.
 */
#include "base/text.h"

/* Behind the comment that begins at `at`, as browsers find its end: "-->", "--!>", or at once in "<!-->"; the
 * end of `html` when it has none, `at` itself when no comment begins there. */
size_t tag_comment_end(text html, size_t at);
/* Has what tag_comment_end found an end, or does it reach to that of the HTML? */
bool tag_comment_is_closed(text comment);
/* The name of a tag or end tag, where `at` is behind its '<' or "</"; empty when there is none. */
text tag_name_at(text html, size_t at);
/* Moves to behind the name of the next tag that opens, over comments; absent when there is none. */
text tag_next(text html, size_t *offset);
/* One attribute inside that tag; the name is empty at the tag's end, and *offset is then behind '>'. */
text tag_attribute(text html, size_t *offset, text *value);
/* The `href` of the next tag that has one; absent when there is none. What is behind it in the tag is passed
 * over. */
text tag_next_link(text html, size_t *offset);
/* "Figure" and "YouTube", as components of other programs are called; HTML is in small letters, or all in
 * capitals. */
bool tag_is_component(text name);
/* From inside the tag that opens the element `name`: when it is one in which a browser reads tags as text
 * (script, style …), moves to behind the "</" of its end, or to the end of `html`; else does nothing. */
void tag_skip_raw_text(text html, text name, size_t *offset);
#endif
