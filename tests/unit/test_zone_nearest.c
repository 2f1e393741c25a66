/* SPDX-License-Identifier: MIT */
/* zone_nearest: the time zone that was meant. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"
#include "base/zone_nearest.h"

static void misspelt_zones_and_bare_cities_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *wrong, *right;
    } names[] = {
        { "Europe/Lodnon", "Europe/London" },
        { "europe/london", "Europe/London" },
        { "London", "Europe/London" },
        { "Berlni", "Europe/Berlin" },
        { "Pariz", "Europe/Paris" },
        { "America/NewYork", "America/New_York" },
        { "America/NwYrk", "America/New_York" },
        { "Pacific/Honoxxxx", NULL },
        { "utc", "Etc/UTC" },
        { "GMT-5", NULL },
        { "GMT+1", NULL },
        { "CST", NULL },
        { "CEST", NULL },
        { "Rom", NULL },
        { "PST", NULL },
        { "SystemV/EST5", NULL },
        { "Middle-earth/Shire", NULL },
        { "", NULL },
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        text found = zone_nearest(&arena, text_of(names[i].wrong));
        if (!text_equal(found, text_of(names[i].right)))
            fail_msg("%s: %.*s", names[i].wrong, TEXT_ARGS(found));
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(misspelt_zones_and_bare_cities_are_found),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
