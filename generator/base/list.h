/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_LIST_H
#define BRIEF_BASE_LIST_H
/*
 * Growing arrays in an arena. A list is any struct with `items`, `count` and `capacity`:
 *     struct { struct heading *items; size_t count, capacity; } headings = { 0 };
 *     *list_add(arena, &headings) = heading;
 * Items come from the arena, and old storage is discarded when there is no more room: addresses of items hold
 * until the next add.
 */
#include "base/arena.h"
#include <string.h>

/* Both return `items` with room for one more, which is not zeroed; list_grow when there is none. For lists
 * whose items are not added one by one through list_add. */
void *list_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t item_size);
static inline void *list_room(
    struct arena *arena, void *items, size_t count, size_t *capacity, size_t item_size)
{
    return count < *capacity ? items : list_grow(arena, items, count, capacity, item_size);
}

/* Makes room for so many more, where it is known about how many come: a list that grows is copied each time,
 * and the memory that it leaves is lost to others. */
void *list_room_for(
    struct arena *arena, void *items, size_t count, size_t *capacity, size_t item_size, size_t more);
#define list_reserve(arena, list, more)                                                                      \
    ((list)->items = list_room_for(                                                                          \
         (arena), (list)->items, (list)->count, &(list)->capacity, sizeof *(list)->items, (more)))

/* Adds a zeroed item at the end and gives its address, valid until the next add. */
#define list_add(arena, list)                                                                                \
    ((list)->items =                                                                                         \
            list_room((arena), (list)->items, (list)->count, &(list)->capacity, sizeof *(list)->items),      \
        memset(&(list)->items[(list)->count], 0, sizeof *(list)->items), &(list)->items[(list)->count++])
#endif
