/* SPDX-License-Identifier: MIT */
/*
 * Linux says in two places how much a process gets: by the set of processors that it may run on, and by the
 * time that its control group may use in each period (cgroups(7)): cpu.max in version 2, two files of the
 * controller "cpu" in version 1. A group has no more than those above it.
 */
#include "base/processors.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/path.h"
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

enum { MEMBERSHIP_BYTES = 4096, QUOTA_BYTES = 64 };

/* 0 is no limit. */
static size_t lesser(size_t a, size_t b)
{
    return a && (!b || a < b) ? a : b;
}

/* "150000 100000": microseconds of processor time, and of the period; "max 100000" and "-1 100000": no limit.
 */
static size_t quota_of(struct arena *arena, text words)
{
    char *end;
    long long time = strtoll(text_to_string(arena, words), &end, 10), period = strtoll(end, NULL, 10);
    return time > 0 && period > 0 ? (size_t)(time / period + (time % period != 0)) : 0;
}

static text read_file(struct arena *arena, text folder, const char *name)
{
    text path = text_format(arena, "%.*s/%s", TEXT_ARGS(folder), name), contents = TEXT_NONE;
    file_read_start(AT_FDCWD, path.bytes, QUOTA_BYTES, arena, &contents);
    return text_cut_line(&contents);
}

static size_t quota_of_group(struct arena *arena, text folder, bool is_version_2)
{
    if (is_version_2)
        return quota_of(arena, read_file(arena, folder, "cpu.max"));
    text time = read_file(arena, folder, "cpu.cfs_quota_us"),
         period = read_file(arena, folder, "cpu.cfs_period_us");
    return quota_of(arena, text_format(arena, "%.*s %.*s", TEXT_ARGS(time), TEXT_ARGS(period)));
}

static bool has_word(text list, text word)
{
    while (list.length)
        if (text_equal(text_cut(&list, ','), word))
            return true;
    return false;
}

/* The least that a group and those above it get by a line as "0::/system.slice/build.service" of version 2,
 * or "4:cpu,cpuacct:/docker/1" of version 1, whose controllers have a folder each; 0 for others. */
static size_t quota_of_line(struct arena *arena, const char *groups, text line)
{
    text number = text_cut(&line, ':'), controllers = text_cut(&line, ':'), root = text_of(groups);
    bool is_version_2 = text_equal(number, TEXT("0")) && !controllers.length;
    size_t least = 0;
    if (!text_starts_with(line, TEXT("/")) || (!is_version_2 && !has_word(controllers, TEXT("cpu"))))
        return 0;
    if (!is_version_2)
        root = text_format(arena, "%s/%.*s", groups, TEXT_ARGS(controllers));
    for (text group = text_from(line, 1);; group = path_folder(group)) {
        text folder = text_format(arena, "%.*s/%.*s", TEXT_ARGS(root), TEXT_ARGS(group));
        least = lesser(least, quota_of_group(arena, folder, is_version_2));
        if (!group.length)
            return least;
    }
}

size_t processors_of_groups(const char *groups, text membership)
{
    struct arena arena;
    size_t least = 0;
    arena_init(&arena);
    while (membership.length)
        least = lesser(least, quota_of_line(&arena, groups, text_cut_line(&membership)));
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
    if (file_read_start(AT_FDCWD, "/proc/self/cgroup", MEMBERSHIP_BYTES, &arena, &membership) == 0)
        count = lesser(count, processors_of_groups("/sys/fs/cgroup", membership));
    arena_release(&arena);
    return count;
}
