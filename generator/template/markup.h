/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_MARKUP_H
#define BRIEF_TEMPLATE_MARKUP_H
/*
 * markup: text that is HTML already, taken apart far enough to show it where no HTML can stand: in an
 * attribute, in a title, in an address. Used by the escaping and by the striptags filter.
 */
#include "base/buffer.h"
#include "base/value.h"

/* Without tags and comments, runs of white space one blank, character references resolved: plain text, not
 * safe. */
text markup_strip_tags(struct arena *arena, text markup);
/* What may be cut into parts: a text as it is, but of markup with tags or character references the words that
 * it shows, which are not safe. Part of a tag would take in what follows it on the page. */
struct value markup_words(struct arena *arena, const struct value *value);
/* The length of the character reference (&nbsp; &#160;) that begins at `at`, with its ';', and its character.
 * 0: there is none. */
size_t markup_reference(text markup, size_t at, uint32_t *code_point);
/* Without tags and comments, escaped for a quoted attribute; character references stay as they are. */
void markup_append_attribute(struct buffer *out, text markup);
#endif
