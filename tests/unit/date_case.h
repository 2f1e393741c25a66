/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_DATE_CASE_H
#define BRIEF_TESTS_DATE_CASE_H
/* date_case: an arena and a zone in which clocks change, for a whole group of tests. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"
#include "base/date.h"

static struct arena arena;
static struct zone *zone;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena);
    zone = zone_open(&arena, TEXT("Europe/Berlin"));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    zone_close(zone);
    arena_release(&arena);
    return 0;
}
#endif
