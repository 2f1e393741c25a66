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
    /* Of several the first by name, though a table gives them in another order in each process. */
    case_prints("site:related(site.articles[1], { h = 1, g = 1, f = 1, e = 1, d = 1, c = 1, b = 1, a = 1 })",
        "lua-plugins/x.lua:1: error: site:related has no weight 'a'; it has limit, exclude, terms, text, "
        "authors, series, links, nearness, minimum [plugin-error]\n");
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

static void terms_are_asked_for_related_ones(void **state)
{
    (void)state;
    case_prints(
        "print(#site.taxonomies[1].terms[1]:related(), #site.taxonomies[1].terms[1]:related(0))", "0 0\n");
    case_prints("site.taxonomies[1].terms[1].related(site)",
        "lua-plugins/x.lua:1: error: write term:related(limit) with a colon [plugin-error]\n");
    case_prints("site.taxonomies[1].terms[1]:related(-1)",
        "lua-plugins/x.lua:1: error: bad argument #1 to 'related' (must not be negative) [plugin-error]\n");
}

/* What is given back stays; what a plugin keeps for itself says that it is over. */
static void answers_last_where_they_are_given_back_alone(void **state)
{
    (void)state;
    struct plugin_case test;
    struct plugin_article results[2];
    case_open(&test);
    case_add(&test, "x",
        "local first\n"
        "return { name = 'x', api = 1, article = function(article, site)\n"
        "  local found = site:related(article, { minimum = 0 })\n"
        "  if first then print(pcall(function() return first.title end)) end\n"
        "  first = first or found[1]\n"
        "  return { all = found, one = found[1], some = { found[1] } }\n"
        "end }\n",
        value_none());
    case_load(&test);
    plugins_prepare(test.plugins, &test.site, &test.diagnostics);
    for (size_t i = 0; i < 2; i++)
        plugins_article(test.plugins, test.site.articles.items[i ? 2 : 0], NULL, &test.arena,
            &test.diagnostics, &results[i]);
    const struct value_map *fields = results[0].fields.as.map;
    const struct value *all = value_map_find(fields, TEXT("all")), *one = value_map_find(fields, TEXT("one")),
                       *some = value_map_find(fields, TEXT("some"));
    const struct related *found = one->as.object.pointer;
    assert_string_equal(text_to_string(&test.arena, found->title), "Canals");
    assert_string_equal(text_to_string(&test.arena, found->reasons.items[0]), "authors");
    assert_int_equal(found->authors.count, 2);
    found = all->as.list->objects[0];
    assert_string_equal(text_to_string(&test.arena, found->title), "Canals");
    found = some->as.list->objects[0];
    assert_string_equal(text_to_string(&test.arena, found->title), "Canals");
    assert_true(text_find(text_of(case_reported(&test, true)), TEXT("belonged to a call that is over"), 0) !=
                SIZE_MAX);
    case_close(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_are_things_with_fields),
        cmocka_unit_test(weights_exclusions_and_limits_are_taken),
        cmocka_unit_test(wrong_questions_are_errors),
        cmocka_unit_test(terms_are_asked_for_related_ones),
        cmocka_unit_test(answers_last_where_they_are_given_back_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
