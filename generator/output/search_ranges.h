/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_SEARCH_RANGES_H
#define BRIEF_OUTPUT_SEARCH_RANGES_H
/* search_ranges: where in all entries those of some shards stand. Private to search_batch.c. */
#include "output/search_index.h"

/* Neighbouring shards of one batch, and which entries belong to them. */
struct search_range {
    size_t batch;
    uint64_t first, end; /* orders of keys; 0 and UINT64_MAX where the batch's own bounds will do */
    const text *things;  /* what each thing has in the range */
};

struct search_ranges {
    struct search_range *items; /* in the order of keys */
    size_t count;
};

/* The ranges of these shards, which come in their order. In `arena`. */
struct search_ranges search_ranges_of(
    const struct search_index *index, const size_t *shards, size_t count, struct arena *arena);
/* Where the range begins in entries; *end where it ends. `starts` is theirs of all batches. */
size_t search_range_start(const struct search_index *index, const struct search_range *range, text entries,
    const uint32_t *starts, size_t *end);
/* About how many bytes of the documents' own entries stand in the ranges, or more. */
size_t search_ranges_bytes(const struct search_index *index, const struct search_ranges *ranges);
#endif
