/* SPDX-License-Identifier: MIT */
/* Room doubles from eight items. */
#include "base/list.h"
#include <stdint.h>
#include <string.h>

enum { FIRST_CAPACITY = 8 };

void *list_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t item_size)
{
    if (*capacity > SIZE_MAX / 2)
        arena_die_out_of_memory();
    size_t larger = *capacity ? *capacity * 2 : FIRST_CAPACITY;
    char *grown = arena_alloc_array_unset(arena, larger, item_size);
    if (count > 0) {
        memcpy(grown, items, count * item_size);
        arena_discard(arena, items, count * item_size);
    }
    *capacity = larger;
    return grown;
}
