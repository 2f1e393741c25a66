/* SPDX-License-Identifier: MIT */
/*
 * A struct becomes as many zeroes, into which the members of its table are put: what they point to is
 * appended behind it and the offset takes the pointer's place. Offset 0 is NULL, since nothing points to the
 * header. Texts are gathered apart, short and long ones, and count from the first of their kind, which has
 * the offset 1. Opening is in pack_open.c.
 */
#include "base/pack.h"
#include "base/pack_types.h"
#include <string.h>

/* Most runs have no more of short ones: growing there costs as many copies. */
enum { USUAL_TEXT_BYTES = 4 * 1024 };

struct packing {
    struct buffer *out;
    struct buffer short_texts;
    struct buffer long_texts; /* a row of struct text, as they are borrowed */
    size_t long_length;
    size_t start; /* of the run in `out` */
    bool is_packable;
    bool lacks_places; /* of spans */
    size_t depth;
};

static void pack_members(
    struct packing *packing, const struct pack_type *type, const char *object, size_t at);

/* Room for `size` zeroed bytes; returns their offset in the run. */
static size_t reserve(struct packing *packing, size_t size)
{
    size_t at = packing->out->length - packing->start;
    memset(buffer_reserve(packing->out, pack_padded(size)), 0, pack_padded(size));
    packing->out->length += pack_padded(size);
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

static size_t pack_short(struct packing *packing, const char *bytes, size_t length)
{
    if (!bytes)
        return 0;
    size_t at = packing->short_texts.length + 1;
    buffer_append(&packing->short_texts, (text){ bytes, length });
    return at;
}

static size_t pack_long(struct packing *packing, const char *bytes, size_t length)
{
    text borrowed = { bytes, length };
    size_t at = packing->long_length + 1;
    buffer_append(&packing->long_texts, (text){ (const char *)&borrowed, sizeof borrowed });
    packing->long_length += length;
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
    if (!type->member_count)
        memcpy(place(packing, at), items, count * type->size);
    for (size_t i = 0; type->member_count && i < count; i++)
        pack_members(packing, type, (const char *)items + i * type->size, at + i * type->size);
    return at;
}

static void pack_span(struct packing *packing, const span *where, size_t at)
{
    span plain = { where->source != 0, where->offset, where->length };
    if (packing->lacks_places)
        plain.offset = plain.length = 0;
    memcpy(place(packing, at), &plain, sizeof plain);
}

/* Lists of things of the model have no place in a run. */
static size_t pack_list(struct packing *packing, const struct value_list *list)
{
    packing->is_packable &= !list->objects;
    return pack_items(packing, &pack_lists, list, 1);
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
        offset = pack_short(packing, value->as.text.bytes, value->as.text.length);
        break;
    case VALUE_DATE: offset = pack_items(packing, &pack_dates, value->as.date, 1); break;
    case VALUE_LIST: offset = pack_list(packing, value->as.list); break;
    case VALUE_MAP: offset = pack_items(packing, &pack_maps, value->as.map, 1); break;
    case VALUE_OBJECT:
    case VALUE_CALLABLE: packing->is_packable = false; break;
    }
    memcpy(place(packing, at), &plain, sizeof plain);
    pack_span(packing, &value->where, at + offsetof(struct value, where));
    if (offset)
        put_offset(packing, at + offsetof(struct value, as), offset);
}

static void pack_numbers(struct packing *packing, const char *from, size_t at, size_t length)
{
    memcpy(place(packing, at), from, length);
}

/* `offset` is where its bytes were packed. */
static void put_text(struct packing *packing, const text *value, size_t at, size_t offset)
{
    pack_numbers(packing, (const char *)&value->length, at + offsetof(text, length), sizeof value->length);
    put_offset(packing, at + offsetof(text, bytes), offset);
}

static void pack_text(struct packing *packing, const text *value, size_t at)
{
    put_text(packing, value, at, pack_short(packing, value->bytes, value->length));
}

static void pack_body(struct packing *packing, const text *value, size_t at)
{
    bool is_long = value->length >= PACK_LONG_TEXT_BYTES;
    put_text(packing, value, at, (is_long ? pack_long : pack_short)(packing, value->bytes, value->length));
}

/* `at` is the member's place in the run. */
static void pack_member(
    struct packing *packing, const struct pack_member *member, const char *object, size_t at)
{
    const char *from = object + member->offset;
    const void *pointer = NULL;
    size_t count = 1;
    switch (member->kind) {
    case PACK_TEXT: pack_text(packing, (const void *)from, at); break;
    case PACK_BODY: pack_body(packing, (const void *)from, at); break;
    case PACK_STRING:
        memcpy(&pointer, from, sizeof pointer);
        put_offset(packing, at, pack_short(packing, pointer, pointer ? strlen(pointer) + 1 : 0));
        break;
    case PACK_SPAN: pack_span(packing, (const void *)from, at); break;
    case PACK_VALUE: pack_value(packing, (const void *)from, at); break;
    case PACK_STRUCT: pack_members(packing, member->of, from, at); break;
    case PACK_ITEMS:
        memcpy(&count, object + member->count_offset, sizeof count);
        pack_numbers(packing, (const char *)&count, at - member->offset + member->count_offset, sizeof count);
        /* fall through */
    case PACK_POINTER:
        memcpy(&pointer, from, sizeof pointer);
        put_offset(packing, at, pack_items(packing, member->of, pointer, count));
        break;
    case PACK_NUMBERS: pack_numbers(packing, from, at, member->count_offset); break;
    case PACK_NOTHING: break;
    }
}

static void pack_members(struct packing *packing, const struct pack_type *type, const char *object, size_t at)
{
    if (++packing->depth > PACK_DEPTH_LIMIT)
        packing->is_packable = false;
    for (size_t i = 0; packing->is_packable && i < type->member_count; i++)
        pack_member(packing, &type->members[i], object, at + type->members[i].offset);
    packing->depth--;
}

/* Fills up what was appended since `start`. */
static void pad(struct buffer *out, size_t start)
{
    size_t length = out->length - start, padding = pack_padded(length) - length;
    memset(buffer_reserve(out, padding), 0, padding);
    out->length += padding;
}

/* The texts behind the structs, and the header. */
static void put_texts(struct packing *packing)
{
    struct buffer *out = packing->out;
    struct pack_header header = { out->length - packing->start, packing->short_texts.length,
        packing->long_length };
    memcpy(place(packing, 0), &header, sizeof header);
    size_t start = out->length;
    buffer_append(out, buffer_text(&packing->short_texts));
    pad(out, start);
    start = out->length;
    buffer_reserve(out, pack_padded(packing->long_length));
    for (size_t at = 0; at < packing->long_texts.length; at += sizeof(text)) {
        text borrowed;
        memcpy(&borrowed, packing->long_texts.bytes + at, sizeof borrowed);
        buffer_append(out, borrowed);
    }
    pad(out, start);
}

static bool pack(const struct pack_type *type, const void *object, bool lacks_places, struct buffer *out)
{
    struct packing packing = {
        .out = out, .start = out->length, .is_packable = true, .lacks_places = lacks_places
    };
    buffer_init(&packing.short_texts, NULL);
    buffer_init(&packing.long_texts, NULL);
    buffer_reserve(&packing.short_texts, USUAL_TEXT_BYTES);
    reserve(&packing, sizeof(struct pack_header));
    pack_items(&packing, type, object, 1);
    if (packing.is_packable)
        put_texts(&packing);
    else
        out->length = packing.start;
    buffer_release(&packing.short_texts);
    buffer_release(&packing.long_texts);
    return packing.is_packable;
}

bool pack_object(const struct pack_type *type, const void *object, struct buffer *out)
{
    return pack(type, object, false, out);
}

bool pack_words(const struct pack_type *type, const void *object, struct buffer *out)
{
    return pack(type, object, true, out);
}
