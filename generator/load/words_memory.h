/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_WORDS_MEMORY_H
#define BRIEF_LOAD_WORDS_MEMORY_H
/*
 * words_memory: chunks of text between blanks, and what was learnt of each: its words as a search cuts them,
 * and its spellings with their stems, of which keywords are chosen. Private to words*.c. What is remembered
 * also holds its count in the text at hand, stamped with that text's number, so that nothing has to be
 * cleared between texts.
 */
#include "base/list.h"
#include "base/map.h"
#include "base/slug.h"
#include "base/stem.h"
#include "model/search_entry.h"
#include <endian.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum { NO_RANK = UINT32_MAX };
enum {
    CHUNK_BYTES = 200,   /* longer ones are addresses and code, or have no blanks to be cut at */
    CHUNK_WORDS = 67,    /* as many as Chinese letters find room */
    SPELLING_BYTES = 48, /* of words that can be keywords; longer ones are addresses and codes */
    ENTRY_BYTES = 16,    /* that can be read of every key's entry, however short it is */
};

/* What search entries are made of: a stem, or a form that leads to one. */
struct known_key {
    uint32_t stamp, weight; /* in the text at hand */
    uint32_t rank;          /* among all keys of the language; NO_RANK: it waits for one */
    uint8_t entry_length; /* of what is the same in every text: a form's whole entry, a stem's head and key */
    uint8_t follower;     /* that stands for this stem */
    uint8_t follower_count; /* SEARCH_FOLLOWERS + 1: too many to be known */
    bool is_word, is_function_word;
    union {
        char followers[SEARCH_FOLLOWERS];
        const struct known_key *stem; /* of a form */
    };
    char entry[]; /* as it is written (model/search_entry.h) */
};

static inline bool known_key_is_form(const struct known_key *key)
{
    return (unsigned char)key->entry[0] & SEARCH_IS_FORM;
}

static inline text known_key_text(const struct known_key *key)
{
    return (text){ key->entry + 1, (unsigned char)key->entry[0] & SEARCH_LENGTH_BITS };
}

/* What a search makes of a word. */
struct known_word {
    struct known_key *stem;
    struct known_key *form; /* NULL: the word is its own stem */
};

struct known_chunk;

/* What keywords are chosen from. */
struct known_stem {
    text stem;
    uint64_t beginning;                  /* its first eight bytes, the first the highest: for comparing */
    uint32_t stamp, count;               /* weighted */
    const struct known_chunk *best_word; /* the spelling used most */
    uint32_t best_part;                  /* which part of it */
};

/*
 * A chunk, a spelling, or both: letters and digits of ASCII are a chunk whose only spelling it is itself.
 * What it consists of lies behind it in one piece of memory, so that most chunks are one fetch: its words as
 * a search cuts them, the spellings of other chunks, its bytes.
 */
struct known_chunk {
    uint64_t beginning;                    /* as chunk_name has it */
    uint32_t stamp;                        /* when its words were met */
    uint32_t counted_stamp, count, weight; /* weighted: each use counts what its place does */
    uint8_t length;
    uint8_t broken_count;          /* of words by ICU's word breaks */
    uint8_t word_count, row_count; /* the others are compounds as one word, beside the row */
    uint8_t spelling_count;        /* that say something */
    uint8_t head_length;           /* of a spelling with an apostrophe: "l'eau", "Ofcom's" */
    uint8_t tail_start;            /* behind the apostrophe */
    bool has_keywords;             /* one of its spellings says something */
    struct known_stem *stems[2];   /* of a spelling's head and tail; NULL: says nothing */
    struct known_word words[];
};

static inline struct known_chunk **known_chunk_spellings(const struct known_chunk *chunk)
{
    return (struct known_chunk **)(chunk->words + chunk->word_count);
}

static inline char *known_chunk_bytes(const struct known_chunk *chunk)
{
    return (char *)(known_chunk_spellings(chunk) + chunk->spelling_count);
}

/* A part of the spelling as written. */
static inline text known_spelling_part(const struct known_chunk *spelling, size_t part)
{
    const char *bytes = known_chunk_bytes(spelling);
    return part ? (text){ bytes + spelling->tail_start, (size_t)spelling->length - spelling->tail_start }
                : (text){ bytes, spelling->head_length };
}

/* A key and its first eight bytes, so that most comparisons are one. */
struct ordered_key {
    uint64_t order;
    struct known_key *key;
};

struct ordered_list {
    struct ordered_key *items;
    size_t count, capacity;
};

/* words_order.c */
struct key_order {
    struct ordered_list ranked; /* each at its rank */
    struct ordered_list waiting;
};

struct words_memory {
    struct arena arena;
    struct arena scratch; /* of the text at hand */
    struct buffer entry;  /* of a new key */
    struct unicode *unicode;
    unsigned wanted;    /* what of it is learnt */
    size_t chunk_count; /* of all languages */
    uint32_t stamp;     /* of the text at hand, from 1 */
};

struct chunk_slot {
    uint32_t hash;
    struct known_chunk *chunk; /* NULL: free */
};

/* The chunks of one language. */
struct words_language {
    text tag;
    struct words_memory *memory;
    struct stemmer *stemmer;
    struct map function_words, stop_words; /* base/language.h */
    struct chunk_slot *slots;              /* open addressing, at most half full */
    size_t slot_count, chunk_count;
    struct key_order order;
    struct map keys;      /* of stems → struct known_key * */
    struct map forms;     /* key, blank, key of the stem → struct known_key * */
    struct map spellings; /* that are no chunks → struct known_chunk * */
    struct map stems;     /* of spellings → struct known_stem * */
};

/* Its arrays live in `arena`; what is learnt does not. */
void words_language_init(
    struct words_language *language, struct words_memory *memory, struct arena *arena, text tag);
/* Empties it; what words the language has stays. */
void words_language_forget(struct words_language *language);
/* By what a chunk, at most CHUNK_BYTES long, is looked up. */
struct chunk_name {
    uint64_t beginning; /* its first eight bytes, zeros behind a shorter one, which is told by them */
    uint32_t hash;
};

/* `readable` bytes are known to be there, at least those of the chunk. */
static inline struct chunk_name chunk_name_of(text chunk, size_t readable)
{
    struct chunk_name name = { 0 };
    const size_t told = sizeof name.beginning;
    if (readable >= told)
        memcpy(&name.beginning, chunk.bytes, told);
    else
        memcpy(&name.beginning, chunk.bytes, chunk.length);
    if (chunk.length > told) {
        name.hash = (uint32_t)XXH3_64bits(chunk.bytes, chunk.length);
        return name;
    }
    name.beginning &= htole64(UINT64_MAX >> (64 - 8 * chunk.length));
    /* Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4) of both halves: a fifth of the
     * library's cost. */
    name.hash = (uint32_t)((name.beginning ^ name.beginning >> 32) * UINT64_C(0x9E3779B97F4A7C15) >> 32);
    return name;
}

static inline struct chunk_slot *words_language_slot(const struct words_language *language, uint32_t hash)
{
    return &language->slots[hash & (language->slot_count - 1)];
}

static inline bool chunk_slot_has(const struct chunk_slot *slot, text chunk, const struct chunk_name *name)
{
    const struct known_chunk *known = slot->chunk;
    const size_t told = sizeof name->beginning;
    return slot->hash == name->hash && known->beginning == name->beginning && known->length == chunk.length &&
           (chunk.length <= told ||
               memcmp(known_chunk_bytes(known) + told, chunk.bytes + told, chunk.length - told) == 0);
}

/* Remembers a new one. */
struct known_chunk *words_language_learn(
    struct words_language *language, text chunk, const struct chunk_name *name);

/* The chunk as it is remembered; learnt if new. */
static inline struct known_chunk *words_language_find(
    struct words_language *language, text chunk, const struct chunk_name *name)
{
    const struct chunk_slot *slot = words_language_slot(language, name->hash);
    while (slot->chunk && !chunk_slot_has(slot, chunk, name))
        slot = words_language_slot(language, (uint32_t)(slot - language->slots) + 1);
    return slot->chunk ? slot->chunk : words_language_learn(language, chunk, name);
}

/* What is learnt of a chunk before it is remembered. */
struct learnt {
    size_t word_count, row_count, spelling_count, broken_count, head_length, tail_start;
    struct known_stem *stems[2];
    struct known_word words[CHUNK_WORDS];
    struct known_chunk *spellings[CHUNK_BYTES];
};

/* A chunk or spelling in the memory's arena; it stands in no table yet. */
struct known_chunk *words_remember(struct words_memory *memory, text chunk, const struct learnt *learnt);

/* words_search.c: the words of a chunk as a search cuts them. */
void words_learn_search(struct words_language *language, text chunk, struct learnt *learnt);
/* The only word of a chunk of small letters and digits; no stem: a search leaves it out. */
struct known_word words_learn_search_word(struct words_language *language, text word, text stem);
/* words_spelling.c: the word as it is remembered, learnt if new; NULL when it is too long or says nothing. */
struct known_chunk *words_learn_spelling(struct words_language *language, text word);
/* A spelling, or a part of one; `folded` is the same in small letters. NULL: it says nothing. */
struct known_stem *words_learn_stem(struct words_language *language, text part, text folded, text stem);

/* The different keys that the text at hand was met with. */
struct met_keys {
    uint64_t *ranks; /* a bit for each rank */
    struct {
        struct known_key **items;
        size_t count, capacity;
    } waiting;                 /* have no rank yet */
    size_t count, entry_bytes; /* of all: as many as known_key.entry_length says */
};

enum { RANKS = 64 }; /* in one number */

/* The text at hand. */
struct gathering {
    struct words_language *language;
    struct {
        struct known_chunk **items;
        size_t count, capacity;
    } chunks; /* the different ones that have keywords, and spellings */
    struct met_keys keys;
};

/* The counts of a chunk or spelling with keywords stand for the text at hand from here on. */
static inline void words_start_count(struct gathering *gathering, struct known_chunk *chunk)
{
    struct words_memory *memory = gathering->language->memory;
    if (chunk->counted_stamp == memory->stamp)
        return;
    chunk->counted_stamp = memory->stamp;
    chunk->count = chunk->weight = 0;
    *list_add(&memory->scratch, &gathering->chunks) = chunk;
    /* Looked at when the text is through. */
    __builtin_prefetch(chunk->stems[0]);
}
/* words_keywords.c */
struct keyword_list words_choose_keywords(struct gathering *gathering, struct arena *arena);
/* words_order.c: a new key, which waits. Their lists lie in `arena`. */
void words_order_add(struct key_order *order, struct arena *arena, struct known_key *key);
/* Begins a text; keys that wait are ranked when they are many. Gives room for what it is met with. */
struct met_keys words_order_start(struct words_language *language);
/* The keys of the text in the order of their bytes, in the scratch arena. */
const struct known_key **words_order_keys(const struct gathering *gathering);
/* words_entries.c */
text words_write_entries(const struct gathering *gathering, struct arena *arena);
#endif
