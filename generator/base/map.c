/* SPDX-License-Identifier: MIT */
/*
 * Entries lie in the order of insertion; beside them a table of slots, a power of two and at most half full,
 * is probed one slot after another. A slot holds an entry's index + 1, and the entry its full hash, so that a
 * probe compares bytes only when all 64 bits agree.
 */
#include "base/map.h"
#include "base/list.h"
#define XXH_INLINE_ALL
#include <xxhash.h>

enum { FIRST_SLOT_COUNT = 16 };

uint64_t map_hash(text key)
{
    return XXH3_64bits(key.bytes ? key.bytes : "", key.length);
}

void map_init(struct map *map, struct arena *arena)
{
    *map = (struct map){ .arena = arena };
}

/* The slot where `key` is, or the free one where it belongs. */
static uint32_t *slot_of(const struct map *map, text key, uint64_t hash)
{
    size_t mask = map->slot_count - 1;
    size_t at = (size_t)hash & mask;
    while (map->slots[at]) {
        const struct map_entry *entry = &map->entries[map->slots[at] - 1];
        if (entry->hash == hash && text_equal(entry->key, key))
            break;
        at = (at + 1) & mask;
    }
    return &map->slots[at];
}

static const struct map_entry *entry_of(const struct map *map, text key)
{
    if (map->count == 0)
        return NULL;
    uint32_t slot = *slot_of(map, key, map_hash(key));
    return slot ? &map->entries[slot - 1] : NULL;
}

void *map_find(const struct map *map, text key)
{
    const struct map_entry *entry = entry_of(map, key);
    return entry ? entry->value : NULL;
}

bool map_contains(const struct map *map, text key)
{
    return entry_of(map, key) != NULL;
}

/* So that they are at most half full of that many entries. */
static void grow_slots(struct map *map, size_t count)
{
    if (map->slots)
        arena_discard(map->arena, map->slots, map->slot_count * sizeof *map->slots);
    if (!map->slot_count)
        map->slot_count = FIRST_SLOT_COUNT;
    while (map->slot_count < count * 2)
        map->slot_count *= 2;
    map->slots = arena_new_array(map->arena, uint32_t, map->slot_count);
    size_t mask = map->slot_count - 1;
    for (size_t i = 0; i < map->count; i++) {
        size_t at = (size_t)map->entries[i].hash & mask;
        while (map->slots[at])
            at = (at + 1) & mask;
        map->slots[at] = (uint32_t)(i + 1);
    }
}

void map_reserve(struct map *map, size_t more)
{
    if (more >= UINT32_MAX - map->count)
        arena_die_out_of_memory();
    if ((map->count + more) * 2 > map->slot_count)
        grow_slots(map, map->count + more);
    map->entries =
        list_room_for(map->arena, map->entries, map->count, &map->capacity, sizeof *map->entries, more);
}

struct map_entry *map_entry_for(struct map *map, text key)
{
    /* Slots are 32 bits wide. */
    if (map->count >= UINT32_MAX - 1)
        arena_die_out_of_memory();
    if ((map->count + 1) * 2 > map->slot_count)
        grow_slots(map, map->count + 1);
    uint64_t hash = map_hash(key);
    uint32_t *slot = slot_of(map, key, hash);
    if (*slot)
        return &map->entries[*slot - 1];
    map->entries = list_room(map->arena, map->entries, map->count, &map->capacity, sizeof *map->entries);
    struct map_entry *entry = &map->entries[map->count++];
    *entry = (struct map_entry){ .key = key, .hash = hash };
    *slot = (uint32_t)map->count;
    return entry;
}

void map_set(struct map *map, text key, void *value)
{
    map_entry_for(map, key)->value = value;
}

void *map_add(struct map *map, text key, void *value)
{
    size_t count = map->count;
    struct map_entry *entry = map_entry_for(map, key);
    if (map->count > count)
        entry->value = value;
    return entry->value;
}
