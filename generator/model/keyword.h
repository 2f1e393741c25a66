/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_KEYWORD_H
#define BRIEF_MODEL_KEYWORD_H
/*
 * keyword: a word that says what an article is about, for related stories. There are dozens of every article
 * of an archive, so a list of them is a row of bytes, a quarter as long as structs are:
 *
 *     keyword = count (two bytes, the lower one first), length of the word, stem, word
 *     stem    = its length where the word begins with it; else its length + 64, and it stands behind the word
 */
#include "base/buffer.h"

struct keyword {
    text stem;      /* case-folded; at most KEYWORD_STEM_BYTES */
    text word;      /* the form of it that the article uses most, as written; at most KEYWORD_WORD_BYTES */
    uint16_t count; /* weighted: a word of the title counts three times, of a heading twice */
};

enum { KEYWORD_WORD_BYTES = 63, KEYWORD_STEM_BYTES = 255 - 64 };

struct keyword_list {
    text entries; /* the best first */
    size_t count;
};

/* Appends an entry; what is too long is the caller's to prevent. */
void keyword_write(struct buffer *out, const struct keyword *keyword);
/* Reads the entry at *offset, which moves past it; false at the end. It borrows from the list. */
bool keyword_read(const struct keyword_list *list, size_t *offset, struct keyword *keyword);
/* The word of the keyword at `position`, which counts from 0; absent past the end. */
text keyword_word(const struct keyword_list *list, size_t position);
#endif
