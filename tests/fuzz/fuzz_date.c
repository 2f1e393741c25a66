/* SPDX-License-Identifier: MIT */
/* A date that is read is one of the calendar, and its ISO form is read as the same instant. */
#include "base/arena.h"
#include "base/date.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena arena;
    arena_init(&arena);
    struct zone *zone = zone_open(&arena, TEXT("America/St_Johns"));
    struct date date, again;
    text value = { (const char *)bytes, length };
    if (date_parse(value, zone, &date) == DATE_OK) {
        struct civil civil = day_to_civil(date.day);
        if (!civil_is_valid(civil) || day_from_civil(civil).number != date.day.number)
            abort();
        text day = text_format(&arena, "%04d-%02d-%02d", (int)civil.year, civil.month, civil.day);
        if (date_parse(day, zone, &again) != DATE_OK || again.day.number != date.day.number)
            abort();
    } else if (date.is_set) {
        abort();
    }
    text other;
    date_suggest_iso(&arena, value, &other);
    zone_close(zone);
    arena_release(&arena);
    return 0;
}
