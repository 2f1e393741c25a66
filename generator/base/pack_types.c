/* SPDX-License-Identifier: MIT */
/* The tables of lists, values and what values point to, and the check that a table has no hole. */
#include "base/pack_types.h"
#include "base/count.h"

static const struct pack_member text_members[] = { { PACK_TEXT, 0, NULL, 0 } };
const struct pack_type pack_texts = { sizeof(text), text_members, 1 };
static const struct pack_member text_list_members[] = { { PACK_ITEMS, offsetof(struct text_list, items),
    &pack_texts, offsetof(struct text_list, count) } };
const struct pack_type pack_text_list = { sizeof(struct text_list), text_list_members, 1 };

#define DATE_NUMBERS(member)                                                                                 \
    {                                                                                                        \
        PACK_NUMBERS, offsetof(struct date, member), NULL, sizeof(((struct date *)0)->member)                \
    }
static const struct pack_member date_members[] = { DATE_NUMBERS(is_set), DATE_NUMBERS(has_time),
    DATE_NUMBERS(day), DATE_NUMBERS(second_of_day), DATE_NUMBERS(millisecond), DATE_NUMBERS(offset_seconds),
    DATE_NUMBERS(instant) };
const struct pack_type pack_dates = { sizeof(struct date), date_members, COUNT(date_members) };
static const struct pack_member item_members[] = { { PACK_VALUE, 0, NULL, 0 } };
static const struct pack_type pack_values = { sizeof(struct value), item_members, 1 };
static const struct pack_type slots_pack = { sizeof(uint32_t), NULL, 0 };
static const struct pack_member entry_members[] = {
    { PACK_TEXT, offsetof(struct value_map_entry, key), NULL, 0 },
    { PACK_SPAN, offsetof(struct value_map_entry, key_where), NULL, 0 },
    { PACK_VALUE, offsetof(struct value_map_entry, value), NULL, 0 },
};
static const struct pack_type entry_pack = { sizeof(struct value_map_entry), entry_members, 3 };
static const struct pack_member list_members[] = { { PACK_ITEMS, offsetof(struct value_list, items),
    &pack_values, offsetof(struct value_list, count) } };
const struct pack_type pack_lists = { sizeof(struct value_list), list_members, 1 };
static const struct pack_member map_members[] = {
    { PACK_ITEMS, offsetof(struct value_map, entries), &entry_pack, offsetof(struct value_map, count) },
    { PACK_ITEMS, offsetof(struct value_map, slots), &slots_pack, offsetof(struct value_map, slot_count) },
};
const struct pack_type pack_maps = { sizeof(struct value_map), map_members, 2 };

/* How many bytes of the struct a row is about. */
static size_t member_size(const struct pack_member *member)
{
    switch (member->kind) {
    case PACK_TEXT:
    case PACK_BODY: return sizeof(text);
    case PACK_SPAN: return sizeof(span);
    case PACK_VALUE: return sizeof(struct value);
    case PACK_STRUCT: return member->of->size;
    case PACK_NUMBERS: return member->count_offset;
    case PACK_STRING:
    case PACK_ITEMS:
    case PACK_POINTER:
    case PACK_NOTHING: break;
    }
    return sizeof(void *);
}

static bool has_row(const struct pack_type *type, size_t offset)
{
    for (size_t i = 0; i < type->member_count; i++) {
        const struct pack_member *member = &type->members[i];
        bool is_count = member->kind == PACK_ITEMS && member->count_offset == offset;
        if (is_count ||
            (member->offset < offset + sizeof(void *) && offset < member->offset + member_size(member)))
            return true;
    }
    return false;
}

const struct pack_type *pack_find_hole(const struct pack_type *type, size_t *offset)
{
    for (*offset = 0; type->member_count && *offset < type->size; *offset += sizeof(void *))
        if (!has_row(type, *offset))
            return type;
    for (size_t i = 0; i < type->member_count; i++) {
        const struct pack_type *below = type->members[i].of;
        const struct pack_type *hole = below ? pack_find_hole(below, offset) : NULL;
        if (hole)
            return hole;
    }
    return NULL;
}
