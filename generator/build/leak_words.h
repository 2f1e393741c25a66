/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_LEAK_WORDS_H
#define BRIEF_BUILD_LEAK_WORDS_H
/* leak_words: by which words a held-back thing would be known, and how they would stand in a file. Private to
 * build/leak*.c. */
#include "build/leak.h"

/* From here on characters are those of Chinese, Japanese and Korean, which stand without blanks between
 * words.
 */
enum { LEAK_FIRST_WIDE_CHARACTER = 0x2E80 };

struct leak_word {
    text bytes; /* as it would stand there */
    const struct held_back *held;
    enum leak_fact fact;
    uint32_t token;  /* which of the held-back things' words it is a form of */
    bool is_strict;  /* a published word has it as one part between hyphens: count those as letters */
    bool is_dropped; /* published things have it too */
};

struct leak_words {
    struct leak_word *items;
    size_t count, capacity;
    uint32_t token_count;
};

/* Every word of every held-back thing that is long enough and that site.yml does not allow, in each of its
 * forms. */
void leak_words_gather(
    struct arena *arena, const struct site *site, const struct content *content, struct leak_words *words);
/* In how many published texts it may stand before it counts as a common word, which says nothing. */
uint32_t leak_word_most_texts(const struct leak_word *word);
#endif
