/* SPDX-License-Identifier: MIT */
/*
 * A field's kind says how the bytes at its offset become a value. Tables are short, so names are compared one
 * after another.
 */
#include "base/object.h"
#include "base/arena.h"
#include "base/diagnostic.h"

const struct field *object_field(const struct object_type *type, text name)
{
    for (size_t i = 0; name.length > 0 && i < type->field_count; i++) {
        const char *candidate = type->fields[i].name;
        /* The first letter decides most comparisons, which spares the calls. */
        if (candidate[0] == name.bytes[0] && text_equal(text_of(candidate), name))
            return &type->fields[i];
    }
    return NULL;
}

static struct value list_of_texts(const struct text_list *texts, bool are_markup, struct arena *arena)
{
    struct value *items = arena_new_array(arena, struct value, texts->count);
    for (size_t i = 0; i < texts->count; i++)
        items[i] = are_markup ? value_safe_text(texts->items[i]) : value_text(texts->items[i]);
    return value_list_of(arena, items, texts->count);
}

static struct value list_of_objects(
    const struct object_list *objects, const struct object_type *type, struct arena *arena)
{
    return value_list_of_objects(arena, objects->items, objects->count, type);
}

struct value field_other_value(const struct field *field, const void *object, struct arena *arena)
{
    const void *place = (const char *)object + field->offset;
    switch (field->kind) {
    case FIELD_TEXT: return value_text(*(const text *)place);
    case FIELD_MARKUP: return value_safe_text(*(const text *)place);
    case FIELD_BOOL: return value_bool(*(const bool *)place);
    case FIELD_INTEGER: return value_integer(*(const int64_t *)place);
    case FIELD_DATE: return value_date(place);
    case FIELD_VALUE: return *(const struct value *)place;
    case FIELD_OBJECT: return value_object(*(const void *const *)place, field->of);
    case FIELD_STRUCT: return value_object(place, field->of);
    case FIELD_LIST: return list_of_objects(place, field->of, arena);
    case FIELD_TEXTS: return list_of_texts(place, false, arena);
    case FIELD_MARKUPS: return list_of_texts(place, true, arena);
    case FIELD_COMPUTED: return field->get(object, arena);
    }
    return value_undefined();
}

struct value object_get(const void *object, const struct object_type *type, text name, struct arena *arena)
{
    const struct field *field = object_field(type, name);
    return field ? field_value(field, object, arena) : value_undefined();
}

struct value object_label_value(const void *object, const struct object_type *type, struct arena *arena)
{
    return object_get(object, type, text_of(type->label_field), arena);
}

text object_label(const void *object, const struct object_type *type)
{
    const struct field *field = object_field(type, text_of(type->label_field));
    if (!field || field->kind != FIELD_TEXT)
        return TEXT_NONE;
    return *(const text *)((const char *)object + field->offset);
}

const char *object_nearest_field(const struct object_type *type, text wrong)
{
    struct arena arena;
    arena_init(&arena);
    const char **names = arena_new_array(&arena, const char *, type->field_count);
    for (size_t i = 0; i < type->field_count; i++)
        names[i] = type->fields[i].name;
    const char *nearest = diagnostic_nearest(wrong, names, type->field_count);
    arena_release(&arena);
    return nearest;
}

bool object_list_contains(const struct object_list *list, const void *object)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == object)
            return true;
    return false;
}
