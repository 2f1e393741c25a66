/* SPDX-License-Identifier: MIT */
/* needles: against a search that tries every place. */
#include "base/buffer.h"
#include "base/needles.h"
#include "arena_case.h"

static bool note(void *data, size_t needle, size_t start)
{
    buffer_print(data, "%zu@%zu ", needle, start);
    return true;
}

static bool note_one(void *data, size_t needle, size_t start)
{
    note(data, needle, start);
    return false;
}

static text found(const text *needles, size_t count, text haystack)
{
    struct buffer out;
    buffer_init(&out, &arena);
    needles_find(needles_make(&arena, needles, count), haystack, note, &out);
    return buffer_text(&out);
}

enum { LONGEST_BYTES = 34 };

/* The same by the simplest means, for needles of up to LONGEST_BYTES. */
static text found_slowly(const text *needles, size_t count, text haystack)
{
    struct buffer out;
    buffer_init(&out, &arena);
    for (size_t end = 1; end <= haystack.length; end++)
        for (size_t length = NEEDLE_LEAST_BYTES; length <= end && length <= LONGEST_BYTES; length++)
            for (size_t i = 0; i < count; i++)
                if (text_equal_ignoring_ascii_case(needles[i], text_slice(haystack, end - length, length)))
                    note(&out, i, end - length);
    return buffer_text(&out);
}

#define ASSERT_FOUND(expected, haystack, ...)                                                                \
    do {                                                                                                     \
        const text needles_[] = { __VA_ARGS__ };                                                             \
        assert_string_equal(                                                                                 \
            text_to_string(&arena, found(needles_, sizeof needles_ / sizeof *needles_, TEXT(haystack))),     \
            expected);                                                                                       \
    } while (0)

static void every_occurrence_of_every_needle_is_visited(void **state)
{
    (void)state;
    ASSERT_FOUND("0@0 1@5 0@10 ", "levy plan levy", TEXT("levy"), TEXT("plan"));
    ASSERT_FOUND("0@0 0@1 0@2 ", "aaaaaa", TEXT("aaaa"));
    ASSERT_FOUND("0@0 2@2 1@0 ", "abcdef", TEXT("abcd"), TEXT("abcdef"), TEXT("cdef"));
    ASSERT_FOUND("0@0 2@0 1@0 ", "abcdef", TEXT("abcd"), TEXT("abcdef"), TEXT("ABCD"));
    ASSERT_FOUND("", "levy", TEXT("levies"), TEXT("plan"));
    ASSERT_FOUND("", "", TEXT("levy"));
}

static void letters_match_in_either_case_and_bytes_as_they_are(void **state)
{
    (void)state;
    ASSERT_FOUND("0@0 0@5 ", "LEVY lEvY", TEXT("Levy"));
    ASSERT_FOUND("0@1 ", "[zöl{", TEXT("zöl"));
    ASSERT_FOUND("", "{evy@", TEXT("[evy`"));
}

static void needles_that_are_too_short_are_not_looked_for(void **state)
{
    (void)state;
    ASSERT_FOUND("2@4 ", "abc levy", TEXT("abc"), TEXT(""), TEXT("levy"));
    ASSERT_FOUND("", "abc", TEXT("abc"));
}

static void a_visit_can_end_the_search(void **state)
{
    (void)state;
    const text needles[] = { TEXT_INIT("levy") };
    struct buffer out;
    buffer_init(&out, &arena);
    needles_find(needles_make(&arena, needles, 1), TEXT("levy levy"), note_one, &out);
    assert_string_equal(text_to_string(&arena, buffer_text(&out)), "0@0 ");
}

/* A small alphabet, so that much is found; sizes from one to many needles. */
static void it_finds_what_the_simplest_search_finds(void **state)
{
    (void)state;
    uint32_t seed = 12345;
    for (size_t round = 0; round < 300; round++) {
        char bytes[600];
        text needles[40];
        size_t count = 1 + round % 40;
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = "abAB"[seed >> 30];
        }
        for (size_t i = 0; i < count; i++) {
            seed = seed * 1664525 + 1013904223;
            needles[i] = (text){ bytes + (seed >> 24), 3 + (seed >> 8) % (round % 30 + 3) };
            assert_true(needles[i].length <= LONGEST_BYTES);
        }
        text haystack = { bytes, sizeof bytes };
        assert_string_equal(text_to_string(&arena, found(needles, count, haystack)),
            text_to_string(&arena, found_slowly(needles, count, haystack)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_occurrence_of_every_needle_is_visited, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            letters_match_in_either_case_and_bytes_as_they_are, set_up, tear_down),
        cmocka_unit_test_setup_teardown(needles_that_are_too_short_are_not_looked_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_visit_can_end_the_search, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_finds_what_the_simplest_search_finds, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
