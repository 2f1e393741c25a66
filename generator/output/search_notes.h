/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_SEARCH_NOTES_H
#define BRIEF_OUTPUT_SEARCH_NOTES_H
/*
 * search_notes: where the shards were cut and how the words of documents were shared out, group by group of
 * neighbouring documents, as tables of numbers that build/search_memory keeps. A later build cuts anew only
 * when a document changed that cuts are estimated from, and with the same cuts goes only through the groups
 * of which a document has other entries.
 */
#include <stddef.h>
#include <stdint.h>

struct search_notes {
    uint64_t sample;        /* digest of what cuts are estimated from */
    const uint64_t *firsts; /* by shard: search_shard.first_order */
    uint64_t cuts;          /* digest of how shards are cut, batches made and documents grouped */
    const uint64_t *keys;   /* of each group: digest of its documents' entries */
    const uint64_t *shares; /* what a group adds to a shard's digest: group × shard_count + shard */
    const uint32_t *starts; /* as search_index.batch_starts */
    size_t first_count, group_count, share_count, start_count;
};
#endif
