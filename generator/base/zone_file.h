/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_ZONE_FILE_H
#define BRIEF_BASE_ZONE_FILE_H
/*
 * zone_file: what the machine's own copy of the IANA database says of a zone (RFC 8536). Times are made with
 * ICU's copy, which may be years older; this one is there to find that out.
 */
#include "base/date.h"
#include "base/text.h"

/* The machine's file of the zone, below $TZDIR or /usr/share/zoneinfo; absent when there is none. */
text zone_file_read(struct arena *arena, text zone);
/* The offset from UTC at that moment; false when `file` is damaged, or does not say: behind its last change
 * when more follow by a rule. */
bool zone_file_offset(text file, struct instant instant, int32_t *offset_seconds);
#endif
