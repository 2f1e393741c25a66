/* SPDX-License-Identifier: MIT */
/* language: how tags are written. */
#include "base/count.h"
#include "base/language.h"
#include "arena_case.h"

static void tags_of_one_language_are_equal(void **state)
{
    (void)state;
    static const char *const tags[][2] = { { "EN", "en" }, { "pt-br", "pt-BR" },
        { "ZH-HANT-tw", "zh-Hant-TW" }, { "es-419", "es-419" }, { "CA-Valencia", "ca-valencia" },
        { "de-CH-1996", "de-CH-1996" }, { "En-X-Us-Twain", "en-x-us-twain" }, { "zh-Yue-hk", "zh-yue-HK" } };
    for (size_t i = 0; i < COUNT(tags); i++)
        assert_string_equal(text_to_string(&arena, language_tag(&arena, text_of(tags[i][0]))), tags[i][1]);
}

static bool holds(text words, text word)
{
    for (text rest = words; rest.length;)
        if (text_equal(text_cut(&rest, ' '), word))
            return true;
    return false;
}

/* Function words are written as a search compares words, stop words as a text has them. */
static void words_of_a_language_are_found_by_any_of_its_tags(void **state)
{
    (void)state;
    static const char *const words[][3] = { { "it-CH", "piu", "pi\xc3\xb9" }, { "nl", "het", "het" },
        { "pt-BR", "nao", "n\xc3\xa3o" }, { "PL", "sie", "si\xc4\x99" }, { "sv", "pa", "p\xc3\xa5" } };
    for (size_t i = 0; i < COUNT(words); i++) {
        text language = text_of(words[i][0]);
        assert_true(holds(language_function_words(language), text_of(words[i][1])));
        assert_true(holds(language_stop_words(language), text_of(words[i][2])));
    }
    assert_null(language_stem_algorithm(TEXT("pl")));
    assert_string_equal(language_stem_algorithm(TEXT("nl-BE")), "dutch");
}

static void the_nearest_tag_shares_most_parts(void **state)
{
    (void)state;
    static const char *const nearer[][3] = { { "fr-CA", "fr-CA", "fr" }, { "fr-CA", "fr", "en" },
        { "pt-PT", "pt", "pt-BR" }, { "pt", "pt", "pt-BR" }, { "pt", "pt-BR", "es" },
        { "zh-Hant-HK", "zh-Hant-TW", "zh-Hans" }, { "zh-Hant-HK", "zh-Hant", "zh-Hant-TW" } };
    for (size_t i = 0; i < COUNT(nearer); i++) {
        text wanted = text_of(nearer[i][0]);
        assert_true(language_nearness(wanted, text_of(nearer[i][1])) >
                    language_nearness(wanted, text_of(nearer[i][2])));
    }
    assert_int_equal(language_nearness(TEXT("fr"), TEXT("fro")), 0);
    assert_int_equal(language_nearness(TEXT_NONE, TEXT("fr")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_of_one_language_are_equal),
        cmocka_unit_test(words_of_a_language_are_found_by_any_of_its_tags),
        cmocka_unit_test(the_nearest_tag_shares_most_parts),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
