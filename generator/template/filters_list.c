/* SPDX-License-Identifier: MIT */
/* Lists are never changed: each filter makes a new one, which points to the same items. */
#include "template/filters_list.h"
#include "base/readings.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "template/filters_arguments.h"
#include <string.h>

enum { COUNT_MAX = 1000000 };

struct value filter_list_default(struct template_call *call, void *data)
{
    (void)data;
    bool replaces_false;
    if (!filter_option_bool(call, 1, &replaces_false))
        return value_undefined();
    bool is_replaced =
        call->input.kind == VALUE_UNDEFINED || (replaces_false && !value_is_true(&call->input));
    if (!is_replaced)
        return call->input;
    return call->argument_count > 0 ? call->arguments[0] : value_text(TEXT(""));
}

struct value filter_list_first(struct template_call *call, void *data)
{
    (void)data;
    struct filter_items items;
    if (call->input.kind == VALUE_LIST)
        return value_list_at(call->input.as.list, 0);
    return filter_input_items(call, &items) && items.count ? items.items[0] : value_undefined();
}

struct value filter_list_last(struct template_call *call, void *data)
{
    (void)data;
    struct filter_items items;
    if (call->input.kind == VALUE_LIST && call->input.as.list->count)
        return value_list_at(call->input.as.list, call->input.as.list->count - 1);
    if (call->input.kind == VALUE_TEXT && call->input.as.text.length)
        return value_text(text_last_character(call->input.as.text));
    if (!filter_input_items(call, &items) || items.count == 0)
        return value_undefined();
    return items.items[items.count - 1];
}

struct value filter_list_limit(struct template_call *call, void *data)
{
    (void)data;
    struct filter_items items;
    int64_t count;
    if (!filter_input_items(call, &items) || !filter_count(call, 0, 0, INT64_MAX, &count))
        return value_undefined();
    bool is_cut = (uint64_t)count < items.count;
    return value_list_of(call->arena, items.items, is_cut ? (size_t)count : items.count);
}

static bool is_safe(const struct value *value)
{
    return value->kind == VALUE_TEXT && value->is_safe;
}

/* The values to be joined: the items, or an attribute of each. */
static bool joined_values(struct template_call *call, const struct filter_items *items,
    const struct filter_path *path, struct value **values)
{
    *values = arena_new_array(call->arena, struct value, items->count);
    for (size_t i = 0; i < items->count; i++)
        if (!filter_path_need(call, path, &items->items[i], NULL, &(*values)[i]))
            return false;
    for (size_t i = 0; i < items->count; i++)
        readings_note_words(call->readings, &(*values)[i]);
    return true;
}

/* One safe text among items and separator makes all the others escaped and the result safe. */
struct value filter_list_join(struct template_call *call, void *data)
{
    (void)data;
    struct filter_items items;
    struct filter_path path;
    struct value *values;
    text separator;
    if (!filter_input_items(call, &items) || !filter_option_text(call, 0, TEXT(""), &separator) ||
        !filter_path_read(call, 1, &path) || !joined_values(call, &items, &path, &values))
        return value_undefined();
    const struct value *separator_value = filter_argument(call, 0);
    bool has_safe = separator_value && is_safe(separator_value);
    for (size_t i = 0; i < items.count; i++)
        has_safe |= is_safe(&values[i]);
    if (has_safe && separator_value)
        separator = filter_escaped(call->arena, separator_value);
    struct buffer out;
    buffer_init(&out, call->arena);
    for (size_t i = 0; i < items.count; i++) {
        if (i > 0)
            buffer_append(&out, separator);
        buffer_append(&out,
            has_safe ? filter_escaped(call->arena, &values[i]) : value_to_text(&values[i], call->arena));
    }
    text joined = out.length ? buffer_text(&out) : TEXT("");
    return has_safe ? value_safe_text(joined) : value_text(joined);
}

static struct value reversed_text(struct template_call *call, text value)
{
    char *bytes = arena_bytes(call->arena, value.length);
    size_t end = value.length;
    for (size_t at = 0; at < value.length;) {
        size_t start = at;
        text_next_code_point(value, &at);
        end -= at - start;
        memcpy(bytes + end, value.bytes + start, at - start);
    }
    return filter_text_like_input(call, (text){ bytes, value.length });
}

struct value filter_list_reverse(struct template_call *call, void *data)
{
    (void)data;
    struct filter_items items;
    if (call->input.kind == VALUE_TEXT)
        return reversed_text(call, call->input.as.text);
    if (!filter_input_items(call, &items))
        return value_undefined();
    struct value *reversed = arena_new_array(call->arena, struct value, items.count);
    for (size_t i = 0; i < items.count; i++)
        reversed[i] = items.items[items.count - 1 - i];
    return value_list_of(call->arena, reversed, items.count);
}

/* `length` items from `start`, filled up to `full` with `filling` when there is one. */
static struct value part_of(struct template_call *call, const struct filter_items *items, size_t start,
    size_t length, size_t full, const struct value *filling)
{
    if (!filling || length >= full)
        return value_list_of(call->arena, items->items + start, length);
    struct value *part = arena_new_array(call->arena, struct value, full);
    for (size_t i = 0; i < full; i++)
        part[i] = i < length ? items->items[start + i] : *filling;
    return value_list_of(call->arena, part, full);
}

struct value filter_list_batch(struct template_call *call, void *data)
{
    (void)data;
    struct filter_items items;
    int64_t size;
    if (!filter_input_items(call, &items) || !filter_count(call, 0, 1, COUNT_MAX, &size))
        return value_undefined();
    size_t full = (size_t)size, row_count = items.count / full + (items.count % full != 0);
    struct value *rows = arena_new_array(call->arena, struct value, row_count);
    for (size_t i = 0; i < row_count; i++) {
        size_t left = items.count - i * full;
        rows[i] = part_of(call, &items, i * full, left < full ? left : full, full, filter_argument(call, 1));
    }
    return value_list_of(call->arena, rows, row_count);
}

/* The first columns take one item more when they do not come out even; then the others are filled. */
struct value filter_list_slice(struct template_call *call, void *data)
{
    (void)data;
    struct filter_items items;
    int64_t count;
    if (!filter_input_items(call, &items))
        return value_undefined();
    if (!filter_count(call, 0, 1, COUNT_MAX, &count)) {
        call->fault_hint = TEXT("it makes columns; the first five items are xs[:5], or xs|limit(5)");
        return value_undefined();
    }
    size_t column_count = (size_t)count, least = items.count / column_count,
           longer = items.count % column_count;
    struct value *columns = arena_new_array(call->arena, struct value, column_count);
    for (size_t i = 0, start = 0; i < column_count; i++) {
        size_t length = least + (i < longer);
        columns[i] =
            part_of(call, &items, start, length, longer ? least + 1 : least, filter_argument(call, 1));
        start += length;
    }
    return value_list_of(call->arena, columns, column_count);
}

struct value filter_list_list(struct template_call *call, void *data)
{
    (void)data;
    struct filter_items items;
    return filter_input_items(call, &items) ? value_list_of(call->arena, items.items, items.count)
                                            : value_undefined();
}

struct value filter_list_items(struct template_call *call, void *data)
{
    (void)data;
    if (call->input.kind != VALUE_MAP)
        return template_call_fail(call, "expected a map, found %s", value_kind_name(&call->input));
    struct filter_items pairs = filter_pairs(call->arena, call->input.as.map);
    return value_list_of(call->arena, pairs.items, pairs.count);
}
