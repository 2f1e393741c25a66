/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_HOOK_READINGS_H
#define BRIEF_BUILD_HOOK_READINGS_H
/*
 * hook_readings: what the `article` hooks of each article read of other things. As long as plugins keep
 * nothing between calls (plugin/state.h), hooks give the same again when nothing changed that they read, nor
 * their own article. Lies in the tables of standing-*.
 */
#include "base/arena.h"
#include "base/readings.h"
#include "build/store.h"

struct session;
struct reuse;
struct reuse_tables;

/* Those of one article of an earlier build, in STANDING_READINGS. */
struct noted_hooks {
    uint32_t reading_start, reading_count;
};

struct kept_readings {
    const uint32_t *items;
    size_t count;
};

struct hook_readings {
    const struct noted_hooks *noted; /* one an article, which come first among the noted things */
    size_t noted_count;
    struct kept_readings *now; /* shared; one an article */
};

void hook_readings_read(struct hook_readings *hooks, const struct store *store);
void hook_readings_make_room(struct hook_readings *hooks, size_t article_count);
/* In a worker: what the hooks of that article read, in the worker's `arena`. */
void hook_readings_keep(
    struct session *session, size_t article, const struct readings *readings, struct arena *arena);
/* Did anything change that they read? The article was there in the earlier build. */
bool hook_readings_changed(const struct reuse *reuse, size_t article);
/* For the next build: of hooks that ran what they read, of others what they read before. */
void hook_readings_note(struct session *session, struct reuse_tables *tables);
#endif
