/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_OBJECT_H
#define BRIEF_BASE_OBJECT_H
/*
 * object: how plain structs are read by name. Each kind of thing in the model has one table of fields;
 * templates, Lua and the field reference all read that table and nothing else. To add a field: put it in the
 * struct and add one row to the table.
 */
#include "base/value.h"

/* What lies at `offset` in the struct. */
enum field_kind {
    FIELD_TEXT,    /* text; absent is none */
    FIELD_MARKUP,  /* text that is HTML already */
    FIELD_BOOL,    /* bool */
    FIELD_INTEGER, /* int64_t */
    FIELD_DATE,    /* struct date */
    FIELD_VALUE,   /* struct value */
    FIELD_OBJECT,  /* pointer to a thing of type `of` (may be NULL) */
    FIELD_STRUCT,  /* the thing of type `of` itself, inside the struct */
    FIELD_LIST,    /* struct object_list: pointers to things of type `of` */
    FIELD_TEXTS,   /* struct text_list */
    FIELD_MARKUPS, /* the same, each HTML already */
    FIELD_COMPUTED /* no offset: `get` makes it */
};

struct object_list {
    const void *const *items;
    size_t count;
};

/* One that grows by list_add (base/list.h), and the same when it is done. */
struct growing_objects {
    const void **items;
    size_t count, capacity;
};
static inline struct object_list object_list_of(const struct growing_objects *grown)
{
    return (struct object_list){ grown->items, grown->count };
}
struct text_list {
    const text *items;
    size_t count;
};

struct field {
    const char *name;
    enum field_kind kind;
    size_t offset;
    const struct object_type *of;
    struct value (*get)(const void *object, struct arena *arena);
    const char *type; /* for the reference: "text", "list of article", "date" … */
    const char *help; /* one sentence, for the reference */
    uint8_t part;     /* enum reading_part; base/readings.h */
};

/* How long the things of a type are where they are. */
enum object_life {
    OBJECT_STAYS,  /* with the model, once that is put together */
    OBJECT_LASTS,  /* at one address from the freeze of the site to the end of the process */
    OBJECT_PASSES, /* it is made for a page or a call, or may be */
};

struct object_type {
    const char *name;
    const char *help;
    const struct field *fields;
    size_t field_count;
    /* What the object is in `{{ x }}`, e.g. an author's name; in comparisons of text too where it is one. */
    const char *label_field;
    enum object_life life;
};

/* NULL when the type has no such field. */
const struct field *object_field(const struct object_type *type, text name);
/* field_value for what is no text. */
struct value field_other_value(const struct field *field, const void *object, struct arena *arena);
static inline struct value field_value(const struct field *field, const void *object, struct arena *arena)
{
    const text *words = (const text *)((const char *)object + field->offset);
    if (field->kind == FIELD_TEXT)
        return value_text(*words);
    return field->kind == FIELD_MARKUP ? value_safe_text(*words) : field_other_value(field, object, arena);
}
/* Field by name; VALUE_UNDEFINED when there is none. */
struct value object_get(const void *object, const struct object_type *type, text name, struct arena *arena);
/* Its label field, which may be a number or a date. */
struct value object_label_value(const void *object, const struct object_type *type, struct arena *arena);
/* The same where it is a text; else absent. */
text object_label(const void *object, const struct object_type *type);
/* Is this very thing in the list? */
bool object_list_contains(const struct object_list *list, const void *object);
/* The nearest field name for "did you mean", or NULL. */
const char *object_nearest_field(const struct object_type *type, text wrong);
#endif
