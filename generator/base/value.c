/* SPDX-License-Identifier: MIT */
/*
 * Making values and reading lists and maps. A map's look-up table is built once, from 16 entries on: below
 * that, comparing keys one after another is faster than hashing. Comparing is in value_compare.c.
 */
#include "base/value.h"
#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/json.h"
#include "base/map.h"
#include "base/object.h"

enum { HASHED_FROM = 16 };

struct value value_list_of(struct arena *arena, const struct value *items, size_t count)
{
    struct value_list *list = arena_new(arena, struct value_list);
    *list = (struct value_list){ .count = count, .items = items };
    return value_list(list);
}

struct value value_list_of_objects(
    struct arena *arena, const void *const *objects, size_t count, const struct object_type *type)
{
    struct value_list *list = arena_new(arena, struct value_list);
    *list = (struct value_list){ .count = count, .objects = objects, .type = type };
    return value_list(list);
}

/* The slot that holds the index + 1 of `key`, or the free one (0) where it belongs. */
static uint32_t *map_slot(const struct value_map *map, uint32_t *slots, text key)
{
    size_t mask = map->slot_count - 1;
    size_t at = (size_t)map_hash(key) & mask;
    while (slots[at] && !text_equal(map->entries[slots[at] - 1].key, key))
        at = (at + 1) & mask;
    return &slots[at];
}

struct value value_pair(struct arena *arena, const struct value_map_entry *entry)
{
    struct value *pair = arena_new_array(arena, struct value, 2);
    pair[0] = value_text(entry->key);
    pair[1] = entry->value;
    return value_list_of(arena, pair, 2);
}

struct value value_map_of(struct arena *arena, const struct value_map_entry *entries, size_t count)
{
    struct value_map *map = arena_new(arena, struct value_map);
    map->count = count;
    map->entries = entries;
    if (count < HASHED_FROM)
        return value_map(map);
    /* Slots are 32 bits wide. */
    if (count >= UINT32_MAX / 2)
        arena_die_out_of_memory();
    map->slot_count = HASHED_FROM;
    while (map->slot_count < count * 2)
        map->slot_count *= 2;
    uint32_t *slots = arena_new_array(arena, uint32_t, map->slot_count);
    for (size_t i = 0; i < count; i++) {
        uint32_t *slot = map_slot(map, slots, entries[i].key);
        if (!*slot)
            *slot = (uint32_t)(i + 1);
    }
    map->slots = slots;
    return value_map(map);
}

struct value value_map_copy(struct arena *arena, const struct value_map_entry *entries, size_t count)
{
    struct value_map_entry *kept = arena_new_array(arena, struct value_map_entry, count);
    for (size_t i = 0; i < count; i++)
        kept[i] = entries[i];
    return value_map_of(arena, kept, count);
}

struct value value_list_at(const struct value_list *list, size_t index)
{
    if (index >= list->count)
        return value_undefined();
    return list->objects ? value_object(list->objects[index], list->type) : list->items[index];
}

const struct value *value_map_find(const struct value_map *map, text key)
{
    if (map->slots) {
        /* map_slot only reads; the cast lets it serve the building of the table too. */
        uint32_t slot = *map_slot(map, (uint32_t *)map->slots, key);
        return slot ? &map->entries[slot - 1].value : NULL;
    }
    for (size_t i = 0; i < map->count; i++)
        if (text_equal(map->entries[i].key, key))
            return &map->entries[i].value;
    return NULL;
}

text value_map_nearest(struct arena *arena, const struct value_map *map, text key)
{
    text *keys = arena_new_array(arena, text, map->count);
    for (size_t i = 0; i < map->count; i++)
        keys[i] = map->entries[i].key;
    return diagnostic_nearest_text(key, keys, map->count);
}

const struct value *value_map_find_by(
    const struct value_map *map, const struct value *key, struct arena *arena)
{
    bool can_be = key->kind == VALUE_TEXT || key->kind == VALUE_INTEGER;
    return can_be ? value_map_find(map, value_to_text(key, arena)) : NULL;
}

static const char *const kind_names[] = {
    [VALUE_UNDEFINED] = "undefined",
    [VALUE_NONE] = "none",
    [VALUE_BOOL] = "boolean",
    [VALUE_INTEGER] = "integer",
    [VALUE_FLOAT] = "float",
    [VALUE_TEXT] = "text",
    [VALUE_DATE] = "date",
    [VALUE_LIST] = "list",
    [VALUE_MAP] = "map",
    [VALUE_OBJECT] = "object",
    [VALUE_CALLABLE] = "function",
    /* to add one: a kind in value.h, its name here, and its cases below and in value_compare.c */
};

const char *value_kind_name(const struct value *value)
{
    return value->kind == VALUE_OBJECT ? value->as.object.type->name : kind_names[value->kind];
}

bool value_is_blank(const struct value *value)
{
    return value->kind == VALUE_NONE || (value->kind == VALUE_TEXT && !text_trim(value->as.text).length);
}

bool value_is_true(const struct value *value)
{
    switch ((enum value_kind)value->kind) {
    case VALUE_UNDEFINED:
    case VALUE_NONE: return false;
    case VALUE_BOOL: return value->as.boolean;
    case VALUE_INTEGER: return value->as.integer != 0;
    case VALUE_FLOAT: return value->as.floating != 0;
    case VALUE_TEXT: return value->as.text.length > 0;
    case VALUE_LIST: return value->as.list->count > 0;
    case VALUE_MAP: return value->as.map->count > 0;
    case VALUE_DATE:
    case VALUE_OBJECT:
    case VALUE_CALLABLE: return true;
    }
    return false;
}

static text written(const struct value *value, struct arena *arena)
{
    struct buffer buffer;
    buffer_init(&buffer, arena);
    if (value->kind == VALUE_INTEGER)
        buffer_append_integer(&buffer, value->as.integer);
    else if (value->kind == VALUE_FLOAT)
        buffer_append_float(&buffer, value->as.floating);
    else
        json_write(&buffer, value, 0);
    return buffer_text(&buffer);
}

static text object_text(const struct value *value, struct arena *arena)
{
    struct value label = object_label_value(value->as.object.pointer, value->as.object.type, arena);
    return value_to_text(&label, arena);
}

text value_to_text(const struct value *value, struct arena *arena)
{
    switch ((enum value_kind)value->kind) {
    case VALUE_BOOL: return value->as.boolean ? TEXT("true") : TEXT("false");
    case VALUE_TEXT: return value->as.text;
    case VALUE_DATE: return date_iso(arena, value->as.date);
    case VALUE_OBJECT: return object_text(value, arena);
    case VALUE_INTEGER:
    case VALUE_FLOAT:
    case VALUE_LIST:
    case VALUE_MAP: return written(value, arena);
    case VALUE_UNDEFINED:
    case VALUE_NONE:
    case VALUE_CALLABLE: break;
    }
    return TEXT("");
}
