/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_UNICODE_CASE_H
#define BRIEF_TESTS_UNICODE_CASE_H
/* An arena and what knows Unicode, new for each test. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"
#include "base/unicode.h"

static struct arena arena;
static struct unicode *unicode;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena);
    unicode = unicode_open(&arena, TEXT("en"));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    unicode_close(unicode);
    arena_release(&arena);
    return 0;
}
#endif
