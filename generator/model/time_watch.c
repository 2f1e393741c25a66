/* SPDX-License-Identifier: MIT */
/* The nearest moment on either side is all that matters. */
#include "model/time_watch.h"

void time_watch_start(struct time_watch *watch, struct instant now)
{
    watch->now_ms = now.milliseconds;
    watch->last_ms = INT64_MIN;
    watch->next_ms = INT64_MAX;
    atomic_store(&watch->is_read, false);
}

void time_watch_note(struct time_watch *watch, const struct date *moment)
{
    if (!watch || !moment->is_set)
        return;
    int64_t at = moment->instant.milliseconds;
    if (at <= watch->now_ms && at > watch->last_ms)
        watch->last_ms = at;
    if (at > watch->now_ms && at < watch->next_ms)
        watch->next_ms = at;
}

void time_watch_read(struct time_watch *watch)
{
    if (watch)
        atomic_store_explicit(&watch->is_read, true, memory_order_relaxed);
}
