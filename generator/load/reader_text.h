/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_READER_TEXT_H
#define BRIEF_LOAD_READER_TEXT_H
/* reader_text: the words of a page as its readers see them, for noticing that they changed. */
#include "base/digest.h"
#include "base/unicode.h"

/* A piece of a text. Markup is the inline HTML that load/markdown makes. */
struct reader_part {
    text text;
    bool is_markup;
};

/*
 * The digest of the parts' words and punctuation in order. What a reader does not see makes no difference:
 * line ends and blanks, markup, straight or curly quotes, kinds of dashes, soft hyphens, Unicode's normal
 * forms.
 */
struct digest reader_text_digest(
    struct unicode *unicode, struct arena *arena, const struct reader_part *parts, size_t count);
/* Does the plain text hold anything but blanks and characters that nobody sees? */
bool reader_text_is_seen(text value);
#endif
