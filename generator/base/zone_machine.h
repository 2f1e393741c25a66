/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_ZONE_MACHINE_H
#define BRIEF_BASE_ZONE_MACHINE_H
/*
 * zone_machine: what the machine's own copy of the IANA database says of a zone. Times are made with ICU's
 * copy, which may be years older; this one is there to find that out.
 */
#include "base/date.h"
#include "base/text.h"

/* Fills in the offset from UTC, in seconds, at each of the moments; false when there is no file of that zone
 * below $TZDIR or /usr/share/zoneinfo. Sets TZ while it runs. */
bool zone_machine_offsets(
    struct arena *arena, text zone, const struct instant *instants, size_t count, int32_t *offsets);
#endif
