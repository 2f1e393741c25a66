/* SPDX-License-Identifier: MIT */
/* One line a mount (proc(5)): number, number of the one above, device, root, place, options, as many fields
 * as there are, "-", type, source, options. */
#include "serve/mounts.h"
#include "base/count.h"
#include "base/list.h"
#include <stdlib.h>
#include <sys/sysmacros.h>

enum { FIELDS_BEFORE_DEVICE = 2 };

static const text shared_types[] = {
    TEXT_INIT("9p"), TEXT_INIT("afs"), TEXT_INIT("ceph"), TEXT_INIT("cifs"), TEXT_INIT("fuse.glusterfs"),
    TEXT_INIT("fuse.rclone"), TEXT_INIT("fuse.sshfs"), TEXT_INIT("fuse.vmhgfs-fuse"), TEXT_INIT("nfs"),
    TEXT_INIT("nfs4"), TEXT_INIT("prl_fs"), TEXT_INIT("smb3"), TEXT_INIT("vboxsf"), TEXT_INIT("virtiofs"),
    /* to add one: its name in /proc/filesystems or, behind "fuse.", its program's */
};

static bool is_shared(text type)
{
    return text_is_one_of(type, shared_types, COUNT(shared_types));
}

/* "0:40" */
static dev_t device_of(struct arena *arena, text numbers)
{
    char *end;
    unsigned long major = strtoul(text_to_string(arena, numbers), &end, 10);
    return makedev(major, *end ? strtoul(end + 1, NULL, 10) : 0);
}

struct mounts mounts_shared(struct arena *arena, text mountinfo)
{
    struct mounts mounts = { 0 };
    while (mountinfo.length) {
        text line = text_cut_line(&mountinfo);
        size_t end = text_find(line, TEXT(" - "), 0);
        text behind = end == SIZE_MAX ? TEXT("") : text_from(line, end + 3), type = text_cut(&behind, ' ');
        for (size_t i = 0; i < FIELDS_BEFORE_DEVICE; i++)
            text_cut(&line, ' ');
        if (is_shared(type))
            *list_add(arena, &mounts) = (struct shared_mount){ device_of(arena, text_cut(&line, ' ')), type };
    }
    return mounts;
}

text mounts_type(const struct mounts *mounts, dev_t device)
{
    for (size_t i = 0; i < mounts->count; i++)
        if (mounts->items[i].device == device)
            return mounts->items[i].type;
    return TEXT_NONE;
}
