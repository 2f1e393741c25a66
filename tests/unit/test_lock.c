/* SPDX-License-Identifier: MIT */
/* lock: what the file of the lock says of who holds it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "build/lock.h"

static void a_lock_that_is_taken_again_names_its_holder(void **state)
{
    (void)state;
    char path[] = "/tmp/test_lock.XXXXXX", expected[32], found[64];
    int lock = mkstemp(path);
    assert_true(lock >= 0);
    int length = snprintf(expected, sizeof expected, "%ld\n", (long)getpid());
    for (int turn = 0; turn < 2; turn++) {
        assert_true(lock_take_again(lock));
        assert_int_equal(pread(lock, found, sizeof found, 0), length);
        assert_memory_equal(found, expected, (size_t)length);
        lock_leave(lock);
    }
    close(lock);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lock_that_is_taken_again_names_its_holder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
