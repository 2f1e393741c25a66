/* SPDX-License-Identifier: MIT */
/* date: civil arithmetic, reading every form, guessing for hints. */
#include "date_case.h"

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
        cmocka_unit_test(day_and_month_that_cannot_be_told_apart_are_both_suggested),
        cmocka_unit_test(unset_dates_are_empty_and_first),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
