/* SPDX-License-Identifier: MIT */
/* Two snapshots, the last and the present one, each in an arena of its own; what differs has changed. */
#include "serve/watch_poll.h"
#include "base/map.h"
#include "serve/watch_walk.h"
#include <fcntl.h>
#include <sys/stat.h>

struct snapshot {
    struct arena arena;
    struct map stamps; /* path → struct stamp */
};

struct stamp {
    struct timespec modified, changed;
    off_t size;
    ino_t inode;
};

struct watch_poll {
    struct snapshot snapshots[2];
    size_t present; /* which of the two is newer */
};

static bool add_stamp(void *data, text path, bool is_folder)
{
    struct snapshot *snapshot = data;
    struct stat status;
    if (is_folder || fstatat(AT_FDCWD, path.bytes, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return true;
    struct stamp *stamp = arena_new(&snapshot->arena, struct stamp);
    *stamp = (struct stamp){ status.st_mtim, status.st_ctim, status.st_size, status.st_ino };
    map_set(&snapshot->stamps, path, stamp);
    return true;
}

static void look(struct snapshot *snapshot)
{
    arena_reset(&snapshot->arena);
    map_init(&snapshot->stamps, &snapshot->arena);
    watch_walk(&snapshot->arena, snapshot, add_stamp);
}

struct watch_poll *watch_poll_open(struct arena *arena)
{
    struct watch_poll *poll = arena_new(arena, struct watch_poll);
    arena_init(&poll->snapshots[0].arena);
    arena_init(&poll->snapshots[1].arena);
    look(&poll->snapshots[0]);
    return poll;
}

void watch_poll_close(struct watch_poll *poll)
{
    arena_release(&poll->snapshots[0].arena);
    arena_release(&poll->snapshots[1].arena);
}

static bool is_same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static bool is_same_stamp(const struct stamp *a, const struct stamp *b)
{
    return a && b && is_same_time(a->modified, b->modified) && is_same_time(a->changed, b->changed) &&
           a->size == b->size && a->inode == b->inode;
}

/* What `ours` has and `theirs` has not, or otherwise. */
static void compare(const struct snapshot *ours, const struct snapshot *theirs, bool wants_differing,
    struct watch_changes *changes)
{
    for (size_t i = 0; i < ours->stamps.count; i++) {
        const struct map_entry *entry = &ours->stamps.entries[i];
        const struct stamp *other = map_find(&theirs->stamps, entry->key);
        if (wants_differing ? !is_same_stamp(entry->value, other) : !other)
            watch_change_of(changes, entry->key);
    }
}

bool watch_poll_gather(struct watch_poll *poll, struct watch_changes *changes)
{
    const struct snapshot *before = &poll->snapshots[poll->present];
    poll->present = 1 - poll->present;
    struct snapshot *now = &poll->snapshots[poll->present];
    look(now);
    compare(now, before, true, changes);
    compare(before, now, false, changes);
    return changes->paths.count > 0 || changes->is_anything;
}
