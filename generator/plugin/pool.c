/* SPDX-License-Identifier: MIT */
/*
 * A free list for each size in steps of 16 bytes, and a pointer that moves through a mapping when the list is
 * empty. Blocks never change their size class, so memory that went to one size stays there; the mapping's own
 * size bounds what that can cost. Past the first pages it is of large ones: blocks are visited in no order.
 */
#include "plugin/pool.h"
#include "base/watched.h"
#include <sys/mman.h>

enum { REGION_BYTES = MEMORY_IS_WATCHED ? 0 : 32 << 20 };
/* Plugins of a small site need no more. */
enum { SMALL_BYTES = 1 << 20 };

void pool_open(struct pool *pool)
{
    *pool = (struct pool){ 0 };
    if (!REGION_BYTES)
        return;
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    void *mapping = mmap(NULL, (size_t)REGION_BYTES, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (mapping == MAP_FAILED)
        return;
#ifdef MADV_HUGEPAGE
    madvise((char *)mapping + SMALL_BYTES, REGION_BYTES - SMALL_BYTES, MADV_HUGEPAGE);
#endif
    pool->start = pool->next = mapping;
    pool->end = pool->start + REGION_BYTES;
}

void pool_close(struct pool *pool)
{
    if (pool->start)
        munmap(pool->start, (size_t)REGION_BYTES);
    *pool = (struct pool){ 0 };
}

void *pool_take_new(struct pool *pool, size_t size)
{
    size_t bytes = (pool_class(size) + 1) * POOL_STEP_BYTES;
    if (size > POOL_LARGEST_BYTES || (size_t)(pool->end - pool->next) < bytes)
        return malloc(size);
    char *block = pool->next;
    pool->next += bytes;
    return block;
}

void *pool_resize(struct pool *pool, void *block, size_t old_size, size_t new_size)
{
    bool is_inside = pool_holds(pool, block);
    if (!is_inside && new_size > POOL_LARGEST_BYTES)
        return realloc(block, new_size);
    if (is_inside && new_size <= POOL_LARGEST_BYTES && pool_class(old_size) == pool_class(new_size))
        return block;
    void *moved = pool_take(pool, new_size);
    if (!moved)
        return NULL;
    memcpy(moved, block, old_size < new_size ? old_size : new_size);
    pool_free(pool, block, old_size);
    return moved;
}
