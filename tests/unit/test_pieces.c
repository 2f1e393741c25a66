/* SPDX-License-Identifier: MIT */
/* Pieces of work: each is given to one process, and who begins with one row goes on with the other. */
#include "build/pieces.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* What the processes get that ask in this order, one digit each; '-' for nothing. */
static const char *given(struct pieces *pieces, const char *processes)
{
    static char words[200];
    size_t count = 0;
    for (; *processes; processes++) {
        size_t piece;
        bool is_given = pieces_take(pieces, (size_t)(*processes - '0'), &piece);
        words[count++] = (char)(is_given ? '0' + piece : '-');
    }
    words[count] = '\0';
    return words;
}

static void processes_begin_with_a_row_each(void **state)
{
    struct pieces pieces;
    (void)state;
    pieces_init(&pieces, 6, 2);
    assert_string_equal(given(&pieces, "0123"), "0213");
    assert_int_equal(pieces_gone(&pieces), 4);
}

static void who_is_done_with_one_row_goes_on_with_the_other(void **state)
{
    struct pieces pieces;
    (void)state;
    pieces_init(&pieces, 4, 2);
    assert_string_equal(given(&pieces, "000000"), "0123--");
    assert_int_equal(pieces_gone(&pieces), 4);
    pieces_init(&pieces, 4, 2);
    assert_string_equal(given(&pieces, "111111"), "2301--");
}

static void one_row_is_enough(void **state)
{
    struct pieces pieces;
    (void)state;
    pieces_init(&pieces, 3, 0);
    assert_string_equal(given(&pieces, "0101"), "012-");
    pieces_init(&pieces, 3, 3);
    assert_string_equal(given(&pieces, "1010"), "012-");
    pieces_init(&pieces, 0, 0);
    assert_string_equal(given(&pieces, "01"), "--");
}

static void after_the_end_all_are_gone(void **state)
{
    struct pieces pieces;
    (void)state;
    pieces_init(&pieces, 6, 2);
    assert_string_equal(given(&pieces, "01"), "02");
    pieces_end(&pieces);
    assert_string_equal(given(&pieces, "01"), "--");
    assert_int_equal(pieces_gone(&pieces), 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(processes_begin_with_a_row_each),
        cmocka_unit_test(who_is_done_with_one_row_goes_on_with_the_other),
        cmocka_unit_test(one_row_is_enough),
        cmocka_unit_test(after_the_end_all_are_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
