/* SPDX-License-Identifier: MIT */
/*
 * The kernel's openat2 resolves a path beneath a folder in one call. Kernels before 5.6 and some sandboxes
 * lack it; there each part is opened from the one before.
 */
#include "base/file_open.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A rename elsewhere can make the kernel unsure whether a path stayed beneath; it then asks to try again. */
enum { RESOLVE_TRIES = 16 };

static int open_once(int folder, const char *path, int flags, mode_t mode)
{
    int descriptor;
    do
        descriptor = openat(folder, path, flags | O_NOFOLLOW | O_CLOEXEC, mode);
    while (descriptor < 0 && errno == EINTR);
    return descriptor < 0 ? -errno : descriptor;
}

/* A link is no folder, or with O_PATH is opened as itself and is then none: says what openat2 says of it. */
static int open_part(int folder, const char *name, int flags, mode_t mode)
{
    if (strcmp(name, "..") == 0)
        return -EXDEV;
    int found = open_once(folder, name, flags, mode);
    char target;
    return found == -ENOTDIR && readlinkat(folder, name, &target, 1) >= 0 ? -ELOOP : found;
}

/* Opens the folder named by the first `length` bytes of `part`. */
static int open_folder_part(int folder, const char *part, size_t length)
{
    char name[NAME_MAX + 1];
    if (length > NAME_MAX)
        return -ENAMETOOLONG;
    memcpy(name, part, length);
    name[length] = '\0';
    return open_part(folder, name, O_PATH | O_DIRECTORY, 0);
}

int file_open_by_parts(int folder, const char *path, int flags, mode_t mode)
{
    int current = folder;
    if (*path == '/')
        return -EXDEV;
    for (const char *slash; (slash = strchr(path, '/')); path = slash + 1) {
        if (slash == path)
            continue;
        int next = open_folder_part(current, path, (size_t)(slash - path));
        if (current != folder)
            close(current);
        if (next < 0)
            return next;
        current = next;
    }
    int found = open_part(current, *path ? path : ".", flags, mode);
    if (current != folder)
        close(current);
    return found;
}

int file_open_below(int folder, const char *path, int flags, mode_t mode)
{
    if (folder == AT_FDCWD)
        return open_once(folder, path, flags, mode);
    /* With both O_PATH and O_NOFOLLOW a link is opened as itself; without, RESOLVE_NO_SYMLINKS refuses it. */
    struct open_how how = {
        .flags = (unsigned)(flags | (flags & O_PATH ? 0 : O_NOFOLLOW) | O_CLOEXEC),
        .mode = flags & O_CREAT ? mode : 0,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
    };
    long descriptor = -1;
    int tries = 0;
    do
        descriptor = syscall(SYS_openat2, folder, path, &how, sizeof(how));
    while (descriptor < 0 && (errno == EINTR || (errno == EAGAIN && ++tries < RESOLVE_TRIES)));
    /* Sandboxes that do not know a call answer EPERM. */
    if (descriptor < 0 && (errno == ENOSYS || errno == EPERM))
        return file_open_by_parts(folder, path, flags, mode);
    return descriptor < 0 ? -errno : (int)descriptor;
}
