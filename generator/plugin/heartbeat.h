/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_HEARTBEAT_H
#define BRIEF_PLUGIN_HEARTBEAT_H
/*
 * heartbeat: what a process is doing for a plugin right now, written where another process can read it. Some
 * of Lua's own functions cannot be stopped from inside; then the build ends the process, and this says whom
 * to name. Everything is in the struct itself: the reader may not share any other memory with the writer.
 */
#include "base/clock.h"
#include "base/diagnostic.h"
#include <stdatomic.h>

enum {
    /* A call is to be ended when it takes more processor time than its instructions should, several times
       over: 2.5 s for most. */
    HEARTBEAT_INSTRUCTIONS_IN_MS = 40 * 1000,
    /* Nor from one mark to the next, however long it may take in all: what makes no step will make none. */
    HEARTBEAT_STEP_MS = 2500,
    HEARTBEAT_PATIENCE = 10, /* so many times as long by the clock, for a process that gets no processor */
    HEARTBEAT_TEXT_BYTES = 240
};

struct plugin_heartbeat {
    _Atomic int64_t started_ms;     /* of CLOCK_MONOTONIC; 0: no plugin is running */
    _Atomic int64_t marked_ms;      /* the last mark, or the start */
    _Atomic int line;               /* last known line of `file`, 0: unknown */
    _Atomic int process;            /* the writer's id */
    _Atomic int limit;              /* what it ran into and ended itself for: an enum budget_limit */
    _Atomic int64_t instructions;   /* that the call at hand may take */
    struct watched_work call, step; /* the watcher's */
    int64_t late_ms;                /* the watcher's: what the call or its step took too long for */
    char plugin[HEARTBEAT_TEXT_BYTES];
    char hook[HEARTBEAT_TEXT_BYTES];    /* "hook 'article'", "filter 'shout'" */
    char file[HEARTBEAT_TEXT_BYTES];    /* path of the Lua file the line belongs to, as sources have it */
    char subject[HEARTBEAT_TEXT_BYTES]; /* path of the article or page at hand, or "" */
};

/* Says that this process is the writer from now on. `heartbeat` may be NULL in all of these. */
void heartbeat_take(struct plugin_heartbeat *heartbeat);
/* Says that a plugin begins, and how many instructions its call may take. */
void heartbeat_start(
    struct plugin_heartbeat *heartbeat, text plugin, text hook, text subject, int64_t instructions);
/* Where in the plugin the process is now: it has made a step. */
void heartbeat_mark(struct plugin_heartbeat *heartbeat, text file, int line);
/* Says that the call has run into a limit, an enum budget_limit. */
void heartbeat_spend(struct plugin_heartbeat *heartbeat, int limit);
/* Says that the plugin has ended. */
void heartbeat_stop(struct plugin_heartbeat *heartbeat);

/*
 * For the watching process, to be asked several times a second: has the call at hand, or its step, taken more
 * processor time than it may since this was first asked about it? A machine with other work does not make a
 * plugin late, unless it takes HEARTBEAT_PATIENCE times as long by the clock.
 */
bool heartbeat_is_late(struct plugin_heartbeat *heartbeat);
/* The plugin at hand, borrowed from the heartbeat. */
text heartbeat_plugin(const struct plugin_heartbeat *heartbeat);
/*
 * Reports the call that was ended as `plugin-limit`, at the plugin's file and line if `sources` knows the
 * file. The texts are copied.
 */
void heartbeat_report(
    const struct plugin_heartbeat *heartbeat, const struct sources *sources, struct diagnostics *diagnostics);
#endif
