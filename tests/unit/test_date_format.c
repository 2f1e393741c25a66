/* SPDX-License-Identifier: MIT */
/* date_format: every conversion, and the words of a language in it. */
#include "date_case.h"

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

static void a_month_without_its_day_may_have_a_word_of_its_own(void **state)
{
    (void)state;
    struct date_words words = date_words_english;
    struct date date;
    date_parse(TEXT("2019-02-26"), zone, &date);
    assert_string_equal(
        text_to_string(&arena, date_format(&arena, &date, TEXT("%OB %Y"), &words, NULL)), "February 2019");
    words.months[1] = TEXT("lutego");
    words.standalone_months[1] = TEXT("luty");
    text shown = date_format(&arena, &date, TEXT("%-d %B %Y, %OB %Y"), &words, NULL);
    assert_string_equal(text_to_string(&arena, shown), "26 lutego 2019, luty 2019");
    text unknown;
    shown = date_format(&arena, &date, TEXT("%Od %B"), &words, &unknown);
    assert_string_equal(text_to_string(&arena, shown), "%Od lutego");
    assert_string_equal(text_to_string(&arena, unknown), "%Od");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_conversion_is_written),
        cmocka_unit_test(days_are_shown_as_written),
        cmocka_unit_test(instants_are_shown_with_their_offset),
        cmocka_unit_test(unknown_conversions_are_copied_and_named),
        cmocka_unit_test(a_format_that_tells_nothing_of_a_date_is_constant),
        cmocka_unit_test(words_come_from_the_caller),
        cmocka_unit_test(the_first_of_a_named_month_has_a_word_of_its_own),
        cmocka_unit_test(a_month_without_its_day_may_have_a_word_of_its_own),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
