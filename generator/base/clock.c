/* SPDX-License-Identifier: MIT */
/* Two of the system's clocks (POSIX clock_gettime), in one unit. */
#include "base/clock.h"
#include <time.h>

static int64_t read_ms(clockid_t clock)
{
    struct timespec now;
    return clock_gettime(clock, &now) == 0 ? (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 : -1;
}

int64_t clock_ms(void)
{
    return read_ms(CLOCK_MONOTONIC);
}

int64_t clock_used_ms(struct watched_work *work, int process, int64_t started_ms)
{
    clockid_t clock;
    int64_t used = clock_getcpuclockid(process, &clock) == 0 ? read_ms(clock) : -1;
    if (started_ms != work->started_ms)
        *work = (struct watched_work){ started_ms, used };
    return used < 0 ? -1 : used - work->used_ms;
}
