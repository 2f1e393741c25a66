/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_PROFILE_H
#define BRIEF_BASE_PROFILE_H
/*
 * profile: how long what took, summed up over all processes of a run. A profile lies in memory that forked
 * processes share and is added to without locks. Where nobody asked for one it is NULL, and nothing is
 * measured.
 */
#include <stddef.h>
#include <stdint.h>

/* Room for every text and page of the largest archives; what is not used costs no memory. */
enum { PROFILE_STAGES = 32, PROFILE_SLOTS = 1 << 19 };

/* What `id` means. To add one: its name here, and its lines in build/profile_report.c. */
enum profile_kind {
    PROFILE_NOTHING,
    PROFILE_SOURCE,      /* number of a source whose draft was made */
    PROFILE_OUTPUT,      /* number of an output that was rendered and written */
    PROFILE_LAYOUT_LINE, /* source << 32 | offset of a statement, without what stands in it */
    PROFILE_PLUGIN       /* number of a plugin << 8 | hook */
};

struct profile_row {
    _Atomic uint64_t key; /* kind << 56 | id; 0: free */
    _Atomic uint64_t nanoseconds, count;
};

struct profile {
    struct {
        const char *name; /* a literal */
        int64_t started_ns;
    } stages[PROFILE_STAGES];
    size_t stage_count;
    struct profile_row rows[PROFILE_SLOTS];
};

/* Nanoseconds of the monotonic clock; 0 when `profile` is NULL. */
int64_t profile_start(const struct profile *profile);
/* Adds the time since `start` to the row; when the table is full, new rows are left out. */
void profile_add(struct profile *profile, enum profile_kind kind, uint64_t id, int64_t start);
/* The same for a time that was taken already. */
void profile_add_time(struct profile *profile, enum profile_kind kind, uint64_t id, int64_t nanoseconds);
/* The one before ends and this begins; not from several processes. */
void profile_stage(struct profile *profile, const char *name);
#endif
