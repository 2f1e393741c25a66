/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_SEARCH_INDEX_H
#define BRIEF_OUTPUT_SEARCH_INDEX_H
/*
 * search_index: which documents search knows, and how their words are shared out into shards. Made when the
 * outputs are planned; a shard's bytes are made where outputs are rendered.
 */
#include "model/site.h"
#include "output/search_notes.h"
#include "output/search_postings.h"

/* A range of keys, from its first to the next shard's first. */
struct search_shard {
    text first;           /* at most eight bytes: the start of its keys */
    uint64_t first_order; /* the same as a number */
    uint64_t digest;      /* of everything its bytes are made from */
    bool is_changed;      /* with the same cuts, documents have other words in it than earlier notes say */
};

/* The bytes of a few shards. */
enum { SEARCH_FEW_SHARDS = 16 }; /* whoever makes no more reads entries once for all of them */
struct search_made_shards {
    size_t count;
    size_t shards[SEARCH_FEW_SHARDS];
    text bytes[SEARCH_FEW_SHARDS];
};

struct search_index {
    const struct site *site;
    const struct article **documents; /* by number: oldest first, then by id */
    text *entries; /* of each, not before search_index_fill; side by side, for they are gone through often */
    size_t document_count;
    /* Of documents, to a power of two: small changes of the archive leave shards alone. */
    size_t rounded_count;
    text *things; /* entries of what documents share, by number: those of terms and of authors */
    size_t thing_count;
    uint32_t *document_things; /* numbers of things: a document's from document_starts[it] to the next's */
    uint32_t *document_starts; /* one more than there are documents */
    struct search_shard *shards;
    size_t shard_count;
    const struct search_made_shards *made; /* ahead; NULL: none */
    /* Shards are made in batches: entries are read once for all shards of a batch. */
    size_t batch_shards, batch_count;
    uint32_t *batch_starts; /* where a batch begins in a document's entries: document × batch_count + batch */
    uint32_t *thing_batch_starts; /* the same for things */
    struct search_notes notes;    /* for the next build */
};

/* Which documents there are, and what they share: nothing of it hangs on the words of their bodies. In
 * `arena`, or borrowed from the site. */
struct search_index *search_index_begin(struct arena *arena, const struct site *site);
/* The same with the entries of its documents: in `arena`, or borrowed from the site and from `begun`. */
struct search_index *search_index_fill(struct arena *arena, const struct search_index *begun);
/* Cuts it into shards. `earlier` is what an earlier build noted, or NULL: it saves time and changes nothing.
 */
void search_index_share(struct search_index *index, struct arena *arena, const struct search_notes *earlier);
/* Copies of the entries of the documents from `first` to before `end`: they are gone through once, and each
 * page of the file in which they are kept would cost more to look at than to copy. Entries that are not what
 * was kept are said to be so and left out. */
const text *search_index_copy(
    const struct search_index *index, size_t first, size_t end, struct arena *arena);

/* search_cuts.c: cuts the keys into shards. */
void search_cuts_make(struct search_index *index, struct arena *arena, const struct search_notes *earlier);
/* search_shares.c: shares all entries out among the shards, into their digests and the batches' starts. */
void search_shares_make(struct search_index *index, struct arena *arena, const struct search_notes *earlier);

/* search_batch.c: the terms of a batch of shards, with their postings. */
struct search_batch;
/* Entries can be looked at where they are kept, which pays for a process that will look at all of them many
 * times, or copied on the way. */
enum search_reading { SEARCH_READ_IN_PLACE, SEARCH_READ_COPIES };
/* Of these shards, which come in their order; everything in `arena`, or borrowed from the index. */
const struct search_batch *search_batch_make(const struct search_index *index, const size_t *shards,
    size_t count, enum search_reading reading, struct arena *arena);
/* Makes those shards that are changed, in `arena`; NULL when they are many. */
const struct search_made_shards *search_batch_make_changed(
    const struct search_index *index, struct arena *arena);
/* Appends the bytes of one of its shards. */
void search_batch_write_shard(const struct search_batch *batch, size_t shard, struct buffer *out);
#endif
