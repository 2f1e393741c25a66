/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_DIGEST_H
#define BRIEF_BASE_DIGEST_H
/* digest: XXH3-128 of bytes, for fingerprinted names and cache keys. Not for security. */
#include "base/text.h"

struct digest {
    uint64_t low, high;
};

struct digest digest_of(text bytes);
bool digest_equal(struct digest a, struct digest b);
/* The first `length` (at most 32) lower-case hexadecimal digits. */
text digest_hex(struct arena *arena, struct digest digest, size_t length);
#endif
