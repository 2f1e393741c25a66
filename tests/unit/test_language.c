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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_of_one_language_are_equal),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
