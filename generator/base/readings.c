/* SPDX-License-Identifier: MIT */
/* A hash table of addresses that is emptied by clearing it: pages read some dozens of things, each many
 * times. */
#include "base/readings.h"
#include "base/arena.h"
#include <stdlib.h>
#include <string.h>

enum {
    FIRST_ROOM = 256,
    CLEARED_ROOM =
        4096, /* a larger table is given back: few pages read so much, and clearing costs all others */
};

void readings_reset(struct readings *readings)
{
    if (readings->room > CLEARED_ROOM)
        readings_release(readings);
    else if (readings->count)
        memset(readings->items, 0, readings->room * sizeof *readings->items);
    readings->count = 0;
    readings->latest = NULL;
    readings->is_everything = readings->is_plugin = false;
}

void readings_release(struct readings *readings)
{
    free(readings->items);
    *readings = (struct readings){ 0 };
}

/* Where the object is, or would be. */
static struct reading *find(const struct readings *readings, const void *object)
{
    size_t mask = readings->room - 1;
    size_t at = (size_t)(((uintptr_t)object >> 4) * UINT64_C(0x9E3779B97F4A7C15) >> 32) & mask;
    while (readings->items[at].object && readings->items[at].object != object)
        at = (at + 1) & mask;
    return &readings->items[at];
}

static void grow(struct readings *readings)
{
    struct readings larger = *readings;
    larger.room = readings->room ? readings->room * 4 : FIRST_ROOM;
    larger.items = calloc(larger.room, sizeof *larger.items);
    if (!larger.items)
        arena_die_out_of_memory();
    for (size_t i = 0; i < readings->room; i++)
        if (readings->items[i].object)
            *find(&larger, readings->items[i].object) = readings->items[i];
    free(readings->items);
    *readings = larger;
}

void readings_add(struct readings *readings, const void *object, uint32_t parts)
{
    if (readings->count * 2 >= readings->room)
        grow(readings);
    struct reading *reading = find(readings, object);
    if (!reading->object) {
        reading->object = object;
        readings->count++;
    }
    reading->parts |= parts;
    readings->latest = reading;
}
