/* SPDX-License-Identifier: MIT */
/* leak_names: which words are looked for, since the archive says some itself. */
#include "leak_case.h"

/* What the archive says itself, by name or often enough, is no leak. */
static void words_of_the_archive_are_no_leaks(void **state)
{
    (void)state;
    static const struct row allowed[] = { { "zq-budget-plan", "nothing" },
        { "zq-chart.png", "media, line 1" } };
    CHECK(leaks_of(&held, NULL, 0, "", "ZQ-budget-plan"), allowed);
    struct article titled = { .title = TEXT("After zq-budget-plan") },
                   parted = { .title = TEXT("The zq-budget-plan-b") },
                   quoting = { .plain = TEXT("See zq-budget-plan, zq-budget-plan.") };
    CHECK(leaks_of(&held, (const struct article *[]){ &titled }, 1, "", ""), allowed);
    titled.title = TEXT("azq-budget-plan, zq-budget-plan and zq-chart.png");
    static const struct row none[] = { { "zq-budget-plan", "nothing" }, { "zq-chart.png", "nothing" } };
    CHECK(leaks_of(&held, (const struct article *[]){ &titled }, 1, "", ""), none);
    static const struct row strict[] = { { "zq-budget-plan", "slug, line 1" },
        { "zq-budget-plan-b", "nothing" }, { "a-zq-budget-plan", "nothing" } };
    CHECK(leaks_of(&held, (const struct article *[]){ &parted }, 1, "", ""), strict);
    static const struct row quoted[] = { { "zq-budget-plan", "slug, line 1" } };
    CHECK(leaks_of(&held, (const struct article *[]){ &quoting }, 1, "", ""), quoted);
    /* A note is no name: only coming notes may say what it says. */
    struct change change = { .note = TEXT("See zq-budget-plan") };
    quoting.changes = (struct object_list){ .items = (const void *[]){ &change }, .count = 1 };
    CHECK(leaks_of(&held, (const struct article *[]){ &quoting }, 1, "", ""), quoted);
    CHECK(leaks_of(&held, (const struct article *[]){ &quoting, &quoting }, 2, "", ""), allowed);
}

/* A sentence and an address are nobody else's; one text may quote what is shorter, none a word of the
 * language. */
static void what_many_texts_say_is_no_leak(void **state)
{
    (void)state;
    static const struct {
        const char *title, *slug, *id, *bytes;
        size_t texts; /* that may have it */
    } rows[] = {
        { "Zq budget plan", "a", "a", "Zq budget plan", 1 },
        { "The zq budget plan", "a", "a", "The zq budget plan", 3 },
        { "a", "zq-budget", "a", "zq-budget", 1 },
        { "The zq budget plan", "zq-budget", "a", "zq-budget", 1 },
        { "a", "zqbudget", "a", "zqbudget", 0 },
        { "a", "zqbudge7", "a", "zqbudge7", 1 },
        { "a", "a", "zqbudget", "zqbudget", 0 },
        { "a", "a", "2026-zqbudget", "2026-zqbudget", 1 },
        { "zqbudget", "zqbudget", "a", "zqbudget", 1 },
        { "a", "a", "a", "/2026/zq budget/", 3 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct held_back named = held;
        named.title = text_of(rows[i].title), named.slug = text_of(rows[i].slug),
        named.id = text_of(rows[i].id);
        const struct article quoting = { .plain = text_of(rows[i].bytes) };
        const struct article *const articles[] = { &quoting, &quoting, &quoting };
        for (size_t count = 0; count <= 3; count++) {
            const struct leaks *leaks = leaks_of(&named, articles, count, "", "");
            bool is_found = strcmp(found(leaks, rows[i].bytes), "nothing") != 0;
            if (is_found != (count <= rows[i].texts))
                fail_msg("%s in %zu texts", rows[i].bytes, count);
        }
    }
}

static void each_way_to_write_a_thing_is_looked_for(void **state)
{
    (void)state;
    static text aliases[] = { TEXT_INIT("zq%20elder/"), TEXT_INIT("/zq-older/x") };
    struct held_back named = held;
    named.title = TEXT("Zq \xF0\x9F\x98\x80 \xF4\x8F\xBF\xBF plan");
    named.written_title = TEXT("Zq *smile* plan");
    named.html_title = TEXT("Zq <em>smile</em> plan");
    named.aliases = (struct text_list){ .items = aliases, .count = 2 };
    static const struct row rows[] = {
        { "Zq \\ud83d\\ude00 \\udbff\\udfff plan", "title, line 1" },
        { "Zq *smile* plan", "title, line 1" },
        { "Zq <em>smile</em> plan", "title, line 1" },
        { "Zq \\u003cem\\u003esmile\\u003c/em\\u003e plan", "title, line 1" },
        { "/zq elder/", "address, line 1" },
        { "/zq%20elder", "address, line 1" },
        { "/zq-older/x/", "address, line 1" },
        { "/zq-older/", "nothing" },
        { "2026/zq-budget-plan/zq-chart.png", "slug, line 1" },
        { "a zq-chart.png", "media, line 1" },
    };
    CHECK(leaks_of(&named, NULL, 0, "", ""), rows);
    static const struct row allowed[] = { { "Zq *smile* plan", "nothing" },
        { "Zq <em>smile</em> plan", "nothing" }, { "/zq elder/", "address, line 1" } };
    CHECK(leaks_of(&named, NULL, 0, "", "zq *SMILE* plan"), allowed);
    static const struct row without_alias[] = { { "/zq elder/", "nothing" },
        { "/zq-older/x/", "address, line 1" } };
    CHECK(leaks_of(&named, NULL, 0, "", "zq%20elder/"), without_alias);
    named.source_path = TEXT("content/articles/2026/zq-budget-plan.md"), named.id = TEXT_NONE;
    static const struct row alone[] = { { "zq-chart.png", "nothing" } };
    CHECK(leaks_of(&named, NULL, 0, "", ""), alone);
}

static void each_thing_is_counted_by_itself(void **state)
{
    (void)state;
    static text alias = TEXT_INIT("/zq-older/x");
    struct held_back named = held;
    named.title = TEXT("Zq budget plan"), named.slug = TEXT("zq-budget"), named.id = TEXT("2026-zq-budg");
    named.aliases = (struct text_list){ .items = &alias, .count = 1 };
    static const struct row rows[] = { { "Zq budget plan", "title, line 1" }, { "zq-budget", "slug, line 1" },
        { "2026-zq-budg", "id, line 1" }, { "zq-chart.png", "media, line 1" },
        { "/zq-older/x", "address, line 1" } };
    enum { COUNT = sizeof rows / sizeof *rows };
    struct article quoting[COUNT];
    const struct article *articles[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        quoting[i] = (struct article){ .plain = text_of(rows[i].bytes) };
        articles[i] = &quoting[i];
    }
    CHECK(leaks_of(&named, articles, COUNT, "", ""), rows);
}

static void what_is_short_is_not_looked_for(void **state)
{
    (void)state;
    struct held_back named = held;
    named.id = named.address = TEXT_NONE;
    static const struct {
        const char *title;
        bool is_found;
    } rows[] = { { "zqabcde", false }, { "zqabcdef", true },
        { "\xE4\xB8\xAD\xE5\x9B\xBD\xE4\xBA\xBA", false },
        { "\xE4\xB8\xAD\xE5\x9B\xBD\xE4\xBA\xBA\xE6\xB0\x91", true } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        named.title = text_of(rows[i].title);
        const struct row row = { rows[i].title, rows[i].is_found ? "title, line 1" : "nothing" };
        check(leaks_of(&named, NULL, 0, "", ""), &row, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_of_the_archive_are_no_leaks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_many_texts_say_is_no_leak, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_way_to_write_a_thing_is_looked_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_thing_is_counted_by_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_short_is_not_looked_for, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
