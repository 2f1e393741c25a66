/* SPDX-License-Identifier: MIT */
/*
 * System calls are refused by a list rather than allowed by one: which calls a C library makes for malloc or
 * for reading a clock changes with its version, while what reaches out of a process is a short list that
 * seldom grows.
 */
#include "build/confine.h"
#include "base/watched.h"
#include <stdbool.h>
#include <stddef.h>
#include <sys/resource.h>

#if defined(__linux__) && __has_include(<seccomp.h>)
#include <errno.h>
#include <seccomp.h>
#include <unistd.h>

/* The sanitizers' leak checker looks into the process through ptrace. */
enum { REFUSES_PTRACE = !MEMORY_IS_WATCHED };

static const char *const reaching_out[] = { "execve", "execveat", "socket", "socketpair", "connect", "bind",
    "listen", "accept", "accept4", "io_uring_setup", "io_uring_enter", "io_uring_register",
    "process_vm_writev", "pidfd_getfd", "mount", "umount2", "move_mount", "open_tree", "pivot_root", "chroot",
    "unshare", "setns", "open_by_handle_at", "bpf", "perf_event_open", "userfaultfd", "add_key",
    "request_key", "keyctl", "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load",
    "shmget", "msgget", "semget", "mq_open", "memfd_create",
    /* to add one: its name; a system that does not know the call leaves it out */
    NULL };

static const char *const changing_files[] = { "open", "openat", "openat2", "creat", "unlink", "unlinkat",
    "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir", "link", "linkat", "symlink", "symlinkat",
    "mknod", "mknodat", "truncate", "chmod", "fchmodat", "chown", "lchown", "fchownat", "utimensat",
    "setxattr", "lsetxattr", "removexattr", "chdir", "fchdir", "fork", "vfork", "clone", "clone3",
    /* to add one: its name */
    NULL };

static void refuse(void *filter, const char *const *names)
{
    for (; *names; names++) {
        int call = seccomp_syscall_resolve_name(*names);
        if (call != __NR_SCMP_ERROR)
            seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0);
    }
}

/* A process may copy its own memory (base/arena), nobody else's. */
static void refuse_foreign_memory(void *filter)
{
    int call = seccomp_syscall_resolve_name("process_vm_readv");
    if (call != __NR_SCMP_ERROR)
        seccomp_rule_add(
            filter, SCMP_ACT_ERRNO(EPERM), call, 1, SCMP_A0(SCMP_CMP_NE, (scmp_datum_t)getpid()));
}

static void refuse_calls(const char *const *names, bool refuses_ptrace)
{
    static const char *const ptrace[] = { "ptrace", NULL };
    void *filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter)
        return;
    /* The filter is no border between secrets of one process, so the dear guesses against Spectre are not
     * asked for. */
    seccomp_attr_set(filter, SCMP_FLTATR_CTL_SSB, 1);
    refuse(filter, names);
    refuse_foreign_memory(filter);
    if (refuses_ptrace)
        refuse(filter, ptrace);
    seccomp_load(filter);
    seccomp_release(filter);
}
#else
enum { REFUSES_PTRACE = 0 };
static const char *const reaching_out[] = { NULL }, *const changing_files[] = { NULL };

static void refuse_calls(const char *const *names, bool refuses_ptrace)
{
    (void)names;
    (void)refuses_ptrace;
}
#endif

static void limit(int what)
{
    const struct rlimit none = { 0, 0 };
    setrlimit(what, &none);
}

void confine_process(void)
{
    limit(RLIMIT_CORE);
    refuse_calls(reaching_out, REFUSES_PTRACE);
}

void confine_to_computing(void)
{
    limit(RLIMIT_NOFILE);
    limit(RLIMIT_FSIZE);
    refuse_calls(changing_files, false);
}

#if defined(__linux__) && __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The rights of Landlock's first version, which every kernel that has it knows. */
static const uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t changing = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
                                 LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                                 LANDLOCK_ACCESS_FS_REMOVE_DIR;
static const uint64_t never = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                              LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                              LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

static void allow(int rules, int folder, uint64_t rights)
{
    struct landlock_path_beneath_attr below = { .allowed_access = rights, .parent_fd = folder };
    if (folder >= 0)
        syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
}

void confine_to_folders(int readable, int writable)
{
    struct landlock_ruleset_attr handled = { .handled_access_fs = reading | changing | never };
    int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (rules < 0)
        return;
    allow(rules, readable, reading);
    allow(rules, writable, reading | changing);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
}
#else
void confine_to_folders(int readable, int writable)
{
    (void)readable;
    (void)writable;
}
#endif
