/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_WORDS_CASE_H
#define BRIEF_TESTS_WORDS_CASE_H
/* A maker of words for the tests of generator/load/words*; the test that includes it says what is WANTED. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"
#include "load/words.h"

static struct arena arena;
static struct unicode *unicode;
static struct word_maker *maker;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena);
    unicode = unicode_open(&arena, TEXT("en"));
    maker = word_maker_open(&arena, unicode, WANTED);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    word_maker_close(maker);
    unicode_close(unicode);
    arena_release(&arena);
    return 0;
}
#endif
