/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_DATE_PART_H
#define BRIEF_BASE_DATE_PART_H
/*
 * date_part: what can be asked of a date by name, `date.year`, the same in layouts and in Lua.
 */
#include "base/value.h"

struct date_part_row {
    const char *name, *type, *meaning;
    int64_t (*number)(const struct date *date); /* NULL: `other` gives the value */
    struct value (*other)(struct arena *arena, const struct date *date);
};

extern const struct date_part_row date_part_rows[];
extern const size_t date_part_count;

/* The part of that name, with texts in `arena`; undefined when there is none. */
struct value date_part(struct arena *arena, const struct date *date, text name);
/* The name that is nearest to it, or NULL. */
const char *date_part_nearest(text name);
#endif
