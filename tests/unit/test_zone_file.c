/* SPDX-License-Identifier: MIT */
/* zone_file: the machine's files of zones. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/zone_file.h"

/* No part of 32 bits; one change, 1,000 seconds after 1970, from -1 hour to +2 hours. */
#define ZEROS_10               "\0\0\0\0\0\0\0\0\0\0"
#define HEADER(changes, kinds) "TZif2" ZEROS_10 ZEROS_10 ZEROS_10 changes "\0\0\0" kinds "\0\0\0\1"
#define FIRST_PART             HEADER("\0", "\0") "\0"
#define ZONE                                                                                                 \
    FIRST_PART HEADER("\1", "\2") "\0\0\0\0\0\0\3\350"                                                       \
                                  "\1"                                                                       \
                                  "\377\377\361\360\0\0"                                                     \
                                  "\0\0\034\040\1\0"                                                         \
                                  "\0"

static void offsets_are_those_of_the_last_change(void **state)
{
    (void)state;
    int32_t offset = 0;
    static const char bytes[] = ZONE "\nX-2\n";
    text zone = { bytes, sizeof bytes - 1 };
    assert_true(zone_file_offset(zone, (struct instant){ 999000 }, &offset));
    assert_int_equal(offset, -3600);
    assert_true(zone_file_offset(zone, (struct instant){ 1000000 }, &offset));
    assert_int_equal(offset, 7200);
}

static void what_a_rule_says_is_not_known(void **state)
{
    (void)state;
    int32_t offset = 0;
    static const char bytes[] = ZONE "\nX-2Y,M3.5.0,M10.5.0\n";
    text zone = { bytes, sizeof bytes - 1 };
    assert_true(zone_file_offset(zone, (struct instant){ 999000 }, &offset));
    assert_false(zone_file_offset(zone, (struct instant){ 1000000 }, &offset));
}

static void files_that_are_cut_say_nothing(void **state)
{
    (void)state;
    int32_t offset;
    static const char bytes[] = ZONE;
    for (size_t length = 0; length < sizeof bytes - 1; length++)
        assert_false(zone_file_offset((text){ bytes, length }, (struct instant){ 0 }, &offset));
    assert_false(zone_file_offset(
        TEXT("no zone at all, but long enough to be one, is it not?"), (struct instant){ 0 }, &offset));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offsets_are_those_of_the_last_change),
        cmocka_unit_test(what_a_rule_says_is_not_known),
        cmocka_unit_test(files_that_are_cut_say_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
