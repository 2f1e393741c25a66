/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_NEEDLES_H
#define BRIEF_BASE_NEEDLES_H
/* needles: many texts looked for at once, in one pass that skips most bytes. ASCII letters match in either
 * case, a line end or a tab as a blank. Made once, read by any number of processes. */
#include "base/text.h"

struct needles;

enum { NEEDLE_LEAST_BYTES = 4 };

/* Needles shorter than NEEDLE_LEAST_BYTES are never found. Borrows the texts; lives in `arena`. */
struct needles *needles_make(struct arena *arena, const text *needles, size_t count);
/*
 * Visits every occurrence of every needle in the order in which they end, those that end at one place from
 * the shortest to the longest, and equal ones in the order of the needles. `visit` gets the needle's number
 * and where it starts; false ends the search.
 */
void needles_find(const struct needles *needles, text haystack,
    bool (*visit)(void *data, size_t needle, size_t start), void *data);
#endif
