/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_SEARCH_MEMORY_H
#define BRIEF_LOAD_SEARCH_MEMORY_H
/*
 * search_memory: chunks of text between blanks, and the words they hold; private to search_words.c. A
 * remembered word also holds its count in the text at hand, stamped with that text's number, so that nothing
 * has to be cleared between texts.
 */
#include "base/map.h"
#include "base/slug.h"
#include "base/stem.h"
#include "model/search_entry.h"

/* What entries are made of: a stem, or a form that leads to one. */
struct known_key {
    uint64_t order; /* the first eight bytes, so that most comparisons are one */
    text key;
    const struct known_key *stem; /* of a form; NULL: the key is a stem */
    uint32_t stamp;
    uint32_t weight;
    bool is_function_word, is_word;
    uint8_t follower;       /* that stands for this stem */
    uint8_t follower_count; /* SEARCH_FOLLOWERS + 1: too many to be known */
    char followers[SEARCH_FOLLOWERS];
};

struct known_word {
    struct known_key *stem;
    struct known_key *form; /* NULL: the word is its own stem */
    bool is_aside;          /* the parts of a compound as one word: stands beside the row of words */
};

struct known_chunk {
    struct known_word *words;
    uint16_t word_count;
    uint16_t length;
    char bytes[];
};

struct chunk_slot {
    uint32_t hash;
    struct known_chunk *chunk; /* NULL: free */
};

/* The chunks of one language. */
struct search_language {
    text language;
    struct stemmer *stemmer;
    struct chunk_slot *slots; /* open addressing, at most half full */
    size_t slot_count, chunk_count;
    struct map stems, forms; /* key → struct known_key * */
};

struct search_memory {
    struct arena arena;
    struct unicode *unicode;
    size_t chunk_count; /* of all languages */
    uint32_t stamp;     /* of the text at hand, from 1 */
};

/* Empties it; the stemmer stays. */
void search_language_forget(struct search_language *language, struct search_memory *memory);
/* The hash under which a chunk is remembered; the processor begins to fetch its slot. */
uint32_t search_language_hash(const struct search_language *language, text chunk);
/* The processor begins to fetch what is remembered under that hash. */
void search_language_fetch(const struct search_language *language, uint32_t hash);
/* The chunk as it is remembered, learnt if new; NULL when it is too long to be one of words. */
const struct known_chunk *search_language_find(
    struct search_language *language, struct search_memory *memory, text chunk, uint32_t hash);
#endif
