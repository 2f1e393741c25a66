/* SPDX-License-Identifier: MIT */
/* Two maps in arenas of their own, each emptied as a whole: fragments are small and made again in no time. */
#include "template/fragment.h"

/* What one process keeps. Some thousand entries of lists: those of one page are mostly those of the next. */
enum { ROOM_BYTES = 16 << 20, TABLE_BYTES = ROOM_BYTES / 2 };

static void table_init(struct fragment_table *table)
{
    arena_init(&table->arena);
    map_init(&table->by_key, &table->arena);
}

static void table_reset(struct fragment_table *table)
{
    arena_reset(&table->arena);
    map_init(&table->by_key, &table->arena);
}

void fragments_init(struct fragments *fragments)
{
    *fragments = (struct fragments){ 0 };
    table_init(&fragments->newer);
    table_init(&fragments->older);
}

void fragments_reset(struct fragments *fragments)
{
    table_reset(&fragments->newer);
    table_reset(&fragments->older);
}

void fragments_release(struct fragments *fragments)
{
    readings_release(&fragments->readings);
    arena_release(&fragments->newer.arena);
    arena_release(&fragments->older.arena);
}

const struct fragment *fragments_find(const struct fragments *fragments, text key)
{
    const struct fragment *found = map_find(&fragments->newer.by_key, key);
    return found ? found : map_find(&fragments->older.by_key, key);
}

/* The newer ones become the older ones. A map knows its arena by address. */
static void begin_anew(struct fragments *fragments)
{
    struct fragment_table table = fragments->older;
    fragments->older = fragments->newer;
    fragments->older.by_key.arena = &fragments->older.arena;
    fragments->newer = table;
    table_reset(&fragments->newer);
}

static void take_readings(struct fragments *fragments, struct fragment *kept)
{
    const struct readings *readings = &fragments->readings;
    struct reading *items = arena_new_array(&fragments->newer.arena, struct reading, readings->count);
    for (size_t i = 0; i < readings->count; i++)
        items[i] = readings->items[i];
    kept->readings = items;
    kept->reading_count = readings->count;
    kept->is_plugin = readings->is_plugin;
}

void fragments_keep(struct fragments *fragments, text key, const struct fragment *fragment)
{
    size_t needed = key.length + fragment->bytes.length + fragments->readings.count * sizeof(struct reading);
    if (needed > TABLE_BYTES)
        return;
    if (fragments->newer.arena.allocated_bytes + needed > TABLE_BYTES)
        begin_anew(fragments);
    struct arena *arena = &fragments->newer.arena;
    struct fragment *kept = arena_new(arena, struct fragment);
    *kept = *fragment;
    kept->bytes = text_copy(arena, fragment->bytes);
    kept->reading_count = 0;
    take_readings(fragments, kept);
    map_set(&fragments->newer.by_key, text_copy(arena, key), kept);
}
