/* SPDX-License-Identifier: MIT */
/* Both ends are moved inwards to where a page begins. */
#include "base/pages.h"
#include <stdint.h>
#include <unistd.h>

size_t page_bytes(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

struct pages pages_within(const void *start, size_t bytes, size_t page_size)
{
    size_t before = -(uintptr_t)start & (page_size - 1);
    if (before >= bytes)
        return (struct pages){ NULL, 0 };
    return (struct pages){ (char *)start + before, (bytes - before) & ~(page_size - 1) };
}
