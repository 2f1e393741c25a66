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

struct search_index {
    const struct article **documents; /* by number: oldest first, then by id */
    size_t document_count;
    size_t
        rounded_count; /* of documents, to a power of two: small changes of the archive leave shards alone */
    struct search_source *sources; /* by document */
    size_t source_count;
    struct search_shard *shards;
    size_t shard_count;
    /* Shards are made in batches: each source is read once for all shards of a batch. */
    size_t batch_shards, batch_count;
    uint32_t *batch_starts; /* where a batch begins in a source: source × batch_count + batch */
};

/* Everything in `arena`, or borrowed from the site. */
struct search_index *search_index_make(struct arena *arena, const struct site *site);

/* search_batch.c: the terms of a batch of shards, with their postings. */
struct search_batch;
/* Of one batch the shards from `first` to `last`; everything in `arena`, or borrowed from the index. */
const struct search_batch *search_batch_make(
    const struct search_index *index, size_t first, size_t last, struct arena *arena);
/* Appends the bytes of one of its shards. */
void search_batch_write_shard(const struct search_batch *batch, size_t shard, struct buffer *out);
#endif
