/* SPDX-License-Identifier: MIT */
/*
 * Opening walks the same tables in the same order as packing and accepts only the offset that packing would
 * have written there, so that bytes which no build wrote can at worst be refused.
 */
#include "base/pack_types.h"
#include "base/arena.h"
#include <string.h>

/* Texts of one kind, in their order. */
struct text_row {
    const char *bytes;
    size_t next, end; /* where the next one must be, and where the last one ends */
};

struct opening {
    char *structs;
    uint32_t source;
    size_t next, end; /* where what comes next must be, in the structs, and where they end */
    struct text_row short_texts, long_texts;
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
    if (!offset)
        return true;
    if (__builtin_mul_overflow(count, size, &total) || offset != (total ? opening->next : 1) ||
        total > opening->end - opening->next)
        return false;
    char *pointer = opening->structs + offset;
    memcpy(place, &pointer, sizeof pointer);
    opening->next += pack_padded(total);
    return true;
}

/* The same for a text, of these. */
static bool open_bytes(struct text_row *row, char *place, size_t length)
{
    size_t offset;
    memcpy(&offset, place, sizeof offset);
    if (!offset)
        return length == 0;
    if (offset != row->next + 1 || length > row->end - row->next)
        return false;
    const char *pointer = row->bytes + row->next;
    memcpy(place, &pointer, sizeof pointer);
    row->next += length;
    return true;
}

static bool open_text(struct opening *opening, char *place)
{
    return open_bytes(&opening->short_texts, place, ((const text *)(const void *)place)->length);
}

static bool open_body(struct opening *opening, char *place)
{
    size_t length = ((const text *)(const void *)place)->length;
    bool is_long = length >= PACK_LONG_TEXT_BYTES;
    return open_bytes(is_long ? &opening->long_texts : &opening->short_texts, place, length);
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
    struct text_row *row = &opening->short_texts;
    size_t offset;
    memcpy(&offset, place, sizeof offset);
    if (!offset)
        return true;
    size_t left = row->end - row->next;
    size_t length = strnlen(row->bytes + row->next, left);
    return length < left && open_bytes(row, place, length + 1);
}

static bool open_list(struct opening *opening, char *place)
{
    struct value_list *list;
    if (!open_pointer(opening, place, 1, sizeof *list))
        return false;
    memcpy(&list, place, sizeof list);
    return list && !list->objects && open_members(opening, &pack_lists, (char *)list);
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
    case VALUE_TEXT: return open_bytes(&opening->short_texts, place, value->as.text.length);
    case VALUE_DATE: return open_items(opening, &pack_dates, place, 1) && value->as.date;
    case VALUE_LIST: return open_list(opening, place);
    case VALUE_MAP: return open_items(opening, &pack_maps, place, 1) && value->as.map;
    case VALUE_OBJECT:
    case VALUE_CALLABLE: return false;
    }
    return false;
}

/* A list that is not there has no items. */
static bool open_counted(struct opening *opening, const struct pack_member *member, char *object)
{
    size_t count, offset;
    memcpy(&count, object + member->count_offset, sizeof count);
    memcpy(&offset, object + member->offset, sizeof offset);
    return (offset || !count) && open_items(opening, member->of, object + member->offset, count);
}

static bool open_member(struct opening *opening, const struct pack_member *member, char *object)
{
    char *at = object + member->offset;
    switch (member->kind) {
    case PACK_TEXT: return open_text(opening, at);
    case PACK_BODY: return open_body(opening, at);
    case PACK_STRING: return open_string(opening, at);
    case PACK_SPAN: open_span(opening, (span *)(void *)at); return true;
    case PACK_VALUE: return open_value(opening, (struct value *)(void *)at);
    case PACK_STRUCT: return open_members(opening, member->of, at);
    case PACK_ITEMS: return open_counted(opening, member, object);
    case PACK_POINTER: return open_items(opening, member->of, at, 1);
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

static size_t head_length_of(const struct pack_header *header)
{
    return header->texts + pack_padded(header->short_length);
}

/* Where the long texts begin; 0 when the header is of no run that has so long a head and a length. */
static size_t long_texts_of(
    const struct pack_header *header, size_t least, size_t head_length, size_t run_length)
{
    if (header->texts % PACK_ALIGNMENT || header->texts < least || header->texts > head_length ||
        header->short_length > head_length - header->texts)
        return 0;
    size_t start = head_length_of(header);
    return start <= head_length && start <= run_length && header->long_length <= run_length - start ? start
                                                                                                    : 0;
}

size_t pack_head_length(text run)
{
    struct pack_header header;
    memcpy(&header, run.bytes, sizeof header);
    return head_length_of(&header);
}

void *pack_open(const struct pack_type *type, struct arena *arena, text head, text lasting, uint32_t source)
{
    struct pack_header header;
    size_t first = pack_padded(sizeof header), least = first + pack_padded(type->size);
    if (head.length % PACK_ALIGNMENT || head.length < least)
        return NULL;
    memcpy(&header, head.bytes, sizeof header);
    size_t long_texts = long_texts_of(&header, least, head.length, lasting.length);
    if (!long_texts)
        return NULL;
    char *structs = arena_alloc_array_unset(arena, long_texts, 1);
    memcpy(structs, head.bytes, long_texts);
    struct opening opening = { .structs = structs,
        .source = source,
        .next = least,
        .end = header.texts,
        .short_texts = { structs + header.texts, 0, header.short_length },
        .long_texts = { lasting.bytes + long_texts, 0, header.long_length } };
    return open_members(&opening, type, structs + first) ? structs + first : NULL;
}
