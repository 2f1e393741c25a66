/* SPDX-License-Identifier: MIT */
/* Things in the order in which they came, and a hash table of their addresses: what a page read is cleared
 * and gone through without a look at the room that a larger one needed. */
#include "base/readings.h"
#include "base/arena.h"
#include <stdlib.h>

/* Where comparing and writing values end too: what lies deeper decides about nothing. */
enum { DEPTH_MAX = 100 };

enum { FIRST_ROOM = 256 };

/* Where the object is, or would be. */
static uint32_t *slot_of(const struct readings *readings, const void *object)
{
    size_t mask = readings->room - 1;
    size_t at = (size_t)(((uintptr_t)object >> 4) * UINT64_C(0x9E3779B97F4A7C15) >> 32) & mask;
    while (readings->slots[at] && readings->items[readings->slots[at] - 1].object != object)
        at = (at + 1) & mask;
    return &readings->slots[at];
}

void readings_reset(struct readings *readings)
{
    /* From the last, which stands in the way of no other. */
    while (readings->count > 0) {
        *slot_of(readings, readings->items[readings->count - 1].object) = 0;
        readings->count--;
    }
    readings->latest = NULL;
    readings->is_plugin = false;
}

void readings_release(struct readings *readings)
{
    free(readings->items);
    free(readings->slots);
    *readings = (struct readings){ 0 };
}

static void grow(struct readings *readings)
{
    readings->room = readings->room ? readings->room * 4 : FIRST_ROOM;
    struct reading *items = realloc(readings->items, readings->room / 2 * sizeof *items);
    free(readings->slots);
    readings->slots = calloc(readings->room, sizeof *readings->slots);
    if (!items || !readings->slots)
        arena_die_out_of_memory();
    readings->items = items;
    for (size_t i = 0; i < readings->count; i++)
        *slot_of(readings, readings->items[i].object) = (uint32_t)i + 1;
}

void readings_add(struct readings *readings, const void *object, uint32_t parts)
{
    if (readings->count * 2 >= readings->room)
        grow(readings);
    uint32_t *slot = slot_of(readings, object);
    if (!*slot) {
        readings->items[readings->count++] = (struct reading){ .object = object };
        *slot = (uint32_t)readings->count;
    }
    struct reading *reading = &readings->items[*slot - 1];
    reading->parts |= parts;
    readings->latest = reading;
}

struct visiting {
    void (*visit)(void *data, const void *object, const struct object_type *type);
    void *data;
};

static void visit_things(const struct visiting *visiting, const struct value *value, size_t depth)
{
    if (depth > DEPTH_MAX)
        return;
    if (value->kind == VALUE_OBJECT)
        visiting->visit(visiting->data, value->as.object.pointer, value->as.object.type);
    for (size_t i = 0; value->kind == VALUE_LIST && i < value->as.list->count; i++) {
        struct value item = value_list_at(value->as.list, i);
        visit_things(visiting, &item, depth + 1);
    }
    for (size_t i = 0; value->kind == VALUE_MAP && i < value->as.map->count; i++)
        visit_things(visiting, &value->as.map->entries[i].value, depth + 1);
}

void readings_each_thing(const struct value *value,
    void (*visit)(void *data, const void *object, const struct object_type *type), void *data)
{
    visit_things(&(struct visiting){ visit, data }, value, 0);
}

static void note_facts(void *readings, const void *object, const struct object_type *type)
{
    (void)type;
    readings_note(readings, object, 1u << PART_FACTS);
}

void readings_add_words(struct readings *readings, const struct value *value)
{
    readings_each_thing(value, note_facts, readings);
}

static void note_equality(
    struct readings *readings, const struct value *a, const struct value *b, size_t depth);

static void note_equality_of_lists(
    struct readings *readings, const struct value_list *a, const struct value_list *b, size_t depth)
{
    for (size_t i = 0; a->count == b->count && i < a->count; i++) {
        struct value left = value_list_at(a, i), right = value_list_at(b, i);
        note_equality(readings, &left, &right, depth + 1);
    }
}

static void note_equality_of_maps(
    struct readings *readings, const struct value_map *a, const struct value_map *b, size_t depth)
{
    for (size_t i = 0; a->count == b->count && i < a->count; i++) {
        const struct value *other = value_map_find(b, a->entries[i].key);
        if (other)
            note_equality(readings, &a->entries[i].value, other, depth + 1);
    }
}

static void note_equality(
    struct readings *readings, const struct value *a, const struct value *b, size_t depth)
{
    if (depth > DEPTH_MAX)
        return;
    if (a->kind == VALUE_LIST && b->kind == VALUE_LIST)
        note_equality_of_lists(readings, a->as.list, b->as.list, depth);
    else if (a->kind == VALUE_MAP && b->kind == VALUE_MAP)
        note_equality_of_maps(readings, a->as.map, b->as.map, depth);
    else if (a->kind == VALUE_OBJECT && b->kind == VALUE_TEXT)
        readings_note_words(readings, a);
    else if (a->kind == VALUE_TEXT && b->kind == VALUE_OBJECT)
        readings_note_words(readings, b);
}

void readings_note_equality(struct readings *readings, const struct value *a, const struct value *b)
{
    if (readings)
        note_equality(readings, a, b, 0);
}
