/* SPDX-License-Identifier: MIT */
/* lookalike: edits between words after case, accents and scripts are set aside. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/lookalike.h"

static void letters_of_other_scripts_count_as_what_they_look_like(void **state)
{
    (void)state;
    static const struct {
        const char *word, *name;
        size_t distance;
    } pairs[] = {
        { "draft", "draft", 0 },
        { "DRAFT", "draft", 0 },
        { "drfat", "draft", 1 },
        { "dr\xD0\xB0"
          "ft",
            "draft", 0 },                                                  /* Cyrillic a */
        { "D\xCE\x91\xCE\xA4\xCE\x95", "date", 0 },                        /* Greek capitals */
        { "d\xC3\xA1t\xC3\xA9", "date", 0 },                               /* accents */
        { "\xEF\xBC\xA4\xEF\xBC\xA1\xEF\xBC\xB4\xEF\xBC\xA5", "date", 0 }, /* full width */
        { "da\xE2\x80\x8Bte", "date", 0 },                                 /* zero-width space */
        { "e\xD0\xBC"
          "bargo",
            "embargo", 2 }, /* Cyrillic em is like no Latin letter; an m counts as r and n */
        { "\xE6\x97\xA5\xE6\x9C\x9F", "date", 3 }, /* another word altogether */
        { "summary", "date", 3 },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (lookalike_distance(text_of(pairs[i].word), text_of(pairs[i].name), 2) != pairs[i].distance)
            fail_msg("%s: %zu", pairs[i].word,
                lookalike_distance(text_of(pairs[i].word), text_of(pairs[i].name), 2));
}

static void long_and_broken_words_are_near_to_nothing(void **state)
{
    (void)state;
    char word[300];
    for (size_t i = 0; i < sizeof word; i++)
        word[i] = i % 2 ? '\xB0' : '\xD0';
    for (size_t length = 8; length <= sizeof word; length += 4)
        assert_int_equal(lookalike_distance((text){ word, length }, TEXT("date"), 2), 3);
    assert_int_equal(lookalike_distance(TEXT("\xFF\xFE\xD0 garbage"), TEXT("date"), 2), 3);
    assert_int_equal(lookalike_distance(TEXT(""), TEXT("date"), 2), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_of_other_scripts_count_as_what_they_look_like),
        cmocka_unit_test(long_and_broken_words_are_near_to_nothing),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
