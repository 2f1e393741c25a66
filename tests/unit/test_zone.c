/* SPDX-License-Identifier: MIT */
/* zone: names, offsets, gaps and overlaps, and independence from the machine. */
#include <stdlib.h>
#include <time.h>
#include "base/date.h"
#include "arena_case.h"

/* The instant of a wall time or day in a zone, as RFC 3339. */
static const char *read_in(const char *name, const char *value)
{
    struct zone *zone = zone_open(&arena, text_of(name));
    assert_non_null(zone);
    struct date date;
    assert_int_equal(date_parse(text_of(value), zone, &date), DATE_OK);
    const char *shown = text_to_string(&arena, date_rfc3339(&arena, &date));
    zone_close(zone);
    return shown;
}

static void only_iana_names_are_known(void **state)
{
    (void)state;
    static const char *const known[] = { "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
        "Asia/Kolkata", "Asia/Calcutta", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "GMT", "CET",
        "EST5EDT", "Europe/Kyiv" };
    static const char *const unknown[] = { "", "Europe/Berlyn", "Berlin", "europe/berlin", "Etc/Unknown",
        "GMT+5", "+01:00", "BST", "PST", "IST", "SystemV/PST8", "Europe/Berlin ", " UTC", "Z", "local",
        "Europ\xC3\xA9/Paris" };
    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        struct zone *zone = zone_open(&arena, text_of(known[i]));
        assert_non_null(zone);
        zone_close(zone);
        zone_close(zone);
    }
    for (size_t i = 0; i < sizeof(unknown) / sizeof(*unknown); i++)
        assert_null(zone_open(&arena, text_of(unknown[i])));
    assert_null(zone_open(&arena, TEXT_NONE));
    zone_close(NULL);
}

static void gaps_take_the_later_reading(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        { "America/New_York", "2024-03-10 01:59:59", "2024-03-10T01:59:59-05:00" },
        { "America/New_York", "2024-03-10 02:00", "2024-03-10T03:00:00-04:00" },
        { "America/New_York", "2024-03-10 02:30", "2024-03-10T03:30:00-04:00" },
        { "America/New_York", "2024-03-10 03:00", "2024-03-10T03:00:00-04:00" },
        { "Europe/Berlin", "2024-03-31 02:30", "2024-03-31T03:30:00+02:00" },
        { "Australia/Lord_Howe", "2024-10-06 02:15", "2024-10-06T02:45:00+11:00" },
        { "Pacific/Apia", "2011-12-30 12:00", "2011-12-31T12:00:00+14:00" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(read_in(rows[i][0], rows[i][1]), rows[i][2]);
}

static void overlaps_take_the_later_reading(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        { "America/New_York", "2024-11-03 00:59:59", "2024-11-03T00:59:59-04:00" },
        { "America/New_York", "2024-11-03 01:00", "2024-11-03T01:00:00-05:00" },
        { "America/New_York", "2024-11-03 01:30", "2024-11-03T01:30:00-05:00" },
        { "America/New_York", "2024-11-03 02:00", "2024-11-03T02:00:00-05:00" },
        { "Europe/Berlin", "2024-10-27 02:30", "2024-10-27T02:30:00+01:00" },
        { "Australia/Lord_Howe", "2024-04-07 01:45", "2024-04-07T01:45:00+10:30" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(read_in(rows[i][0], rows[i][1]), rows[i][2]);
}

static void days_begin_at_the_first_instant_that_is_not_early(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        { "America/New_York", "2024-03-10", "2024-03-10T00:00:00-05:00" },
        { "America/New_York", "2024-03-11", "2024-03-11T00:00:00-04:00" },
        { "America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00" },
        { "America/Havana", "2024-11-03", "2024-11-03T00:00:00-05:00" },
        { "Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00" },
        { "UTC", "2024-02-29", "2024-02-29T00:00:00+00:00" },
        { "Asia/Kolkata", "2024-02-29", "2024-02-29T00:00:00+05:30" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(read_in(rows[i][0], rows[i][1]), rows[i][2]);
    struct zone *zone = zone_open(&arena, TEXT("America/Sao_Paulo"));
    struct date date;
    date_parse(TEXT("2018-11-04"), zone, &date);
    assert_string_equal(
        text_to_string(&arena, date_format(&arena, &date, TEXT("%F %R"), NULL, NULL)), "2018-11-04 00:00");
    zone_close(zone);
}

static void year_boundaries_follow_the_zone(void **state)
{
    (void)state;
    assert_string_equal(read_in("Asia/Tokyo", "2024-12-31T15:00:00Z"), "2025-01-01T00:00:00+09:00");
    assert_string_equal(read_in("America/New_York", "2025-01-01T04:59:59Z"), "2024-12-31T23:59:59-05:00");
    assert_string_equal(read_in("Europe/Berlin", "2050-07-01 12:00"), "2050-07-01T12:00:00+02:00");
}

static void the_environment_does_not_count(void **state)
{
    (void)state;
    static const char *const machine_zones[] = { "", "UTC", "Asia/Tokyo", "America/New_York", ":bogus" };
    for (size_t i = 0; i < sizeof(machine_zones) / sizeof(*machine_zones); i++) {
        setenv("TZ", machine_zones[i], 1);
        tzset();
        assert_string_equal(read_in("Europe/Berlin", "2019-02-26 09:00"), "2019-02-26T09:00:00+01:00");
        assert_string_equal(read_in("Europe/Berlin", "2019-02-26"), "2019-02-26T00:00:00+01:00");
    }
    unsetenv("TZ");
    tzset();
}

/* Every half hour of some years, each resolved in a fresh zone's order and in one that remembers everything.
 */
static void what_is_remembered_changes_nothing(void **state)
{
    (void)state;
    static const char *const names[] = { "America/New_York", "Europe/Berlin", "Australia/Lord_Howe",
        "Africa/Casablanca" };
    for (size_t n = 0; n < sizeof(names) / sizeof(*names); n++) {
        struct zone *forward = zone_open(&arena, text_of(names[n])),
                    *jumping = zone_open(&arena, text_of(names[n]));
        int first = day_from_civil((struct civil){ 2022, 1, 1 }).number;
        for (int i = 0; i < 3 * 365 * 48; i++) {
            struct day day = { first + i / 48 };
            zone_date_from_day(jumping, (struct day){ first + (i * 7919) % 40000 - 30000 });
            struct date a = zone_date_from_local(forward, day, i % 48 * 1800, 0);
            struct date b = zone_date_from_local(jumping, day, i % 48 * 1800, 0);
            assert_true(a.instant.milliseconds == b.instant.milliseconds);
            assert_int_equal(a.offset_seconds, b.offset_seconds);
            struct date back = zone_date_at(forward, a.instant);
            assert_int_equal(back.second_of_day, a.second_of_day);
            int64_t wall = (int64_t)day.number * 86400 + i % 48 * 1800;
            int64_t shown = (int64_t)a.day.number * 86400 + a.second_of_day;
            assert_true(shown == wall || shown == wall + 3600 || shown == wall + 1800);
            /* The later reading: the next hour, read by the offset of then, gives no later instant for this
             * wall time. */
            struct date next = zone_date_at(forward, (struct instant){ a.instant.milliseconds + 3600000 });
            bool is_repeated = (int64_t)next.day.number * 86400 + next.second_of_day == wall;
            assert_false(is_repeated);
        }
        zone_close(forward);
        zone_close(jumping);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_iana_names_are_known),
        cmocka_unit_test(gaps_take_the_later_reading),
        cmocka_unit_test(overlaps_take_the_later_reading),
        cmocka_unit_test(days_begin_at_the_first_instant_that_is_not_early),
        cmocka_unit_test(year_boundaries_follow_the_zone),
        cmocka_unit_test(the_environment_does_not_count),
        cmocka_unit_test(what_is_remembered_changes_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
