/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_READINGS_H
#define BRIEF_BASE_READINGS_H
/*
 * readings: which parts of which things were read while something was made. Whatever gives out a field of an
 * object notes it: the evaluator of layouts, the bindings of plugins, and C code that reads the model on its
 * own. What nobody noted must not decide what is made; the cache relies on it.
 */
#include "base/object.h"

/* A row of a field table says to which part of its object the field belongs; none says the first. The parts
 * are those that change one without the other. */
enum reading_part {
    PART_FACTS, /* what others show of it: title, date, address */
    PART_BODY,  /* its text; of the site its articles, files and data */
    PART_TIES,  /* lists of other things, neighbours */
    PART_LATE,  /* what is made last: by plugins; the build's time */
    PART_WORDS, /* what its text is about, for comparing it with others; no field */
    PART_COUNT
};
enum { PART_ALL = (1 << PART_COUNT) - 1 };

struct reading {
    const void *object;
    uint32_t parts; /* 1 << enum reading_part, or-ed */
};

/* One a process, used again for page after page. All zero is empty. */
struct readings {
    struct reading *items; /* as they came */
    size_t count;
    uint32_t *slots;              /* index + 1 into items, by object; 0: free */
    size_t room;                  /* of slots; half of it of items */
    const struct reading *latest; /* an item, or NULL */
    bool is_plugin;               /* a plugin's function ran: what plugins may have kept counts too */
};

void readings_reset(struct readings *readings);
void readings_release(struct readings *readings);
/* readings_note for what is not noted yet. */
void readings_add(struct readings *readings, const void *object, uint32_t parts);
/* Notes parts of a thing. `readings` may be NULL. Layouts read one field after another of the same thing. */
static inline void readings_note(struct readings *readings, const void *object, uint32_t parts)
{
    if (!readings || !object)
        return;
    const struct reading *latest = readings->latest;
    if (!latest || latest->object != object || (parts & ~latest->parts))
        readings_add(readings, object, parts);
}
/* What was noted before, or for somebody else. */
static inline void readings_note_all(struct readings *readings, const struct reading *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        readings_note(readings, items[i].object, items[i].parts);
}
/* Calls `visit` for the thing that a value is, or for each that stands in its lists and maps. */
void readings_each_thing(const struct value *value,
    void (*visit)(void *data, const void *object, const struct object_type *type), void *data);
/* readings_note_words for things, lists and maps. */
void readings_add_words(struct readings *readings, const struct value *value);
/* Notes what decides about the words of a value where it stands for a text: the facts of a thing, of all
 * things in a list or a map. */
static inline void readings_note_words(struct readings *readings, const struct value *value)
{
    if (readings && (value->kind == VALUE_OBJECT || value->kind == VALUE_LIST || value->kind == VALUE_MAP))
        readings_add_words(readings, value);
}
/* Notes what decides whether two values are equal (value_equal): the facts of things that meet a text, in
 * lists and maps too. Things themselves are told apart by what they are. */
void readings_note_equality(struct readings *readings, const struct value *a, const struct value *b);
/* The value of a field, which is noted. */
static inline struct value readings_field(
    struct readings *readings, const struct field *field, const void *object, struct arena *arena)
{
    readings_note(readings, object, 1u << field->part);
    return field_value(field, object, arena);
}
#endif
