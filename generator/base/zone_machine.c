/* SPDX-License-Identifier: MIT */
#include "base/zone_machine.h"
#include "base/arena.h"
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* NULL takes TZ away. */
static void set_zone(const char *zone)
{
    if (zone)
        setenv("TZ", zone, 1);
    else
        unsetenv("TZ");
    tzset();
}

bool zone_machine_offsets(
    struct arena *arena, text zone, const struct instant *instants, size_t count, int32_t *offsets)
{
    const char *set = getenv("TZDIR"), *own = getenv("TZ");
    text folder = text_of(set && *set ? set : "/usr/share/zoneinfo");
    text path = text_format(arena, "%.*s/%.*s", TEXT_ARGS(folder), TEXT_ARGS(zone));
    if (access(text_to_string(arena, path), R_OK) != 0)
        return false;
    const char *before = own ? text_to_string(arena, text_of(own)) : NULL;
    set_zone(text_to_string(arena, zone));
    for (size_t i = 0; i < count; i++) {
        time_t seconds = (time_t)(instants[i].milliseconds / 1000);
        struct tm local = { 0 };
        localtime_r(&seconds, &local);
        offsets[i] = (int32_t)local.tm_gmtoff;
    }
    set_zone(before);
    return true;
}
