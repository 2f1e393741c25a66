/* SPDX-License-Identifier: MIT */
/*
 * How the output folder is opened. Where there is none yet, a sibling is filled that takes its name with one
 * rename; else files wait in its staging folder.
 */
#include "base/file.h"
#include "base/file_fault.h"
#include "base/file_open.h"
#include "base/file_tree.h"
#include "base/path.h"
#include "build/lock.h"
#include "build/session.h"
#include "build/staging.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

static bool is_empty(const char *target)
{
    struct arena arena;
    struct file_entries entries;
    arena_init(&arena);
    bool has_none = file_list(AT_FDCWD, target, &arena, &entries) == 0 && entries.count == 0;
    arena_release(&arena);
    return has_none;
}

/* May a new folder take the target's name? Not where something is in it, nor where it is a mount point or has
 * an owner, mode, list of rights or label of its own, which would be lost. */
static bool may_be_swapped(const char *target)
{
    struct statx status;
    unsigned wanted = STATX_MODE | STATX_UID | STATX_GID;
    struct stat plain;
    /* Older containers forbid statx, and EPERM says nothing of the target. */
    if (statx(AT_FDCWD, target, AT_SYMLINK_NOFOLLOW, wanted, &status) != 0)
        return lstat(target, &plain) != 0 && errno == ENOENT;
    bool is_mount = status.stx_attributes & STATX_ATTR_MOUNT_ROOT;
    return !is_mount && (status.stx_mode & 07777) == 0755 && status.stx_uid == geteuid() &&
           status.stx_gid == getegid() && llistxattr(target, NULL, 0) <= 0 && is_empty(target);
}

static void leave(struct publisher_folder *folder)
{
    close(folder->handle);
    folder->handle = -1;
}

/* Opens and locks the folder at `path`. False when that cannot be done, which is reported unless it is gone.
 */
static bool open_locked(struct session *session, text path, bool may_be_gone)
{
    struct publisher_folder *folder = &session->folder;
    int handle = file_open_below(AT_FDCWD, path.bytes, O_RDONLY | O_DIRECTORY, 0);
    folder->handle = handle < 0 ? -1 : handle;
    if (handle == -ENOENT && may_be_gone)
        return false;
    if (handle < 0)
        return !file_fault_stopped(&session->diagnostics, "open the folder", path, -handle);
    if (session_lock_output(session, handle))
        return true;
    leave(folder);
    return false;
}

/* Another build may have given the folder its final name while this one waited for the lock. */
static bool has_name_still(const struct publisher_folder *folder)
{
    struct stat opened, named;
    return fstat(folder->handle, &opened) == 0 && lstat(folder->staging.bytes, &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev &&
           may_be_swapped(folder->target.bytes);
}

static int remove_contents(int folder)
{
    struct arena arena;
    struct file_entries entries;
    arena_init(&arena);
    int error = file_list(folder, ".", &arena, &entries);
    for (size_t i = 0; !error && i < entries.count; i++)
        error = file_remove_tree(folder, text_to_string(&arena, entries.items[i].name));
    arena_release(&arena);
    return error;
}

static bool make_sibling(struct session *session)
{
    const struct publisher_folder *folder = &session->folder;
    int error = mkdir(folder->staging.bytes, 0755) == 0 || errno == EEXIST ? 0 : errno;
    if (error && access(folder->target.bytes, F_OK) != 0)
        file_fault_stopped(&session->diagnostics, "make the folder", folder->staging, error);
    return !error;
}

/* Empties the sibling, which is open. False without a report when it has not that name any more. */
static bool take_sibling(struct session *session)
{
    struct publisher_folder *folder = &session->folder;
    int error = has_name_still(folder) ? remove_contents(folder->handle) : 0;
    folder->is_fresh = has_name_still(folder) && !error;
    file_fault_stopped(&session->diagnostics, "empty the folder", folder->staging, error);
    if (!folder->is_fresh)
        leave(folder);
    return folder->is_fresh;
}

/* Another build was ended, and what it left goes: this one was about to lock the same folder. */
static bool is_cleared_away(const struct publisher_folder *folder)
{
    return access(folder->staging.bytes, F_OK) != 0 && access(folder->target.bytes, F_OK) != 0;
}

/* A new folder beside the target. False without a report when the target has to be filled itself. */
static bool open_sibling(struct session *session)
{
    struct publisher_folder *folder = &session->folder;
    folder->staging = text_format(&session->arena, "%s" BESIDE_SUFFIX, folder->target.bytes);
    supervision_will_leave(session->supervision, folder->staging, folder->staging);
    do {
        if (!make_sibling(session))
            return false;
        if (open_locked(session, folder->staging, true) && take_sibling(session))
            return true;
    } while (!session_has_errors(session) && is_cleared_away(folder));
    return false;
}

/* The sibling of a build that was killed before its first output was whole. */
static void remove_old_sibling(struct session *session)
{
    const char *name = text_format(&session->arena, "%s" BESIDE_SUFFIX, session->folder.target.bytes).bytes;
    int handle = file_open_below(AT_FDCWD, name, O_RDONLY | O_DIRECTORY, 0);
    if (handle < 0)
        return;
    if (lock_is_free(handle))
        file_remove_tree(AT_FDCWD, name);
    close(handle);
}

static bool open_target(struct session *session)
{
    struct publisher_folder *folder = &session->folder;
    folder->staging = text_format(&session->arena, "%s/" STAGING_FOLDER, folder->target.bytes);
    supervision_will_leave(session->supervision, folder->staging, folder->target);
    remove_old_sibling(session);
    if (!open_locked(session, folder->target, false))
        return false;
    if (faccessat(folder->handle, ".", W_OK | X_OK, AT_EACCESS) != 0)
        return !file_fault_stopped(&session->diagnostics, "write into the folder", folder->target, errno);
    int error = file_remove_tree(folder->handle, STAGING_FOLDER);
    return !file_fault_stopped(&session->diagnostics, "remove", folder->staging, error);
}

bool session_look_at_output(struct session *session)
{
    struct publisher_folder *folder = &session->folder;
    if (!session_choose_output(session))
        return false;
    folder->handle = file_open_below(AT_FDCWD, folder->target.bytes, O_RDONLY | O_DIRECTORY, 0);
    folder->is_fresh = folder->handle == -ENOENT;
    if (folder->handle < 0 && !folder->is_fresh)
        file_fault_stopped(&session->diagnostics, "open the folder", folder->target, -folder->handle);
    folder->handle = folder->handle < 0 ? -1 : folder->handle;
    return session_is_sound(session);
}

static size_t count_bytes_above(struct session *session)
{
    text above = path_folder(session->folder.target);
    while (above.length && access(text_to_string(&session->arena, above), F_OK) != 0)
        above = path_folder(above);
    return above.length;
}

bool session_open_output(struct session *session)
{
    struct publisher_folder *folder = &session->folder;
    if (!session_choose_output(session))
        return false;
    folder->above_bytes = count_bytes_above(session);
    int error = file_make_parents(AT_FDCWD, folder->target.bytes);
    if (file_fault_stopped(&session->diagnostics, "make the folders above", folder->target, error))
        return false;
    bool is_open = may_be_swapped(folder->target.bytes) && open_sibling(session);
    return is_open || (!session_has_errors(session) && open_target(session));
}
