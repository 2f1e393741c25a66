/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_VALUE_H
#define BRIEF_BASE_VALUE_H
/*
 * value: the one dynamic type. It carries YAML into the program and the model into templates and Lua.
 * Values are small and copied; what they point to lives in an arena. Lists and maps are read-only once made.
 * A span says where a value was written, for diagnostics.
 */
#include "base/date.h"
#include "base/source.h"

enum value_kind {
    VALUE_UNDEFINED, /* a name that means nothing; an error where it is used */
    VALUE_NONE,      /* known and empty: YAML null, an article without an image */
    VALUE_BOOL,
    VALUE_INTEGER,
    VALUE_FLOAT,
    VALUE_TEXT,
    VALUE_DATE,
    VALUE_LIST,
    VALUE_MAP,
    VALUE_OBJECT,   /* a thing of the model, read through its field table */
    VALUE_CALLABLE, /* a function or macro; only the template engine looks inside */
};

struct value_list;
struct value_map;
struct object_type;

struct value {
    uint8_t kind;
    bool is_safe;    /* VALUE_TEXT that is markup already and is not escaped again */
    bool is_plain;   /* VALUE_TEXT: a YAML scalar written without quotes */
    bool is_encoded; /* VALUE_TEXT that a filter has encoded for its place: safe as JSON, not safe for an
                        address */
    span where;
    union {
        bool boolean;
        int64_t integer;
        double floating;
        text text;
        const struct date *date;
        const struct value_list *list;
        const struct value_map *map;
        struct {
            const void *pointer;
            const struct object_type *type;
        } object;
        struct {
            const void *pointer;
            void *data;
        } callable;
    } as;
};

/* Either `items` (values), or `objects` (pointers to things of one `type`). */
struct value_list {
    size_t count;
    const struct value *items;
    const void *const *objects;
    const struct object_type *type;
};

struct value_map_entry {
    text key;
    span key_where;
    struct value value;
};

/* In the order written. Look-up is by hash from 16 entries on. */
struct value_map {
    size_t count;
    const struct value_map_entry *entries;
    const uint32_t *slots; /* private to value.c */
    size_t slot_count;
};

/* Made for every node of a layout and every field that is read: inside their callers. */
static inline struct value value_undefined(void)
{
    return (struct value){ .kind = VALUE_UNDEFINED };
}

static inline struct value value_none(void)
{
    return (struct value){ .kind = VALUE_NONE };
}

static inline struct value value_bool(bool boolean)
{
    return (struct value){ .kind = VALUE_BOOL, .as.boolean = boolean };
}

static inline struct value value_integer(int64_t integer)
{
    return (struct value){ .kind = VALUE_INTEGER, .as.integer = integer };
}

static inline struct value value_float(double floating)
{
    return (struct value){ .kind = VALUE_FLOAT, .as.floating = floating };
}

/* Absent gives none. */
static inline struct value value_text(text value)
{
    return value.bytes ? (struct value){ .kind = VALUE_TEXT, .as.text = value } : value_none();
}

/* Markup; absent gives none. */
static inline struct value value_safe_text(text value)
{
    struct value made = value_text(value);
    made.is_safe = made.kind == VALUE_TEXT;
    return made;
}

/* An unset date gives none. */
static inline struct value value_date(const struct date *date)
{
    return date && date->is_set ? (struct value){ .kind = VALUE_DATE, .as.date = date } : value_none();
}

/* NULL gives none. */
static inline struct value value_object(const void *pointer, const struct object_type *type)
{
    if (!pointer)
        return value_none();
    return (struct value){ .kind = VALUE_OBJECT, .as.object = { pointer, type } };
}

static inline struct value value_list(const struct value_list *list)
{
    return (struct value){ .kind = VALUE_LIST, .as.list = list };
}

static inline struct value value_map(const struct value_map *map)
{
    return (struct value){ .kind = VALUE_MAP, .as.map = map };
}

/* Wraps items that stay where they are. */
struct value value_list_of(struct arena *arena, const struct value *items, size_t count);
/* A list of two: an entry's key and its value. */
struct value value_pair(struct arena *arena, const struct value_map_entry *entry);
struct value value_list_of_objects(
    struct arena *arena, const void *const *objects, size_t count, const struct object_type *type);
/* Makes the look-up table. Entries stay where they are; of equal keys the first is found. */
struct value value_map_of(struct arena *arena, const struct value_map_entry *entries, size_t count);
/* The same of entries that are copied. */
struct value value_map_copy(struct arena *arena, const struct value_map_entry *entries, size_t count);

struct value value_list_at(const struct value_list *list, size_t index);
/* NULL when the key is not there. */
const struct value *value_map_find(const struct value_map *map, text key);
/* The key that is meant by one that is not there: diagnostic_nearest_text. */
text value_map_nearest(struct arena *arena, const struct value_map *map, text key);
/* The same by a text, or by an integer, which stands for its digits: keys of YAML are texts. NULL for all
 * other kinds. */
const struct value *value_map_find_by(
    const struct value_map *map, const struct value *key, struct arena *arena);

static inline bool value_is_number(const struct value *value)
{
    return value->kind == VALUE_INTEGER || value->kind == VALUE_FLOAT;
}

/* Of a number; of integers beyond 2^53 the nearest. */
static inline double value_number(const struct value *value)
{
    return value->kind == VALUE_INTEGER ? (double)value->as.integer : value->as.floating;
}

/* "text", "list", …, as messages name it. */
const char *value_kind_name(const struct value *value);
/* False: undefined, none, false, 0, 0.0, "", [] and {}. */
bool value_is_true(const struct value *value);
/* None, or a text of nothing but white space: what YAML has where a line says nothing. */
bool value_is_blank(const struct value *value);
/* Deep equality; 1 == 1.0; a text equals a text whether safe or not; objects are equal when they are the
 * same. */
bool value_equal(const struct value *a, const struct value *b);
/*
 * Order for sorting: numbers by size, texts by byte, dates by instant, false < true. Sets *comparable to
 * false (and returns 0) for kinds that have no order between them.
 */
int value_compare(const struct value *a, const struct value *b, bool *comparable);
/* As a template prints it: none is "", true is "true", 1.0 is "1.0", a date is ISO 8601, lists and maps as
 * JSON. */
text value_to_text(const struct value *value, struct arena *arena);
#endif
