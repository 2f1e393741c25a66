/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_PLUGIN_EACH_H
#define BRIEF_TESTS_PLUGIN_EACH_H
/* An archive and a folder of plugins for each test of a file, which is there as `test`; CASE is the test's
 * row. */
#include "plugin_case.h"

static struct plugin_case test;

static int open_case(void **state)
{
    (void)state;
    case_open(&test);
    return 0;
}

static int close_case(void **state)
{
    (void)state;
    case_close(&test);
    return 0;
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)
#endif
