/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_SUPERVISE_H
#define BRIEF_BUILD_SUPERVISE_H
/*
 * supervise: runs a build in a process of its own and watches over it. Some of Lua's functions cannot be
 * stopped from inside; then the process is ended and the build runs again without that plugin, so that
 * everything else is still checked and the plugin is named; or with it and without the cache, when the texts
 * that it may have been given were damaged there. And when the program is told to stop, the build is ended,
 * what it left waiting is removed, and the program dies of the signal.
 */
#include "build/options.h"
#include "plugin/heartbeat.h"
#include <limits.h>

/* How far a build is: before anything is published it may be ended at any time. */
enum build_phase { PHASE_MAKING, PHASE_PUBLISHING, PHASE_STOPPED };

/* What the supervisor and the build share. */
struct supervision {
    struct plugin_heartbeat heartbeat;    /* of the build's own process; shared memory */
    const struct plugin_heartbeat *ended; /* calls that had to be ended in earlier runs */
    size_t ended_count;
    _Atomic int phase;
    _Atomic bool is_unasked;      /* the build was begun ahead: nobody hears of its end (ahead.h) */
    _Atomic bool is_cache_broken; /* this try of it read texts in the cache that were not what was kept */
    unsigned broken_caches;       /* so many tries before did */
    int64_t started_ms;           /* when the first try began, or was asked for; 0: none did */
    char staging[PATH_MAX];       /* where the build's files wait, or "" */
    char locked[PATH_MAX];        /* the folder whose lock guards it */
    char beside[PATH_MAX];        /* a file that waits too, or "" */
};

/* The exit code by which a build says: a worker's plugin call was ended, its heartbeat is in `heartbeat`. */
enum { EXIT_AGAIN = 120 };

/* Runs `run` with `data` until it ends by itself, and returns its exit code. With `is_inline` it runs in this
 * process, unwatched. Does not return when a signal told the program to stop. */
enum exit_code supervise(
    bool is_inline, enum exit_code (*run)(void *data, struct supervision *supervision), void *data);

/* For the build: the folder `staging` is to be removed if the build is ended and nobody holds the lock on
 * `locked`. */
void supervision_will_leave(struct supervision *supervision, text staging, text locked);
/* For the build: so is the file at `path`, until it has been given its name. */
void supervision_will_leave_file(struct supervision *supervision, text path);
/* At the end of a try: has the build to begin anew, because texts in the cache were not what was kept? Counts
 * it. */
bool supervision_begins_anew(struct supervision *supervision);
/* For the build, before the first published file changes: false when the program was told to stop. From then
 * on the build gets a second to finish. */
bool supervision_may_publish(struct supervision *supervision);
/* None did, and none will. */
void supervision_publishes_nothing(struct supervision *supervision);
/* Did it say so? Published files may have changed. */
bool supervision_has_published(const struct supervision *supervision);
#endif
