/* SPDX-License-Identifier: MIT */
/* text: cutting, comparing, building, distances and UTF-8. */
#include <string.h>
#include "base/text.h"
#include "arena_case.h"

static void is_text(text actual, const char *expected)
{
    assert_non_null(actual.bytes);
    assert_string_equal(text_to_string(&arena, actual), expected);
}

static void slices_are_clamped(void **state)
{
    (void)state;
    is_text(text_slice(TEXT("abcdef"), 2, 3), "cde");
    is_text(text_slice(TEXT("abc"), 2, SIZE_MAX), "c");
    is_text(text_slice(TEXT("abc"), 9, 1), "");
    is_text(text_from(TEXT("abc"), 1), "bc");
    assert_null(text_from(TEXT_NONE, 3).bytes);
    assert_null(text_of(NULL).bytes);
}

static void comparison_is_by_byte(void **state)
{
    (void)state;
    assert_true(text_compare(TEXT("a"), TEXT("b")) < 0);
    assert_true(text_compare(TEXT("a"), TEXT("ab")) < 0);
    assert_true(text_compare(TEXT("Z"), TEXT("a")) < 0);
    assert_true(text_compare(TEXT("z"), TEXT("\xC3\xA4")) < 0);
    assert_int_equal(text_compare(TEXT_NONE, TEXT("")), 0);
    assert_true(text_equal(TEXT_NONE, TEXT("")));
    assert_true(text_equal_ignoring_ascii_case(TEXT("HtMl"), TEXT("hTmL")));
    assert_false(text_equal_ignoring_ascii_case(TEXT("\xC3\x84"), TEXT("\xC3\xA4")));
}

static void things_are_found(void **state)
{
    (void)state;
    text value = TEXT("a/b/c");
    assert_int_equal(text_find(value, TEXT("/"), 2), 3);
    assert_true(text_find(value, TEXT("x"), 0) == SIZE_MAX);
    assert_true(text_find(value, TEXT("/"), 99) == SIZE_MAX);
    assert_int_equal(text_find(value, TEXT(""), 5), 5);
    assert_int_equal(text_find(TEXT("aaab"), TEXT("aab"), 0), 1);
    assert_true(text_find(TEXT("aaab"), TEXT("abb"), 0) == SIZE_MAX);
    /* As long as the short ones get, and longer: whole, at the end, and one byte short of it. */
    for (size_t length = 15; length <= 18; length++) {
        text needle = { "0123456789abcdefgh", length }, doubled = TEXT("0123456789abcdef0123456789abcdefgh");
        assert_int_equal(text_find(needle, needle, 0), 0);
        assert_int_equal(text_find(doubled, needle, 1), 16);
        assert_true(text_find((text){ doubled.bytes, 16 + length - 1 }, needle, 1) == SIZE_MAX);
    }
    assert_int_equal(text_find_byte(value, 'c', 0), 4);
    assert_int_equal(text_find_last_byte(value, '/'), 3);
    assert_true(text_find_last_byte(TEXT_NONE, '/') == SIZE_MAX);
    assert_true(text_starts_with(value, TEXT("a/")));
    assert_false(text_starts_with(TEXT("a"), TEXT("ab")));
    assert_true(text_starts_with_ignoring_ascii_case(TEXT("HTTP://x"), TEXT("http:")));
    assert_false(text_starts_with_ignoring_ascii_case(TEXT("HTTP"), TEXT("http:")));
    static const text table[] = { TEXT_INIT("a"), TEXT_INIT("bc") };
    assert_true(text_is_one_of(TEXT("bc"), table, 2));
    assert_false(text_is_one_of(TEXT("bC"), table, 2));
    assert_true(text_is_one_of_ignoring_ascii_case(TEXT("bC"), table, 2));
    assert_false(text_is_one_of_ignoring_ascii_case(TEXT("b"), table, 2));
    assert_true(text_ends_with(value, TEXT("/c")));
    assert_true(text_ends_with(value, TEXT("")));
}

static void trimming_takes_ascii_white_space(void **state)
{
    (void)state;
    is_text(text_trim(TEXT(" \t\r\n\f\va b ")), "a b");
    is_text(text_trim(TEXT("  ")), "");
    assert_null(text_trim(TEXT_NONE).bytes);
}

static void cutting_gives_every_part_and_the_last_leaves_nothing(void **state)
{
    (void)state;
    text rest = TEXT("a,,b,");
    is_text(text_cut(&rest, ','), "a");
    is_text(text_cut(&rest, ','), "");
    is_text(text_cut(&rest, ','), "b");
    is_text(text_cut(&rest, ','), "");
    assert_null(rest.bytes);
}

static void texts_are_built_in_the_arena(void **state)
{
    (void)state;
    text parts[] = { TEXT("a"), TEXT_NONE, TEXT("b") };
    is_text(text_join(&arena, parts, 3, TEXT(", ")), "a, , b");
    is_text(text_join(&arena, parts, 0, TEXT(", ")), "");
    is_text(text_replace(&arena, TEXT("a-b-c"), TEXT("-"), TEXT("==")), "a==b==c");
    is_text(text_replace(&arena, TEXT("abab"), TEXT("ab"), TEXT("")), "");
    is_text(text_replace(&arena, TEXT("abc"), TEXT(""), TEXT("x")), "abc");
    is_text(text_lower_ascii(&arena, TEXT("ABC\xC3\x84")), "abc\xC3\x84");
    is_text(text_format(&arena, "%s-%d", "x", 7), "x-7");
    text wide = text_format(&arena, "%0700d|", 1);
    assert_int_equal(wide.length, 701);
    assert_int_equal(wide.bytes[700], '|');
    assert_null(text_copy(&arena, TEXT_NONE).bytes);
    is_text(text_copy(&arena, TEXT("")), "");
}

static void distance_counts_a_swap_once(void **state)
{
    (void)state;
    assert_int_equal(text_distance(TEXT("m-ruiz"), TEXT("m-ruis"), 3), 1);
    assert_int_equal(text_distance(TEXT("author"), TEXT("auhtor"), 3), 1);
    assert_int_equal(text_distance(TEXT("abcd"), TEXT("badc"), 3), 2);
    assert_int_equal(text_distance(TEXT("Title"), TEXT("title"), 3), 0);
    assert_int_equal(text_distance(TEXT("kitten"), TEXT("sitting"), 5), 3);
    assert_int_equal(text_distance(TEXT("kitten"), TEXT("sitting"), 2), 3);
    assert_int_equal(text_distance(TEXT(""), TEXT("abc"), 5), 3);
    assert_int_equal(text_distance(TEXT_NONE, TEXT(""), 5), 0);
    assert_int_equal(text_distance(TEXT("abcdef"), TEXT("uvwxyz"), 2), 3);
}

static void distance_of_long_texts_stays_bounded(void **state)
{
    (void)state;
    text a = text_format(&arena, "%03000d", 1), b = text_format(&arena, "x%02999dy", 1);
    assert_int_equal(text_distance(a, a, 3), 0);
    assert_int_equal(text_distance(a, b, 3), 4);
}

static void ill_formed_utf8_is_found(void **state)
{
    (void)state;
    assert_true(
        text_find_invalid_utf8(TEXT("abcdefghijk \xC3\xA4 \xE2\x82\xAC \xF0\x9F\x98\x80")) == SIZE_MAX);
    static const text ill_formed[] = {
        TEXT_INIT("\x80"),
        TEXT_INIT("\xC0\xAF"),
        TEXT_INIT("\xC3"),
        TEXT_INIT("\xE0\x80\x80"),
        TEXT_INIT("\xED\xA0\x80"),
        TEXT_INIT("\xE2\x82"),
        TEXT_INIT("\xE2\x28\xA1"),
        TEXT_INIT("\xF0\x80\x80\x80"),
        TEXT_INIT("\xF4\x90\x80\x80"),
        TEXT_INIT("\xF5\x80\x80\x80"),
        TEXT_INIT("\xFF"),
    };
    for (size_t i = 0; i < sizeof(ill_formed) / sizeof(ill_formed[0]); i++) {
        assert_int_equal(text_find_invalid_utf8(ill_formed[i]), 0);
        size_t at = 0;
        assert_int_equal(text_next_code_point(ill_formed[i], &at), 0xFFFD);
        assert_int_equal(at, 1);
    }
    assert_int_equal(text_find_invalid_utf8(TEXT("12345678\xFF")), 8);
}

static void what_is_beyond_ascii_is_found_wherever_it_stands(void **state)
{
    (void)state;
    char bytes[100];
    memset(bytes, 'a', sizeof bytes);
    for (size_t at = 0; at < sizeof bytes; at++) {
        bytes[at] = '\xFF';
        for (size_t length = 0; length <= sizeof bytes; length++) {
            text value = { bytes, length };
            size_t expected = at < length ? at : SIZE_MAX;
            assert_int_equal(text_find_beyond_ascii(value, 0), expected);
            assert_int_equal(text_find_beyond_ascii(value, at), expected);
            assert_int_equal(text_find_beyond_ascii(value, at + 1), SIZE_MAX);
            assert_int_equal(text_find_invalid_utf8(value), expected);
        }
        bytes[at] = 'a';
    }
}

static void code_points_survive_the_round_trip(void **state)
{
    (void)state;
    for (uint32_t code_point = 0; code_point <= 0x10FFFF; code_point += code_point < 0x900 ? 1 : 251) {
        if (code_point >= 0xD800 && code_point <= 0xDFFF)
            continue;
        char bytes[4];
        text encoded = { bytes, text_encode_code_point(code_point, bytes) };
        size_t at = 0;
        assert_int_equal(text_next_code_point(encoded, &at), code_point);
        assert_int_equal(at, encoded.length);
    }
    char bytes[4];
    assert_int_equal(text_encode_code_point(0xD800, bytes), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

static void last_character_is_where_a_walk_from_the_start_ends(void **state)
{
    (void)state;
    static const char *const values[] = { "", "a", "ab", "a\xC3\xA4", "\xE2\x82\xAC", "x\xF0\x9F\x98\x80",
        "a\x80", "\xC3", "\xE2\x82", "a\xE2\x82", "\xED\xA0\x80", "\xF0\x9F\x98", "\x80\x80\x80\x80\x80" };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        text value = text_of(values[i]);
        size_t start = 0;
        for (size_t at = 0; at < value.length;) {
            start = at;
            text_next_code_point(value, &at);
        }
        assert_true(text_equal(text_last_character(value), text_from(value, start)));
    }
}

static void width_is_in_columns(void **state)
{
    (void)state;
    assert_int_equal(text_code_point_count(TEXT("a\xC3\xA4\xE2\x82\xAC")), 3);
    assert_int_equal(text_display_width(TEXT("a\xC3\xA4\t")), 3);
    assert_int_equal(text_display_width(TEXT("e\xCC\x81")), 1);
    assert_int_equal(text_display_width(TEXT("\xE6\xBC\xA2\xE5\xAD\x97")), 4);
}

static void the_start_of_a_code_point_is_found_and_that_of_a_stray_byte_is_its_own(void **state)
{
    (void)state;
    const text value = TEXT("a\u00e9\U0001f600 \x93q\xe9z");
    static const size_t starts[] = { 0, 1, 1, 3, 3, 3, 3, 7, 8, 9, 10, 11, 12 };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        assert_int_equal(text_code_point_start(value, i), starts[i]);
}

static void the_next_code_point_begins_behind_the_rest_of_one(void **state)
{
    (void)state;
    const text value = TEXT("a\u00e9\U0001f600b\xC3");
    static const size_t nexts[] = { 0, 1, 3, 3, 7, 7, 7, 7, 8, 9, 9 };
    for (size_t i = 0; i < sizeof nexts / sizeof *nexts; i++)
        assert_int_equal(text_code_point_from(value, i), nexts[i]);
    assert_int_equal(text_code_point_from(TEXT("\x93\x93"), 0), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_next_code_point_begins_behind_the_rest_of_one),
        cmocka_unit_test(the_start_of_a_code_point_is_found_and_that_of_a_stray_byte_is_its_own),
        cmocka_unit_test(slices_are_clamped),
        cmocka_unit_test(last_character_is_where_a_walk_from_the_start_ends),
        cmocka_unit_test(comparison_is_by_byte),
        cmocka_unit_test(things_are_found),
        cmocka_unit_test(trimming_takes_ascii_white_space),
        cmocka_unit_test(cutting_gives_every_part_and_the_last_leaves_nothing),
        cmocka_unit_test(texts_are_built_in_the_arena),
        cmocka_unit_test(distance_counts_a_swap_once),
        cmocka_unit_test(distance_of_long_texts_stays_bounded),
        cmocka_unit_test(ill_formed_utf8_is_found),
        cmocka_unit_test(what_is_beyond_ascii_is_found_wherever_it_stands),
        cmocka_unit_test(code_points_survive_the_round_trip),
        cmocka_unit_test(width_is_in_columns),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
