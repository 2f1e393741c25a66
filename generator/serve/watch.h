/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_SERVE_WATCH_H
#define BRIEF_SERVE_WATCH_H
/*
 * watch: says when a file of the site changed. The kernel's inotify tells at once; where it has no more
 * watches to give, in network and shared folders and when asked for, the files are looked at twice a second.
 * It belongs to whoever opened it.
 */
#include "base/arena.h"
#include "base/text.h"
#include <stdbool.h>

struct watch;

struct watch_change {
    text path;
    bool is_settled; /* nothing more of it is to be expected: a file that was closed or got its name */
    bool is_new;     /* it came within these changes */
};

/* Paths from the site's folder ("content/articles/x.md"), NUL-terminated, each once, in no order that
 * matters. A folder that was moved or lost stands for all that is in it. */
struct watch_changes {
    struct arena *arena;
    struct {
        struct watch_change *items;
        size_t count, capacity;
    } paths;
    bool is_anything; /* events were lost: take everything as changed */
};

/*
 * Begins to watch site.yml, content/, layouts/ and lua-plugins/ below the working directory; folders that
 * come later too. `polls` asks for looking instead of being told. Never NULL.
 */
struct watch *watch_open(struct arena *arena, bool polls);
void watch_close(struct watch *watch);
/* Why files are looked at instead ("the system's limit of inotify watches is reached"), or NULL. */
const char *watch_polls_because(const struct watch *watch);
/* For poll(2): a descriptor that becomes readable, or -1 when it has to be asked every WATCH_POLL_MS. */
int watch_descriptor(const struct watch *watch);
/*
 * Adds what changed since the last call, without waiting. True when there is anything. Folders that are new
 * are watched from then on, and what they hold counts as changed.
 */
bool watch_gather(struct watch *watch, struct watch_changes *changes);

/* For those who find changes: that of the path, which is added when it is new. NULL when there are so many
 * that everything is taken as changed. */
struct watch_change *watch_change_of(struct watch_changes *changes, text path);
/* Is every change complete? Editors that write beside and rename leave a file away for a moment. */
bool watch_is_settled(const struct watch_changes *changes);

enum { WATCH_POLL_MS = 500 };
#endif
