/* SPDX-License-Identifier: MIT */
/* lock: what the file of the lock says of who holds it, and who gets it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
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

/* The locks of two open files are two, as those of two processes are. */
static void a_lock_that_another_holds_is_not_taken(void **state)
{
    (void)state;
    char path[] = "/tmp/test_lock.XXXXXX", before[64], after[64];
    int held = mkstemp(path), lock = open(path, O_RDWR | O_CLOEXEC);
    assert_true(held >= 0 && lock >= 0);
    assert_true(lock_take_again(held));
    ssize_t length = pread(held, before, sizeof before, 0);
    assert_false(lock_is_free(lock));
    assert_false(lock_take_again(lock));
    assert_int_equal(pread(held, after, sizeof after, 0), length);
    assert_memory_equal(after, before, (size_t)length);
    lock_leave(held);
    lock_leave(-1);
    assert_true(lock_is_free(lock));
    assert_false(lock_take_again(held));
    close(lock);
    assert_true(lock_take_again(held));
    close(held);
    unlink(path);
}

/* The clock is that of the file system, whatever the machine's own says. */
static void the_clock_is_the_files(void **state)
{
    (void)state;
    char path[] = "/tmp/test_lock.XXXXXX";
    int lock = mkstemp(path);
    assert_true(lock >= 0);
    int64_t first = lock_clock_ns(lock), without = lock_clock_ns(-1);
    struct stat status;
    assert_int_equal(fstat(lock, &status), 0);
    assert_int_equal(first, (int64_t)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec);
    int64_t difference = without - first;
    assert_true(difference > -60000000000 && difference < 60000000000);
    close(lock);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lock_that_is_taken_again_names_its_holder),
        cmocka_unit_test(a_lock_that_another_holds_is_not_taken),
        cmocka_unit_test(the_clock_is_the_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
