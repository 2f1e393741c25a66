/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_CLOCK_H
#define BRIEF_BASE_CLOCK_H
/* clock: how long things take. What is published must never hang on any of it; base/date has the time of day.
 */
#include <stdint.h>

/* Milliseconds since some moment of the past, by a clock that is never set. */
int64_t clock_ms(void);
/* Work of another process, for whoever looks several times a second. All zero before the first look. */
struct watched_work {
    int64_t started_ms; /* private: of the work that was seen last, */
    int64_t used_ms;    /* and what the process had used by then */
};
/*
 * Milliseconds of processor time that the process has used for the work that it began at `started_ms`
 * (clock_ms), counted from the first look at it; -1 when there is no such process.
 */
int64_t clock_used_ms(struct watched_work *work, int process, int64_t started_ms);
#endif
