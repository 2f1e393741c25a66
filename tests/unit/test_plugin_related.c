/* SPDX-License-Identifier: MIT */
/* site:related in Lua: answers, weights, and what is said about wrong ones. */
#include "plugin_case.h"

static void answers_are_things_with_fields(void **state)
{
    (void)state;
    case_prints("local found = site:related(site.articles[1], { minimum = 0 }) local r = found[1] "
                "print(#found, r.article.id, r.title, r.reasons[1], #r.shared, r.authors[1].id, r.series, "
                "r.score > 0)",
        "1 canal Canals authors 0 ruiz nil true\n");
    case_prints(
        "print(site:related(site.articles[1], { minimum = 0 })[1].article == site.articles[3])", "true\n");
    case_prints("print(#site:related(site.articles[1]))", "0\n");
}

static void weights_exclusions_and_limits_are_taken(void **state)
{
    (void)state;
    case_prints("print(#site:related(site.articles[1], { minimum = 0, authors = 0 }))", "0\n");
    case_prints("print(#site:related(site.articles[1], { minimum = 0, limit = 0 }))", "0\n");
    case_prints(
        "print(#site:related(site.articles[1], { minimum = 0, exclude = { site.articles[3] } }))", "0\n");
    case_prints("print(#site:related(site.articles[1], { minimum = 0, exclude = site.articles }))", "0\n");
}

static void wrong_questions_are_errors(void **state)
{
    (void)state;
    case_prints("site:related(site.articles[1], { term = 1 })",
        "lua-plugins/x.lua:1: error: site:related has no weight 'term'; did you mean 'terms'? "
        "[plugin-error]\n");
    case_prints("site:related(site.articles[1], { terms = -1 })",
        "lua-plugins/x.lua:1: error: 'terms' must be a number from 0 to 1000 [plugin-error]\n");
    case_prints("site:related(site.articles[1], { text = 0 / 0 })",
        "lua-plugins/x.lua:1: error: 'text' must be a number from 0 to 1000 [plugin-error]\n");
    case_prints("site:related(site.authors[1])", "lua-plugins/x.lua:1: error: expected an article, found a "
                                                 "thing of the kind 'author' [plugin-error]\n");
    case_prints("site:related(site.articles[1], { exclude = { site.authors[1] } })",
        "lua-plugins/x.lua:1: error: expected an article, found a thing of the kind 'author' "
        "[plugin-error]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_are_things_with_fields),
        cmocka_unit_test(weights_exclusions_and_limits_are_taken),
        cmocka_unit_test(wrong_questions_are_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
