/* SPDX-License-Identifier: MIT */
/*
 * A malloc that fails: MALLOC_FAULT=17 the seventeenth time, MALLOC_FAULT=17+ from then on. Preloaded; a
 * forked process goes on counting where its parent was. With MALLOC_FAULT_COUNT it only says how many there
 * were.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static unsigned long calls;

static int is_to_fail(void)
{
    static unsigned long place;
    static int is_known, is_sticky;
    if (!is_known) {
        const char *value = getenv("MALLOC_FAULT");
        char *end = NULL;
        is_known = 1;
        place = value ? strtoul(value, &end, 10) : 0;
        is_sticky = value && *end == '+';
    }
    calls++;
    return place && (calls == place || (is_sticky && calls > place));
}

void *malloc(size_t size)
{
    static void *(*real)(size_t);
    if (!real)
        real = (void *(*)(size_t))dlsym(RTLD_NEXT, "malloc");
    if (!is_to_fail())
        return real(size);
    errno = ENOMEM;
    return NULL;
}

void *realloc(void *bytes, size_t size)
{
    static void *(*real)(void *, size_t);
    if (!real)
        real = (void *(*)(void *, size_t))dlsym(RTLD_NEXT, "realloc");
    if (!is_to_fail())
        return real(bytes, size);
    errno = ENOMEM;
    return NULL;
}

__attribute__((destructor)) static void say_count(void)
{
    if (getenv("MALLOC_FAULT_COUNT"))
        fprintf(stderr, "mallocs: %lu\n", calls);
}

/* As brief's processes end, destructors do not run. */
__attribute__((noreturn)) void _exit(int code)
{
    say_count();
    for (;;)
        syscall(SYS_exit_group, code);
}
