/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_SEARCH_DATA_H
#define BRIEF_OUTPUT_SEARCH_DATA_H
/*
 * search_data: the files that the search page's script fetches piece by piece, as far as they are made before
 * outputs are planned: their names, and the bytes of all but the shards.
 */
#include "model/strings.h"
#include "output/search_index.h"

/* One file: its bytes, or the shard that they are made from when it is rendered. */
struct search_file {
    text address;
    text bytes;
    const struct search_index *index; /* NULL: there are bytes */
    size_t shard;
};

/* What of it does not hang on the words of bodies: what results show, and what they are filtered by. */
struct search_facts {
    text *records; /* one a chunk of documents */
    size_t record_count;
    text labels, filters;
};

struct search_data {
    const struct search_index *index;
    struct {
        struct search_file *items; /* the last one is the manifest */
        size_t count, capacity;
    } files;
};

/* `begun` is the index without shards. In `arena`, or borrowed from the site. */
struct search_facts *search_facts_make(struct arena *arena, const struct site *site,
    const struct strings *strings, const struct search_index *begun);
/* Of an article that has other texts now; what is filtered by them is the same. */
void search_facts_change(struct search_facts *facts, struct arena *arena, const struct site *site,
    const struct strings *strings, const struct search_index *begun, const struct article *article);
/* In `arena`, or borrowed from the site, from `facts` and from the finished index. */
struct search_data *search_data_make(struct arena *arena, const struct site *site,
    const struct search_facts *facts, const struct search_index *index);
#endif
