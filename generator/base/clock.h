/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_CLOCK_H
#define BRIEF_BASE_CLOCK_H
/* clock: how long things take. What is published must never hang on any of it; base/date has the time of day.
 */
#include <stdint.h>

/* Milliseconds since some moment of the past, by a clock that is never set. */
int64_t clock_ms(void);
/* Milliseconds of processor time that a process has used; -1 when there is no such process. */
int64_t clock_used_ms(int process);
#endif
