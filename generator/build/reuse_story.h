/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_REUSE_STORY_H
#define BRIEF_BUILD_REUSE_STORY_H
/*
 * reuse_story: what the last build noted of one output: why it was rendered then, or when it last was, and
 * what it read. For a survey, such as `brief explain`: it needs the site, and reads the cache without writing
 * it.
 */
#include "build/reuse.h"

struct session;

struct story_reading {
    const struct thing *thing; /* as it is now */
    uint32_t parts;            /* 1 << enum reading_part, or-ed */
};

struct output_story {
    const char *why;                      /* to stand after "rendered because": "it was not there before" */
    const struct thing *because;          /* what changed that it reads; NULL: not told, or gone */
    const struct story_reading *readings; /* by kind and in the order of the site */
    size_t reading_count;
    bool reads_everything, runs_plugins;
};

/* False when the last build knew of no output at `path`, or left nothing that can be believed. Everything is
 * in the session's arena. */
bool reuse_story(struct session *session, text path, struct output_story *story);
/* "facts", "body", "ties", "late", "words": one part, as it is called. */
const char *reading_part_name(enum reading_part part);
#endif
