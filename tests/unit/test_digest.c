/* SPDX-License-Identifier: MIT */
/* digest: known values of XXH3-128. */
#include "base/digest.h"
#include "arena_case.h"

static void known_values_are_met(void **state)
{
    (void)state;
    struct digest empty = digest_of(TEXT("")), letters = digest_of(TEXT("abc"));
    assert_string_equal(
        text_to_string(&arena, digest_hex(&arena, empty, 32)), "99aa06d3014798d86001c324468d497f");
    assert_string_equal(
        text_to_string(&arena, digest_hex(&arena, letters, 32)), "06b05ab6733a618578af5f94892f3950");
    assert_true(digest_equal(empty, digest_of(TEXT_NONE)));
    assert_false(digest_equal(empty, letters));
}

static void digits_are_cut_from_the_front(void **state)
{
    (void)state;
    struct digest letters = digest_of(TEXT("abc"));
    assert_string_equal(text_to_string(&arena, digest_hex(&arena, letters, 8)), "06b05ab6");
    assert_int_equal(digest_hex(&arena, letters, 0).length, 0);
    assert_int_equal(digest_hex(&arena, letters, 99).length, 32);
}

static void parts_count_as_what_they_are_together(void **state)
{
    (void)state;
    char long_text[1000];
    for (size_t i = 0; i < sizeof long_text; i++)
        long_text[i] = (char)(i * 7);
    text whole = { long_text, sizeof long_text };
    text parts[] = { text_slice(whole, 0, 1), TEXT_NONE, text_slice(whole, 1, 0), text_slice(whole, 1, 600),
        text_from(whole, 601) };
    assert_true(digest_equal(digest_of_parts(parts, 5), digest_of(whole)));
    assert_true(digest_equal(digest_of_parts(parts, 0), digest_of(TEXT(""))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_values_are_met),
        cmocka_unit_test(parts_count_as_what_they_are_together),
        cmocka_unit_test(digits_are_cut_from_the_front),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
