/* SPDX-License-Identifier: MIT */
/* Governments change their clocks at short notice, and what ICU knows of them may be years old: a piece would
 * appear an hour early. So it is compared with what the machine knows. */
#include "base/zone_file.h"
#include "check/check.h"
#include <stdlib.h>

enum { DAYS = 370, STEP_DAYS = 5 };
static const int64_t DAY_MS = 86400000;

/* "-05:30" */
static text offset_name(struct arena *arena, int32_t seconds)
{
    int minutes = abs(seconds) / 60;
    return text_format(arena, "%c%02d:%02d", seconds < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

static bool report_difference(struct checking *checking, text file, struct instant instant)
{
    const struct config *config = checking->subject->site->config;
    struct date date = zone_date_at(config->zone, instant);
    int32_t offset;
    if (!zone_file_offset(file, instant, &offset) || offset == date.offset_seconds)
        return false;
    struct civil day = day_to_civil(date.day);
    text known = offset_name(checking->arena, date.offset_seconds);
    text here = offset_name(checking->arena, offset);
    diagnostic_hint(checking->diagnostics,
        check_report(checking, config->timezone_where,
            "clocks in %.*s differ on %04d-%02d-%02d: ICU, which brief runs with, has UTC%.*s, this machine "
            "UTC%.*s",
            TEXT_ARGS(config->timezone), day.year, day.month, day.day, TEXT_ARGS(known), TEXT_ARGS(here)),
        "bring ICU up to date, or this machine's tzdata; until then write times with their offset, as "
        "'09:00 %.*s' if this machine is right",
        TEXT_ARGS(here));
    return true;
}

void check_zone_data(struct checking *checking)
{
    const struct config *config = checking->subject->site->config;
    if (!config->zone || text_equal(config->timezone, TEXT("UTC")))
        return;
    text file = zone_file_read(checking->arena, config->timezone);
    bool is_told = !file.bytes;
    for (int64_t days = 0; days <= DAYS && !is_told; days += STEP_DAYS) {
        int64_t now_ms = checking->subject->gate.now.milliseconds;
        is_told = report_difference(checking, file, (struct instant){ now_ms + days * DAY_MS }) ||
                  report_difference(checking, file, (struct instant){ now_ms - days * DAY_MS });
    }
}
