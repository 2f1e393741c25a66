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
    const char *why;                      /* to stand after "because": "something that it reads changed" */
    const struct thing *because;          /* what changed that it reads; NULL: not told, or gone */
    const struct story_reading *readings; /* by kind and in the order of the site */
    size_t reading_count;
    bool reads_everything, runs_plugins;
};

enum story_state {
    STORY_KNOWN,
    STORY_NO_OUTPUT, /* the last build made nothing at that path */
    STORY_NO_BUILD,  /* there was none into this folder, or its notes are damaged or those of another brief */
};

/* *story is filled for STORY_KNOWN only; everything is in the session's arena. */
enum story_state reuse_story(struct session *session, text path, struct output_story *story);
/* "facts", "body", "ties", "late", "words": one part, as it is called. */
const char *reading_part_name(enum reading_part part);
#endif
