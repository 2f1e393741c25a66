/* SPDX-License-Identifier: MIT */
/* processors: as many as a process may run on, and no more than its control groups get. */
#include "base/processors.h"
#include "folder_case.h"
#include <sched.h>

static void as_many_as_it_may_run_on(void **state)
{
    (void)state;
    cpu_set_t all, one;
    assert_int_equal(sched_getaffinity(0, sizeof all, &all), 0);
    size_t first = 0;
    while (!CPU_ISSET(first, &all))
        first++;
    CPU_ZERO(&one);
    CPU_SET(first, &one);
    assert_in_range(processors_usable(), 1, (size_t)CPU_COUNT(&all));
    assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
    assert_int_equal(processors_usable(), 1);
    assert_int_equal(sched_setaffinity(0, sizeof all, &all), 0);
}

static void no_more_than_its_groups_get(void **state)
{
    (void)state;
    char path[] = FOLDER_CASE_PATH;
    int groups = folder_case_open(path);
    assert_int_equal(processors_of_groups(path, TEXT("0::/a/b\n")), 0);
    file_make_parents(groups, "a/b/cpu.max");
    file_write(groups, "a/b/cpu.max", TEXT("350000 100000\n"), true);
    assert_int_equal(processors_of_groups(path, TEXT("0::/a/b\n")), 4);
    assert_int_equal(processors_of_groups(path, TEXT("4:cpu:/a\n0::/a/b\n")), 4);
    assert_int_equal(processors_of_groups(path, TEXT("4:cpu:/a/b\n")), 0);
    assert_int_equal(processors_of_groups(path, TEXT("0::/a\n")), 0);
    file_write(groups, "a/cpu.max", TEXT("max 100000\n"), true);
    assert_int_equal(processors_of_groups(path, TEXT("0::/a/b\n")), 4);
    file_write(groups, "a/cpu.max", TEXT("200000 100000\n"), true);
    assert_int_equal(processors_of_groups(path, TEXT("0::/a/b\n")), 2);
    assert_int_equal(processors_of_groups(path, TEXT("0::/a/b/c\n")), 2);
    /* What a container sees of its own group. */
    file_write(groups, "cpu.max", TEXT("50000 100000\n"), true);
    assert_int_equal(processors_of_groups(path, TEXT("0::/\n")), 1);
    file_write(groups, "cpu.max", TEXT("nonsense"), true);
    assert_int_equal(processors_of_groups(path, TEXT("0::/\n")), 0);
    folder_case_close(groups, path);
}

/* Version 1 has a folder for each controller, and a container finds its own group at the top of it. */
static void no_more_than_groups_of_version_1_get(void **state)
{
    (void)state;
    char path[] = FOLDER_CASE_PATH;
    int groups = folder_case_open(path);
    text membership = TEXT("5:cpuset:/\n4:cpu,cpuacct:/docker/1\n0::/\n");
    file_make_parents(groups, "cpu,cpuacct/docker/1/cpu.cfs_quota_us");
    file_write(groups, "cpu,cpuacct/cpu.cfs_quota_us", TEXT("-1\n"), true);
    file_write(groups, "cpu,cpuacct/cpu.cfs_period_us", TEXT("100000\n"), true);
    assert_int_equal(processors_of_groups(path, membership), 0);
    file_write(groups, "cpu,cpuacct/docker/1/cpu.cfs_quota_us", TEXT("250000\n"), true);
    file_write(groups, "cpu,cpuacct/docker/1/cpu.cfs_period_us", TEXT("50000\n"), true);
    assert_int_equal(processors_of_groups(path, membership), 5);
    assert_int_equal(processors_of_groups(path, TEXT("4:cpuacct:/docker/1\n")), 0);
    file_write(groups, "cpu,cpuacct/cpu.cfs_quota_us", TEXT("150000\n"), true);
    assert_int_equal(processors_of_groups(path, membership), 2);
    assert_int_equal(processors_of_groups(path, TEXT("4:cpu,cpuacct:/docker/2\n")), 2);
    file_write(groups, "cpu.max", TEXT("100000 100000\n"), true);
    assert_int_equal(processors_of_groups(path, membership), 1);
    folder_case_close(groups, path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_as_it_may_run_on),
        cmocka_unit_test(no_more_than_its_groups_get),
        cmocka_unit_test(no_more_than_groups_of_version_1_get),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
