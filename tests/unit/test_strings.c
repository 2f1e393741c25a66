/* SPDX-License-Identifier: MIT */
/* Words of the interface: languages, plural forms, patterns of dates. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"
#include "load/yaml.h"
#include "model/strings.h"

static const struct {
    const char *lang, *words, *site_words;
} files[] = {
    { "en", "\"%d pages\": {one: \"%d page\", other: \"%d pages\"}\ndate_format: \"%-d %B %Y\"\n", "" },
    { "de", "Next: Weiter\nBack: Zurück\ndate_format: \"%-d. %B %Y\"\nmonths: [Januar]\n",
        "Next: Vorwärts\n" },
    { "pl", "\"%d pages\": {one: a, few: b, many: c, other: d}\n", "" },
    { "ar", "\"%d pages\": {zero: null, two: zwei, other: rest}\n", "" },
    { "zh", "Next: 下一页\n", "" },
    { "zh-Hant", "Next: 下一頁\n", "" },
};
enum { LANGUAGES = sizeof files / sizeof *files };

struct words_case {
    struct arena arena;
    struct unicode *unicode;
    struct language_strings languages[LANGUAGES];
    struct strings strings;
};

static struct value parse(struct words_case *test, const char *yaml)
{
    struct diagnostics diagnostics;
    struct value value = value_none();
    diagnostics_init(&diagnostics, &test->arena);
    if (yaml[0])
        yaml_parse(&test->arena, 1, text_of(yaml), 0, &yaml_limits_data, &value, &diagnostics);
    assert_int_equal(diagnostics.error_count, 0);
    return value;
}

static int setup(void **state)
{
    static struct words_case test;
    arena_init(&test.arena);
    test.unicode = unicode_open(&test.arena, TEXT("en"));
    for (size_t i = 0; i < LANGUAGES; i++) {
        struct value words = parse(&test, files[i].words), own = parse(&test, files[i].site_words);
        test.languages[i] = strings_of_file(text_of(files[i].lang), &words, &own);
    }
    test.strings = (struct strings){ test.languages, LANGUAGES, TEXT("en-GB"), TEXT_NONE, test.unicode };
    *state = &test;
    return 0;
}

static int teardown(void **state)
{
    struct words_case *test = *state;
    unicode_close(test->unicode);
    arena_release(&test->arena);
    return 0;
}

static void assert_word(struct words_case *test, const char *lang, const char *key, const char *word)
{
    text found = strings_word(&test->strings, text_of(lang), text_of(key));
    assert_string_equal(text_to_string(&test->arena, found), word);
}

static void assert_counted(struct words_case *test, const char *lang, int64_t count, const char *word)
{
    text found = strings_word_for(&test->strings, text_of(lang), TEXT("%d pages"), count);
    assert_string_equal(text_to_string(&test->arena, found), word);
}

static void the_sites_word_goes_before_the_built_in_one(void **state)
{
    assert_word(*state, "de", "Next", "Vorwärts");
    assert_word(*state, "de", "Back", "Zurück");
    assert_word(*state, "de-AT", "Back", "Zurück");
}

static void the_longest_beginning_of_a_tag_that_has_words_counts(void **state)
{
    assert_word(*state, "zh-Hant-TW", "Next", "下一頁");
    assert_word(*state, "zh-Hant", "Next", "下一頁");
    assert_word(*state, "zh-Hans-CN", "Next", "下一页");
}

static void a_missing_word_is_its_key(void **state)
{
    assert_word(*state, "de", "Nobody knows", "Nobody knows");
    assert_word(*state, "xx", "Next", "Next");
}

static void a_counted_word_without_a_count_is_its_plural(void **state)
{
    assert_word(*state, "en", "%d pages", "%d pages");
    assert_word(*state, "pl", "%d pages", "d");
}

static void the_form_follows_the_languages_rule(void **state)
{
    assert_counted(*state, "en", 0, "%d pages");
    assert_counted(*state, "en", 1, "%d page");
    assert_counted(*state, "pl", 1, "a");
    assert_counted(*state, "pl", 3, "b");
    assert_counted(*state, "pl", 12, "c");
    assert_counted(*state, "pl", 22, "b");
    assert_counted(*state, "ar", 2, "zwei");
    assert_counted(*state, "ar", 0, "%d pages");
    assert_counted(*state, "ar", 5, "rest");
    assert_counted(*state, "de", 5, "%d pages");
}

static void more_languages_than_are_kept_open_still_count(void **state)
{
    static const char *const languages[] = { "en", "pl", "ar", "de", "fr", "es", "cs", "ru", "lt", "ga",
        "pl" };
    struct words_case *test = *state;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        assert_int_equal(unicode_plural_category(test->unicode, text_of(languages[i]), 1).length, 3);
    assert_string_equal(
        text_to_string(&test->arena, unicode_plural_category(test->unicode, TEXT("pl"), 3)), "few");
    assert_string_equal(text_to_string(&test->arena, unicode_plural_category(test->unicode,
                                                         TEXT("no language, and a long one at that"), 1)),
        "other");
}

static void assert_pattern(struct words_case *test, const char *lang, const char *pattern)
{
    text found = strings_date_format(&test->strings, text_of(lang));
    assert_string_equal(text_to_string(&test->arena, found), pattern);
}

static void dates_follow_the_language_unless_the_site_says_otherwise(void **state)
{
    struct words_case *test = *state;
    assert_pattern(test, "en-GB", "%-d %B %Y");
    assert_pattern(test, "de", "%-d. %B %Y");
    assert_pattern(test, "pl", "%-d %B %Y");
    test->strings.site_date_format = TEXT("%F");
    assert_pattern(test, "en-GB", "%F");
    assert_pattern(test, "en", "%F");
    assert_pattern(test, "de", "%-d. %B %Y");
    assert_pattern(test, "pl", "%F");
    test->strings.site_date_format = TEXT_NONE;
}

static void a_mark_is_filled_once(void **state)
{
    struct words_case *test = *state;
    text filled = strings_filled(&test->arena, TEXT("a %s b %s"), TEXT("%s"), TEXT("x"));
    assert_string_equal(text_to_string(&test->arena, filled), "a x b %s");
    assert_string_equal(
        text_to_string(&test->arena, strings_filled(&test->arena, TEXT("none"), TEXT("%s"), TEXT("x"))),
        "none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sites_word_goes_before_the_built_in_one),
        cmocka_unit_test(the_longest_beginning_of_a_tag_that_has_words_counts),
        cmocka_unit_test(a_missing_word_is_its_key),
        cmocka_unit_test(a_counted_word_without_a_count_is_its_plural),
        cmocka_unit_test(the_form_follows_the_languages_rule),
        cmocka_unit_test(more_languages_than_are_kept_open_still_count),
        cmocka_unit_test(dates_follow_the_language_unless_the_site_says_otherwise),
        cmocka_unit_test(a_mark_is_filled_once),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
