/* SPDX-License-Identifier: MIT */
/*
 * Opening walks the same tables in the same order as packing and accepts only the offset that packing would
 * have written there, so that bytes which no build wrote can at worst be refused.
 */
#include "base/pack_types.h"
#include <string.h>

struct opening {
    char *bytes;
    size_t length;
    uint32_t source;
    const struct pack_objects *objects;
    struct arena *arena;
    size_t next; /* where what comes next must be */
    size_t depth;
};

static bool open_members(struct opening *opening, const struct pack_type *type, char *object);

/*
 * The offset in *place becomes a pointer to `count` things of `size` bytes. What is packed is packed in the
 * order in which it is opened, so there is one right offset: false for any other.
 */
static bool open_pointer(struct opening *opening, char *place, size_t count, size_t size)
{
    size_t offset, total;
    memcpy(&offset, place, sizeof offset);
    if (!offset && size == 1)
        return count == 0;
    if (!offset)
        return true;
    if (__builtin_mul_overflow(count, size, &total) || offset != (total ? opening->next : 1) ||
        total > opening->length - opening->next)
        return false;
    char *pointer = opening->bytes + offset;
    memcpy(place, &pointer, sizeof pointer);
    opening->next += pack_padded(total);
    return true;
}

static bool open_items(struct opening *opening, const struct pack_type *type, char *place, size_t count)
{
    char *items;
    if (!open_pointer(opening, place, count, type->size))
        return false;
    memcpy(&items, place, sizeof items);
    for (size_t i = 0; items && type->member_count && i < count; i++)
        if (!open_members(opening, type, items + i * type->size))
            return false;
    return true;
}

static bool open_string(struct opening *opening, char *place)
{
    size_t offset;
    memcpy(&offset, place, sizeof offset);
    if (!offset)
        return true;
    if (offset != opening->next)
        return false;
    size_t left = opening->length - offset, length = strnlen(opening->bytes + offset, left);
    return length < left && open_pointer(opening, place, length + 1, 1);
}

/* Names become things; all of one kind, since they were in one list. */
static bool open_object_list(struct opening *opening, struct value_list *list)
{
    const struct pack_objects *objects = opening->objects;
    if (!objects || !open_pointer(opening, (char *)&list->objects, list->count, sizeof(uint64_t)))
        return false;
    const void **found = arena_alloc_array(opening->arena, list->count, sizeof *found);
    for (size_t i = 0; i < list->count; i++) {
        uint64_t name;
        memcpy(&name, (const char *)list->objects + i * sizeof name, sizeof name);
        found[i] = objects->find(objects->data, name, &list->type);
        if (!found[i])
            return false;
    }
    list->objects = found;
    return true;
}

static bool open_list(struct opening *opening, char *place)
{
    struct value_list *list;
    if (!open_pointer(opening, place, 1, sizeof *list))
        return false;
    memcpy(&list, place, sizeof list);
    if (!list || list->count > opening->length)
        return false;
    if (list->objects)
        return open_object_list(opening, list);
    return open_members(opening, &pack_lists, (char *)list);
}

static bool open_object(struct opening *opening, struct value *value)
{
    uint64_t name;
    memcpy(&name, &value->as, sizeof name);
    const struct pack_objects *objects = opening->objects;
    if (!objects)
        return false;
    value->as.object.pointer = objects->find(objects->data, name, &value->as.object.type);
    return value->as.object.pointer != NULL;
}

static void open_span(const struct opening *opening, span *where)
{
    if (where->source)
        where->source = opening->source;
}

static bool open_value(struct opening *opening, struct value *value)
{
    char *place = (char *)&value->as;
    open_span(opening, &value->where);
    switch ((enum value_kind)value->kind) {
    case VALUE_UNDEFINED:
    case VALUE_NONE:
    case VALUE_BOOL:
    case VALUE_INTEGER:
    case VALUE_FLOAT: return true;
    case VALUE_TEXT: return open_pointer(opening, place, value->as.text.length, 1);
    case VALUE_DATE: return open_items(opening, &pack_dates, place, 1) && value->as.date;
    case VALUE_LIST: return open_list(opening, place);
    case VALUE_MAP: return open_items(opening, &pack_maps, place, 1) && value->as.map;
    case VALUE_OBJECT: return open_object(opening, value);
    case VALUE_CALLABLE: return false;
    }
    return false;
}

static bool open_member(struct opening *opening, const struct pack_member *member, char *object)
{
    char *at = object + member->offset;
    size_t count = 1;
    switch (member->kind) {
    case PACK_TEXT: return open_pointer(opening, at, ((const text *)(const void *)at)->length, 1);
    case PACK_STRING: return open_string(opening, at);
    case PACK_SPAN: open_span(opening, (span *)(void *)at); return true;
    case PACK_VALUE: return open_value(opening, (struct value *)(void *)at);
    case PACK_STRUCT: return open_members(opening, member->of, at);
    case PACK_ITEMS: memcpy(&count, object + member->count_offset, sizeof count); /* fall through */
    case PACK_POINTER: return open_items(opening, member->of, at, count);
    case PACK_NUMBERS:
    case PACK_NOTHING: return true;
    }
    return false;
}

static bool open_members(struct opening *opening, const struct pack_type *type, char *object)
{
    bool is_good = ++opening->depth <= PACK_DEPTH_LIMIT;
    for (size_t i = 0; is_good && i < type->member_count; i++)
        is_good = open_member(opening, &type->members[i], object);
    opening->depth--;
    return is_good;
}

void *pack_open(const struct pack_type *type, char *bytes, size_t length, uint32_t source,
    const struct pack_objects *objects, struct arena *arena)
{
    struct opening opening = { bytes, length, source, objects, arena, pack_padded(type->size), 0 };
    if (length % PACK_ALIGNMENT || length < opening.next || !open_members(&opening, type, bytes))
        return NULL;
    return bytes;
}
