/* SPDX-License-Identifier: MIT */
/*
 * Writing whole files, making folders, copying. A new file that could not be written whole is taken away
 * again, so that a full disk leaves no halves; what was to replace another is left to who asked for that.
 */
#include "base/file.h"
#include "base/file_open.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MODE = 0644, FOLDER_MODE = 0755, COPY_PIECE_BYTES = 64 * 1024, COPY_RANGE_BYTES = 1 << 30 };

/* Length of the folder part of the first `length` bytes, without the slashes at its end; 0 when there is
 * none. */
static size_t folder_length(const char *path, size_t length)
{
    while (length > 0 && path[length - 1] != '/')
        length--;
    while (length > 0 && path[length - 1] == '/')
        length--;
    return length;
}

/* Makes the folder named by the first `length` bytes of `path`, whose own folder must be there. */
static int make_folder(int folder, const char *path, size_t length)
{
    char name[PATH_MAX];
    size_t parent_length = folder_length(path, length);
    int parent = folder;
    memcpy(name, path, length);
    name[length] = '\0';
    const char *last = name;
    if (parent_length > 0) {
        name[parent_length] = '\0';
        parent = file_open_below(folder, name, O_PATH | O_DIRECTORY, 0);
        if (parent < 0)
            return -parent;
        last = name + parent_length + 1;
        while (*last == '/')
            last++;
    }
    int error = 0;
    while (*last && !error && mkdirat(parent, last, FOLDER_MODE) != 0 && errno != EEXIST)
        error = errno == EINTR ? 0 : errno;
    if (parent != folder)
        close(parent);
    return error;
}

int file_make_parents(int folder, const char *path)
{
    size_t whole = strlen(path);
    if (whole >= PATH_MAX)
        return ENAMETOOLONG;
    /* mkdirat would leave the folder for an absolute path. */
    if (folder != AT_FDCWD && *path == '/')
        return EXDEV;
    whole = folder_length(path, whole);
    /* Most often all but the last are there, so the way is up until one can be made, then down again. */
    size_t length = whole;
    while (length > 0) {
        int error = make_folder(folder, path, length);
        size_t above = folder_length(path, length);
        if (error == 0 && length == whole)
            return 0;
        if (error != 0 && (error != ENOENT || above == 0))
            return error;
        if (error == 0) {
            while (path[length] == '/')
                length++;
            const char *slash = strchr(path + length, '/');
            length = slash && (size_t)(slash - path) < whole ? (size_t)(slash - path) : whole;
        } else {
            length = above;
        }
    }
    return 0;
}

int file_write_all(int descriptor, text contents)
{
    for (size_t at = 0; at < contents.length;) {
        ssize_t written = write(descriptor, contents.bytes + at, contents.length - at);
        if (written < 0 && errno != EINTR)
            return errno;
        /* A write that takes nothing and gives no reason would do so for ever. */
        if (written == 0)
            return EIO;
        at += written > 0 ? (size_t)written : 0;
    }
    return 0;
}

/* What is there is only emptied once it is known to be a file. */
int file_write_begin(int folder, const char *path, bool replace)
{
    int flags = O_WRONLY | O_CREAT | O_NONBLOCK | O_NOCTTY | (replace ? 0 : O_EXCL);
    int descriptor = file_open_below(folder, path, flags, FILE_MODE);
    if (descriptor < 0 || !replace)
        return descriptor == -ENXIO ? -FILE_NOT_REGULAR : descriptor;
    struct stat found;
    int error = fstat(descriptor, &found) != 0 ? errno : 0;
    if (error == 0 && !S_ISREG(found.st_mode))
        error = FILE_NOT_REGULAR;
    if (error == 0 && found.st_size > 0 && ftruncate(descriptor, 0) != 0)
        error = errno;
    if (error == 0)
        return descriptor;
    close(descriptor);
    return -error;
}

/* Closes; the first error counts. EINTR leaves the descriptor closed on Linux and the data written. */
static int close_written(int descriptor, int error)
{
    int close_error = close(descriptor) != 0 && errno != EINTR ? errno : 0;
    return error ? error : close_error;
}

int file_write_end(
    int descriptor, int folder, const char *path, bool replace, int error, struct file_status *status)
{
    if (error == 0 && status)
        error = file_status_of(descriptor, status);
    error = close_written(descriptor, error);
    if (error != 0 && !replace)
        unlinkat(folder, path, 0);
    return error;
}

int file_write(int folder, const char *path, text contents, bool replace)
{
    return file_write_parts(folder, path, &contents, 1, replace);
}

int file_write_parts(int folder, const char *path, const text *parts, size_t count, bool replace)
{
    int descriptor = file_write_begin(folder, path, replace), error = 0;
    if (descriptor < 0)
        return -descriptor;
    for (size_t i = 0; i < count && error == 0; i++)
        error = file_write_all(descriptor, parts[i]);
    return file_write_end(descriptor, folder, path, replace, error, NULL);
}

static int copy_by_pieces(int from, int to)
{
    char piece[COPY_PIECE_BYTES];
    for (;;) {
        ssize_t got = read(from, piece, sizeof(piece));
        if (got == 0)
            return 0;
        if (got < 0 && errno != EINTR)
            return errno;
        int error = got > 0 ? file_write_all(to, (text){ piece, (size_t)got }) : 0;
        if (error != 0)
            return error;
    }
}

/* Where the kernel cannot copy between the two, the rest goes through here. */
static bool is_for_pieces(int error)
{
    return error == EXDEV || error == EINVAL || error == ENOSYS || error == EOPNOTSUPP || error == EPERM ||
           error == EBADF;
}

static int copy_contents(int from, int to)
{
    for (;;) {
        ssize_t copied = copy_file_range(from, NULL, to, NULL, COPY_RANGE_BYTES, 0);
        /* Some file systems answer 0 for files that have contents: the pieces settle it. */
        if (copied == 0 || (copied < 0 && is_for_pieces(errno)))
            return copy_by_pieces(from, to);
        if (copied < 0 && errno != EINTR)
            return errno;
    }
}

int file_copy(int from_folder, const char *from, int to_folder, const char *to)
{
    struct stat source, target;
    int input = file_open_below(from_folder, from, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
    if (input < 0)
        return input == -ENXIO ? FILE_NOT_REGULAR : -input;
    int error = fstat(input, &source) != 0 ? errno : S_ISREG(source.st_mode) ? 0 : FILE_NOT_REGULAR;
    /* Emptying the target would empty the source when they are one file. */
    if (error == 0 && fstatat(to_folder, to, &target, AT_SYMLINK_NOFOLLOW) == 0 &&
        target.st_ino == source.st_ino && target.st_dev == source.st_dev)
        error = EEXIST;
    int output = error == 0 ? file_write_begin(to_folder, to, true) : -error;
    if (output >= 0)
        error = close_written(output, copy_contents(input, output));
    else
        error = -output;
    close(input);
    return error;
}
