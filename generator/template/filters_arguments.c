/* SPDX-License-Identifier: MIT */
/*
 * One way to read inputs and options for all filters, so that they agree in what they accept and in how they
 * complain. Paths are in filters_path.c.
 */
#include "template/filters_arguments.h"
#include "base/byte.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/escape.h"
#include "base/json.h"
#include "base/object.h"
#include "base/readings.h"
#include <math.h>
#include <string.h>

static bool has_text(const struct value *value)
{
    switch ((enum value_kind)value->kind) {
    case VALUE_NONE:
    case VALUE_BOOL:
    case VALUE_INTEGER:
    case VALUE_FLOAT:
    case VALUE_TEXT:
    case VALUE_DATE: return true;
    case VALUE_OBJECT: return value->as.object.type->label_field != NULL;
    case VALUE_UNDEFINED:
    case VALUE_LIST:
    case VALUE_MAP:
    case VALUE_CALLABLE: break;
    }
    return false;
}

bool filter_input_text(struct template_call *call, text *result)
{
    if (!has_text(&call->input)) {
        template_call_fail(call, "expected text, found %s", value_kind_name(&call->input));
        return false;
    }
    *result = value_to_text(&call->input, call->arena);
    return true;
}

static void characters_of(struct arena *arena, text value, struct filter_items *items)
{
    struct value *characters = arena_new_array(arena, struct value, text_code_point_count(value));
    for (size_t at = 0; at < value.length;) {
        size_t start = at;
        text_next_code_point(value, &at);
        characters[items->count++] = value_text(text_slice(value, start, at - start));
    }
    items->items = characters;
}

static void keys_of(struct arena *arena, const struct value_map *map, struct filter_items *items)
{
    struct value *keys = arena_new_array(arena, struct value, map->count);
    for (size_t i = 0; i < map->count; i++)
        keys[i] = value_text(map->entries[i].key);
    *items = (struct filter_items){ keys, map->count };
}

static void list_items(struct arena *arena, const struct value_list *list, struct filter_items *items)
{
    struct value *copies = list->objects ? arena_new_array(arena, struct value, list->count) : NULL;
    for (size_t i = 0; copies && i < list->count; i++)
        copies[i] = value_list_at(list, i);
    *items = (struct filter_items){ copies ? copies : list->items, list->count };
}

static void fail_no_list(struct template_call *call, const struct value *value)
{
    template_call_fail(call, "expected a list, found %s", value_kind_name(value));
    if (value->kind == VALUE_NONE)
        call->fault_hint = TEXT("put '|default([], true)' before it");
}

bool filter_items_of(struct template_call *call, const struct value *value, struct filter_items *items)
{
    *items = (struct filter_items){ 0 };
    if (value->kind == VALUE_LIST)
        list_items(call->arena, value->as.list, items);
    else if (value->kind == VALUE_MAP)
        keys_of(call->arena, value->as.map, items);
    else if (value->kind == VALUE_TEXT)
        characters_of(call->arena, value->as.text, items);
    else
        fail_no_list(call, value);
    return !call->fault.bytes;
}

bool filter_input_items(struct template_call *call, struct filter_items *items)
{
    return filter_items_of(call, &call->input, items);
}

struct filter_items filter_pairs(struct arena *arena, const struct value_map *map)
{
    struct value *pairs = arena_new_array(arena, struct value, map->count);
    for (size_t i = 0; i < map->count; i++)
        pairs[i] = value_pair(arena, &map->entries[i]);
    return (struct filter_items){ pairs, map->count };
}

struct value filter_text_like_input(const struct template_call *call, text result)
{
    bool is_safe = call->input.kind == VALUE_TEXT && call->input.is_safe;
    text present = result.bytes ? result : TEXT("");
    return is_safe ? value_safe_text(present) : value_text(present);
}

text filter_escaped(struct arena *arena, const struct value *value)
{
    text plain = value_to_text(value, arena);
    if (value->kind == VALUE_TEXT && value->is_safe)
        return plain;
    text escaped = escape_html_text(arena, plain);
    return escaped.length ? escaped : TEXT("");
}

const struct value *filter_argument(const struct template_call *call, size_t index)
{
    if (index >= call->argument_count)
        return NULL;
    const struct value *argument = &call->arguments[index];
    return argument->kind == VALUE_UNDEFINED || argument->kind == VALUE_NONE ? NULL : argument;
}

bool filter_option_text(struct template_call *call, size_t index, text fallback, text *result)
{
    *result = fallback;
    return !filter_argument(call, index) || template_call_text(call, index, result);
}

bool filter_option_integer(struct template_call *call, size_t index, int64_t fallback, int64_t *result)
{
    *result = fallback;
    return !filter_argument(call, index) || template_call_integer(call, index, fallback, result);
}

bool filter_option_bool(struct template_call *call, size_t index, bool *result)
{
    *result = false;
    return !filter_argument(call, index) || template_call_bool(call, index, result);
}

bool filter_count(struct template_call *call, size_t index, int64_t least, int64_t most, int64_t *result)
{
    if (!filter_option_integer(call, index, INT64_MIN, result))
        return false;
    if (*result >= least && *result <= most)
        return true;
    if (*result == INT64_MIN)
        template_call_fail(call, "a number is missing");
    else
        template_call_fail(call, "expected a number from %lld to %lld, found %lld", (long long)least,
            (long long)most, (long long)*result);
    return false;
}

const struct template_function *filter_find_row(const struct template_function *rows, size_t count, text name)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(text_of(rows[i].name), name))
            return &rows[i];
    return NULL;
}

bool filter_fail_unknown(
    struct template_call *call, const char *what, text name, const text *names, size_t count)
{
    text nearest = diagnostic_nearest_text(name, names, count);
    template_call_fail(call, "there is no %s '%.*s'", what, TEXT_ARGS(name));
    if (nearest.bytes)
        call->fault_hint = text_format(call->arena, "did you mean '%.*s'?", TEXT_ARGS(nearest));
    return false;
}

void filter_note_arguments(
    const struct template_call *call, const struct template_function *row, size_t first)
{
    for (size_t i = first; !(row->flags & ROW_NOTES_READINGS) && i < call->argument_count; i++)
        readings_note_words(call->readings, &call->arguments[i]);
}

bool filter_call_row(struct template_call *call, const struct template_function *row, void *data,
    const struct value *input, size_t first, struct value *result)
{
    struct template_call inner = { .arena = call->arena,
        .input = *input,
        .lang = call->lang,
        .filters = call->filters,
        .page = call->page,
        .readings = call->readings };
    if (first < call->argument_count) {
        inner.arguments = call->arguments + first;
        inner.argument_count = call->argument_count - first;
    }
    if (!(row->flags & ROW_NOTES_READINGS))
        readings_note_words(call->readings, input);
    bool is_missing = input->kind == VALUE_UNDEFINED && !(row->flags & ROW_TAKES_UNDEFINED);
    *result = is_missing ? template_call_fail(&inner, "the value is undefined") : row->call(&inner, data);
    if (!inner.fault.bytes)
        return true;
    call->fault = text_format(call->arena, "%s: %.*s", row->name, TEXT_ARGS(inner.fault));
    call->fault_hint = inner.fault_hint;
    call->fault_code = inner.fault_code;
    call->is_fault_reported = inner.is_fault_reported;
    return false;
}

static text number_identity(const struct value *value, struct arena *arena)
{
    if (value->kind == VALUE_INTEGER)
        return text_format(arena, "n%lld", (long long)value->as.integer);
    double number = value->as.floating;
    bool is_whole = fabs(number) < 9e15 && trunc(number) == number;
    return is_whole ? text_format(arena, "n%lld", (long long)number) : text_format(arena, "n%.17g", number);
}

text filter_identity(
    struct template_call *call, struct unicode *unicode, const struct value *value, bool is_case_sensitive)
{
    struct arena *arena = call->arena;
    if (value_is_number(value))
        return number_identity(value, arena);
    if (value->kind == VALUE_OBJECT)
        return text_format(arena, "o%p", value->as.object.pointer);
    if (value->kind == VALUE_TEXT) {
        text folded = is_case_sensitive ? value->as.text : filter_lower(unicode, arena, value->as.text);
        return text_format(arena, "t%.*s", TEXT_ARGS(folded));
    }
    struct buffer json;
    buffer_init(&json, arena);
    buffer_append_byte(&json, (char)('A' + value->kind));
    json_write(&json, value, 0);
    return buffer_text(&json);
}

static text upper_ascii(struct arena *arena, text value)
{
    char *upper = arena_bytes(arena, value.length);
    for (size_t i = 0; i < value.length; i++) {
        char byte = value.bytes[i];
        upper[i] = byte_is_lower(byte) ? (char)(byte - ('a' - 'A')) : byte;
    }
    return (text){ upper, value.length };
}

text filter_lower(struct unicode *unicode, struct arena *arena, text value)
{
    return !unicode || text_is_ascii(value) ? text_lower_ascii(arena, value)
                                            : unicode_lower(unicode, arena, value);
}

text filter_upper(struct unicode *unicode, struct arena *arena, text value)
{
    return !unicode || text_is_ascii(value) ? upper_ascii(arena, value)
                                            : unicode_upper(unicode, arena, value);
}

bool filter_is_space(uint32_t code_point)
{
    return (code_point >= 0x09 && code_point <= 0x0D) || (code_point >= 0x1C && code_point <= 0x20) ||
           code_point == 0x85 || code_point == 0xA0 || code_point == 0x1680 ||
           (code_point >= 0x2000 && code_point <= 0x200A) || code_point == 0x2028 || code_point == 0x2029 ||
           code_point == 0x202F || code_point == 0x205F || code_point == 0x3000;
}
