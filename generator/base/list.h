/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_LIST_H
#define BRIEF_BASE_LIST_H
/*
 * Growing arrays in an arena. A list is any struct with `items`, `count` and `capacity`:
 *     struct { struct heading *items; size_t count, capacity; } headings = { 0 };
 *     *list_add(arena, &headings) = heading;
 * Old storage stays in the arena (a doubling wastes at most as much as it holds).
 */
#include "base/arena.h"

/* Returns `items` with room for one more; used by list_add only. */
void *list_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t item_size);

/* Adds a zeroed item at the end and gives its address, valid until the next add. */
#define list_add(arena, list)                                                                                \
    ((list)->items =                                                                                         \
            list_grow((arena), (list)->items, (list)->count, &(list)->capacity, sizeof *(list)->items),      \
        &(list)->items[(list)->count++])
#endif
