/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_SUPERVISE_H
#define BRIEF_BUILD_SUPERVISE_H
/*
 * supervise: runs a build in a process of its own and watches what its plugins do. Some of Lua's functions
 * cannot be stopped from inside; then the process is ended and the build runs again without that plugin, so
 * that everything else is still checked and the plugin is named.
 */
#include "build/options.h"
#include "plugin/heartbeat.h"

/* What the supervisor and the build share. */
struct supervision {
    struct plugin_heartbeat heartbeat;    /* of the build's own process; shared memory */
    const struct plugin_heartbeat *ended; /* calls that had to be ended in earlier runs */
    size_t ended_count;
};

/* The exit code by which a build says: a worker's plugin call was ended, its heartbeat is in `heartbeat`. */
enum { EXIT_AGAIN = 120 };

/* Runs `run` with `data` until it ends by itself, and returns its exit code. With `is_inline` it runs in this
 * process, unwatched. */
enum exit_code supervise(
    bool is_inline, enum exit_code (*run)(void *data, struct supervision *supervision), void *data);
#endif
