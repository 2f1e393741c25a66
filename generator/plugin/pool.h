/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_POOL_H
#define BRIEF_PLUGIN_POOL_H
/*
 * pool: the small blocks of a Lua state. The caller always knows how large a block is, so blocks carry no
 * header. What is too large, or finds the pool used up, comes from malloc. Where memory is watched everything
 * does.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum {
    POOL_STEP_BYTES = 16,
    POOL_LARGEST_BYTES = 1024,
    POOL_CLASS_COUNT = POOL_LARGEST_BYTES / POOL_STEP_BYTES,
};

struct pool {
    char *start, *end;            /* one mapping; NULL when there is none */
    char *next;                   /* nothing behind it has been handed out yet */
    void *free[POOL_CLASS_COUNT]; /* the first free block of each size; it points to the next one */
};

/* Reserves address space; pages come into being when touched. */
void pool_open(struct pool *pool);
/* Every block must have been freed. */
void pool_close(struct pool *pool);
/* A block from where the size's free list is empty, or not of the pool. pool_take calls it. */
void *pool_take_new(struct pool *pool, size_t size);
/* As realloc, with the size the block has. `new_size` is not 0. NULL when the machine has no memory left. */
void *pool_resize(struct pool *pool, void *block, size_t old_size, size_t new_size);

static inline bool pool_holds(const struct pool *pool, const void *block)
{
    return (const char *)block >= pool->start && (const char *)block < pool->end;
}

/* Sizes begin at 1. */
static inline size_t pool_class(size_t size)
{
    return (size - 1) / POOL_STEP_BYTES;
}

/* As malloc. A block is taken for each value that Lua makes, and freed again. */
static inline void *pool_take(struct pool *pool, size_t size)
{
    if (size > POOL_LARGEST_BYTES || !pool->free[pool_class(size)])
        return pool_take_new(pool, size);
    void *block = pool->free[pool_class(size)];
    memcpy(&pool->free[pool_class(size)], block, sizeof(void *));
    /* The next one of that size was freed long ago. */
    __builtin_prefetch(pool->free[pool_class(size)]);
    return block;
}

/* `block` may be NULL. */
static inline void pool_free(struct pool *pool, void *block, size_t size)
{
    if (!block || !pool_holds(pool, block)) {
        free(block);
        return;
    }
    memcpy(block, &pool->free[pool_class(size)], sizeof(void *));
    pool->free[pool_class(size)] = block;
}
#endif
