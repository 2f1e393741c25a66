/* SPDX-License-Identifier: MIT */
/* Governments change their clocks at short notice, and what ICU knows of them may be years old: a piece would
 * appear an hour early. So it is compared with what the machine knows. */
#include "base/zone_machine.h"
#include "check/check.h"

enum { DAYS = 370, STEP_DAYS = 5, LOOKS = 2 * (DAYS / STEP_DAYS) + 1 };
static const int64_t DAY_MS = 86400000;

static text offset_of(struct checking *checking, const struct date *date)
{
    return date_in_english(checking->arena, date, TEXT("%:z"));
}

static void report_difference(struct checking *checking, const struct date *date, int32_t offset)
{
    const struct config *config = checking->subject->site->config;
    struct date other = *date;
    other.offset_seconds = offset;
    text day = date_day(checking->arena, date), known = offset_of(checking, date);
    text here = offset_of(checking, &other);
    diagnostic_hint(checking->diagnostics,
        check_report(checking, config->timezone_where,
            "clocks in %.*s differ on %.*s: ICU, which brief runs with, has UTC%.*s, this machine "
            "UTC%.*s",
            TEXT_ARGS(config->timezone), TEXT_ARGS(day), TEXT_ARGS(known), TEXT_ARGS(here)),
        "bring ICU up to date, or this machine's tzdata; until then write times with their offset, as "
        "'09:00 %.*s' if this machine is right",
        TEXT_ARGS(here));
}

/* The nearest difference of the year before and the year after today. */
void check_zone_data(struct checking *checking)
{
    const struct config *config = checking->subject->site->config;
    struct instant looks[LOOKS];
    int32_t offsets[LOOKS];
    if (!config->zone || text_equal(config->timezone, TEXT("UTC")))
        return;
    for (int64_t i = 0; i < LOOKS; i++) {
        int64_t days = (i + 1) / 2 * STEP_DAYS;
        looks[i].milliseconds = checking->subject->gate.now.milliseconds + (i % 2 ? days : -days) * DAY_MS;
    }
    if (!zone_machine_offsets(checking->arena, config->timezone, looks, LOOKS, offsets))
        return;
    for (size_t i = 0; i < LOOKS; i++) {
        struct date date = zone_date_at(config->zone, looks[i]);
        if (date.offset_seconds != offsets[i]) {
            report_difference(checking, &date, offsets[i]);
            return;
        }
    }
}
