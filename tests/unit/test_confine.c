/* SPDX-License-Identifier: MIT */
/* What a process that plugins run in is refused. Each case is a child of its own: there is no way back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include "build/confine.h"
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

/* Exit code of a child in which `attempt` ran. */
static int outcome(int (*attempt)(void))
{
    pid_t id = fork();
    int status = 0;
    assert_true(id >= 0);
    if (id == 0)
        _exit(attempt());
    assert_int_equal(waitpid(id, &status, 0), id);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static bool has_filter(void)
{
#ifdef __linux__
    return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) == 2;
#else
    return false;
#endif
}

/* 77: this system has no such means. */
enum { REFUSED = 0, ALLOWED = 1, NO_MEANS = 77 };

static int reach_out(void)
{
    confine_process();
    if (!has_filter())
        return NO_MEANS;
    char *arguments[] = { "true", NULL };
    if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM)
        return ALLOWED;
    if (socket(AF_UNIX, SOCK_STREAM, 0) >= 0 || errno != EPERM)
        return ALLOWED;
    execv("/bin/true", arguments);
    if (errno != EPERM)
        return ALLOWED;
    int file = open("/dev/null", O_WRONLY | O_CLOEXEC);
    return file >= 0 && write(file, "x", 1) == 1 ? REFUSED : ALLOWED;
}

static void a_confined_process_has_no_network_and_no_programs(void **state)
{
    (void)state;
    int found = outcome(reach_out);
    if (found == NO_MEANS)
        skip();
    assert_int_equal(found, REFUSED);
}

static int look_into(pid_t process)
{
    char mine = 'm', other = 'o';
    struct iovec to = { &mine, 1 }, from = { &other, 1 };
    return process_vm_readv(process, &to, 1, &from, 1, 0) == 1 ? ALLOWED
           : errno == EPERM                                    ? REFUSED
                                                               : NO_MEANS;
}

static int look_into_itself(void)
{
    confine_process();
    return has_filter() ? look_into(getpid()) : NO_MEANS;
}

static int look_into_parent(void)
{
    confine_process();
    return has_filter() ? look_into(getppid()) : NO_MEANS;
}

static void a_confined_process_copies_its_own_memory_alone(void **state)
{
    (void)state;
    int found = outcome(look_into_parent);
    if (found == NO_MEANS)
        skip();
    assert_int_equal(found, REFUSED);
    assert_int_equal(outcome(look_into_itself), ALLOWED);
}

static int dump(void)
{
    struct rlimit core = { 1, 1 };
    confine_process();
    getrlimit(RLIMIT_CORE, &core);
    return core.rlim_max == 0 ? REFUSED : ALLOWED;
}

static void a_confined_process_leaves_no_core_file(void **state)
{
    (void)state;
    assert_int_equal(outcome(dump), REFUSED);
}

static int open_something(void)
{
    confine_to_computing();
    return open("/dev/null", O_RDONLY | O_CLOEXEC) < 0 ? REFUSED : ALLOWED;
}

static int change_something(void)
{
    confine_to_computing();
    if (!has_filter())
        return NO_MEANS;
    return mkdir("/tmp/brief-test-confine", 0755) < 0 && errno == EPERM ? REFUSED : ALLOWED;
}

static int compute(void)
{
    confine_to_computing();
    char *bytes = malloc(64 << 20);
    if (!bytes)
        return 2;
    memset(bytes, 1, 64 << 20);
    bool is_kept = bytes[1 << 20] == 1;
    free(bytes);
    return is_kept ? 0 : 3;
}

static void a_computing_process_opens_no_file(void **state)
{
    (void)state;
    assert_int_equal(outcome(open_something), REFUSED);
}

static void a_computing_process_changes_no_folder(void **state)
{
    (void)state;
    int found = outcome(change_something);
    if (found == NO_MEANS)
        skip();
    assert_int_equal(found, REFUSED);
}

static void a_computing_process_can_compute(void **state)
{
    (void)state;
    assert_int_equal(outcome(compute), 0);
}

/* Made and removed by the process that is not confined. */
static char folder_name[] = "/tmp/brief-test-confine-XXXXXX";

static int stay_in_folders(void)
{
    char path[128];
    int folder = open(folder_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
        etc = open("/etc", O_RDONLY | O_CLOEXEC);
    snprintf(path, sizeof path, "%s/inside", folder_name);
    confine_to_folders(etc, folder);
    int outside = open("/dev/null", O_RDONLY | O_CLOEXEC),
        passwd = openat(etc, "passwd", O_RDONLY | O_CLOEXEC);
    int inside = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    return passwd < 0 || inside < 0 || unlink(path) != 0 ? 3 : outside >= 0 ? ALLOWED : REFUSED;
}

static void a_writing_process_stays_in_its_folders(void **state)
{
    (void)state;
#ifdef SYS_landlock_create_ruleset
    if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 0)
        skip();
    assert_non_null(mkdtemp(folder_name));
    int found = outcome(stay_in_folders);
    assert_int_equal(rmdir(folder_name), 0);
    assert_int_equal(found, REFUSED);
#else
    skip();
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_confined_process_has_no_network_and_no_programs),
        cmocka_unit_test(a_confined_process_copies_its_own_memory_alone),
        cmocka_unit_test(a_confined_process_leaves_no_core_file),
        cmocka_unit_test(a_computing_process_opens_no_file),
        cmocka_unit_test(a_computing_process_changes_no_folder),
        cmocka_unit_test(a_computing_process_can_compute),
        cmocka_unit_test(a_writing_process_stays_in_its_folders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
