/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_KEYWORDS_MEMORY_H
#define BRIEF_LOAD_KEYWORDS_MEMORY_H
/*
 * keywords_memory: words as written and what became of them; private to keywords*.c. A remembered word also
 * holds its count in the text at hand, stamped with that text's number, so that nothing has to be cleared
 * between texts.
 */
#include "base/map.h"
#include "base/slug.h"
#include "base/stem.h"

enum { KNOWN_WORD_BYTES = 48 }; /* longer ones are addresses and codes, and are not remembered */

struct known_word;

struct known_stem {
    text stem;
    uint64_t beginning;                 /* its first eight bytes, the first the highest: for comparing */
    uint32_t stamp, count;              /* weighted */
    const struct known_word *best_word; /* the spelling used most */
    uint32_t best_part;                 /* which part of it */
};

/* A part of a word that has a stem of its own. */
struct known_part {
    struct known_stem *stem; /* NULL: says nothing */
    uint8_t start, length;
};

/* Words have one part but for those that an apostrophe joins: "l'eau", "Ofcom's". */
struct known_word {
    uint32_t stamp, count, weight; /* weighted: each use counts what its place in the text does */
    struct known_part parts[2];
    uint8_t length;
    char bytes[];
};

struct word_slot {
    uint32_t hash;
    struct known_word *word; /* NULL: free */
};

/* The words of one language. */
struct language_words {
    text language;
    struct stemmer *stemmer;
    struct word_slot *slots; /* open addressing, at most half full */
    size_t slot_count, word_count;
    struct map stems; /* → struct known_stem * */
};

struct words_memory {
    struct arena arena, scratch; /* the latter for the text at hand */
    struct unicode *unicode;
    size_t word_count; /* of all languages */
    uint32_t stamp;    /* of the text at hand, from 1 */
};

/* Empties it; the stemmer stays. */
void language_words_forget(struct language_words *words, struct words_memory *memory);
/* The hash under which a word is remembered; the processor begins to fetch its slot. */
uint32_t language_words_hash(const struct language_words *words, text word);
/* The processor begins to fetch what is remembered under that hash. */
void language_words_fetch(const struct language_words *words, uint32_t hash);
/* The word as it is remembered, learnt if new; NULL when it is empty or too long. */
struct known_word *language_words_find(
    struct language_words *words, struct words_memory *memory, text word, uint32_t hash);
/* A part of the word as written. */
text known_word_part(const struct known_word *word, size_t part);
#endif
