/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_FILE_TREE_H
#define BRIEF_BASE_FILE_TREE_H
/*
 * file_tree: what happens to names rather than to bytes, below a folder that is already open: listing,
 * renaming, removing, making durable. As in file.h no symbolic link is followed and no path leaves the folder
 * (with AT_FDCWD, for paths that the user typed, links in the middle are). Everything returns 0 or an error
 * number for file_error_text.
 */
#include "base/arena.h"
#include "base/text.h"
#include <stdbool.h>
#include <sys/types.h>

/* What a file is called until it may take the place of another: "index.html" BESIDE_SUFFIX. */
#define BESIDE_SUFFIX "~brief"

enum file_kind { FILE_REGULAR, FILE_FOLDER, FILE_LINK, FILE_SPECIAL };

struct file_entry {
    text name;
    enum file_kind kind;
};

struct file_entries {
    struct file_entry *items;
    size_t count, capacity;
};

/* What lies in the folder `path` ("." for `folder` itself), sorted by name in byte order, without "." and
 * "..". The names are in the arena. On failure there are no entries: a part of a folder is never returned. */
int file_list(int folder, const char *path, struct arena *arena, struct file_entries *entries);
/* What kind of thing is at `path`; a link is not followed. */
int file_kind_at(int folder, const char *path, enum file_kind *kind);

/* Makes the folder `path`, whose parent must be there; with this mode less the umask. 0 also when there is
 * one. */
int file_make_folder(int folder, const char *path, mode_t mode);
/* Gives the file or folder at `from` the name `to`; a file that is there is replaced in one step. */
int file_rename(int folder, const char *from, const char *to);
/* Removes the file, link or special file at `path`; never a folder. */
int file_remove(int folder, const char *path);
/* Removes the folder at `path` if it is empty, else ENOTEMPTY. */
int file_remove_folder(int folder, const char *path);
/* Removes what is at `path`, a folder with everything below it; 0 also when there is nothing. */
int file_remove_tree(int folder, const char *path);
/* Removes the folder at `path` if there is nothing in it but empty folders, else ENOTEMPTY. */
int file_remove_empty_tree(int folder, const char *path);

/*
 * Gives the file at `path` new contents so that whoever reads it, now or after a crash, finds all of the old
 * or all of the new: written under another name in the same folder, then renamed. With `is_durable` it is on
 * the disk on return.
 */
int file_replace(int folder, const char *path, text contents, bool is_durable);
/* The same of parts, one behind the other. */
int file_replace_parts(int folder, const char *path, const text *parts, size_t count, bool is_durable);

/* Waits until the file's bytes, or the folder's list of names, are on the disk. */
int file_sync(int folder, const char *path);
#endif
