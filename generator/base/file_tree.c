/* SPDX-License-Identifier: MIT */
/*
 * The calls that work on names take a folder and one name in it, so that no link in the middle of a path can
 * lead elsewhere: the folder above is opened by file_open_below first. A listing is read to its end before
 * anything is done with it, so that no descriptor stays open on the way down a tree.
 */
#include "base/file_tree.h"
#include "base/file.h"
#include "base/file_open.h"
#include "base/list.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Opens the folder that holds `path` and finds the name in it. `folder` itself when there is no slash. */
static int open_parent(int folder, const char *path, const char **name)
{
    char parent[PATH_MAX];
    const char *slash = strrchr(path, '/');
    *name = slash ? slash + 1 : path;
    if (!slash)
        return folder;
    size_t length = (size_t)(slash - path);
    if (length >= sizeof parent)
        return -ENAMETOOLONG;
    memcpy(parent, path, length);
    parent[length] = '\0';
    if (length == 0 && folder == AT_FDCWD)
        return file_open_below(folder, "/", O_PATH | O_DIRECTORY, 0);
    return file_open_below(folder, parent, O_PATH | O_DIRECTORY, 0);
}

static void close_parent(int folder, int parent)
{
    if (parent != folder)
        close(parent);
}

static enum file_kind kind_of(mode_t mode)
{
    return S_ISREG(mode)   ? FILE_REGULAR
           : S_ISDIR(mode) ? FILE_FOLDER
           : S_ISLNK(mode) ? FILE_LINK
                           : FILE_SPECIAL;
}

static int find_kind(int parent, const char *name, enum file_kind *kind)
{
    struct stat status;
    while (fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        if (errno != EINTR)
            return errno;
    *kind = kind_of(status.st_mode);
    return 0;
}

int file_kind_at(int folder, const char *path, enum file_kind *kind)
{
    const char *name;
    int parent = open_parent(folder, path, &name);
    if (parent < 0 && parent != folder)
        return -parent;
    int error = find_kind(parent, name, kind);
    close_parent(folder, parent);
    return error;
}

static int compare_entries(const void *a, const void *b)
{
    return text_compare(((const struct file_entry *)a)->name, ((const struct file_entry *)b)->name);
}

/* Some file systems do not say in the listing what an entry is. One that is gone by now was not there. */
static int add_entry(
    int handle, const struct dirent *entry, struct arena *arena, struct file_entries *entries)
{
    enum file_kind kind = entry->d_type == DT_REG   ? FILE_REGULAR
                          : entry->d_type == DT_DIR ? FILE_FOLDER
                          : entry->d_type == DT_LNK ? FILE_LINK
                                                    : FILE_SPECIAL;
    int error = entry->d_type == DT_UNKNOWN ? find_kind(handle, entry->d_name, &kind) : 0;
    if (error)
        return error == ENOENT ? 0 : error;
    *list_add(arena, entries) = (struct file_entry){ text_copy(arena, text_of(entry->d_name)), kind };
    return 0;
}

static int read_entries(int handle, struct arena *arena, struct file_entries *entries)
{
    DIR *stream = fdopendir(handle);
    int error = 0;
    if (!stream) {
        error = errno;
        close(handle);
        return error;
    }
    while (!error) {
        /* NULL means the end, or a fault that only errno tells from it. */
        errno = 0;
        const struct dirent *entry = readdir(stream);
        if (!entry && errno == EINTR)
            continue;
        if (!entry) {
            error = errno;
            break;
        }
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            error = add_entry(handle, entry, arena, entries);
    }
    closedir(stream);
    return error;
}

int file_list(int folder, const char *path, struct arena *arena, struct file_entries *entries)
{
    *entries = (struct file_entries){ 0 };
    int handle = file_open_below(folder, path, O_RDONLY | O_DIRECTORY, 0);
    int error = handle < 0 ? -handle : read_entries(handle, arena, entries);
    if (error)
        *entries = (struct file_entries){ 0 };
    else if (entries->count)
        qsort(entries->items, entries->count, sizeof *entries->items, compare_entries);
    return error;
}

int file_make_folder(int folder, const char *path, mode_t mode)
{
    const char *name;
    enum file_kind kind = FILE_FOLDER;
    int parent = open_parent(folder, path, &name), error = 0;
    if (parent < 0 && parent != folder)
        return -parent;
    while (!error && mkdirat(parent, name, mode) != 0)
        error = errno == EINTR ? 0 : errno;
    if (error == EEXIST)
        error = find_kind(parent, name, &kind);
    close_parent(folder, parent);
    return error ? error : kind == FILE_FOLDER ? 0 : kind == FILE_LINK ? ELOOP : ENOTDIR;
}

int file_rename(int folder, const char *from, const char *to)
{
    const char *old_name, *new_name;
    int old_parent = open_parent(folder, from, &old_name);
    if (old_parent < 0 && old_parent != folder)
        return -old_parent;
    int new_parent = open_parent(folder, to, &new_name);
    int error = new_parent < 0 && new_parent != folder ? -new_parent : 0;
    while (!error && renameat(old_parent, old_name, new_parent, new_name) != 0)
        error = errno == EINTR ? 0 : errno;
    if (new_parent >= 0)
        close_parent(folder, new_parent);
    close_parent(folder, old_parent);
    return error;
}

static int remove_name(int folder, const char *path, int flags)
{
    const char *name;
    int parent = open_parent(folder, path, &name), error = 0;
    if (parent < 0 && parent != folder)
        return -parent;
    while (!error && unlinkat(parent, name, flags) != 0)
        error = errno == EINTR ? 0 : errno;
    close_parent(folder, parent);
    return error;
}

int file_remove(int folder, const char *path)
{
    return remove_name(folder, path, 0);
}

int file_remove_folder(int folder, const char *path)
{
    return remove_name(folder, path, AT_REMOVEDIR);
}

/* Empties the folder, of empty folders only or of everything, and removes it. */
static int remove_below(int folder, const char *path, bool only_folders, struct arena *arena)
{
    struct file_entries entries;
    int error = file_list(folder, path, arena, &entries);
    for (size_t i = 0; !error && i < entries.count; i++) {
        const char *below = text_format(arena, "%s/%.*s", path, TEXT_ARGS(entries.items[i].name)).bytes;
        if (entries.items[i].kind == FILE_FOLDER)
            error = remove_below(folder, below, only_folders, arena);
        else
            error = only_folders ? ENOTEMPTY : file_remove(folder, below);
    }
    return error ? error : file_remove_folder(folder, path);
}

static int remove_tree(int folder, const char *path, bool only_folders)
{
    struct arena arena;
    arena_init(&arena);
    int error = remove_below(folder, path, only_folders, &arena);
    arena_release(&arena);
    return error;
}

int file_remove_tree(int folder, const char *path)
{
    enum file_kind kind = FILE_REGULAR;
    int error = file_kind_at(folder, path, &kind);
    if (!error)
        error = kind == FILE_FOLDER ? remove_tree(folder, path, false) : file_remove(folder, path);
    return error == ENOENT ? 0 : error;
}

int file_remove_empty_tree(int folder, const char *path)
{
    return remove_tree(folder, path, true);
}

static int sync_folder_of(int folder, const char *path)
{
    const char *name;
    int parent = open_parent(folder, path, &name);
    if (parent < 0 && parent != folder)
        return -parent;
    int error = file_sync(parent, ".");
    close_parent(folder, parent);
    return error;
}

int file_replace(int folder, const char *path, text contents, bool is_durable)
{
    return file_replace_parts(folder, path, &contents, 1, is_durable);
}

int file_replace_parts(int folder, const char *path, const text *parts, size_t count, bool is_durable)
{
    char beside[PATH_MAX];
    int length = snprintf(beside, sizeof beside, "%s" BESIDE_SUFFIX, path);
    if (length < 0 || (size_t)length >= sizeof beside)
        return ENAMETOOLONG;
    int error = file_write_parts(folder, beside, parts, count, true);
    if (!error && is_durable)
        error = file_sync(folder, beside);
    if (!error)
        error = file_rename(folder, beside, path);
    if (error)
        file_remove(folder, beside);
    else if (is_durable)
        error = sync_folder_of(folder, path);
    return error;
}

int file_sync(int folder, const char *path)
{
    int handle = file_open_below(folder, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0), error = 0;
    if (handle < 0)
        return -handle;
    while (!error && fsync(handle) != 0)
        error = errno == EINTR ? 0 : errno;
    close(handle);
    return error;
}
