/* SPDX-License-Identifier: MIT */
/*
 * Linux says in two places how much a process gets: by the set of processors that it may run on, and by the
 * time that its control group may use in each period (cgroups(7), cpu.max). A group has no more than those
 * above it.
 */
#include "base/processors.h"
#include "base/arena.h"
#include "base/file.h"
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

enum { MEMBERSHIP_BYTES = 4096, QUOTA_BYTES = 64 };

/* "150000 100000": microseconds of processor time, and of the period; "max 100000": no limit. */
static size_t quota_of(struct arena *arena, text line)
{
    char *end;
    unsigned long long time = strtoull(text_to_string(arena, line), &end, 10),
                       period = strtoull(end, NULL, 10);
    return period ? (size_t)((time + period - 1) / period) : 0;
}

/* "0::/system.slice/build.service": its version 2 has the number 0 and no name. */
static text group_of(text membership)
{
    text line;
    while (membership.bytes && (line = text_cut_line(&membership), true))
        if (text_starts_with(line, TEXT("0::/")))
            return text_slice(line, 3, line.length);
    return TEXT("");
}

size_t processors_of_groups(const char *groups, text membership)
{
    struct arena arena;
    size_t least = 0;
    arena_init(&arena);
    for (text group = group_of(membership);; group = text_slice(group, 0, text_find_last_byte(group, '/'))) {
        text file = text_format(&arena, "%s%.*s/cpu.max", groups, TEXT_ARGS(group)), line;
        size_t quota = 0;
        if (file_read_start(AT_FDCWD, text_to_string(&arena, file), QUOTA_BYTES, &arena, &line) == 0)
            quota = quota_of(&arena, line);
        if (quota && (!least || quota < least))
            least = quota;
        if (!group.length)
            break;
    }
    arena_release(&arena);
    return least;
}

static size_t processors_to_run_on(void)
{
    cpu_set_t set;
    long count =
        sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : (size_t)count;
}

size_t processors_usable(void)
{
    struct arena arena;
    text membership;
    size_t count = processors_to_run_on();
    arena_init(&arena);
    if (file_read_start(AT_FDCWD, "/proc/self/cgroup", MEMBERSHIP_BYTES, &arena, &membership) == 0) {
        size_t quota = processors_of_groups("/sys/fs/cgroup", membership);
        if (quota && quota < count)
            count = quota;
    }
    arena_release(&arena);
    return count;
}
