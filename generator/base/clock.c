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

int64_t clock_used_ms(int process)
{
    clockid_t clock;
    return clock_getcpuclockid(process, &clock) == 0 ? read_ms(clock) : -1;
}
