/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_FILE_OPEN_H
#define BRIEF_BASE_FILE_OPEN_H
/*
 * Opening below a folder without leaving it: the one way that file.c reaches the disk. Descriptors are
 * close-on-exec; errors come back as negative errno values.
 */
#include <sys/types.h>

/*
 * openat that follows no symbolic link anywhere in `path` and does not leave `folder`. With AT_FDCWD, which
 * is for paths that the user typed, only the last part may not be a link. Returns a descriptor, or a negative
 * errno value.
 */
int file_open_below(int folder, const char *path, int flags, mode_t mode);
/* The same where the kernel has no openat2: part by part. */
int file_open_by_parts(int folder, const char *path, int flags, mode_t mode);
#endif
