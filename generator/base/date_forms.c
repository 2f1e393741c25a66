/* SPDX-License-Identifier: MIT */
/* Forms of dates that programs and editors read. Pages are full of them, so their digits are written straight
 * to their places. */
#include "base/arena.h"
#include "base/date.h"
#include <stdlib.h>
#include <string.h>

/*
 * The instant on the zone's clock, which for a day whose midnight is left out is not 00:00. An offset with
 * seconds (local mean time, before about 1900) has no RFC 3339 form; such instants are written in UTC.
 */
static struct date date_on_clock(const struct date *date)
{
    struct date shown = *date;
    if (shown.offset_seconds % 60 != 0)
        shown.offset_seconds = 0;
    int64_t local_ms = date->instant.milliseconds + shown.offset_seconds * 1000LL;
    int64_t day = local_ms / 86400000 - (local_ms % 86400000 < 0);
    shown.day.number = (int32_t)day;
    shown.second_of_day = (int32_t)((local_ms - day * 86400000) / 1000);
    return shown;
}

static void write_two(char *bytes, int number)
{
    bytes[0] = (char)('0' + number / 10);
    bytes[1] = (char)('0' + number % 10);
}

enum { DAY_LENGTH = 10 };

/* "2019-02-26", of a year of four digits. */
static void write_day(char *bytes, struct civil civil)
{
    write_two(bytes, (int)civil.year / 100);
    write_two(bytes + 2, (int)civil.year % 100);
    write_two(bytes + 5, (int)civil.month);
    write_two(bytes + 8, (int)civil.day);
    bytes[4] = bytes[7] = '-';
}

text date_rfc3339(struct arena *arena, const struct date *date)
{
    if (!date->is_set)
        return TEXT("");
    struct date shown = date_on_clock(date);
    struct civil civil = day_to_civil(shown.day);
    if (civil.year < 0 || civil.year > 9999)
        return date_in_english(arena, &shown, TEXT("%Y-%m-%dT%H:%M:%S%:z"));
    int second = (int)shown.second_of_day, offset = abs((int)shown.offset_seconds) / 60;
    static const char form[] = "0000-00-00T00:00:00+00:00";
    char *bytes = arena_bytes(arena, sizeof form - 1);
    memcpy(bytes, form, sizeof form - 1);
    write_day(bytes, civil);
    write_two(bytes + 11, second / 3600);
    write_two(bytes + 14, second / 60 % 60);
    write_two(bytes + 17, second % 60);
    bytes[19] = shown.offset_seconds < 0 ? '-' : '+';
    write_two(bytes + 20, offset / 60);
    write_two(bytes + 23, offset % 60);
    return (text){ bytes, sizeof form - 1 };
}

text date_day(struct arena *arena, const struct date *date)
{
    struct civil civil = day_to_civil(date->day);
    if (civil.year < 0 || civil.year > 9999)
        return date_in_english(arena, date, TEXT("%F"));
    char *bytes = arena_bytes(arena, DAY_LENGTH);
    write_day(bytes, civil);
    return (text){ bytes, DAY_LENGTH };
}

text date_iso(struct arena *arena, const struct date *date)
{
    if (!date->is_set)
        return TEXT("");
    return date->has_time ? date_rfc3339(arena, date) : date_day(arena, date);
}

text date_rfc822(struct arena *arena, const struct date *date)
{
    struct date shown = date_on_clock(date);
    return date_in_english(arena, &shown, TEXT("%a, %d %b %Y %T %z"));
}

text date_in_english(struct arena *arena, const struct date *date, text format)
{
    return date_format(arena, date, format, &date_words_english, NULL);
}
