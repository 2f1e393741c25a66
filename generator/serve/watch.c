/* SPDX-License-Identifier: MIT */
/*
 * inotify watches folders one by one, and a watch does not say where its folder is now. So nothing is mended
 * when folders come, go or move: a new set of watches is made of what is there, before the old one is read to
 * its end and closed. A rename storm costs one new set for each batch of events, and memory stays flat.
 */
#include "serve/watch.h"
#include "base/file.h"
#include "base/list.h"
#include "base/path.h"
#include "serve/mounts.h"
#include "serve/watch_poll.h"
#include "serve/watch_walk.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MOST_PATHS = 256,
    MOUNTINFO_BYTES = 1 << 18, /* read of it at most */
    /* Enough for a few hundred events a read; one event is at most a header and a name of 255 bytes. */
    EVENT_BYTES = 16 * 1024,
    FOLDER_EVENTS = IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_DELETE_SELF |
                    IN_MOVE_SELF | IN_ATTRIB | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK,
};

/* One inotify instance and what its watches stand for. */
struct watch_set {
    struct arena arena;
    int handle; /* -1: none */
    struct {
        text *items; /* by watch descriptor: inotify counts from 1 */
        size_t count, capacity;
    } folders;
    struct mounts mounts;
    text shared; /* with EREMOTE: a folder in which others change files unheard */
    text type;   /* of its file system */
    int error;   /* why it is not complete, or 0 */
};

struct watch {
    struct arena *arena;
    struct watch_set set;
    struct watch_poll *poll; /* instead of the set, or NULL */
    const char *because;
};

static bool add_folder(void *data, text path, bool is_folder)
{
    struct watch_set *set = data;
    if (!is_folder)
        return true;
    int descriptor = inotify_add_watch(set->handle, path.bytes, FOLDER_EVENTS);
    if (descriptor < 0) {
        /* A folder that is gone already is no reason to stop. */
        set->error = errno == ENOSPC || errno == ENOMEM ? errno : 0;
        return set->error == 0;
    }
    while (set->folders.count <= (size_t)descriptor)
        *list_add(&set->arena, &set->folders) = TEXT_NONE;
    set->folders.items[descriptor] = path;
    struct stat status;
    set->type = stat(path.bytes, &status) == 0 ? mounts_type(&set->mounts, status.st_dev) : TEXT_NONE;
    set->shared = path;
    set->error = set->type.length ? EREMOTE : 0;
    return set->error == 0;
}

static void set_close(struct watch_set *set)
{
    if (set->handle >= 0)
        close(set->handle);
    set->handle = -1;
    arena_release(&set->arena);
}

static struct watch_set set_open(void)
{
    struct watch_set set = { .handle = inotify_init1(IN_NONBLOCK | IN_CLOEXEC) };
    text mountinfo;
    arena_init(&set.arena);
    set.error = set.handle < 0 ? errno : 0;
    if (file_read_start(AT_FDCWD, "/proc/self/mountinfo", MOUNTINFO_BYTES, &set.arena, &mountinfo) == 0)
        set.mounts = mounts_shared(&set.arena, mountinfo);
    if (!set.error)
        watch_walk(&set.arena, &set, add_folder);
    return set;
}

static const char *reason_of(struct arena *arena, const struct watch_set *set)
{
    switch (set->error) {
    case ENOSPC: return "the system's limit of watched folders is reached (fs.inotify.max_user_watches)";
    case EMFILE: return "the system's limit of watchers is reached (fs.inotify.max_user_instances)";
    case EREMOTE:
        return text_format(arena,
            "%.*s is on a file system of type %.*s, and nobody tells what others change there",
            TEXT_ARGS(text_equal(set->shared, TEXT(".")) ? TEXT("the site") : set->shared),
            TEXT_ARGS(set->type))
            .bytes;
    default: return strerror(set->error);
    }
}

static void begin_polling(struct watch *watch, const char *because)
{
    watch->because = because;
    watch->poll = watch_poll_open(watch->arena);
}

struct watch *watch_open(struct arena *arena, bool polls)
{
    struct watch *watch = arena_new(arena, struct watch);
    watch->arena = arena;
    watch->set.handle = -1;
    arena_init(&watch->set.arena);
    if (!polls) {
        watch->set = set_open();
        if (!watch->set.error)
            return watch;
    }
    begin_polling(watch, polls ? "it was asked for" : reason_of(arena, &watch->set));
    set_close(&watch->set);
    return watch;
}

void watch_close(struct watch *watch)
{
    set_close(&watch->set);
    if (watch->poll)
        watch_poll_close(watch->poll);
}

const char *watch_polls_because(const struct watch *watch)
{
    return watch->because;
}

int watch_descriptor(const struct watch *watch)
{
    return watch->set.handle;
}

struct watch_change *watch_change_of(struct watch_changes *changes, text path)
{
    for (size_t i = changes->paths.count; i-- > 0;)
        if (text_equal(changes->paths.items[i].path, path))
            return &changes->paths.items[i];
    /* A long list tells nobody more than that much has changed. */
    if (changes->paths.count == MOST_PATHS) {
        changes->is_anything = true;
        return NULL;
    }
    struct watch_change *change = list_add(changes->arena, &changes->paths);
    change->path = text_of(text_to_string(changes->arena, path));
    return change;
}

static void add_change(struct watch_changes *changes, text path, uint32_t mask)
{
    struct watch_change *change = watch_change_of(changes, path);
    if (!change)
        return;
    change->is_new |= (mask & (IN_CREATE | IN_MOVED_TO)) != 0;
    if (mask & IN_ISDIR)
        change->is_settled = false;
    else if (mask & (IN_CLOSE_WRITE | IN_MOVED_TO | IN_ATTRIB))
        change->is_settled = true;
    else /* a backup that is gone again is as good as never there */
        change->is_settled = change->is_new && (mask & (IN_DELETE | IN_MOVED_FROM));
}

bool watch_is_settled(const struct watch_changes *changes)
{
    for (size_t i = 0; i < changes->paths.count; i++)
        if (!changes->paths.items[i].is_settled)
            return false;
    return !changes->is_anything;
}

/* True when folders came, went or moved. */
static bool take_event(
    const struct watch_set *set, const struct inotify_event *event, struct watch_changes *changes)
{
    if (event->mask & IN_Q_OVERFLOW)
        return changes->is_anything = true;
    bool is_known = event->wd > 0 && (size_t)event->wd < set->folders.count;
    text folder = is_known ? set->folders.items[event->wd] : TEXT_NONE;
    text name = event->len ? text_of(event->name) : TEXT_NONE;
    bool is_site = text_equal(folder, TEXT("."));
    if (!folder.bytes || (event->mask & IN_IGNORED) || path_is_passed_over(name) ||
        (is_site && !watch_is_root(name)))
        return false;
    add_change(changes, path_join(changes->arena, is_site ? TEXT("") : folder, name), event->mask);
    bool is_folder_gone = (event->mask & (IN_DELETE_SELF | IN_MOVE_SELF)) != 0;
    return is_folder_gone || (event->mask & IN_ISDIR && !(event->mask & IN_ATTRIB));
}

/* Reads a set to its end. True when its folders are not what they were. */
static bool drain(const struct watch_set *set, struct watch_changes *changes)
{
    _Alignas(struct inotify_event) char bytes[EVENT_BYTES];
    bool is_stale = false;
    for (ssize_t length; (length = read(set->handle, bytes, sizeof bytes)) != 0;) {
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            break;
        for (const char *at = bytes; at < bytes + length;) {
            const struct inotify_event *event = (const struct inotify_event *)at;
            is_stale |= take_event(set, event, changes);
            at += sizeof *event + event->len;
        }
    }
    return is_stale;
}

bool watch_gather(struct watch *watch, struct watch_changes *changes)
{
    if (watch->poll)
        return watch_poll_gather(watch->poll, changes);
    if (drain(&watch->set, changes)) {
        struct watch_set next = set_open();
        drain(&watch->set, changes);
        set_close(&watch->set);
        watch->set = next;
        if (next.error) {
            begin_polling(watch, reason_of(watch->arena, &watch->set));
            set_close(&watch->set);
        }
    }
    return changes->paths.count > 0 || changes->is_anything;
}
