/* SPDX-License-Identifier: MIT */
/* A row's hash is a polynomial in the hashes of its words, so that each word costs a step and not a row. */
#include "check/sketch.h"
#include "base/map.h"
#include "base/unicode_words.h"
#include <string.h>

enum { RUN = 5 };

static const uint64_t FACTOR = 0x9E3779B97F4A7C15ULL;

struct sketching {
    struct sketch *sketch;
    uint64_t window[RUN]; /* hashes of the last words */
    size_t next;          /* in the window */
    size_t words;
    uint64_t row;
    uint64_t leaving; /* FACTOR to the power of RUN: what a word's hash has become when it leaves the row */
};

static void keep(struct sketch *sketch, uint64_t hash)
{
    size_t low = 0, high = sketch->count;
    if (high == SKETCH_HASHES && hash >= sketch->hashes[high - 1])
        return;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (sketch->hashes[middle] < hash)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < sketch->count && sketch->hashes[low] == hash)
        return;
    if (sketch->count < SKETCH_HASHES)
        sketch->count++;
    memmove(&sketch->hashes[low + 1], &sketch->hashes[low], (sketch->count - 1 - low) * sizeof hash);
    sketch->hashes[low] = hash;
}

static void see_word(void *data, text word)
{
    struct sketching *sketching = data;
    uint64_t *place = &sketching->window[sketching->next], hash = map_hash(word);
    sketching->row = sketching->row * FACTOR + hash - *place * sketching->leaving;
    *place = hash;
    sketching->next = sketching->next + 1 == RUN ? 0 : sketching->next + 1;
    if (++sketching->words < RUN)
        return;
    uint64_t mixed = sketching->row ^ (sketching->row >> 32);
    keep(sketching->sketch, mixed * 0xD6E8FEB86659FD93ULL);
}

void sketch_make(struct sketch *sketch, struct unicode *unicode, text plain)
{
    struct sketching sketching = { .sketch = sketch, .leaving = 1 };
    for (size_t i = 0; i < RUN; i++)
        sketching.leaving *= FACTOR;
    *sketch = (struct sketch){ 0 };
    unicode_each_word(unicode, plain, see_word, &sketching);
}

size_t sketch_similarity(const struct sketch *a, const struct sketch *b)
{
    size_t i = 0, k = 0, seen = 0, shared = 0;
    while (seen < SKETCH_HASHES && i < a->count && k < b->count) {
        uint64_t left = a->hashes[i], right = b->hashes[k];
        shared += left == right;
        i += left <= right;
        k += right <= left;
        seen++;
    }
    return seen ? shared * 100 / seen : 0;
}
