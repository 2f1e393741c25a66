/* SPDX-License-Identifier: MIT */
/*
 * Civil arithmetic. Years are taken to begin in March, so that the leap day is the last day of its year; then
 * the day of a date is a sum of whole years and of months whose lengths repeat every five: 31 30 31 30 31.
 * Reading dates is in date_parse.c, writing them in date_format.c, zones in zone.c.
 */
#include "base/date.h"
#include <time.h>

enum {
    MARCH_FIRST_OF_YEAR_0 = -719468,
    DAYS_PER_400_YEARS = 146097,
    DAYS_PER_100_YEARS = 36524,
    DAYS_PER_4_YEARS = 1461
};

int64_t floor_divide(int64_t dividend, int64_t divisor)
{
    return dividend / divisor - (dividend % divisor < 0);
}

/* Days from 1 March to the first of the month, counted from March = 0. */
static int days_before_month(int months_since_march)
{
    return (153 * months_since_march + 2) / 5;
}

struct day day_from_civil(struct civil civil)
{
    int months = (civil.month + 9) % 12;
    int64_t year = (int64_t)civil.year - (civil.month <= 2);
    int64_t leap_days = floor_divide(year, 4) - floor_divide(year, 100) + floor_divide(year, 400);
    int64_t number =
        MARCH_FIRST_OF_YEAR_0 + year * 365 + leap_days + days_before_month(months) + civil.day - 1;
    return (struct day){ (int32_t)number };
}

struct civil day_to_civil(struct day day)
{
    int64_t since = (int64_t)day.number - MARCH_FIRST_OF_YEAR_0;
    int64_t period = floor_divide(since, DAYS_PER_400_YEARS);
    int64_t rest = since - period * DAYS_PER_400_YEARS;
    /* The last century of a period and the last year of four are a day longer, hence the clamps. */
    int64_t century = rest / DAYS_PER_100_YEARS < 3 ? rest / DAYS_PER_100_YEARS : 3;
    rest -= century * DAYS_PER_100_YEARS;
    int64_t four = rest / DAYS_PER_4_YEARS;
    rest -= four * DAYS_PER_4_YEARS;
    int64_t single = rest / 365 < 3 ? rest / 365 : 3;
    rest -= single * 365;
    int months = (int)((5 * rest + 2) / 153);
    int month = months < 10 ? months + 3 : months - 9;
    int64_t year = period * 400 + century * 100 + four * 4 + single + (month <= 2);
    return (struct civil){ (int32_t)year, month, (int)rest - days_before_month(months) + 1 };
}

bool civil_is_valid(struct civil civil)
{
    if (civil.year < 1 || civil.year > 9999 || civil.month < 1 || civil.month > 12 || civil.day < 1)
        return false;
    struct civil next = { civil.month == 12 ? civil.year + 1 : civil.year, civil.month % 12 + 1, 1 };
    struct civil first = { civil.year, civil.month, 1 };
    return civil.day <= day_from_civil(next).number - day_from_civil(first).number;
}

struct instant instant_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (struct instant){ (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 };
}

int64_t instant_seconds(struct instant instant)
{
    return floor_divide(instant.milliseconds, 1000);
}

int day_weekday(struct day day)
{
    /* 1 January 1970 was a Thursday. */
    int64_t since_sunday = (int64_t)day.number + 4;
    return (int)(since_sunday - 7 * floor_divide(since_sunday, 7));
}

int date_compare(const struct date *a, const struct date *b)
{
    if (a->is_set != b->is_set)
        return a->is_set ? 1 : -1;
    return (a->instant.milliseconds > b->instant.milliseconds) -
           (a->instant.milliseconds < b->instant.milliseconds);
}
