/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_SEARCH_ENTRY_H
#define BRIEF_MODEL_SEARCH_ENTRY_H
/*
 * search_entry: what one text gives to the search index, as bytes that can be kept and compared. A text's
 * words are a row of entries in the byte order of their keys. Written by load/search_words.c where drafts are
 * made, read by output/search*.c.
 *
 *     entry   = head, key, number, count, count × byte
 *     head    = length of the key (1 to 63), + 64: the key stands in the text as it is, + 128: form
 *     posting: number = level of the weight, + 128: followers are not known; the bytes are its followers
 *     form:    number = how many bytes to drop from the end of the key, the bytes are what to put there
 * instead: that gives the stem under which the form is found
 */
#include "base/buffer.h"

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
unsigned search_level_of(uint32_t weight);
uint32_t search_level_weight(unsigned level);
/*
 * One byte that stands for a key where it follows another word; search_words.js computes the same (FNV-1a over
 * UTF-8, folded).
 */
uint8_t search_follower(text key);

/* Appends an entry; what does not fit a byte is the caller's to prevent. */
void search_entry_write(struct buffer *out, const struct search_entry *entry);
/* The entry at *offset, which moves past it; borrowed from `entries`. */
struct search_entry search_entry_read(text entries, size_t *offset);
/* The first eight bytes of a key as a number: in the order of keys, but for those that begin alike. */
uint64_t search_key_order(text key);
/* How long the entry at `offset` is, and its key. */
size_t search_entry_length(text entries, size_t offset, text *key);
#endif
