/* SPDX-License-Identifier: MIT */
/*
 * A table in which a hash leads to one row of a few places. What takes the place of another must find it
 * unused since the last that looked for one: what comes again stays, what came once goes.
 *
 * Lists and maps are compared by their bytes, pointers and all. Equal ones point to the same things, so that
 * whatever was made for the second of them is not led to by anything.
 */
#include "plugin/stored.h"
#include "base/map.h"
#include <string.h>

enum { LEAST_PLACES = 512, MOST_PLACES = 64 * 1024, ROW_PLACES = 4 };

struct place {
    text stored;
    uint32_t hash;  /* a part that does not lead to the row: most that are others need no look */
    bool is_piece;  /* of a list or map, and aligned as that */
    bool is_in_use; /* was found since another looked for a place */
};

struct stored {
    const struct arena *arena; /* of what is stored */
    struct place *places;
    size_t count; /* a power of two */
};

struct stored *stored_new(struct arena *arena, size_t article_count)
{
    struct stored *stored = arena_new(arena, struct stored);
    stored->count = LEAST_PLACES;
    while (stored->count < MOST_PLACES && stored->count < article_count)
        stored->count *= 2;
    stored->places = arena_new_array(arena, struct place, stored->count);
    return stored;
}

void stored_begin(struct stored *stored, const struct arena *arena)
{
    if (stored->arena && stored->arena != arena)
        memset(stored->places, 0, stored->count * sizeof *stored->places);
    stored->arena = arena;
}

bool stored_is_in(const struct stored *stored, const struct arena *arena)
{
    return stored->arena == arena;
}

static struct place *row_of(const struct stored *stored, uint64_t hash)
{
    return &stored->places[hash & (stored->count - 1) & ~(size_t)(ROW_PLACES - 1)];
}

static text find(struct place *row, text wanted, bool is_piece, uint64_t hash)
{
    for (size_t i = 0; i < ROW_PLACES && row[i].stored.bytes; i++)
        if (row[i].hash == hash >> 32 && row[i].is_piece == is_piece && text_equal(row[i].stored, wanted)) {
            row[i].is_in_use = true;
            return row[i].stored;
        }
    return TEXT_NONE;
}

/* The newest comes first. The oldest that is not in use goes; where all are, none is taken this time. */
static void add(struct place *row, text added, bool is_piece, uint64_t hash)
{
    size_t left = ROW_PLACES;
    for (; left && row[left - 1].is_in_use; left--)
        row[left - 1].is_in_use = false;
    if (!left)
        return;
    memmove(row + 1, row, (left - 1) * sizeof *row);
    row[0] = (struct place){ added, (uint32_t)(hash >> 32), is_piece, false };
}

text stored_find(struct stored *stored, text wanted)
{
    uint64_t hash = map_hash(wanted);
    return find(row_of(stored, hash), wanted, false, hash);
}

void stored_add(struct stored *stored, text added)
{
    uint64_t hash = map_hash(added);
    add(row_of(stored, hash), added, false, hash);
}

const void *stored_piece(
    struct stored *stored, struct arena *arena, char *before, const void *piece, size_t size)
{
    text bytes = { piece, size };
    uint64_t hash = map_hash(bytes);
    struct place *row = row_of(stored, hash);
    text found = find(row, bytes, true, hash);
    if (!found.bytes) {
        add(row, bytes, true, hash);
        return piece;
    }
    if (arena->reserved)
        arena_rewind(arena, before);
    return found.bytes;
}
