/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_ARENA_CASE_H
#define BRIEF_TESTS_ARENA_CASE_H
/* An arena for each test of a file: what is made in it is there until the test ends. Include it last: headers
 * have parameters of that name. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"

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
#endif
