/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_DATE_H
#define BRIEF_BASE_DATE_H
/*
 * date: civil days and instants, which are different things. A day ("2019-02-26") is shown as written in any
 * zone; an instant ("2019-02-26 09:00 +0100") is a point in time. struct date holds either, resolved once
 * against the site's zone, so that formatting needs no zone and no locale.
 */
#include "base/text.h"

struct day {
    int32_t number; /* days since 1970-01-01 in the proleptic Gregorian calendar */
};

struct instant {
    int64_t milliseconds; /* since 1970-01-01T00:00:00Z, without leap seconds */
};

struct civil {
    int32_t year;
    int month; /* 1–12 */
    int day;   /* 1–31 */
};

struct date {
    bool is_set;
    bool has_time;         /* written with a time of day: an instant; else a civil day */
    struct day day;        /* as written, or the instant's day in the site's zone */
    int32_t second_of_day; /* 0 for a civil day */
    int16_t millisecond;
    int32_t offset_seconds; /* the site zone's offset from UTC at `instant` */
    struct instant instant; /* a civil day's is 00:00 in the site's zone */
};

struct civil day_to_civil(struct day day);
struct day day_from_civil(struct civil civil);
bool civil_is_valid(struct civil civil);
/* 0 = Sunday … 6 = Saturday. */
int day_weekday(struct day day);

/* A zone of the IANA time zone database, from ICU's own copy. Opened once per process, before the fork. */
struct zone;
/* NULL when the name is unknown. Lives in `arena`; its ICU handle is closed by zone_close. */
struct zone *zone_open(struct arena *arena, text name);
void zone_close(struct zone *zone);
/* The moment as clocks in the zone show it. */
struct date zone_date_at(const struct zone *zone, struct instant instant);
/*
 * Local wall time to instant. In a gap (clocks go forward) and in an overlap (clocks go back) the later
 * reading is taken, so that nothing appears early.
 */
struct date zone_date_from_local(
    const struct zone *zone, struct day day, int32_t second_of_day, int millisecond);
/* A civil day. */
struct date zone_date_from_day(const struct zone *zone, struct day day);

enum date_fault {
    DATE_OK,
    DATE_MALFORMED,     /* not one of the forms */
    DATE_OUT_OF_RANGE,  /* 2024-02-30, 25:00, +99:00 */
    DATE_TRAILING_TEXT, /* a good date with something behind it */
};

/*
 * Reads the forms of docs/front-matter.md: YYYY-M-D, and YYYY-M-D[T ]H:MM[:SS[.fff]][ ](Z|±HHMM|±HH:MM)?;
 * without an offset the site's zone counts. On failure *date is unset.
 */
enum date_fault date_parse(text value, const struct zone *zone, struct date *date);
/* The length of the day that a file's name begins with, "2019-02-26" or "2019-2-6", alone or before a hyphen;
 * 0 when there is none. Whether there is such a day is not looked at. */
size_t date_length_in_name(text name);
/* "2019-02-26-levy" → "levy"; a name that is nothing but a day, or has none, stays. */
text date_rest_of_name(text name);
/* Best guess of the ISO form for a date written otherwise ("April 5, 2021" → "2021-04-05"), for the hint;
 * absent if there is no good guess. Where day and month cannot be told apart ("05/04/2021"), *other is the
 * second reading, else absent. */
text date_suggest_iso(struct arena *arena, text value, text *other);
/* Does what was written for a date tell a time of day: "10:00", "10 PM", "9h", "T0930", "2024-02-26 09",
 * "noon"? A hint without it would publish earlier than was meant. */
bool date_tells_time(text value);
/* A copy in `arena` with ASCII digits for those of other scripts: "٢٠٢٤-١٢-٠٣" as "2024-12-03". */
text date_plain_digits(struct arena *arena, text value);

int date_compare(const struct date *a, const struct date *b); /* by instant */
/* The largest integer that is not greater than the quotient; `divisor` is positive. */
int64_t floor_divide(int64_t dividend, int64_t divisor);
/* What the machine's clock shows. */
struct instant instant_now(void);
/* Seconds since 1970; the part of one that has begun does not count, before 1970 either. */
int64_t instant_seconds(struct instant instant);

/* Words for months and weekdays in one language. */
struct date_words {
    text months[12], short_months[12], weekdays[7], short_weekdays[7]; /* weekdays from Sunday */
    /* Months that stand without a day, where they differ from those of dates ("luty 2022" beside "4 lutego
     * 2022"; CLDR: stand-alone); absent ones are as in dates. */
    text standalone_months[12];
    text am, pm;
    text first_day; /* how %-d is written on the first of a month whose name follows ("1er mars"); may be
                       absent */
};
/* English words. */
extern const struct date_words date_words_english;

/*
 * strftime's conversions, but for %c, %x and %X, which hang on a locale: names %a %A %b %B %OB (a month
 * without its day) %h %p %P, numbers %C %d %e %g %G %H %I %j %k %l %m %M %s %S %u %U %V %w %W %y %Y, each
 * also with - (%-d), _ or 0 for what fills it, offsets %z %:z %Z, short forms %D %F %r %R %T, and %n %t %%;
 * and names for formats: "iso" (day or RFC 3339), "rfc3339", "rfc822", "day" (%F). Unknown conversions are
 * copied; *unknown (may be NULL) gets the first one.
 */
text date_format(
    struct arena *arena, const struct date *date, text format, const struct date_words *words, text *unknown);
/* The same in English words, for who keeps the site and for machines; all of the format's conversions are
 * known. */
text date_in_english(struct arena *arena, const struct date *date, text format);
/* Whether the same would be shown for every date: "2 January 2006", "DD.MM.YYYY" and "100 %%" hold no
 * conversion that tells of one. False for an empty format and for one with an unknown conversion, which
 * date_format names. */
bool date_format_is_constant(text format);
/* `2019-02-26` for a civil day, RFC 3339 with offset for an instant: for <time datetime>. */
text date_iso(struct arena *arena, const struct date *date);
/* RFC 3339 always: a civil day is 00:00 in the site's zone. */
text date_rfc3339(struct arena *arena, const struct date *date);
/* `2019-02-26` also for an instant. */
text date_day(struct arena *arena, const struct date *date);
/* As in mail, RFC 822 with a year of four digits. */
text date_rfc822(struct arena *arena, const struct date *date);
#endif
