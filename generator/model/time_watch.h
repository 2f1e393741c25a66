/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_TIME_WATCH_H
#define BRIEF_MODEL_TIME_WATCH_H
/*
 * time_watch: between which moments a build comes out the same. Whatever compares something with the build's
 * time notes the moment at which the answer changes; whatever shows or hands out the time itself says that it
 * was read. For the cache: a build at another time between the same two moments, in which nobody read the
 * time, is the same.
 */
#include "base/date.h"
#include <stdatomic.h>

struct time_watch {
    int64_t now_ms;           /* the build's time, milliseconds since 1970 */
    int64_t last_ms, next_ms; /* the moments around it, last ≤ now < next; INT64_MIN and INT64_MAX: none */
    _Atomic bool is_read;     /* in memory shared with the workers */
};

void time_watch_start(struct time_watch *watch, struct instant now);
/* Something changes at `moment`; an unset date never comes. `watch` may be NULL, in both. */
void time_watch_note(struct time_watch *watch, const struct date *moment);
void time_watch_read(struct time_watch *watch);
#endif
