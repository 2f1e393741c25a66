/* SPDX-License-Identifier: MIT */
/* date: civil arithmetic, reading every form, guessing for hints, writing every conversion. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "base/arena.h"
#include "base/date.h"

static struct arena arena;
static struct zone *zone;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena);
    zone = zone_open(&arena, TEXT("Europe/Berlin"));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    zone_close(zone);
    arena_release(&arena);
    return 0;
}

/* What reading gives, as text: the RFC 3339 form of the instant, "day" in front for a civil day, or the
 * fault. */
static const char *read_as(const char *value)
{
    static const char *const faults[] = { "", "malformed", "out of range", "trailing text" };
    struct date date;
    enum date_fault fault = date_parse(text_of(value), zone, &date);
    assert_int_equal(date.is_set, fault == DATE_OK);
    if (fault != DATE_OK)
        return faults[fault];
    text shown = date_rfc3339(&arena, &date);
    return text_to_string(&arena,
        text_format(&arena, "%s%.*s.%03d", date.has_time ? "" : "day ", TEXT_ARGS(shown), date.millisecond));
}

static void days_round_trip_over_ten_thousand_years(void **state)
{
    (void)state;
    int year = -1, month = 12, day = 31;
    int first = day_from_civil((struct civil){ 0, 1, 1 }).number;
    int last = day_from_civil((struct civil){ 10000, 1, 1 }).number;
    for (int number = first; number <= last; number++) {
        struct civil civil = day_to_civil((struct day){ number });
        bool is_next_day = civil.year == year && civil.month == month && civil.day == day + 1;
        bool is_next_month = civil.year == year && civil.month == month + 1 && civil.day == 1 && day >= 28;
        bool is_next_year =
            civil.year == year + 1 && civil.month == 1 && civil.day == 1 && month == 12 && day == 31;
        assert_true(is_next_day || is_next_month || is_next_year);
        assert_int_equal(day_from_civil(civil).number, number);
        year = civil.year;
        month = civil.month;
        day = civil.day;
    }
    assert_int_equal(last - first, 3652425);
    assert_int_equal(day_from_civil((struct civil){ 1970, 1, 1 }).number, 0);
    assert_int_equal(day_from_civil((struct civil){ 2000, 3, 1 }).number, 11017);
}

static void weekdays_are_known(void **state)
{
    (void)state;
    assert_int_equal(day_weekday((struct day){ 0 }), 4);
    assert_int_equal(day_weekday((struct day){ -1 }), 3);
    assert_int_equal(day_weekday(day_from_civil((struct civil){ 2019, 2, 26 })), 2);
    assert_int_equal(day_weekday(day_from_civil((struct civil){ 1, 1, 1 })), 1);
    assert_int_equal(day_weekday(day_from_civil((struct civil){ 9999, 12, 31 })), 5);
}

static void leap_days_exist_only_in_leap_years(void **state)
{
    (void)state;
    assert_true(civil_is_valid((struct civil){ 2024, 2, 29 }));
    assert_true(civil_is_valid((struct civil){ 2000, 2, 29 }));
    assert_false(civil_is_valid((struct civil){ 1900, 2, 29 }));
    assert_false(civil_is_valid((struct civil){ 2023, 2, 29 }));
    assert_false(civil_is_valid((struct civil){ 2024, 2, 30 }));
    assert_false(civil_is_valid((struct civil){ 2024, 4, 31 }));
    assert_false(civil_is_valid((struct civil){ 2024, 13, 1 }));
    assert_false(civil_is_valid((struct civil){ 2024, 0, 1 }));
    assert_false(civil_is_valid((struct civil){ 2024, 1, 0 }));
    assert_false(civil_is_valid((struct civil){ 0, 1, 1 }));
    assert_true(civil_is_valid((struct civil){ 9999, 12, 31 }));
    assert_false(civil_is_valid((struct civil){ 10000, 1, 1 }));
}

static void every_written_form_is_read(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "2019-02-26", "day 2019-02-26T00:00:00+01:00.000" },
        { "2019-2-6", "day 2019-02-06T00:00:00+01:00.000" },
        { " \t2019-02-26 \r\n", "day 2019-02-26T00:00:00+01:00.000" },
        { "2019-07-26", "day 2019-07-26T00:00:00+02:00.000" },
        { "2019-02-26 09:00", "2019-02-26T09:00:00+01:00.000" },
        { "2019-02-26T09:00", "2019-02-26T09:00:00+01:00.000" },
        { "2019-02-26t9:00", "2019-02-26T09:00:00+01:00.000" },
        { "2019-02-26 9:00:05", "2019-02-26T09:00:05+01:00.000" },
        { "2019-02-26 9:00:05.5", "2019-02-26T09:00:05+01:00.500" },
        { "2019-02-26 9:00:05.123456789", "2019-02-26T09:00:05+01:00.123" },
        { "2019-02-26T09:00:00Z", "2019-02-26T10:00:00+01:00.000" },
        { "2019-02-26T09:00z", "2019-02-26T10:00:00+01:00.000" },
        { "2019-02-26 09:00 Z", "2019-02-26T10:00:00+01:00.000" },
        { "2019-02-26 09:00 -0400", "2019-02-26T14:00:00+01:00.000" },
        { "2019-02-26 09:00-04:00", "2019-02-26T14:00:00+01:00.000" },
        { "2019-02-26T09:00:00.25+05:30", "2019-02-26T04:30:00+01:00.250" },
        { "2019-02-26 23:30 -0400", "2019-02-27T04:30:00+01:00.000" },
        { "2024-02-29", "day 2024-02-29T00:00:00+01:00.000" },
        { "2024-12-31T23:59:59.999Z", "2025-01-01T00:59:59+01:00.999" },
        { "1969-12-31T23:59:59.999Z", "1970-01-01T00:59:59+01:00.999" },
        { "0001-01-01", "day 0000-12-31T23:06:32+00:00.000" },
        { "9999-12-31", "day 9999-12-31T00:00:00+01:00.000" },
        { "1582-10-10", "day 1582-10-09T23:06:32+00:00.000" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(read_as(rows[i][0]), rows[i][1]);
}

static void what_is_no_date_is_told_apart(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "", "malformed" },
        { "soon", "malformed" },
        { "April 5, 2021", "malformed" },
        { "2021", "malformed" },
        { "2021-04", "malformed" },
        { "2021-04-", "malformed" },
        { "21-04-05", "malformed" },
        { "02021-04-05", "malformed" },
        { "2021-004-05", "malformed" },
        { "2021-04-055", "malformed" },
        { "2021/04/05", "malformed" },
        { "-2021-04-05", "malformed" },
        { "2021-04-05 9:0", "malformed" },
        { "2021-04-05 9:00:", "malformed" },
        { "2021-04-05 9:00:00.", "malformed" },
        { "2021-04-05 9:00:00.1234567890", "malformed" },
        { "2021-04-05 9:00 +1", "malformed" },
        { "2021-04-05 9:00 +01", "malformed" },
        { "2021-04-05 9:00 +01:0", "malformed" },
        { "2021-04-05 9:00 +010000", "malformed" },
        { "2024-02-30", "out of range" },
        { "2023-02-29", "out of range" },
        { "2024-00-10", "out of range" },
        { "2024-13-10", "out of range" },
        { "0000-01-01", "out of range" },
        { "2024-02-03 24:00", "out of range" },
        { "2024-02-03 25:00", "out of range" },
        { "2024-02-03 09:60", "out of range" },
        { "2024-02-03 09:00:60", "out of range" },
        { "2024-02-03 09:00 +99:00", "out of range" },
        { "2024-02-03 09:00 +0160", "out of range" },
        { "9999-12-31T23:59Z", "out of range" },
        { "0001-01-01T00:00+10:00", "out of range" },
        { "2016-07-19 (optional)", "trailing text" },
        { "2016-07-19T", "trailing text" },
        { "2016-07-19 9am", "trailing text" },
        { "2016-07-19 Z", "trailing text" },
        { "2016-07-19-", "trailing text" },
        { "2016-07-19  09:00", "trailing text" },
        { "2016-07-19 09:00 CET", "trailing text" },
        { "2016-07-19 09:00  Z", "trailing text" },
        { "2016-07-19 09:00Zulu", "trailing text" },
        { "2016-07-19 09:00 +0100 x", "trailing text" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(read_as(rows[i][0]), rows[i][1]);
    struct date date;
    assert_int_equal(date_parse(TEXT("2024-02-03\0"), zone, &date), DATE_TRAILING_TEXT);
    assert_int_equal(date_parse(TEXT_NONE, zone, &date), DATE_MALFORMED);
}

static void other_ways_of_writing_get_a_hint(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "April 5, 2021", "2021-04-05" },
        { "5 April 2021", "2021-04-05" },
        { "5 Apr 2021", "2021-04-05" },
        { "Apr. 5th, 2021", "2021-04-05" },
        { "Monday, the 5th of April 2021", "2021-04-05" },
        { "Sept 9, 2021", "2021-09-09" },
        { "2021 April 5", "2021-04-05" },
        { "05.04.2021", "2021-04-05" },
        { "05/04/2021", "2021-04-05" },
        { "04/25/2021", "2021-04-25" },
        { "2021/04/05", "2021-04-05" },
        { "2021.04.05", "2021-04-05" },
        { "20210405", "2021-04-05" },
        { "2016-07-19 (optional)", "2016-07-19" },
        { "2021-04-05 9am", "2021-04-05" },
        { "1551175299", "2019-02-26T10:01:39Z" },
        { "1551175200999", "2019-02-26T10:00:00Z" },
    };
    text other;
    static const char *const without[] = { "", "soon", "2024-02-30", "5 Foo 2021", "5 April", "05.04.21",
        "31/31/2021", "99999999", "on April 5, 2021", "2021-04", "April April April", "0551175200",
        "155117520a", "15511752000" };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(
            text_to_string(&arena, date_suggest_iso(&arena, text_of(rows[i][0]), &other)), rows[i][1]);
    for (size_t i = 0; i < sizeof(without) / sizeof(*without); i++)
        assert_null(date_suggest_iso(&arena, text_of(without[i]), &other).bytes);
    assert_null(date_suggest_iso(&arena, TEXT_NONE, &other).bytes);
}

static void day_and_month_that_cannot_be_told_apart_are_both_suggested(void **state)
{
    (void)state;
    text other;
    assert_string_equal(
        text_to_string(&arena, date_suggest_iso(&arena, TEXT("1/2/2020"), &other)), "2020-02-01");
    assert_string_equal(text_to_string(&arena, other), "2020-01-02");
    static const char *const told[] = { "04/25/2021", "25/04/2021", "05.04.2021", "3/3/2020", "2021/04/05",
        "5 April 2021", "soon" };
    for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++) {
        date_suggest_iso(&arena, text_of(told[i]), &other);
        assert_null(other.bytes);
    }
}

static const char *written(const char *value, const char *format)
{
    struct date date;
    assert_int_equal(date_parse(text_of(value), zone, &date), DATE_OK);
    return text_to_string(&arena, date_format(&arena, &date, text_of(format), &date_words_english, NULL));
}

static void every_conversion_is_written(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "%a %A %b %B", "Tue Tuesday Feb February" },
        { "%d %-d %e", "05 5  5" },
        { "%H %-H %I %-I %p", "09 9 09 9 AM" },
        { "%j", "036" },
        { "%m %-m %M %S", "02 2 08 07" },
        { "%y %Y", "19 2019" },
        { "%z %:z %Z", "+0100 +01:00 +01:00" },
        { "%F %T %R %D", "2019-02-05 09:08:07 09:08 02/05/19" },
        { "%h %C %k %l %P %r", "Feb 20  9  9 am 09:08:07 AM" },
        { "%V %G %g %U %W", "06 2019 19 05 05" },
        { "%-M %-S %-j %_m %0e %-y %-V", "8 7 36  2 05 19 6" },
        { "%s %u %w", "1549354087 2 2" },
        { "a%nb%tc%%d", "a\nb\tc%d" },
        { "%-d. %B %Y", "5. February 2019" },
        { "", "" },
        { "\xC3\xA9 %Y", "\xC3\xA9 2019" },
        { "iso", "2019-02-05T09:08:07+01:00" },
        { "rfc3339", "2019-02-05T09:08:07+01:00" },
        { "rfc822", "Tue, 05 Feb 2019 09:08:07 +0100" },
        { "day", "2019-02-05" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(written("2019-02-05 09:08:07", rows[i][0]), rows[i][1]);
    assert_string_equal(written("2024-12-31 00:05", "%j %I %-I %p"), "366 12 12 AM");
    assert_string_equal(written("2024-12-31 12:05", "%I %p"), "12 PM");
    assert_string_equal(written("2024-12-31 23:05", "%-I %p"), "11 PM");
    assert_string_equal(written("2024-12-29", "%u %w"), "7 0");
    assert_string_equal(written("0099-01-02", "%Y %y %C"), "0099 99 00");
    assert_string_equal(written("2024-12-30", "%V %G %g %U %W"), "01 2025 25 52 53");
    assert_string_equal(written("2021-01-03", "%V %G %g %U %W"), "53 2020 20 01 00");
    assert_string_equal(written("2020-12-31", "%V %G %U %W"), "53 2020 52 52");
    assert_string_equal(written("1969-12-31T23:59:59.5Z", "%s"), "-1");
}

static void days_are_shown_as_written(void **state)
{
    (void)state;
    assert_string_equal(written("2019-02-26", "iso"), "2019-02-26");
    assert_string_equal(written("2019-02-26", "rfc3339"), "2019-02-26T00:00:00+01:00");
    assert_string_equal(written("2019-02-26", "%F %T"), "2019-02-26 00:00:00");
    assert_string_equal(written("2019-02-26", "rfc822"), "Tue, 26 Feb 2019 00:00:00 +0100");
}

static void instants_are_shown_with_their_offset(void **state)
{
    (void)state;
    struct date west = { .is_set = true, .offset_seconds = -12600, .instant.milliseconds = 1549370287000 };
    struct date late = { .is_set = true, .instant.milliseconds = 253402300800000 };
    assert_true(text_equal(date_rfc3339(&arena, &west), TEXT("2019-02-05T09:08:07-03:30")));
    assert_true(text_equal(date_rfc3339(&arena, &late), TEXT("10000-01-01T00:00:00+00:00")));
    late.day = day_from_civil((struct civil){ 10000, 1, 1 });
    assert_true(text_equal(date_day(&arena, &late), TEXT("10000-01-01")));
}

static void unknown_conversions_are_copied_and_named(void **state)
{
    (void)state;
    struct date date;
    text unknown;
    date_parse(TEXT("2019-02-26"), zone, &date);
    text shown = date_format(&arena, &date, TEXT("%Y %Q %-q %E %-B %_"), NULL, &unknown);
    assert_string_equal(text_to_string(&arena, shown), "2019 %Q %-q %E %-B %_");
    assert_string_equal(text_to_string(&arena, unknown), "%Q");
    shown = date_format(&arena, &date, TEXT("100%"), NULL, &unknown);
    assert_string_equal(text_to_string(&arena, shown), "100%");
    assert_string_equal(text_to_string(&arena, unknown), "%");
    date_format(&arena, &date, TEXT("%\xC3\xA9"), NULL, &unknown);
    assert_string_equal(text_to_string(&arena, unknown), "%\xC3\xA9");
    date_format(&arena, &date, TEXT("%F"), NULL, &unknown);
    assert_null(unknown.bytes);
}

static void a_format_that_tells_nothing_of_a_date_is_constant(void **state)
{
    (void)state;
    static const char *const constant[] = { "2 January 2006", "DD.MM.YYYY", "100 %%", "%%Y", "a%nb%t", " ",
        "ISO" };
    static const char *const telling[] = { "", "%Y", "%%%d", "%n%F", "%T", "%R", "%D", "%-d", "%:z", "%Q",
        "100%", "iso", "rfc3339", "rfc822", "day" };
    for (size_t i = 0; i < sizeof(constant) / sizeof(*constant); i++)
        assert_true(date_format_is_constant(text_of(constant[i])));
    for (size_t i = 0; i < sizeof(telling) / sizeof(*telling); i++)
        assert_false(date_format_is_constant(text_of(telling[i])));
}

static void words_come_from_the_caller(void **state)
{
    (void)state;
    struct date_words words = date_words_english;
    words.months[1] = TEXT("Februar");
    words.weekdays[2] = TEXT("Dienstag");
    struct date date;
    date_parse(TEXT("2019-02-26"), zone, &date);
    text shown = date_format(&arena, &date, TEXT("%A, %-d. %B"), &words, NULL);
    assert_string_equal(text_to_string(&arena, shown), "Dienstag, 26. Februar");
}

static void the_first_of_a_named_month_has_a_word_of_its_own(void **state)
{
    (void)state;
    struct date_words words = date_words_english;
    words.first_day = TEXT("1er");
    struct date first, second;
    date_parse(TEXT("2019-03-01"), zone, &first);
    date_parse(TEXT("2019-03-02"), zone, &second);
    text shown = date_format(&arena, &first, TEXT("%A %-d %b, %-d/%-m, %d %B, %B %-d"), &words, NULL);
    assert_string_equal(text_to_string(&arena, shown), "Friday 1er Mar, 1/3, 01 March, March 1");
    shown = date_format(&arena, &second, TEXT("%-d %B"), &words, NULL);
    assert_string_equal(text_to_string(&arena, shown), "2 March");
}

static void unset_dates_are_empty_and_first(void **state)
{
    (void)state;
    struct date unset = { 0 }, early, late;
    date_parse(TEXT("2019-02-26"), zone, &early);
    date_parse(TEXT("2019-02-26 00:00:00.001"), zone, &late);
    assert_true(date_compare(&unset, &early) < 0);
    assert_true(date_compare(&early, &unset) > 0);
    assert_true(date_compare(&early, &late) < 0);
    assert_true(date_compare(&late, &early) > 0);
    assert_int_equal(date_compare(&early, &early), 0);
    assert_int_equal(date_compare(&unset, &unset), 0);
    assert_int_equal(date_iso(&arena, &unset).length, 0);
    assert_int_equal(date_format(&arena, &unset, TEXT("%Y"), NULL, NULL).length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_round_trip_over_ten_thousand_years),
        cmocka_unit_test(weekdays_are_known),
        cmocka_unit_test(leap_days_exist_only_in_leap_years),
        cmocka_unit_test(every_written_form_is_read),
        cmocka_unit_test(what_is_no_date_is_told_apart),
        cmocka_unit_test(other_ways_of_writing_get_a_hint),
        cmocka_unit_test(every_conversion_is_written),
        cmocka_unit_test(days_are_shown_as_written),
        cmocka_unit_test(instants_are_shown_with_their_offset),
        cmocka_unit_test(unknown_conversions_are_copied_and_named),
        cmocka_unit_test(a_format_that_tells_nothing_of_a_date_is_constant),
        cmocka_unit_test(words_come_from_the_caller),
        cmocka_unit_test(the_first_of_a_named_month_has_a_word_of_its_own),
        cmocka_unit_test(day_and_month_that_cannot_be_told_apart_are_both_suggested),
        cmocka_unit_test(unset_dates_are_empty_and_first),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
