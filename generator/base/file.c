/* SPDX-License-Identifier: MIT */
/*
 * Reading whole files. One openat, fstat, read and close a file: the read asks for one byte more than the
 * size, so that a short answer is the end. Writing is in file_write.c; opening, which is where safety lies,
 * in file_open.c.
 */
#include "base/file.h"
#include "base/file_open.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    /* Up to here a file comes in one piece and its size tells enough; above, its times are looked at again.
     */
    ONE_PIECE_BYTES = 64 * 1024,
    COMPARE_BYTES = 16 * 1024, /* cleared for each file */
};

const char *file_error_text(int error)
{
    switch (error) {
    case FILE_NOT_REGULAR: return "not a regular file";
    case FILE_TOO_LARGE: return "the file is too large";
    case FILE_CHANGED: return "the file changed while it was read";
    case ELOOP: return "a symbolic link, which is not followed";
    case EXDEV: return "the path leaves its folder";
    default: return strerror(error);
    }
}

static int64_t nanoseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static struct file_status status_of(const struct stat *found)
{
    return (struct file_status){
        .size = (uint64_t)found->st_size,
        .modified_ns = nanoseconds(found->st_mtim),
        .changed_ns = nanoseconds(found->st_ctim),
        .inode = found->st_ino,
    };
}

int file_open_regular(int folder, const char *path, struct file_status *status)
{
    struct stat found;
    *status = (struct file_status){ 0 };
    int descriptor = file_open_below(folder, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
    if (descriptor < 0)
        return descriptor == -ENXIO ? -FILE_NOT_REGULAR : descriptor;
    int error = fstat(descriptor, &found) != 0 ? errno : 0;
    if (error == 0 && !S_ISREG(found.st_mode))
        error = FILE_NOT_REGULAR;
    if (error == 0) {
        *status = status_of(&found);
        return descriptor;
    }
    close(descriptor);
    return -error;
}

ssize_t file_read_up_to(int descriptor, char *bytes, size_t wanted)
{
    size_t count = 0;
    while (count < wanted) {
        ssize_t got = read(descriptor, bytes + count, wanted - count);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -errno;
        count += (size_t)got;
        /* One byte short of a request made one byte too large: all of a file whose size was known. */
        if (got == 0 || count + 1 == wanted)
            break;
    }
    return (ssize_t)count;
}

bool file_is_unchanged(int descriptor, const struct file_status *before)
{
    struct file_status after = { 0 };
    if (before->size <= ONE_PIECE_BYTES)
        return true;
    return file_status_of(descriptor, &after) == 0 && after.size == before->size &&
           after.modified_ns == before->modified_ns;
}

/* One reading of the open file: 0, an error, or FILE_CHANGED when it moved underneath. */
static int read_all(
    int descriptor, const struct file_status *found, size_t limit_bytes, struct arena *arena, text *contents)
{
    if (found->size > limit_bytes)
        return FILE_TOO_LARGE;
    size_t size = (size_t)found->size;
    char *bytes = arena_bytes(arena, size + 1);
    ssize_t count = file_read_up_to(descriptor, bytes, size + 1);
    if (count < 0)
        return (int)-count;
    if ((size_t)count != size || !file_is_unchanged(descriptor, found))
        return FILE_CHANGED;
    *contents = (text){ bytes, size };
    return 0;
}

int file_read(int folder, const char *path, size_t limit_bytes, struct arena *arena, text *contents,
    struct file_status *status)
{
    struct file_status found;
    *contents = TEXT_NONE;
    int descriptor = file_open_regular(folder, path, &found);
    if (descriptor < 0)
        return -descriptor;
    int error = read_all(descriptor, &found, limit_bytes, arena, contents);
    if (error == FILE_CHANGED) {
        bool is_rewound = lseek(descriptor, 0, SEEK_SET) == 0 && file_status_of(descriptor, &found) == 0;
        error = is_rewound ? read_all(descriptor, &found, limit_bytes, arena, contents) : errno;
    }
    close(descriptor);
    if (error == 0 && status)
        *status = found;
    return error;
}

int file_read_start(int folder, const char *path, size_t length, struct arena *arena, text *contents)
{
    struct file_status found;
    *contents = TEXT_NONE;
    int descriptor = file_open_regular(folder, path, &found);
    if (descriptor < 0)
        return -descriptor;
    /* Of the kernel's own files, as those in /proc, the size is 0 whatever is in them. */
    bool is_smaller = found.size > 0 && found.size < length;
    size_t wanted = is_smaller ? (size_t)found.size : length;
    char *bytes = arena_bytes(arena, wanted);
    size_t count = 0;
    ssize_t got = 1;
    while (count < wanted && got != 0) {
        got = read(descriptor, bytes + count, wanted - count);
        if (got < 0 && errno != EINTR)
            break;
        count += got > 0 ? (size_t)got : 0;
    }
    int error = got < 0 && count < wanted ? errno : 0;
    close(descriptor);
    if (error == 0)
        *contents = (text){ bytes, count };
    return error;
}

int file_status_at(int folder, const char *path, struct file_status *status)
{
    struct stat found;
    if (fstatat(folder, path, &found, AT_SYMLINK_NOFOLLOW) != 0)
        return errno;
    if (!S_ISREG(found.st_mode))
        return FILE_NOT_REGULAR;
    *status = status_of(&found);
    return 0;
}

int file_status_of(int descriptor, struct file_status *status)
{
    struct stat found;
    if (fstat(descriptor, &found) != 0)
        return errno;
    *status = status_of(&found);
    return 0;
}

int file_folder_status_at(int folder, const char *path, struct file_status *status)
{
    struct stat found;
    if (fstatat(folder, path, &found, AT_SYMLINK_NOFOLLOW) != 0)
        return errno;
    *status = status_of(&found);
    return S_ISDIR(found.st_mode) ? 0 : ENOTDIR;
}

bool file_status_equal(const struct file_status *a, const struct file_status *b)
{
    return a->size == b->size && a->modified_ns == b->modified_ns && a->changed_ns == b->changed_ns &&
           a->inode == b->inode;
}

bool file_status_is_settled(const struct file_status *status, int64_t noted_ns)
{
    static const int64_t settling_ns = 2000000000;
    return status->modified_ns < noted_ns - settling_ns && status->changed_ns < noted_ns - settling_ns;
}

bool file_equals(int folder, const char *path, text contents)
{
    char piece[COMPARE_BYTES];
    struct file_status found;
    int descriptor = file_open_regular(folder, path, &found);
    if (descriptor < 0)
        return false;
    bool is_equal = found.size == contents.length;
    for (size_t at = 0; is_equal && at < contents.length;) {
        size_t left = contents.length - at;
        ssize_t got = read(descriptor, piece, left < COMPARE_BYTES ? left : COMPARE_BYTES);
        if (got < 0 && errno == EINTR)
            continue;
        is_equal = got > 0 && memcmp(piece, contents.bytes + at, (size_t)got) == 0;
        at += got > 0 ? (size_t)got : 0;
    }
    close(descriptor);
    return is_equal;
}
