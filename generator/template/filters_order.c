/* SPDX-License-Identifier: MIT */
/*
 * Keys are made once per item; then a merge sort of indexes, which keeps the order of equals. Texts are
 * compared by the collation key of the site's language, without it by their lower-case bytes, and byte by
 * byte when case counts.
 */
#include "template/filters_order.h"
#include "base/readings.h"
#include "base/arena.h"
#include "base/map.h"
#include "base/object.h"
#include "template/filters_arguments.h"
#include <string.h>

enum { KEY_COUNT_MAX = 4 };

struct sort_key {
    struct value value;
    text written; /* of a text or an object's label; else absent */
};

struct sorter {
    struct template_call *call;
    struct unicode *unicode;
    bool is_case_sensitive;
    bool is_reverse;
    struct filter_path paths[KEY_COUNT_MAX];
    size_t key_count;
    struct sort_key *keys; /* key_count for each item */
};

/* "section,title" are two keys; no attribute is one, the item itself. */
static bool read_keys(struct sorter *sorter, const struct value *attribute)
{
    sorter->key_count = 1;
    if (!attribute)
        return true;
    if (attribute->kind != VALUE_TEXT)
        return filter_path_of(sorter->call, attribute, &sorter->paths[0]);
    sorter->key_count = 0;
    for (text rest = attribute->as.text; rest.bytes;) {
        struct value name = value_text(text_trim(text_cut(&rest, ',')));
        if (sorter->key_count == KEY_COUNT_MAX) {
            template_call_fail(sorter->call, "more than %d attributes to sort by", KEY_COUNT_MAX);
            return false;
        }
        if (!filter_path_of(sorter->call, &name, &sorter->paths[sorter->key_count++]))
            return false;
    }
    return true;
}

static text written_key(const struct sorter *sorter, const struct value *value)
{
    text written = TEXT_NONE;
    if (value->kind == VALUE_TEXT)
        written = value->as.text;
    else if (value->kind == VALUE_OBJECT)
        written = object_label(value->as.object.pointer, value->as.object.type);
    if (!written.bytes || sorter->is_case_sensitive)
        return written;
    struct arena *arena = sorter->call->arena;
    return sorter->unicode ? unicode_sort_key(sorter->unicode, arena, written)
                           : text_lower_ascii(arena, written);
}

static bool make_keys(struct sorter *sorter, const struct filter_items *items)
{
    sorter->keys =
        arena_alloc_array(sorter->call->arena, items->count * sorter->key_count, sizeof *sorter->keys);
    for (size_t i = 0; i < items->count; i++) {
        for (size_t k = 0; k < sorter->key_count; k++) {
            struct sort_key *key = &sorter->keys[i * sorter->key_count + k];
            if (!filter_path_need(sorter->call, &sorter->paths[k], &items->items[i], NULL, &key->value))
                return false;
            readings_note_words(sorter->call->readings, &key->value);
            key->written = written_key(sorter, &key->value);
        }
    }
    return true;
}

static int compare_lists(
    struct sorter *sorter, const struct value_list *a, const struct value_list *b, bool *comparable)
{
    for (size_t i = 0; i < a->count && i < b->count; i++) {
        struct value left = value_list_at(a, i), right = value_list_at(b, i);
        text left_written = written_key(sorter, &left), right_written = written_key(sorter, &right);
        *comparable = true;
        int order = left_written.bytes && right_written.bytes ? text_compare(left_written, right_written)
                                                              : value_compare(&left, &right, comparable);
        if (order || !*comparable)
            return order;
    }
    *comparable = true;
    return (a->count > b->count) - (a->count < b->count);
}

static int compare_keys(struct sorter *sorter, const struct sort_key *a, const struct sort_key *b)
{
    if (a->written.bytes && b->written.bytes)
        return text_compare(a->written, b->written);
    bool comparable;
    int order = a->value.kind == VALUE_LIST && b->value.kind == VALUE_LIST
                    ? compare_lists(sorter, a->value.as.list, b->value.as.list, &comparable)
                    : value_compare(&a->value, &b->value, &comparable);
    if (!comparable && !sorter->call->fault.bytes) {
        template_call_fail(
            sorter->call, "%s and %s have no order", value_kind_name(&a->value), value_kind_name(&b->value));
        if (a->value.kind == VALUE_NONE || b->value.kind == VALUE_NONE)
            sorter->call->fault_hint = TEXT("leave out what has none first: |selectattr(\"…\")");
    }
    return order;
}

static int compare_items(struct sorter *sorter, size_t a, size_t b)
{
    for (size_t k = 0; k < sorter->key_count; k++) {
        int order = compare_keys(
            sorter, &sorter->keys[a * sorter->key_count + k], &sorter->keys[b * sorter->key_count + k]);
        if (order)
            return sorter->is_reverse ? -order : order;
    }
    return 0;
}

static void merge(
    struct sorter *sorter, const size_t *from, size_t *to, size_t start, size_t middle, size_t end)
{
    size_t left = start, right = middle;
    for (size_t i = start; i < end; i++) {
        bool takes_left =
            left < middle && (right >= end || compare_items(sorter, from[left], from[right]) <= 0);
        to[i] = takes_left ? from[left++] : from[right++];
    }
}

/* The indexes of the items in order; NULL when two have no order. */
static const size_t *sorted_indexes(struct sorter *sorter, size_t count)
{
    size_t *indexes = arena_alloc_array(sorter->call->arena, count, sizeof *indexes);
    size_t *other = arena_alloc_array(sorter->call->arena, count, sizeof *other);
    for (size_t i = 0; i < count; i++)
        indexes[i] = i;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width) {
            size_t middle = start + width < count ? start + width : count;
            size_t end = middle + width < count ? middle + width : count;
            merge(sorter, indexes, other, start, middle, end);
        }
        size_t *swap = indexes;
        indexes = other;
        other = swap;
    }
    return sorter->call->fault.bytes ? NULL : indexes;
}

static struct value sorted(struct sorter *sorter, const struct filter_items *items)
{
    if (!make_keys(sorter, items))
        return value_undefined();
    const size_t *indexes = sorted_indexes(sorter, items->count);
    if (!indexes)
        return value_undefined();
    struct value *ordered = arena_new_array(sorter->call->arena, struct value, items->count);
    for (size_t i = 0; i < items->count; i++)
        ordered[i] = items->items[indexes[i]];
    return value_list_of(sorter->call->arena, ordered, items->count);
}

/*
 * sort(by, reverse, case_sensitive, attribute); where the first is a bool, Jinja's order of arguments is
 * meant: sort(reverse, case_sensitive, attribute).
 */
struct value filter_order_sort(struct template_call *call, void *data)
{
    struct sorter sorter = { .call = call, .unicode = data };
    struct filter_items items;
    const struct value *by = filter_argument(call, 0), *attribute = filter_argument(call, 3);
    bool is_jinja = by && by->kind == VALUE_BOOL;
    const struct value *third = filter_argument(call, 2);
    bool has_attribute_third = is_jinja && third && third->kind == VALUE_TEXT;
    if (!filter_input_items(call, &items))
        return value_undefined();
    if (is_jinja)
        sorter.is_reverse = by->as.boolean;
    if (!filter_option_bool(call, 1, is_jinja ? &sorter.is_case_sensitive : &sorter.is_reverse))
        return value_undefined();
    if (!is_jinja && !filter_option_bool(call, 2, &sorter.is_case_sensitive))
        return value_undefined();
    if (has_attribute_third)
        attribute = third;
    if (!is_jinja && by)
        attribute = by;
    return read_keys(&sorter, attribute) ? sorted(&sorter, &items) : value_undefined();
}

struct value filter_order_dictsort(struct template_call *call, void *data)
{
    struct sorter sorter = { .call = call, .unicode = data };
    text by;
    if (call->input.kind != VALUE_MAP)
        return template_call_fail(call, "expected a map, found %s", value_kind_name(&call->input));
    if (!filter_option_bool(call, 0, &sorter.is_case_sensitive) ||
        !filter_option_text(call, 1, TEXT("key"), &by) || !filter_option_bool(call, 2, &sorter.is_reverse))
        return value_undefined();
    bool is_by_value = text_equal(by, TEXT("value"));
    if (!is_by_value && !text_equal(by, TEXT("key")))
        return template_call_fail(call, "expected 'key' or 'value', found '%.*s'", TEXT_ARGS(by));
    struct value index = value_integer(is_by_value);
    struct filter_items items = filter_pairs(call->arena, call->input.as.map);
    return read_keys(&sorter, &index) ? sorted(&sorter, &items) : value_undefined();
}

/* The first of the items that no other comes before. */
static struct value foremost(struct template_call *call, struct unicode *unicode, bool is_reverse)
{
    struct sorter sorter = { .call = call, .unicode = unicode, .is_reverse = is_reverse };
    struct filter_items items;
    if (!filter_input_items(call, &items) || !filter_option_bool(call, 0, &sorter.is_case_sensitive) ||
        !read_keys(&sorter, filter_argument(call, 1)) || !make_keys(&sorter, &items) || items.count == 0)
        return value_undefined();
    size_t best = 0;
    for (size_t i = 1; i < items.count; i++)
        if (compare_items(&sorter, i, best) < 0)
            best = i;
    return call->fault.bytes ? value_undefined() : items.items[best];
}

struct value filter_order_min(struct template_call *call, void *data)
{
    return foremost(call, data, false);
}

struct value filter_order_max(struct template_call *call, void *data)
{
    return foremost(call, data, true);
}

struct value filter_order_unique(struct template_call *call, void *data)
{
    struct filter_items items;
    struct filter_path path;
    bool is_case_sensitive;
    if (!filter_input_items(call, &items) || !filter_option_bool(call, 0, &is_case_sensitive) ||
        !filter_path_read(call, 1, &path))
        return value_undefined();
    struct map seen;
    map_init(&seen, call->arena);
    struct value *kept = arena_new_array(call->arena, struct value, items.count);
    size_t kept_count = 0;
    for (size_t i = 0; i < items.count; i++) {
        struct value value;
        if (!filter_path_need(call, &path, &items.items[i], NULL, &value))
            return value_undefined();
        if (value.kind != VALUE_OBJECT)
            readings_note_words(call->readings, &value);
        text identity = filter_identity(call, data, &value, is_case_sensitive);
        if (map_contains(&seen, identity))
            continue;
        map_set(&seen, identity, kept);
        kept[kept_count++] = items.items[i];
    }
    return value_list_of(call->arena, kept, kept_count);
}
