/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_POOL_H
#define BRIEF_PLUGIN_POOL_H
/*
 * pool: the small blocks of a Lua state. The caller always knows how large a block is, so blocks carry no
 * header. What is too large, or finds the pool used up, comes from malloc. In the sanitizer build everything
 * does.
 */
#include <stddef.h>

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
/* As realloc, with the size the block has; NULL without one. `new_size` is not 0. NULL when the machine has
 * no memory left. */
void *pool_resize(struct pool *pool, void *block, size_t old_size, size_t new_size);
/* `block` may be NULL. */
void pool_free(struct pool *pool, void *block, size_t size);
#endif
