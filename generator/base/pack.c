/* SPDX-License-Identifier: MIT */
/*
 * A struct is copied as it is and then the members of its table are put right: what they point to is appended
 * behind it and the offset takes the pointer's place. Offset 0 is NULL, since nothing points to the object
 * itself. Opening walks the same tables in the same order and accepts only the offset that packing would have
 * written there, so that bytes which no build wrote can at worst be refused.
 */
#include "base/pack.h"
#include "base/object.h"
#include <string.h>

enum { ALIGNMENT = 16, DEPTH_LIMIT = 100 };

static const struct pack_member text_members[] = { { PACK_TEXT, 0, NULL, 0 } };
const struct pack_type pack_texts = { sizeof(text), text_members, 1 };
static const struct pack_member text_list_members[] = { { PACK_ITEMS, offsetof(struct text_list, items),
    &pack_texts, offsetof(struct text_list, count) } };
const struct pack_type pack_text_list = { sizeof(struct text_list), text_list_members, 1 };

static const struct pack_member date_members[1];
static const struct pack_type date_pack = { sizeof(struct date), date_members, 0 };
static const struct pack_member item_members[] = { { PACK_VALUE, 0, NULL, 0 } };
static const struct pack_type item_pack = { sizeof(struct value), item_members, 1 };
static const struct pack_type number_pack = { sizeof(uint32_t), date_members, 0 };
static const struct pack_member entry_members[] = {
    { PACK_TEXT, offsetof(struct value_map_entry, key), NULL, 0 },
    { PACK_SPAN, offsetof(struct value_map_entry, key_where), NULL, 0 },
    { PACK_VALUE, offsetof(struct value_map_entry, value), NULL, 0 },
};
static const struct pack_type entry_pack = { sizeof(struct value_map_entry), entry_members, 3 };
static const struct pack_member list_members[] = { { PACK_ITEMS, offsetof(struct value_list, items),
    &item_pack, offsetof(struct value_list, count) } };
static const struct pack_type list_pack = { sizeof(struct value_list), list_members, 1 };
static const struct pack_member map_members[] = {
    { PACK_ITEMS, offsetof(struct value_map, entries), &entry_pack, offsetof(struct value_map, count) },
    { PACK_ITEMS, offsetof(struct value_map, slots), &number_pack, offsetof(struct value_map, slot_count) },
};
static const struct pack_type map_pack = { sizeof(struct value_map), map_members, 2 };

struct packing {
    struct buffer *out;
    size_t start; /* of the run in `out` */
    const struct pack_objects *objects;
    bool is_packable;
    size_t depth;
};

static void pack_members(
    struct packing *packing, const struct pack_type *type, const char *object, size_t at);

static size_t padded(size_t size)
{
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* Room for `size` zeroed bytes; returns their offset in the run. */
static size_t reserve(struct packing *packing, size_t size)
{
    size_t at = packing->out->length - packing->start;
    memset(buffer_reserve(packing->out, padded(size)), 0, padded(size));
    packing->out->length += padded(size);
    return at;
}

static char *place(struct packing *packing, size_t at)
{
    return packing->out->bytes + packing->start + at;
}

static void put_offset(struct packing *packing, size_t at, size_t offset)
{
    memcpy(place(packing, at), &offset, sizeof offset);
}

/* Present texts of no length keep some offset that is not 0. */
static size_t pack_bytes(struct packing *packing, const char *bytes, size_t length, size_t extra)
{
    if (!bytes)
        return 0;
    if (length + extra == 0)
        return 1;
    size_t at = reserve(packing, length + extra);
    if (length)
        memcpy(place(packing, at), bytes, length);
    return at;
}

static size_t pack_items(
    struct packing *packing, const struct pack_type *type, const void *items, size_t count)
{
    if (!items)
        return 0;
    if (!count)
        return 1;
    size_t at = reserve(packing, count * type->size);
    memcpy(place(packing, at), items, count * type->size);
    for (size_t i = 0; type->member_count && i < count; i++)
        pack_members(packing, type, (const char *)items + i * type->size, at + i * type->size);
    return at;
}

static void pack_span(struct packing *packing, const span *where, size_t at)
{
    span plain = { where->source != 0, where->offset, where->length };
    memcpy(place(packing, at), &plain, sizeof plain);
}

/* A list of things of the model becomes a list of their names; the kind of each is part of its name. */
static size_t pack_object_list(struct packing *packing, const struct value_list *list)
{
    struct value_list plain = { .count = list->count };
    size_t at = reserve(packing, sizeof plain);
    memcpy(place(packing, at), &plain, sizeof plain);
    size_t names = list->count ? reserve(packing, list->count * sizeof(uint64_t)) : 1;
    for (size_t i = 0; i < list->count; i++) {
        uint64_t name = packing->objects
                            ? packing->objects->name_of(packing->objects->data, list->objects[i], list->type)
                            : 0;
        packing->is_packable &= name != 0;
        memcpy(place(packing, names + i * sizeof name), &name, sizeof name);
    }
    put_offset(packing, at + offsetof(struct value_list, objects), names);
    return at;
}

static size_t pack_list(struct packing *packing, const struct value_list *list)
{
    return list->objects ? pack_object_list(packing, list) : pack_items(packing, &list_pack, list, 1);
}

static uint64_t object_name(struct packing *packing, const struct value *value)
{
    const struct pack_objects *objects = packing->objects;
    uint64_t name =
        objects ? objects->name_of(objects->data, value->as.object.pointer, value->as.object.type) : 0;
    packing->is_packable &= name != 0;
    return name;
}

/* The fields of a value one by one: its padding and the rest of its union are not the same in every run. */
static void pack_value(struct packing *packing, const struct value *value, size_t at)
{
    struct value plain;
    memset(&plain, 0, sizeof plain);
    plain.kind = value->kind;
    plain.is_safe = value->is_safe;
    plain.is_plain = value->is_plain;
    plain.is_encoded = value->is_encoded;
    size_t offset = 0;
    switch ((enum value_kind)value->kind) {
    case VALUE_UNDEFINED:
    case VALUE_NONE: break;
    case VALUE_BOOL: plain.as.boolean = value->as.boolean; break;
    case VALUE_INTEGER: plain.as.integer = value->as.integer; break;
    case VALUE_FLOAT: plain.as.floating = value->as.floating; break;
    case VALUE_TEXT:
        plain.as.text.length = value->as.text.length;
        offset = pack_bytes(packing, value->as.text.bytes, value->as.text.length, 0);
        break;
    case VALUE_DATE: offset = pack_items(packing, &date_pack, value->as.date, 1); break;
    case VALUE_LIST: offset = pack_list(packing, value->as.list); break;
    case VALUE_MAP: offset = pack_items(packing, &map_pack, value->as.map, 1); break;
    case VALUE_OBJECT: offset = object_name(packing, value); break;
    case VALUE_CALLABLE: packing->is_packable = false; break;
    }
    memcpy(place(packing, at), &plain, sizeof plain);
    pack_span(packing, &value->where, at + offsetof(struct value, where));
    if (offset)
        put_offset(packing, at + offsetof(struct value, as), offset);
}

static void pack_member(
    struct packing *packing, const struct pack_member *member, const char *object, size_t at)
{
    const char *from = object + member->offset;
    const void *pointer = NULL;
    size_t count = 1;
    switch (member->kind) {
    case PACK_TEXT: {
        const text *value = (const void *)from;
        put_offset(packing, at, pack_bytes(packing, value->bytes, value->length, 0));
        break;
    }
    case PACK_STRING:
        memcpy(&pointer, from, sizeof pointer);
        put_offset(packing, at, pack_bytes(packing, pointer, pointer ? strlen(pointer) : 0, 1));
        break;
    case PACK_SPAN: pack_span(packing, (const void *)from, at); break;
    case PACK_VALUE: pack_value(packing, (const void *)from, at); break;
    case PACK_STRUCT: pack_members(packing, member->of, from, at); break;
    case PACK_ITEMS: memcpy(&count, object + member->count_offset, sizeof count); /* fall through */
    case PACK_POINTER:
        memcpy(&pointer, from, sizeof pointer);
        put_offset(packing, at, pack_items(packing, member->of, pointer, count));
        break;
    case PACK_GAP: memset(place(packing, at), 0, member->count_offset); break;
    case PACK_NOTHING: put_offset(packing, at, 0); break;
    }
}

static void pack_members(struct packing *packing, const struct pack_type *type, const char *object, size_t at)
{
    if (++packing->depth > DEPTH_LIMIT)
        packing->is_packable = false;
    for (size_t i = 0; packing->is_packable && i < type->member_count; i++)
        pack_member(packing, &type->members[i], object, at + type->members[i].offset);
    packing->depth--;
}

bool pack_object(
    const struct pack_type *type, const void *object, const struct pack_objects *objects, struct buffer *out)
{
    struct packing packing = { .out = out, .start = out->length, .objects = objects, .is_packable = true };
    pack_items(&packing, type, object, 1);
    if (!packing.is_packable)
        out->length = packing.start;
    return packing.is_packable;
}

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
    opening->next += padded(total);
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
    return open_members(opening, &list_pack, (char *)list);
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
    case VALUE_DATE: return open_items(opening, &date_pack, place, 1) && value->as.date;
    case VALUE_LIST: return open_list(opening, place);
    case VALUE_MAP: return open_items(opening, &map_pack, place, 1) && value->as.map;
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
    case PACK_GAP:
    case PACK_NOTHING: return true;
    }
    return false;
}

static bool open_members(struct opening *opening, const struct pack_type *type, char *object)
{
    bool is_good = ++opening->depth <= DEPTH_LIMIT;
    for (size_t i = 0; is_good && i < type->member_count; i++)
        is_good = open_member(opening, &type->members[i], object);
    opening->depth--;
    return is_good;
}

void *pack_open(const struct pack_type *type, char *bytes, size_t length, uint32_t source,
    const struct pack_objects *objects, struct arena *arena)
{
    struct opening opening = { bytes, length, source, objects, arena, padded(type->size), 0 };
    if (length % ALIGNMENT || length < opening.next || !open_members(&opening, type, bytes))
        return NULL;
    return bytes;
}
