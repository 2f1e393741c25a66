/* SPDX-License-Identifier: MIT */
/* aside: steps that another process does, or this one when that cannot. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "build/aside.h"
#include "build/workers.h"
#include <string.h>
#include <unistd.h>

enum { STEPS = 3 };

/* What the steps made, and who did them. */
struct made {
    pid_t build, by[STEPS];
    const char *words[STEPS];
    bool dies; /* the process of the second step */
};

static struct arena arena;

static void make(struct made *made, size_t step, struct arena *own, const char *word)
{
    char *bytes = arena_bytes(own, strlen(word) + 1);
    memcpy(bytes, word, strlen(word) + 1);
    made->words[step] = bytes;
    made->by[step] = getpid();
}

static void first(void *state, struct arena *own)
{
    make(state, 0, own, "one");
}

static void second(void *state, struct arena *own)
{
    struct made *made = state;
    if (made->dies && getpid() != made->build)
        _exit(1);
    make(made, 1, own, "two");
}

static void third(void *state, struct arena *own)
{
    make(state, 2, own, "three");
}

static aside_step *const steps[STEPS] = { first, second, third };

static int set_up(void **state)
{
    struct made *made = workers_shared_memory(sizeof *made);
    *made = (struct made){ .build = getpid() };
    arena_init(&arena);
    *state = made;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static void need_all(struct aside *aside, const struct made *made)
{
    static const char *const words[STEPS] = { "one", "two", "three" };
    for (size_t i = 0; i < STEPS; i++) {
        aside_need(aside, i);
        assert_string_equal(made->words[i], words[i]);
    }
    aside_end(aside);
}

static void another_process_does_the_steps(void **state)
{
    struct made *made = *state;
    need_all(aside_start(&arena, steps, STEPS, made, false), made);
    assert_int_not_equal(made->by[0], made->build);
    assert_int_equal(made->by[0], made->by[2]);
}

static void a_later_step_comes_with_those_before(void **state)
{
    struct made *made = *state;
    struct aside *aside = aside_start(&arena, steps, STEPS, made, false);
    aside_need(aside, 2);
    need_all(aside, made);
}

static void what_a_dead_process_has_not_done_is_done_here(void **state)
{
    struct made *made = *state;
    made->dies = true;
    need_all(aside_start(&arena, steps, STEPS, made, false), made);
    assert_int_not_equal(made->by[0], made->build);
    assert_int_equal(made->by[1], made->build);
    assert_int_equal(made->by[2], made->build);
}

static void inline_nothing_is_done_before_it_is_needed(void **state)
{
    struct made *made = *state;
    struct aside *aside = aside_start(&arena, steps, STEPS, made, true);
    assert_null(made->words[0]);
    need_all(aside, made);
    assert_int_equal(made->by[0], made->build);
}

static void what_nobody_needs_ends_with_the_build(void **state)
{
    struct made *made = *state;
    struct aside *aside = aside_start(&arena, steps, STEPS, made, false);
    aside_need(aside, 0);
    aside_end(aside);
    aside_end(aside);
    aside_end(NULL);
    assert_string_equal(made->words[0], "one");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(another_process_does_the_steps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_later_step_comes_with_those_before, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_dead_process_has_not_done_is_done_here, set_up, tear_down),
        cmocka_unit_test_setup_teardown(inline_nothing_is_done_before_it_is_needed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_nobody_needs_ends_with_the_build, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
