/* SPDX-License-Identifier: MIT */
/* Preloaded: read, write and copy_file_range move seven bytes at most, as they may on any system. */
#include <dlfcn.h>
#include <sys/types.h>

enum { MOST_BYTES = 7 };

static size_t few(size_t count)
{
    return count < MOST_BYTES ? count : MOST_BYTES;
}

ssize_t read(int file, void *bytes, size_t count)
{
    static ssize_t (*real)(int, void *, size_t);
    if (!real)
        real = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
    return real(file, bytes, few(count));
}

ssize_t pread(int file, void *bytes, size_t count, off_t offset)
{
    static ssize_t (*real)(int, void *, size_t, off_t);
    if (!real)
        real = (ssize_t(*)(int, void *, size_t, off_t))dlsym(RTLD_NEXT, "pread");
    return real(file, bytes, few(count), offset);
}

ssize_t write(int file, const void *bytes, size_t count)
{
    static ssize_t (*real)(int, const void *, size_t);
    if (!real)
        real = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    return real(file, bytes, few(count));
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset)
{
    static ssize_t (*real)(int, const void *, size_t, off_t);
    if (!real)
        real = (ssize_t(*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite");
    return real(file, bytes, few(count), offset);
}

ssize_t copy_file_range(int from, off_t *from_offset, int to, off_t *to_offset, size_t count, unsigned flags)
{
    static ssize_t (*real)(int, off_t *, int, off_t *, size_t, unsigned);
    if (!real)
        real = (ssize_t(*)(int, off_t *, int, off_t *, size_t, unsigned))dlsym(RTLD_NEXT, "copy_file_range");
    return real(from, from_offset, to, to_offset, few(count), flags);
}
