/* SPDX-License-Identifier: MIT */
/* leak: the embargo scan of one output. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
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

static void a_path_is_named_whatever_the_file_holds(void **state)
{
    (void)state;
    static const struct held_back held = { .source_path = TEXT_INIT("content/articles/plan.md"),
        .slug = TEXT_INIT("zqembargo-plan"),
        .hold = HOLD_DRAFT };
    static const struct config config = { .base_path = TEXT_INIT("") };
    static const struct publisher publisher = { 0 };
    static const struct output_kind kind = { .name = "plugin page", .render = render_nothing };
    const struct site site = { .config = &config,
        .url = TEXT("https://example.org"),
        .base_path = TEXT(""),
        .publisher = &publisher,
        .held_back = &held,
        .held_back_count = 1 };
    const struct content content = { 0 };
    const struct leaks *leaks = leaks_open(&arena, &site, &content);
    assert_non_null(leaks);
    const struct output output = { .path = TEXT("more/zqembargo-plan/index.html"), .kind = &kind };
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics, &arena);
    assert_false(leaks_check(leaks, &output, TEXT_NONE, &diagnostics));
    assert_true(text_starts_with(
        diagnostics.first->message, TEXT("the path 'more/zqembargo-plan/index.html' shows the slug of")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_path_is_named_whatever_the_file_holds, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
