/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_SEARCH_ENTRY_H
#define BRIEF_MODEL_SEARCH_ENTRY_H
/*
 * search_entry: what one text gives to the search index, as bytes that can be kept and compared. A text's
 * words are a row of entries in the byte order of their keys. Written by load/words_entries.c where drafts
 * are made, read by output/search*.c.
 *
 *     entry   = head, key, number, count, count × byte
 *     head    = length of the key (1 to 63), + 64: the key stands in the text as it is, + 128: form
 *     posting: number = level of the weight, + 128: followers are not known; the bytes are its followers
 *     form:    number = how many bytes to drop from the end of the key, the bytes are what to put there
 * instead: that gives the stem under which the form is found
 */
#include "base/buffer.h"
#include <endian.h>

enum {
    SEARCH_KEY_BYTES = 60,      /* longer words are addresses and codes, and are left out */
    SEARCH_FOLLOWERS = 8,       /* of one word in one text; past that they are not known */
    SEARCH_FUNCTION_WORD = '=', /* before the key of a function word; such words count in titles alone */
    SEARCH_LEVEL_LIMIT = 64,    /* levels are below */
};

struct search_entry {
    text key;
    bool is_form;       /* an inflected form that leads to a stem */
    bool is_word;       /* a posting whose key is a word of the text, and not a mere stem */
    bool has_followers; /* a posting whose followers are known */
    unsigned level;     /* of a posting */
    size_t dropped;     /* of a form */
    text bytes;         /* a posting's followers, a form's ending */
};

/* The level of a weight: exact below 8, then four steps for each doubling. And what a level stands for. */
enum { SEARCH_EXACT_LEVELS = 8 };
static inline unsigned search_level_of(uint32_t weight)
{
    if (weight < SEARCH_EXACT_LEVELS)
        return weight;
    unsigned exponent = 31 - (unsigned)__builtin_clz(weight);
    unsigned level = SEARCH_EXACT_LEVELS + (exponent - 3) * 4 + (weight >> (exponent - 2) & 3);
    return level < SEARCH_LEVEL_LIMIT ? level : SEARCH_LEVEL_LIMIT - 1;
}
uint32_t search_level_weight(unsigned level);
/*
 * One byte that stands for a key where it follows another word; search.js computes the same (FNV-1a
 * over UTF-8, folded).
 */
uint8_t search_follower(text key);

/* Appends an entry; what does not fit a byte is the caller's to prevent. */
void search_entry_write(struct buffer *out, const struct search_entry *entry);

/* Reading stands here to be part of the loops that go through all entries of an archive. */
enum { SEARCH_LENGTH_BITS = 63, SEARCH_IS_WORD = 64, SEARCH_IS_FORM = 128, SEARCH_NO_FOLLOWERS = 128 };

/*
 * What stands behind a posting's head and key, at `at`, where SEARCH_POSTING_END_BYTES may be written; gives
 * its end. SEARCH_FOLLOWERS bytes of `followers` can be read.
 */
enum { SEARCH_POSTING_END_BYTES = 2 + SEARCH_FOLLOWERS };
static inline char *search_posting_finish(
    char *at, unsigned level, bool has_followers, const char *followers, size_t follower_count)
{
    at[0] = (char)(level | (has_followers ? 0 : SEARCH_NO_FOLLOWERS));
    at[1] = (char)(has_followers ? follower_count : 0);
    memcpy(at + 2, followers, SEARCH_FOLLOWERS);
    return at + 2 + (has_followers ? follower_count : 0);
}

/* The first four of the bytes as a number. */
static inline uint32_t search_four_bytes(const char *bytes)
{
    const unsigned char *four = (const unsigned char *)bytes;
    return (uint32_t)four[0] << 24 | (uint32_t)four[1] << 16 | (uint32_t)four[2] << 8 | four[3];
}

/* The first eight bytes of a key as a number: in the order of keys, but for those that begin alike. */
static inline uint64_t search_key_order(text key)
{
    uint64_t order = 0;
    if (key.length >= 8)
        return (uint64_t)search_four_bytes(key.bytes) << 32 | search_four_bytes(key.bytes + 4);
    if (key.length >= 4) {
        unsigned rest = (unsigned)(key.length - 4) * 8;
        uint64_t last = search_four_bytes(key.bytes + key.length - 4) & (((uint64_t)1 << rest) - 1);
        return (uint64_t)search_four_bytes(key.bytes) << 32 | last << (32 - rest);
    }
    for (size_t i = 0; i < key.length; i++)
        order |= (uint64_t)(unsigned char)key.bytes[i] << (56 - 8 * i);
    return order;
}

/* How long the entry at `offset` is, and its key. */
static inline size_t search_entry_length(text entries, size_t offset, text *key)
{
    size_t length = (unsigned char)entries.bytes[offset] & SEARCH_LENGTH_BITS;
    *key = (text){ entries.bytes + offset + 1, length };
    return length + 3 + (unsigned char)entries.bytes[offset + length + 2];
}

/* search_key_order of the entry at `offset`. Keys' lengths cannot be foretold, so that eight bytes are taken
 * whatever the length is, unless the entries end there. */
static inline uint64_t search_entry_order(text entries, size_t offset, text key)
{
    enum { BYTES = sizeof(uint64_t) };
    if (entries.length - offset <= BYTES)
        return search_key_order(key);
    uint64_t order;
    memcpy(&order, key.bytes, BYTES);
    unsigned unused = (unsigned)(BYTES - (key.length < BYTES ? key.length : BYTES)) * 8;
    return be64toh(order) >> unused << unused;
}

/* Where the first entry stands whose key does not come before `order`, from the entry at `offset` on; or
 * `end`. */
static inline size_t search_skip_to(text entries, size_t offset, size_t end, uint64_t order)
{
    while (offset < end) {
        text key;
        size_t length = search_entry_length(entries, offset, &key);
        if (search_entry_order(entries, offset, key) >= order)
            break;
        offset += length;
    }
    return offset;
}

/* Reads the entry at *offset, which moves past it; it borrows from `entries`. */
static inline void search_entry_read(text entries, size_t *offset, struct search_entry *entry)
{
    size_t length = search_entry_length(entries, *offset, &entry->key);
    unsigned head = (unsigned char)entries.bytes[*offset];
    unsigned number = (unsigned char)entries.bytes[*offset + entry->key.length + 1];
    entry->is_form = head & SEARCH_IS_FORM;
    entry->is_word = head & SEARCH_IS_WORD;
    entry->bytes = (text){ entries.bytes + *offset + entry->key.length + 3, length - entry->key.length - 3 };
    entry->dropped = entry->is_form ? number : 0;
    entry->has_followers = !entry->is_form && !(number & SEARCH_NO_FOLLOWERS);
    entry->level = entry->is_form ? 0 : number & ~(unsigned)SEARCH_NO_FOLLOWERS;
    *offset += length;
}
#endif
