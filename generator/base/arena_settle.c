/* SPDX-License-Identifier: MIT */
/*
 * The kernel copies what was shared into new memory, without this process looking at a page of it, and the
 * new memory is moved to where the shared one was. Where it does not, all stays shared.
 */
#include "base/arena.h"
#include <stdint.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

/* Private memory that begins with a large page; NULL when there is none. `bytes` are a multiple of these. */
static char *map_large(size_t bytes)
{
    size_t room = bytes + ARENA_LARGE_PAGE_BYTES;
    char *mapping = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapping == MAP_FAILED)
        return NULL;
    size_t before = -(uintptr_t)mapping & (ARENA_LARGE_PAGE_BYTES - 1);
    if (before)
        munmap(mapping, before);
    if (before < ARENA_LARGE_PAGE_BYTES)
        munmap(mapping + before + bytes, ARENA_LARGE_PAGE_BYTES - before);
#ifdef MADV_HUGEPAGE
    madvise(mapping + before, bytes, MADV_HUGEPAGE);
#endif
    return mapping + before;
}

void arena_settle(struct arena *arena)
{
    size_t used = arena->reserved ? (size_t)(arena->next - arena->reserved) : 0;
    if (used < ARENA_LARGE_PAGE_BYTES)
        return;
    size_t bytes = (used + ARENA_LARGE_PAGE_BYTES - 1) / ARENA_LARGE_PAGE_BYTES * ARENA_LARGE_PAGE_BYTES;
    char *own = bytes <= arena->reserved_bytes ? map_large(bytes) : NULL;
    size_t copied = 0;
    while (own && copied < used) {
        struct iovec to = { own + copied, used - copied }, from = { arena->reserved + copied, used - copied };
        ssize_t count = process_vm_readv(getpid(), &to, 1, &from, 1, 0);
        if (count <= 0)
            break;
        copied += (size_t)count;
    }
    bool is_moved = own && copied == used &&
                    mremap(own, bytes, bytes, MREMAP_MAYMOVE | MREMAP_FIXED, arena->reserved) != MAP_FAILED;
    if (own && !is_moved)
        munmap(own, bytes);
    if (is_moved)
        arena->end = arena->next;
}
