/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_CHECK_SKETCH_H
#define BRIEF_CHECK_SKETCH_H
/*
 * sketch: the smallest hashes of every five words in a row of a text. Of two texts' smallest hashes taken
 * together, the share that both have estimates how much of them is the same (Broder's bottom-k sketch).
 */
#include "base/unicode.h"

enum { SKETCH_HASHES = 128 };

struct sketch {
    uint64_t hashes[SKETCH_HASHES]; /* ascending, without repeats */
    size_t count;
};

/* Of a plain text. */
void sketch_make(struct sketch *sketch, struct unicode *unicode, text plain);
/* In per cent. */
size_t sketch_similarity(const struct sketch *a, const struct sketch *b);
#endif
