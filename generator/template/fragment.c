/* SPDX-License-Identifier: MIT */
/* A map in an arena of its own, which is emptied as a whole: fragments are small and made again in no time.
 */
#include "template/fragment.h"

/* What one process keeps. Some thousand entries of lists: those of one page are mostly those of the next. */
enum { ROOM_BYTES = 16 << 20 };

void fragments_init(struct fragments *fragments)
{
    *fragments = (struct fragments){ 0 };
    arena_init(&fragments->arena);
    map_init(&fragments->by_key, &fragments->arena);
}

void fragments_reset(struct fragments *fragments)
{
    arena_reset(&fragments->arena);
    map_init(&fragments->by_key, &fragments->arena);
}

void fragments_release(struct fragments *fragments)
{
    readings_release(&fragments->readings);
    arena_release(&fragments->arena);
}

const struct fragment *fragments_find(const struct fragments *fragments, text key)
{
    return map_find(&fragments->by_key, key);
}

static void take_readings(struct fragments *fragments, struct fragment *kept)
{
    const struct readings *readings = &fragments->readings;
    struct reading *items = arena_new_array(&fragments->arena, struct reading, readings->count);
    for (size_t i = 0; i < readings->count; i++)
        items[i] = readings->items[i];
    kept->readings = items;
    kept->reading_count = readings->count;
    kept->is_everything = readings->is_everything;
    kept->is_plugin = readings->is_plugin;
}

void fragments_keep(struct fragments *fragments, text key, const struct fragment *fragment)
{
    size_t needed = key.length + fragment->bytes.length + fragments->readings.count * sizeof(struct reading);
    if (needed > ROOM_BYTES)
        return;
    if (fragments->arena.allocated_bytes + needed > ROOM_BYTES)
        fragments_reset(fragments);
    struct fragment *kept = arena_new(&fragments->arena, struct fragment);
    *kept = *fragment;
    kept->bytes = text_copy(&fragments->arena, fragment->bytes);
    kept->reading_count = 0;
    take_readings(fragments, kept);
    map_set(&fragments->by_key, text_copy(&fragments->arena, key), kept);
}
