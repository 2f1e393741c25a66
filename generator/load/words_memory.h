/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_WORDS_MEMORY_H
#define BRIEF_LOAD_WORDS_MEMORY_H
/*
 * words_memory: chunks of text between blanks, and what was learnt of each: its words as a search cuts them,
 * and its spellings with their stems, of which keywords are chosen. Private to words*.c. What is remembered
 * also holds its count in the text at hand, stamped with that text's number, so that nothing has to be
 * cleared between texts.
 */
#include "base/map.h"
#include "base/slug.h"
#include "base/stem.h"
#include "model/search_entry.h"

enum {
    CHUNK_BYTES = 200,   /* longer ones are addresses and code, or have no blanks to be cut at */
    CHUNK_WORDS = 67,    /* as many as Chinese letters find room */
    SPELLING_BYTES = 48, /* of words that can be keywords; longer ones are addresses and codes */
};

/* What search entries are made of: a stem, or a form that leads to one. */
struct known_key {
    uint64_t order; /* the first eight bytes, so that most comparisons are one */
    text key;
    const struct known_key *stem; /* of a form; NULL: the key is a stem */
    uint32_t stamp;
    uint32_t weight;
    uint16_t bucket; /* roughly where it comes in the order of keys: words_entries.c */
    bool is_function_word, is_word;
    uint8_t dropped;        /* of a form: bytes that its stem has not */
    uint8_t follower;       /* that stands for this stem */
    uint8_t follower_count; /* SEARCH_FOLLOWERS + 1: too many to be known */
    char followers[SEARCH_FOLLOWERS];
};

struct known_word {
    struct known_key *stem;
    struct known_key *form; /* NULL: the word is its own stem */
    bool is_aside;          /* the parts of a compound as one word: stands beside the row of words */
};

struct known_spelling;

/* What keywords are chosen from. */
struct known_stem {
    text stem;
    uint64_t beginning;                     /* its first eight bytes, the first the highest: for comparing */
    uint32_t stamp, count;                  /* weighted */
    const struct known_spelling *best_word; /* the spelling used most */
    uint32_t best_part;                     /* which part of it */
};

/* A part of a spelling that has a stem of its own. */
struct known_part {
    struct known_stem *stem; /* NULL: says nothing */
    uint8_t start, length;
};

/* A word as it is written. It has one part but for those that an apostrophe joins: "l'eau", "Ofcom's". */
struct known_spelling {
    uint32_t stamp, count, weight; /* weighted: each use counts what its place in the text does */
    struct known_part parts[2];
    uint8_t length;
    char bytes[];
};

/* What it consists of lies behind it in one piece of memory, so that most chunks are one fetch: its words as
 * a search cuts them, its spellings that say something, its bytes. */
struct known_chunk {
    uint32_t stamp, count, weight; /* of its spellings in the text at hand */
    uint16_t broken_count;         /* of words by ICU's word breaks */
    uint8_t length, word_count, spelling_count;
    struct known_word words[];
};

static inline struct known_spelling **known_chunk_spellings(const struct known_chunk *chunk)
{
    return (struct known_spelling **)(chunk->words + chunk->word_count);
}

static inline char *known_chunk_bytes(const struct known_chunk *chunk)
{
    return (char *)(known_chunk_spellings(chunk) + chunk->spelling_count);
}

/* The processor begins to fetch what its words stand for. */
static inline void known_chunk_fetch(const struct known_chunk *chunk)
{
    for (size_t i = 0; i < chunk->word_count; i++) {
        __builtin_prefetch(chunk->words[i].stem);
        if (chunk->words[i].form)
            __builtin_prefetch(chunk->words[i].form);
    }
}

struct chunk_slot {
    uint32_t hash;
    struct known_chunk *chunk; /* NULL: free */
};

/* The chunks of one language. */
struct words_language {
    text language;
    struct stemmer *stemmer;
    struct chunk_slot *slots; /* open addressing, at most half full */
    size_t slot_count, chunk_count;
    struct map stems;           /* key → struct known_key * */
    struct map forms;           /* key, blank, key of the stem → struct known_key * */
    struct map spellings;       /* → struct known_spelling * */
    struct map spellings_stems; /* → struct known_stem * */
};

struct words_memory {
    struct arena arena;
    struct unicode *unicode;
    unsigned wanted;    /* what of it is learnt */
    size_t chunk_count; /* of all languages */
    uint32_t stamp;     /* of the text at hand, from 1 */
};

/* Empties it; the stemmer stays. */
void words_language_forget(struct words_language *language, struct words_memory *memory);
/* The hash under which a chunk is remembered; the processor begins to fetch its slot. */
uint32_t words_language_hash(const struct words_language *language, text chunk);
/* The processor begins to fetch what is remembered under that hash. */
void words_language_fetch(const struct words_language *language, uint32_t hash);
/* The chunk, at most CHUNK_BYTES long, as it is remembered; learnt if new. */
struct known_chunk *words_language_find(struct words_language *language, struct words_memory *memory,
    struct arena *scratch, text chunk, uint32_t hash);

/* words_search.c: the words of a chunk as a search cuts them. `words` has room for CHUNK_WORDS. */
size_t words_learn_search(struct words_language *language, struct words_memory *memory, text chunk,
    struct arena *scratch, struct known_word *words);
/* words_spelling.c: the word as it is remembered, learnt if new; NULL when it is too long or says nothing. */
struct known_spelling *words_learn_spelling(
    struct words_language *language, struct words_memory *memory, struct arena *scratch, text word);
/* A part of the spelling as written. */
static inline text known_spelling_part(const struct known_spelling *spelling, size_t part)
{
    return (text){ spelling->bytes + spelling->parts[part].start, spelling->parts[part].length };
}

/* The text at hand. */
struct gathering {
    struct words_memory *memory;
    struct words_language *language;
    struct arena *scratch;
    struct {
        struct known_chunk **items;
        size_t count, capacity;
    } chunks; /* the different ones that have spellings */
    struct {
        struct known_spelling **items;
        size_t count, capacity;
    } spellings; /* the different ones */
    struct {
        struct known_key **items;
        size_t count, capacity;
    } keys; /* the different ones */
};

/* words_keywords.c: notes that the spelling was met so many times, with that weight together. */
void words_count_spelling(
    struct gathering *gathering, struct known_spelling *spelling, uint32_t count, uint32_t weight);
struct keyword_list words_choose_keywords(struct gathering *gathering, struct arena *arena);
/* words_entries.c. Keys of later buckets are greater. */
uint16_t words_bucket_of(uint64_t order);
text words_write_entries(const struct gathering *gathering, struct arena *arena);
#endif
