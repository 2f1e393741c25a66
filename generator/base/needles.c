/* SPDX-License-Identifier: MIT */
/*
 * The method of Wu and Manber (1994), on the needles' last bytes, which differ more than their first: look at
 * three bytes where a needle would end. A table says how far the nearest needle that has these bytes in its
 * tail lets the window move; where it says 0, the needles that end so are compared. Tails are as long as the
 * shortest needle.
 */
#include "base/needles.h"
#include "base/arena.h"
#include <string.h>

enum { BLOCK_BYTES = 3, LEAST_SLOTS = 4096, MOST_SLOTS = 1 << 20, LONGEST_TAIL = 200, BYTE_COUNT = 256 };

struct needle {
    text bytes;
    uint32_t number, next; /* the next one of its slot, + 1; 0: none */
};

struct needles {
    struct needle *items;
    uint32_t *first; /* of a slot, + 1 */
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

static void add(struct needles *needles, text bytes, uint32_t number)
{
    const char *tail = bytes.bytes + bytes.length - needles->tail;
    for (size_t i = 0; i + BLOCK_BYTES <= needles->tail; i++) {
        size_t slot = slot_of(needles, tail + i), shift = needles->tail - BLOCK_BYTES - i;
        if (shift < needles->shifts[slot])
            needles->shifts[slot] = (uint8_t)shift;
    }
    size_t slot = slot_of(needles, tail + needles->tail - BLOCK_BYTES);
    needles->items[needles->count] = (struct needle){ bytes, number, needles->first[slot] };
    needles->first[slot] = (uint32_t)++needles->count;
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
    needles->first = arena_new_array(arena, uint32_t, slots);
    needles->shifts = arena_new_array(arena, uint8_t, slots);
    memset(needles->shifts, (int)(needles->tail - BLOCK_BYTES + 1), slots);
    /* Backwards, since each goes in front of its slot. */
    for (size_t i = count; i-- > 0;)
        if (texts[i].length >= NEEDLE_LEAST_BYTES)
            add(needles, texts[i], (uint32_t)i);
    return needles;
}

static bool ends_at(const struct needles *needles, text needle, text haystack, size_t end)
{
    if (needle.length > end)
        return false;
    const uint8_t *bytes = (const uint8_t *)needle.bytes,
                  *found = (const uint8_t *)haystack.bytes + (end - needle.length);
    for (size_t i = needle.length; i-- > 0;)
        if (needles->folded[bytes[i]] != needles->folded[found[i]])
            return false;
    return true;
}

void needles_find(const struct needles *needles, text haystack,
    bool (*visit)(void *data, size_t needle, size_t start), void *data)
{
    for (size_t end = needles->tail; needles->count && end <= haystack.length;) {
        size_t slot = slot_of(needles, haystack.bytes + end - BLOCK_BYTES);
        size_t shift = needles->shifts[slot];
        for (uint32_t item = shift ? 0 : needles->first[slot]; item; item = needles->items[item - 1].next) {
            const struct needle *needle = &needles->items[item - 1];
            if (ends_at(needles, needle->bytes, haystack, end) &&
                !visit(data, needle->number, end - needle->bytes.length))
                return;
        }
        end += shift ? shift : 1;
    }
}
