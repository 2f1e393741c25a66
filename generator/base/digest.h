/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_DIGEST_H
#define BRIEF_BASE_DIGEST_H
/* digest: XXH3-128 of bytes, for fingerprinted names and cache keys. Not for security. */
#include "base/text.h"

struct digest {
    uint64_t low, high;
};

struct digest digest_of(text bytes);
/* The same of what the parts are, one behind the other. */
struct digest digest_of_parts(const text *parts, size_t count);
/* The same of pieces that come one after another: begin, take each, end, which gives the room back. */
struct digesting;
struct digesting *digest_begin(void);
void digest_take(struct digesting *digesting, text piece);
struct digest digest_end(struct digesting *digesting);
/* Takes one more number into a digest of 64 bits; the same numbers in another order give another digest. */
static inline uint64_t digest_mix(uint64_t digest, uint64_t value)
{
    digest = (digest ^ value) * UINT64_C(0xFF51AFD7ED558CCD);
    return digest ^ digest >> 32;
}
bool digest_equal(struct digest a, struct digest b);
/* The first `length` (at most 32) lower-case hexadecimal digits. */
text digest_hex(struct arena *arena, struct digest digest, size_t length);
#endif
