/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_MAP_H
#define BRIEF_BASE_MAP_H
/*
 * map: text → pointer, a hash table in an arena. Looks up; never iterates in hash order: `entries` keeps the
 * order of insertion, so that no output can depend on a hash. Keys are borrowed.
 */
#include "base/text.h"

struct map_entry {
    text key;
    void *value;
    uint64_t hash;
};

struct map {
    struct map_entry *entries; /* in order of insertion */
    size_t count;
    size_t capacity;
    uint32_t *slots; /* index + 1 into entries, 0 = free */
    size_t slot_count;
    struct arena *arena;
};

void map_init(struct map *map, struct arena *arena);
/* Makes room for so many more keys, as list_reserve does. */
void map_reserve(struct map *map, size_t more);
/* The value, or NULL when the key is not there. */
void *map_find(const struct map *map, text key);
bool map_contains(const struct map *map, text key);
/* Sets or replaces. */
void map_set(struct map *map, text key, void *value);
/*
 * The entry of `key`, valid until the next is added; added with the value NULL if new, and then the caller
 * may give it another text of the same bytes that lasts.
 */
struct map_entry *map_entry_for(struct map *map, text key);
/* Adds only if new; returns the value that is there now. */
void *map_add(struct map *map, text key, void *value);
/* The hash of the table, the same in every process and run; for other tables of texts. */
uint64_t map_hash(text key);
#endif
