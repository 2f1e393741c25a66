/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_FRAGMENT_H
#define BRIEF_TEMPLATE_FRAGMENT_H
/*
 * fragment: what `{% cache %}` has made in this process, for the pages to come. A fragment holds all that
 * making it would do to a page: its bytes, what it read, and what it counts towards the limits. Which process
 * made it first can thus be seen nowhere. build/ owns one table a process; templates fill it and look in it.
 */
#include "base/arena.h"
#include "base/map.h"
#include "base/readings.h"

struct fragment {
    text bytes;
    const struct reading *readings;
    size_t reading_count;
    bool is_plugin; /* as in struct readings */
    uint64_t steps;
    size_t made_bytes;           /* of text on the way */
    size_t depth, include_depth; /* how deep it went, from where it begins */
};

/* Those of one stretch of time. */
struct fragment_table {
    struct arena arena;
    struct map by_key;
};

struct fragments {
    struct fragment_table newer, older;
    struct readings readings; /* of the fragment that is being made */
};

void fragments_init(struct fragments *fragments);
/* Forgets all fragments. What they were made of may have changed then. */
void fragments_reset(struct fragments *fragments);
void fragments_release(struct fragments *fragments);
/* NULL when there is none; borrowed until the next fragments_keep or fragments_reset. */
const struct fragment *fragments_find(const struct fragments *fragments, text key);
/*
 * Keeps a copy of the fragment with what was noted in fragments->readings. A process holds a limited number
 * of bytes: when half of them are used up, what was kept before these is forgotten.
 */
void fragments_keep(struct fragments *fragments, text key, const struct fragment *fragment);
#endif
