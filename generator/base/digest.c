/* SPDX-License-Identifier: MIT */
/*
 * XXH3-128 by libxxhash, in XXH's canonical order of digits: the high half first. The library's plain
 * functions are made for every processor of a kind; where it has others that ask which one this is, and take
 * longer strides on most, those are called. The digest is the same.
 */
#include "base/digest.h"
#include "base/arena.h"
#include <xxhash.h>

enum { DIGEST_DIGITS = 32 };

/* NULL where the library was made without it. */
__attribute__((weak)) XXH128_hash_t XXH3_128bits_dispatch(const void *bytes, size_t length);

static struct digest digest_from(XXH128_hash_t hash)
{
    return (struct digest){ .low = hash.low64, .high = hash.high64 };
}

struct digest digest_of(text bytes)
{
    const char *first = bytes.bytes ? bytes.bytes : "";
    return digest_from(XXH3_128bits_dispatch ? XXH3_128bits_dispatch(first, bytes.length)
                                             : XXH3_128bits(first, bytes.length));
}

struct digesting *digest_begin(void)
{
    XXH3_state_t *state = XXH3_createState();
    if (!state)
        arena_die_out_of_memory();
    XXH3_128bits_reset(state);
    return (struct digesting *)state;
}

void digest_take(struct digesting *digesting, text piece)
{
    if (piece.length)
        XXH3_128bits_update((XXH3_state_t *)digesting, piece.bytes, piece.length);
}

struct digest digest_end(struct digesting *digesting)
{
    XXH3_state_t *state = (XXH3_state_t *)digesting;
    struct digest digest = digest_from(XXH3_128bits_digest(state));
    XXH3_freeState(state);
    return digest;
}

struct digest digest_of_parts(const text *parts, size_t count)
{
    struct digesting *digesting = digest_begin();
    for (size_t i = 0; i < count; i++)
        digest_take(digesting, parts[i]);
    return digest_end(digesting);
}

bool digest_equal(struct digest a, struct digest b)
{
    return a.low == b.low && a.high == b.high;
}

text digest_hex(struct arena *arena, struct digest digest, size_t length)
{
    size_t count = length < DIGEST_DIGITS ? length : DIGEST_DIGITS;
    char *digits = arena_bytes(arena, count);
    uint64_t half = digest.high;
    for (size_t i = 0; i < count; i++, half <<= 4) {
        if (i == DIGEST_DIGITS / 2)
            half = digest.low;
        digits[i] = "0123456789abcdef"[half >> 60];
    }
    return (text){ digits, count };
}
