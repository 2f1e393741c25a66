/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_SEARCH_INDEX_H
#define BRIEF_OUTPUT_SEARCH_INDEX_H
/*
 * search_index: which documents search knows, and how their words are shared out into shards. Made when the
 * outputs are planned; a shard's bytes are made where outputs are rendered.
 */
#include "model/site.h"
#include "output/search_postings.h"

/* Entries that belong to a document: those of its text, of its terms, of its authors. */
struct search_source {
    uint32_t document;
    text entries;
};

/* A range of keys, from its first to the next shard's first. */
struct search_shard {
    text first;           /* at most eight bytes: the start of its keys */
    uint64_t first_order; /* the same as a number */
    uint64_t digest;      /* of everything its bytes are made from */
};

/* Where the shard begins in each source. Every process has its own, which moves forward shard by shard. */
struct search_cursor {
    size_t shard;
    uint32_t *offsets; /* one a source */
};

struct search_index {
    const struct article **documents; /* by number: oldest first, then by id */
    size_t document_count;
    size_t
        rounded_count; /* of documents, to a power of two: small changes of the archive leave shards alone */
    struct search_source *sources; /* by document */
    size_t source_count;
    struct search_shard *shards;
    size_t shard_count;
    struct search_cursor *cursor;
};

/* Everything in `arena`, or borrowed from the site. */
struct search_index *search_index_make(struct arena *arena, const struct site *site);
/* The end of what belongs to the shard in a source's entries, of which it begins at `offset`. */
size_t search_index_slice_end(const struct search_index *index, text entries, size_t offset, size_t shard);
/* search_shard.c: makes the bytes of one shard. `arena` is for what is needed on the way. */
void search_index_write_shard(
    const struct search_index *index, size_t shard, struct arena *arena, struct buffer *out);
#endif
