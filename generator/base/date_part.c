/* SPDX-License-Identifier: MIT */
/* One row a part. Days and times are those that the date shows, in the site's zone. */
#include "base/date_part.h"
#include "base/count.h"
#include "base/diagnostic.h"

static int64_t year(const struct date *date)
{
    return day_to_civil(date->day).year;
}

static int64_t month(const struct date *date)
{
    return day_to_civil(date->day).month;
}

static int64_t day(const struct date *date)
{
    return day_to_civil(date->day).day;
}

static int64_t hour(const struct date *date)
{
    return date->second_of_day / 3600;
}

static int64_t minute(const struct date *date)
{
    return date->second_of_day / 60 % 60;
}

static int64_t second(const struct date *date)
{
    return date->second_of_day % 60;
}

static int64_t weekday(const struct date *date)
{
    return (day_weekday(date->day) + 6) % 7 + 1;
}

static int64_t timestamp(const struct date *date)
{
    return instant_seconds(date->instant);
}

static struct value has_time(struct arena *arena, const struct date *date)
{
    (void)arena;
    return value_bool(date->has_time);
}

static struct value iso(struct arena *arena, const struct date *date)
{
    return value_text(date_iso(arena, date));
}

static struct value rfc3339(struct arena *arena, const struct date *date)
{
    return value_text(date_rfc3339(arena, date));
}

const struct date_part_row date_part_rows[] = {
    { "year", "integer", "the year", year, NULL }, { "month", "integer", "1 to 12", month, NULL },
    { "day", "integer", "day of the month", day, NULL },
    { "hour", "integer", "0 to 23; 0 for a day without a time", hour, NULL },
    { "minute", "integer", "0 to 59", minute, NULL }, { "second", "integer", "0 to 59", second, NULL },
    { "weekday", "integer", "1 is Monday, 7 Sunday", weekday, NULL },
    { "timestamp", "integer", "seconds since 1970", timestamp, NULL },
    { "has_time", "bool", "written with a time of day", NULL, has_time },
    { "iso", "text", "`2019-02-26`, or RFC 3339 when it has a time", NULL, iso },
    { "rfc3339", "text", "RFC 3339, a day as its first instant", NULL, rfc3339 },
    /* to add one: its row, and a word in docs/plugins.md and lua-plugins/types/brief.lua; docs/fields.md
       follows */
};
const size_t date_part_count = COUNT(date_part_rows);

struct value date_part(struct arena *arena, const struct date *date, text name)
{
    for (size_t i = 0; i < date_part_count; i++) {
        const struct date_part_row *row = &date_part_rows[i];
        if (text_equal(name, text_of(row->name)))
            return row->number ? value_integer(row->number(date)) : row->other(arena, date);
    }
    return value_undefined();
}

const char *date_part_nearest(text name)
{
    const char *names[COUNT(date_part_rows)];
    for (size_t i = 0; i < date_part_count; i++)
        names[i] = date_part_rows[i].name;
    return diagnostic_nearest(name, names, date_part_count);
}
