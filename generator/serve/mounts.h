/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_SERVE_MOUNTS_H
#define BRIEF_SERVE_MOUNTS_H
/*
 * mounts: the file systems in which others change files and this system does not hear of it: those of a
 * network, and those that a host shares with a virtual machine. inotify(7) tells of one's own changes there.
 */
#include "base/text.h"
#include <sys/types.h>

/* Those of `mountinfo`, the contents of /proc/self/mountinfo, which they borrow. */
struct mounts {
    struct shared_mount {
        dev_t device;
        text type; /* "nfs4" */
    } * items;
    size_t count, capacity;
};

struct mounts mounts_shared(struct arena *arena, text mountinfo);
/* The type of the one that is `device` (stat's); absent for any other file system. */
text mounts_type(const struct mounts *mounts, dev_t device);
#endif
