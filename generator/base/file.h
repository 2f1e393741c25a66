/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_FILE_H
#define BRIEF_BASE_FILE_H
/*
 * file: reading and writing whole files below a folder that is already open. Symbolic links are not followed,
 * only regular files are opened. Errors come back as errno values; the caller makes the diagnostic.
 */
#include "base/arena.h"
#include "base/text.h"
#include <sys/types.h>

struct file_status {
    uint64_t size;
    int64_t modified_ns; /* mtime, nanoseconds since 1970 */
    int64_t changed_ns;  /* ctime */
    uint64_t inode;
};

/* Errors that errno has no number for. */
enum { FILE_NOT_REGULAR = 100000, FILE_TOO_LARGE, FILE_CHANGED };
/* strerror, and words for the three above and for symbolic links; without capital or full stop. */
const char *file_error_text(int error);

/* Reads all of `path` below the open folder `folder` (AT_FDCWD for the working directory) into the arena. 0
 * or an error number. A file that changes while it is read is read once more, then FILE_CHANGED. `status` may
 * be NULL. On failure *contents is absent. */
int file_read(int folder, const char *path, size_t limit_bytes, struct arena *arena, text *contents,
    struct file_status *status);
/* Reads at most `length` bytes from the front. */
int file_read_start(int folder, const char *path, size_t length, struct arena *arena, text *contents);

/* For who reads one a piece at a time. Opens what must be a regular file; a FIFO does not block and a device
 * is not touched. The descriptor, or a negative error number. */
int file_open_regular(int folder, const char *path, struct file_status *status);
/* Up to `wanted` bytes; a regular file gives fewer only at its end. The count, or a negative errno value. */
ssize_t file_read_up_to(int descriptor, char *bytes, size_t wanted);
/* Is it, now that all of it was read, what it was when it was opened? */
bool file_is_unchanged(int descriptor, const struct file_status *before);

/* What lies at `path`, which must be a regular file, without opening it. 0 or an error number. */
int file_status_at(int folder, const char *path, struct file_status *status);
/* The same of a folder; its times change when a name in it comes, goes or changes. ENOTDIR: what lies there
 * is no folder, and the status is its own. */
int file_folder_status_at(int folder, const char *path, struct file_status *status);
/* The same of an open file. */
int file_status_of(int descriptor, struct file_status *status);
bool file_status_equal(const struct file_status *a, const struct file_status *b);
/*
 * Does an equal status mean equal bytes? Only of a file that had not been touched for two seconds when its
 * status was noted at `noted_ns`: within its clock's step a file can change without showing it.
 */
bool file_status_is_settled(const struct file_status *status, int64_t noted_ns);

/* Makes every missing folder above `path` (mode 0755 less the umask). 0 or errno. */
int file_make_parents(int folder, const char *path);
/* Writes the file at `path` in one go, mode 0644 less the umask; retries short writes and EINTR. The file
 * must not exist unless `replace`; a symbolic link at `path` is never followed. */
int file_write(int folder, const char *path, text contents, bool replace);
/* The same of parts, one behind the other. */
int file_write_parts(int folder, const char *path, const text *parts, size_t count, bool replace);
/* Do the bytes on disk equal `contents`? A missing or other file is simply not equal. */
bool file_equals(int folder, const char *path, text contents);
/* For who writes one a piece at a time: file_write_begin, file_write_all for each piece, file_write_end. The
 * first opens as file_write does, and gives the descriptor or a negative error number. */
int file_write_begin(int folder, const char *path, bool replace);
/* Writes all of `contents` to an open file; retries short writes and EINTR. 0 or errno. */
int file_write_all(int descriptor, text contents);
/* Closes it. `error` is what went wrong with it before, and is given back; 0: nothing did. A new file that is
 * not whole is taken away again. `status`, which may be NULL, is what it looks like. */
int file_write_end(
    int descriptor, int folder, const char *path, bool replace, int error, struct file_status *status);
/* Copies a regular file, with copy_file_range where it works; a file that is there is replaced. */
int file_copy(int from_folder, const char *from, int to_folder, const char *to);
#endif
