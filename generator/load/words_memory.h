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
#include "base/stem.h"
#include "base/unicode.h"
#include "model/search_entry.h"
#include <endian.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum { NO_RANK = UINT32_MAX };
enum {
    CHUNK_BYTES = 200,   /* longer ones are addresses and code, or have no blanks to be cut at */
    CHUNK_WORDS = 67,    /* as many as Chinese letters find room */
    SPELLING_BYTES = 48, /* of words that can be keywords; longer ones are addresses and codes */
    SHORTEST_TAIL = 3,   /* behind an apostrophe, in letters, of keywords in bytes: "we're" has none */
    ENTRY_BYTES = 16,    /* that can be read of every key's entry, however short it is */
};

/* What search entries are made of: a stem, or a form that leads to one. */
struct known_key {
    uint32_t stamp, weight; /* in the text at hand */
    uint32_t rank;          /* among all keys of the language; NO_RANK: it waits for one */
    uint8_t entry_length; /* of what is the same in every text: a form's whole entry, a stem's head and key */
    uint8_t follower;     /* that stands for this stem */
    uint8_t follower_count; /* SEARCH_FOLLOWERS + 1: too many to be known */
    bool is_word;
    union {
        uint64_t followers;           /* the first in the lowest byte */
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

static inline bool known_key_is_function_word(const struct known_key *key)
{
    return key->entry[1] == SEARCH_FUNCTION_WORD;
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
 * What it consists of lies behind it in one piece of memory: its bytes, its words as a search cuts them, its
 * stems, the spellings of other chunks. A word of up to sixteen letters is one line of the processor's cache
 * that way, and one fetch.
 */
struct known_chunk {
    uint32_t stamp;                        /* when its words were met */
    uint32_t counted_stamp, count, weight; /* weighted: each use counts what its place does */
    uint8_t length;
    uint8_t broken_count;          /* of words by ICU's word breaks */
    uint8_t row_count, word_count; /* behind the row stand compounds as one word */
    uint8_t function_count;        /* words behind those, none of which has a form */
    uint8_t spelling_count;        /* that say something */
    uint8_t head_length;           /* of a spelling with an apostrophe: "l'eau", "Ofcom's" */
    uint8_t apostrophe_length : 4; /* the tail is behind it */
    uint8_t stem_count : 4;        /* of a spelling's head and tail, if one says something */
    uint64_t bytes[];              /* of the chunk, zeros behind them */
};

/* How many numbers its bytes take. */
static inline size_t chunk_numbers(size_t length)
{
    return (length + sizeof(uint64_t) - 1) / sizeof(uint64_t);
}

static inline const char *known_chunk_bytes(const struct known_chunk *chunk)
{
    return (const char *)chunk->bytes;
}

static inline struct known_word *known_chunk_words(const struct known_chunk *chunk)
{
    return (struct known_word *)(chunk->bytes + chunk_numbers(chunk->length));
}

/* Where there are none, there is room for one that nobody looks at. */
static inline size_t words_room(size_t count)
{
    return count ? count : 1;
}

/* Of the head and the tail; NULL: says nothing. */
static inline struct known_stem **known_chunk_stems(const struct known_chunk *chunk)
{
    return (struct known_stem **)(known_chunk_words(chunk) +
                                  words_room((size_t)chunk->word_count + chunk->function_count));
}

static inline struct known_chunk **known_chunk_spellings(const struct known_chunk *chunk)
{
    return (struct known_chunk **)(known_chunk_stems(chunk) + chunk->stem_count);
}

/* One of its spellings says something. */
static inline bool known_chunk_has_keywords(const struct known_chunk *chunk)
{
    return chunk->stem_count || chunk->spelling_count;
}

/* A part of the spelling as written. */
static inline text known_spelling_part(const struct known_chunk *spelling, size_t part)
{
    const char *bytes = known_chunk_bytes(spelling);
    const size_t tail_start = (size_t)spelling->head_length + spelling->apostrophe_length;
    return part ? (text){ bytes + tail_start, spelling->length - tail_start }
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
    uint32_t hash; /* 0: free */
    struct known_chunk *chunk;
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
/* By what a chunk is looked up: its first eight bytes and its last eight, zeros behind a shorter one. */
struct chunk_name {
    uint64_t beginning, ending;
    uint32_t hash; /* not 0 */
};

enum {
    NAME_BYTES = sizeof(uint64_t),
    TOLD_BYTES = 2 * NAME_BYTES
}; /* of a chunk that its name tells whole */

static inline size_t chunk_ending_start(size_t length)
{
    return length - (length < NAME_BYTES ? length : NAME_BYTES);
}

/* Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4) of both halves of both numbers: less than
 * what the library takes. */
static inline uint32_t chunk_hash(text chunk, uint64_t beginning, uint64_t ending)
{
    if (__builtin_expect(chunk.length > TOLD_BYTES, false))
        return (uint32_t)XXH3_64bits(chunk.bytes, chunk.length) | 1U << 31;
    uint64_t hash = (beginning ^ beginning >> 32) * UINT64_C(0x9E3779B97F4A7C15) +
                    (ending ^ ending >> 32) * UINT64_C(0xD1B54A32D192ED03);
    return (uint32_t)(hash >> 32) | 1U << 31;
}

/* `readable` bytes are known to be there, at least those of the chunk. Without branches on its length, which
 * cannot be foretold. */
static inline struct chunk_name chunk_name_of(text chunk, size_t readable)
{
    /* The first so many bytes of a number. */
    static const unsigned char masks[NAME_BYTES + 1][NAME_BYTES] = { { 0 }, { 255 }, { 255, 255 },
        { 255, 255, 255 }, { 255, 255, 255, 255 }, { 255, 255, 255, 255, 255 },
        { 255, 255, 255, 255, 255, 255 }, { 255, 255, 255, 255, 255, 255, 255 },
        { 255, 255, 255, 255, 255, 255, 255, 255 } };
    if (readable < NAME_BYTES) {
        char copy[NAME_BYTES] = { 0 };
        memcpy(copy, chunk.bytes, chunk.length);
        return chunk_name_of((text){ copy, chunk.length }, sizeof copy);
    }
    const size_t ending_start = chunk_ending_start(chunk.length);
    uint64_t mask, beginning, ending;
    memcpy(&mask, masks[chunk.length - ending_start], sizeof mask);
    memcpy(&beginning, chunk.bytes, sizeof beginning);
    memcpy(&ending, chunk.bytes + ending_start, sizeof ending);
    beginning &= mask;
    ending &= mask;
    return (struct chunk_name){ beginning, ending, chunk_hash(chunk, beginning, ending) };
}

static inline struct chunk_slot *words_language_slot(const struct words_language *language, uint32_t hash)
{
    return &language->slots[hash & (language->slot_count - 1)];
}

/* Where a chunk of that name is, may be, or would be put. */
static inline const struct chunk_slot *words_language_place(
    const struct words_language *language, const struct chunk_name *name)
{
    const struct chunk_slot *slot = words_language_slot(language, name->hash);
    while (slot->hash && slot->hash != name->hash)
        slot = words_language_slot(language, (uint32_t)(slot - language->slots) + 1);
    return slot;
}

static inline bool chunk_slot_has(const struct chunk_slot *slot, text chunk, const struct chunk_name *name)
{
    const struct known_chunk *known = slot->chunk;
    if (slot->hash != name->hash)
        return false;
    uint64_t ending;
    memcpy(&ending, known_chunk_bytes(known) + chunk_ending_start(known->length), sizeof ending);
    bool is_other = (known->bytes[0] ^ name->beginning) | (ending ^ name->ending) |
                    (uint64_t)(known->length ^ chunk.length);
    return !is_other &&
           (chunk.length <= TOLD_BYTES || memcmp(known_chunk_bytes(known), chunk.bytes, chunk.length) == 0);
}

/* The chunk as it is remembered; learnt if new. */
struct known_chunk *words_language_find(
    struct words_language *language, text chunk, const struct chunk_name *name);

/* What is learnt of a chunk before it is remembered. */
struct learnt {
    size_t word_count, row_count, function_count; /* as in a chunk */
    size_t spelling_count, broken_count, head_length, apostrophe_length;
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

struct ranked_key {
    uint32_t rank; /* beside the key, so that sorting does not look at it */
    struct known_key *key;
};

struct key_list {
    struct known_key **items;
    size_t count, capacity;
};

/* The different keys that the text at hand was met with. */
struct met_keys {
    struct {
        struct ranked_key *items;
        size_t count, capacity;
    } ranked;
    struct key_list waiting; /* have no rank yet */
    struct key_list forms;   /* of its words, some twice: they are met when the text is through */
    size_t entry_bytes;      /* of all: as many as known_key.entry_length says */
};

struct counted_word {
    const struct known_chunk *word;
    struct known_stem **stems;
};

/* The text at hand. */
struct gathering {
    struct words_language *language;
    struct {
        struct counted_word *items;
        size_t count, capacity;
    } words; /* the different chunks and spellings that have stems */
    struct {
        struct known_chunk **items;
        size_t count, capacity;
    } broken; /* the different chunks that have spellings */
    struct met_keys keys;
};

/* The counts of a chunk or spelling stand for the text at hand from here on. */
static inline void words_start_count(struct gathering *gathering, struct known_chunk *chunk)
{
    struct words_memory *memory = gathering->language->memory;
    if (chunk->counted_stamp == memory->stamp)
        return;
    chunk->counted_stamp = memory->stamp;
    chunk->count = chunk->weight = 0;
    if (chunk->stem_count) {
        struct known_stem **stems = known_chunk_stems(chunk);
        *list_add(&memory->scratch, &gathering->words) = (struct counted_word){ chunk, stems };
        /* Looked at when the text is through. */
        __builtin_prefetch(stems[0]);
    }
    if (chunk->spelling_count)
        *list_add(&memory->scratch, &gathering->broken) = chunk;
}

/* words_keywords.c */
struct keyword_list words_choose_keywords(struct gathering *gathering, struct arena *arena);
/* words_order.c: a new key, which waits. Their lists lie in `arena`. */
void words_order_add(struct key_order *order, struct arena *arena, struct known_key *key);
/* Begins a text; keys that wait are ranked when they are many. */
void words_order_start(struct words_language *language);
/* The keys of the text in the order of their bytes, in the scratch arena. */
struct key_list words_order_keys(struct gathering *gathering);
/* words_entries.c */
text words_write_entries(struct gathering *gathering, struct arena *arena);
#endif
