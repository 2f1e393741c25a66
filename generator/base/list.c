/* SPDX-License-Identifier: MIT */
/* Room doubles from eight items. */
#include "base/list.h"
#include <stdint.h>
#include <string.h>

enum { FIRST_CAPACITY = 8 };

static void *move(struct arena *arena, void *items, size_t count, size_t capacity, size_t item_size)
{
    char *moved = arena_alloc_array_unset(arena, capacity, item_size);
    if (count > 0) {
        memcpy(moved, items, count * item_size);
        arena_discard(arena, items, count * item_size);
    }
    return moved;
}

void *list_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t item_size)
{
    if (*capacity > SIZE_MAX / 2)
        arena_die_out_of_memory();
    *capacity = *capacity ? *capacity * 2 : FIRST_CAPACITY;
    return move(arena, items, count, *capacity, item_size);
}

void *list_room_for(
    struct arena *arena, void *items, size_t count, size_t *capacity, size_t item_size, size_t more)
{
    if (more <= *capacity - count)
        return items;
    if (more > SIZE_MAX - count)
        arena_die_out_of_memory();
    *capacity = count + more;
    return move(arena, items, count, *capacity, item_size);
}
