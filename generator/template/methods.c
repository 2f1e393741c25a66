/* SPDX-License-Identifier: MIT */
/* Python's methods as Jinja's layouts know them, as far as they only read. Many are filters under another
 * name. */
#include "template/methods.h"
#include "base/arena.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/diagnostic.h"
#include "template/loop.h"

static struct value map_values(struct template_call *call)
{
    const struct value_map *map = call->input.as.map;
    struct value *items = arena_new_array(call->arena, struct value, map->count);
    for (size_t i = 0; i < map->count; i++)
        items[i] = map->entries[i].value;
    return value_list_of(call->arena, items, map->count);
}

static struct value map_get(struct template_call *call)
{
    const struct value *found = value_map_find_by(call->input.as.map, &call->arguments[0], call->arena);
    return found ? *found : call->argument_count > 1 ? call->arguments[1] : value_none();
}

static struct value text_starts(struct template_call *call)
{
    text prefix;
    if (!template_call_text(call, 0, &prefix))
        return value_undefined();
    return value_bool(text_starts_with(call->input.as.text, prefix));
}

static struct value text_ends(struct template_call *call)
{
    text suffix;
    if (!template_call_text(call, 0, &suffix))
        return value_undefined();
    return value_bool(text_ends_with(call->input.as.text, suffix));
}

static struct value part_of(const struct template_call *call, text part)
{
    struct value value = value_text(part.bytes ? part : TEXT(""));
    value.is_safe = call->input.is_safe;
    return value;
}

static struct value text_strip_start(struct template_call *call)
{
    text value = call->input.as.text;
    size_t start = 0;
    while (start < value.length && byte_is_space(value.bytes[start]))
        start++;
    return part_of(call, text_from(value, start));
}

static struct value text_strip_end(struct template_call *call)
{
    text value = call->input.as.text;
    while (value.length && byte_is_space(value.bytes[value.length - 1]))
        value.length--;
    return part_of(call, value);
}

/* Cut at runs of white space, none at the ends; what is over the limit stays in the last part. */
static size_t split_at_spaces(const struct template_call *call, int64_t limit, struct value *parts)
{
    text rest = call->input.as.text;
    size_t count = 0;
    for (size_t at = 0;;) {
        while (at < rest.length && byte_is_space(rest.bytes[at]))
            at++;
        if (at == rest.length)
            return count;
        size_t start = at;
        bool is_last = limit >= 0 && count == (size_t)limit;
        while (at < rest.length && (is_last || !byte_is_space(rest.bytes[at])))
            at++;
        parts[count++] = part_of(call, text_slice(rest, start, at - start));
    }
}

static size_t split_at_text(
    const struct template_call *call, text separator, int64_t limit, struct value *parts)
{
    text whole = call->input.as.text;
    size_t count = 0, start = 0;
    for (;;) {
        bool is_last = limit >= 0 && count == (size_t)limit;
        size_t end = is_last ? SIZE_MAX : text_find(whole, separator, start);
        parts[count++] =
            part_of(call, text_slice(whole, start, end == SIZE_MAX ? whole.length - start : end - start));
        if (end == SIZE_MAX)
            return count;
        start = end + separator.length;
    }
}

static struct value text_split(struct template_call *call)
{
    text separator = TEXT_NONE;
    int64_t limit = -1;
    bool has_separator = call->argument_count > 0 && call->arguments[0].kind != VALUE_NONE;
    if (has_separator && !template_call_text(call, 0, &separator))
        return value_undefined();
    if (!template_call_integer(call, 1, -1, &limit))
        return value_undefined();
    if (has_separator && !separator.length)
        return template_call_fail(call, "the separator is empty");
    struct value *parts = arena_new_array(call->arena, struct value, call->input.as.text.length + 1);
    size_t count =
        has_separator ? split_at_text(call, separator, limit, parts) : split_at_spaces(call, limit, parts);
    return value_list_of(call->arena, parts, count);
}

static const struct method methods[] = {
    { VALUE_MAP, "items", 0, 0, NULL, "items" }, { VALUE_MAP, "keys", 0, 0, NULL, "list" },
    { VALUE_MAP, "values", 0, 0, map_values, NULL }, { VALUE_MAP, "get", 1, 2, map_get, NULL },
    { VALUE_TEXT, "upper", 0, 0, NULL, "upper" }, { VALUE_TEXT, "lower", 0, 0, NULL, "lower" },
    { VALUE_TEXT, "title", 0, 0, NULL, "title" }, { VALUE_TEXT, "capitalize", 0, 0, NULL, "capitalize" },
    { VALUE_TEXT, "strip", 0, 1, NULL, "trim" }, { VALUE_TEXT, "lstrip", 0, 0, text_strip_start, NULL },
    { VALUE_TEXT, "rstrip", 0, 0, text_strip_end, NULL }, { VALUE_TEXT, "replace", 2, 3, NULL, "replace" },
    { VALUE_TEXT, "startswith", 1, 1, text_starts, NULL }, { VALUE_TEXT, "endswith", 1, 1, text_ends, NULL },
    { VALUE_TEXT, "split", 0, 2, text_split, NULL },
    /* to add one: its function above, or the filter that does the same, and a row here */
};

static const struct method loop_methods[] = {
    { VALUE_OBJECT, "cycle", 1, 255, loop_cycle, NULL },
    { VALUE_OBJECT, "changed", 1, 255, loop_changed, NULL },
    /* to add one: its function in loop.c, a row here */
};

struct method_table {
    const struct method *rows;
    size_t count;
};

static struct method_table table_of(const struct value *object)
{
    if (object->kind == VALUE_OBJECT && object->as.object.type == &loop_type)
        return (struct method_table){ loop_methods, COUNT(loop_methods) };
    if (object->kind == VALUE_OBJECT)
        return (struct method_table){ NULL, 0 };
    return (struct method_table){ methods, COUNT(methods) };
}

const struct method *method_find(const struct value *object, text name)
{
    struct method_table table = table_of(object);
    for (size_t i = 0; i < table.count; i++)
        if (table.rows[i].kind == (enum value_kind)object->kind &&
            text_equal(name, text_of(table.rows[i].name)))
            return &table.rows[i];
    return NULL;
}

const char *method_nearest(const struct value *object, text wrong)
{
    struct method_table table = table_of(object);
    const char *names[COUNT(methods)] = { NULL };
    size_t count = 0;
    for (size_t i = 0; i < table.count; i++)
        if (table.rows[i].kind == (enum value_kind)object->kind)
            names[count++] = table.rows[i].name;
    return diagnostic_nearest(wrong, names, count);
}
