/* SPDX-License-Identifier: MIT */
/*
 * The method of Wu and Manber (1994), on the needles' last bytes, which differ more than their first: look at
 * three bytes where a needle would end. A table says how far the nearest needle that has these bytes in its
 * tail lets the window move; where it says 0, those of the needles that end so are found which match. Tails
 * are as long as the shortest needle. Thousands may end in the same words ("in 2026"), so the needles of a
 * slot are sorted by their bytes from the last to the first: each byte of the haystack leaves a stretch of
 * them, whose borders are found by halving.
 */
#include "base/needles.h"
#include "base/arena.h"
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 3, LEAST_SLOTS = 4096, MOST_SLOTS = 1 << 20, LONGEST_TAIL = 200, BYTE_COUNT = 256 };

struct needle {
    text bytes;
    uint32_t number, slot;
};

struct needles {
    struct needle *items; /* by slot, then from their last byte on, then by number */
    uint32_t *first;      /* of a slot; that of the next one is its end */
    uint8_t *shifts;
    size_t slot_mask, count, tail;
    uint8_t folded[BYTE_COUNT]; /* ASCII letters in lower case, white space as ' ' */
};

static void fill_folded(uint8_t *folded)
{
    for (int byte = 0; byte < BYTE_COUNT; byte++)
        folded[byte] = (uint8_t)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
    folded['\n'] = folded['\r'] = folded['\t'] = ' ';
}

static size_t slot_of(const struct needles *needles, const char *block)
{
    const uint8_t *bytes = (const uint8_t *)block, *folded = needles->folded;
    uint32_t key = (uint32_t)folded[bytes[0]] << 16 | (uint32_t)folded[bytes[1]] << 8 | folded[bytes[2]];
    return (key * 2654435761U >> 11) & needles->slot_mask;
}

static size_t shortest(const text *needles, size_t count)
{
    size_t least = LONGEST_TAIL;
    for (size_t i = 0; i < count; i++)
        if (needles[i].length >= NEEDLE_LEAST_BYTES && needles[i].length < least)
            least = needles[i].length;
    return least;
}

/* The byte that stands so many before the last one. */
static uint8_t byte_from_end(const struct needles *needles, text bytes, size_t depth)
{
    return needles->folded[(uint8_t)bytes.bytes[bytes.length - 1 - depth]];
}

static int compare(const void *left, const void *right, void *data)
{
    const struct needle *a = left, *b = right;
    if (a->slot != b->slot)
        return a->slot < b->slot ? -1 : 1;
    for (size_t depth = 0; depth < a->bytes.length && depth < b->bytes.length; depth++) {
        int order = byte_from_end(data, a->bytes, depth) - byte_from_end(data, b->bytes, depth);
        if (order)
            return order;
    }
    if (a->bytes.length != b->bytes.length)
        return a->bytes.length < b->bytes.length ? -1 : 1;
    return a->number < b->number ? -1 : 1;
}

static void add(struct needles *needles, text bytes, uint32_t number)
{
    const char *tail = bytes.bytes + bytes.length - needles->tail;
    for (size_t i = 0; i + BLOCK_BYTES <= needles->tail; i++) {
        size_t slot = slot_of(needles, tail + i), shift = needles->tail - BLOCK_BYTES - i;
        if (shift < needles->shifts[slot])
            needles->shifts[slot] = (uint8_t)shift;
    }
    size_t slot = slot_of(needles, tail + needles->tail - BLOCK_BYTES);
    needles->items[needles->count++] = (struct needle){ bytes, number, (uint32_t)slot };
}

static void sort(struct needles *needles)
{
    size_t item = 0;
    if (needles->count)
        qsort_r(needles->items, needles->count, sizeof *needles->items, compare, needles);
    for (size_t slot = 0; slot <= needles->slot_mask + 1; slot++) {
        while (item < needles->count && needles->items[item].slot < slot)
            item++;
        needles->first[slot] = (uint32_t)item;
    }
}

struct needles *needles_make(struct arena *arena, const text *texts, size_t count)
{
    struct needles *needles = arena_new(arena, struct needles);
    fill_folded(needles->folded);
    needles->tail = shortest(texts, count);
    size_t slots = LEAST_SLOTS;
    while (slots < MOST_SLOTS && slots < 16 * count * needles->tail)
        slots *= 2;
    needles->slot_mask = slots - 1;
    needles->items = arena_new_array(arena, struct needle, count);
    needles->first = arena_new_array(arena, uint32_t, slots + 1);
    needles->shifts = arena_new_array(arena, uint8_t, slots);
    memset(needles->shifts, (int)(needles->tail - BLOCK_BYTES + 1), slots);
    for (size_t i = 0; i < count; i++)
        if (texts[i].length >= NEEDLE_LEAST_BYTES)
            add(needles, texts[i], (uint32_t)i);
    sort(needles);
    return needles;
}

/* The first from `low` on whose byte there is not below this one; `high` when there is none. */
static uint32_t first_from(
    const struct needles *needles, uint32_t low, uint32_t high, size_t depth, unsigned byte)
{
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (byte_from_end(needles, needles->items[middle].bytes, depth) < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Visits the needles of the slot with which the haystack ends; false when the search is to end. */
static bool visit_ends(const struct needles *needles, size_t slot, text haystack,
    bool (*visit)(void *data, size_t needle, size_t start), void *data)
{
    uint32_t low = needles->first[slot], high = needles->first[slot + 1];
    for (size_t depth = 0; low < high; depth++) {
        for (; low < high && needles->items[low].bytes.length == depth; low++)
            if (!visit(data, needles->items[low].number, haystack.length - depth))
                return false;
        if (depth == haystack.length)
            return true;
        unsigned byte = byte_from_end(needles, haystack, depth);
        low = first_from(needles, low, high, depth, byte);
        high = first_from(needles, low, high, depth, byte + 1);
    }
    return true;
}

void needles_find(const struct needles *needles, text haystack,
    bool (*visit)(void *data, size_t needle, size_t start), void *data)
{
    for (size_t end = needles->tail; needles->count && end <= haystack.length;) {
        size_t slot = slot_of(needles, haystack.bytes + end - BLOCK_BYTES);
        size_t shift = needles->shifts[slot];
        if (!shift && !visit_ends(needles, slot, text_slice(haystack, 0, end), visit, data))
            return;
        end += shift ? shift : 1;
    }
}
