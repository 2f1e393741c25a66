/* SPDX-License-Identifier: MIT */
/* leak: what the embargo scan finds in one output, and what it leaves alone. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "build/leak.h"

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static bool render_nothing(struct renderer *renderer, const struct output *output)
{
    (void)renderer, (void)output;
    return true;
}

static const struct held_back held = { .source_path =
                                           TEXT_INIT("content/articles/2026/zq-budget-plan/index.md"),
    .title = TEXT_INIT("R\xC3\xA9sum\xC3\xA9 & \"Zq\" 2026"),
    .id = TEXT_INIT("2026/zq-budget-plan"),
    .slug = TEXT_INIT("zq-budget-plan"),
    .address = TEXT_INIT("/2026/zq budget/"),
    .hold = HOLD_DRAFT };

/* A site that holds this back, and publishes `articles`. */
static const struct leaks *leaks_of(const struct held_back *held_back, const struct article *const *articles,
    size_t count, const char *base_path, const char *allowed)
{
    static const struct publisher publisher = { 0 };
    struct config *config = arena_new(&arena, struct config);
    struct site *site = arena_new(&arena, struct site);
    static text allow;
    allow = text_of(allowed);
    *config = (struct config){ .base_path = text_of(base_path),
        .leaks_allowed = { .items = &allow, .count = allow.length > 0 } };
    *site = (struct site){ .config = config,
        .url = text_format(&arena, "https://example.org%s", base_path),
        .base_path = text_of(base_path),
        .publisher = &publisher,
        .articles = { .items = (void *)articles, .count = count },
        .held_back = held_back,
        .held_back_count = 1 };
    static const struct content_file files[] = {
        { .path = TEXT_INIT("articles/2026/zq-budget-plan/zq-chart.png"), .kind = CONTENT_MEDIA },
        { .path = TEXT_INIT("articles/2026/zq-budget-plan-b/other-chart.png"), .kind = CONTENT_MEDIA },
        { .path = TEXT_INIT("articles/2026/zq-budget-plan/other-text.md"), .kind = CONTENT_ARTICLE },
    };
    const struct content content = { .files = (void *)files, .count = sizeof files / sizeof *files };
    return leaks_open(&arena, site, &content);
}

static const char *found(const struct leaks *leaks, const char *bytes)
{
    static const char *const facts[] = { "title", "slug", "id", "address", "media", "note" };
    struct leak leak;
    if (!leaks_find(leaks, text_of(bytes), &leak))
        return "nothing";
    return text_format(&arena, "%s, line %zu", facts[leak.fact], leak.line).bytes;
}

struct row {
    const char *bytes, *expected;
};

static void check(const struct leaks *leaks, const struct row *rows, size_t count)
{
    assert_non_null(leaks);
    for (size_t i = 0; i < count; i++) {
        const char *is = found(leaks, rows[i].bytes);
        if (strcmp(is, rows[i].expected) != 0)
            print_error("%s: expected %s, found %s\n", rows[i].bytes, rows[i].expected, is);
        assert_string_equal(is, rows[i].expected);
    }
}

#define CHECK(leaks, rows) check((leaks), (rows), sizeof(rows) / sizeof *(rows))

static void words_are_found_where_they_stand_alone(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "", "nothing" },
        { "zq-budget-plan", "slug, line 1" },
        { "a\nb\n zq-budget-plan.", "slug, line 3" },
        { "ZQ-Budget-PLAN", "slug, line 1" },
        { "zq-budget-plans", "nothing" },
        { "zq-budget-plan2", "nothing" },
        { "zq-budget-plan_", "nothing" },
        { "azq-budget-plan", "nothing" },
        { "9zq-budget-plan", "nothing" },
        { "Zzq-budget-plan", "nothing" },
        { "\xC3\xA4zq-budget-plan", "nothing" },
        { "zq-budget-plan\xC3\xA4", "nothing" },
        { "\xE2\x80\x94zq-budget-plan\xE2\x80\x94", "slug, line 1" },
        { "\xE2\xBA\x80zq-budget-plan\xE4\xB8\xAD", "slug, line 1" },
        { "\xC2\xABzq-budget-plan\xC2\xBB", "slug, line 1" },
        { "box-zq-budget-plan-box", "slug, line 1" },
        { "%20zq-budget-plan", "slug, line 1" },
        { "%zzzq-budget-plan", "nothing" },
        { "\\u003czq-budget-plan", "slug, line 1" },
        { "\\nzq-budget-plan", "slug, line 1" },
        { "nzq-budget-plan", "nothing" },
        { "azq-budget-plan zq-budget-plan", "slug, line 1" },
        { "<!-- 2026/zq-budget-plan -->", "slug, line 1" },
        { "zq-chart.png", "media, line 1" },
        { "other-chart.png", "nothing" },
        { "other-text.md", "nothing" },
    };
    CHECK(leaks_of(&held, NULL, 0, "", ""), rows);
}

static void titles_are_found_as_every_kind_of_file_writes_them(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "R\xC3\xA9sum\xC3\xA9 & \"Zq\" 2026", "title, line 1" },
        { "R\xC3\xA9sum\xC3\xA9 &amp; &quot;Zq&quot; 2026", "title, line 1" },
        { "R\xC3\xA9sum\xC3\xA9 \\u0026 \\\"Zq\\\" 2026", "title, line 1" },
        { "R\\u00e9sum\\u00e9 & \\\"Zq\\\" 2026", "title, line 1" },
        { "R%C3%A9sum%C3%A9%20%26%20%22Zq%22%202026", "title, line 1" },
        { "R\xC3\xA9sum\xC3\xA9\n& \"Zq\"\n2026", "title, line 1" },
        { "R\xC3\xA9sum\xC3\xA9 & \"Zq\" 20266", "nothing" },
        { "R\xC3\xA9sum\xC3\xA9 & \"Zq\"", "nothing" },
    };
    CHECK(leaks_of(&held, NULL, 0, "", ""), rows);
}

static void addresses_are_found_whole(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "/2026/zq budget/", "address, line 1" },
        { "\"/2026/zq%20budget\"", "address, line 1" },
        { "/2026/zq budget/index.html", "address, line 1" },
        { "\\/2026\\/zq budget\\/", "address, line 1" },
        { "%2F2026%2Fzq%20budget%2F", "address, line 1" },
        { "https://example.org/2026/zq budget/", "address, line 1" },
        { "https://EXAMPLE.org/2026/zq budget#a", "address, line 1" },
        { "example.org/2026/zq budget?b", "address, line 1" },
        { "other.example/2026/zq budget/", "nothing" },
        { "/a/2026/zq budget/", "nothing" },
        { "/2026/zq budget/b", "nothing" },
        { "/2026/zq budget-b", "nothing" },
        { "/2026/zq budget.b", "nothing" },
        { "/2026/zq budget~", "nothing" },
        { "/2026/zq budget%2E", "nothing" },
        { "/2026/zq budget/index.html.gz", "nothing" },
    };
    CHECK(leaks_of(&held, NULL, 0, "", ""), rows);
    static const struct row below[] = {
        { "/record/2026/zq budget/", "address, line 1" },
        { "https://example.org/record/2026/zq budget/", "address, line 1" },
        { "/2026/zq budget/", "address, line 1" },
        { "/records/2026/zq budget/", "nothing" },
    };
    CHECK(leaks_of(&held, NULL, 0, "/record", ""), below);
}

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
    static const struct row strict[] = { { "zq-budget-plan", "slug, line 1" },
        { "zq-budget-plan-b", "nothing" }, { "a-zq-budget-plan", "nothing" } };
    CHECK(leaks_of(&held, (const struct article *[]){ &parted }, 1, "", ""), strict);
    static const struct row quoted[] = { { "zq-budget-plan", "slug, line 1" } };
    CHECK(leaks_of(&held, (const struct article *[]){ &quoting }, 1, "", ""), quoted);
    CHECK(leaks_of(&held, (const struct article *[]){ &quoting, &quoting }, 2, "", ""), allowed);
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

static void a_path_is_named_whatever_the_file_holds(void **state)
{
    (void)state;
    static const struct output_kind kind = { .name = "plugin page", .render = render_nothing };
    const struct leaks *leaks = leaks_of(&held, NULL, 0, "", "");
    assert_non_null(leaks);
    const struct output output = { .path = TEXT("more/zq-budget-plan/index.html"), .kind = &kind };
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics, &arena);
    assert_false(leaks_check(leaks, &output, TEXT_NONE, &diagnostics));
    assert_true(text_starts_with(
        diagnostics.first->message, TEXT("the path 'more/zq-budget-plan/index.html' shows the slug of")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_are_found_where_they_stand_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            titles_are_found_as_every_kind_of_file_writes_them, set_up, tear_down),
        cmocka_unit_test_setup_teardown(addresses_are_found_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_of_the_archive_are_no_leaks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_short_is_not_looked_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_path_is_named_whatever_the_file_holds, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
