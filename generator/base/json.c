/* SPDX-License-Identifier: MIT */
/*
 * One walk over the value. What JSON has no word for (undefined, functions, infinity, not-a-number) is null,
 * and so is what lies deeper than 100 levels, where a loop of plugin values would otherwise never end.
 */
#include "base/json.h"
#include "base/arena.h"
#include "base/escape.h"
#include "base/object.h"
#include <math.h>

enum { DEPTH_MAX = 100 };

struct writer {
    struct buffer *out;
    size_t indent;
    struct arena *arena; /* for the texts of dates */
};

static void write_value(struct writer *writer, const struct value *value, size_t depth);

void json_write_text(struct buffer *out, text value)
{
    buffer_append_byte(out, '"');
    escape_json(out, value);
    buffer_append_byte(out, '"');
}

static void write_line_start(struct writer *writer, size_t depth)
{
    if (writer->indent == 0)
        return;
    buffer_append_byte(writer->out, '\n');
    for (size_t i = 0; i < writer->indent * depth; i++)
        buffer_append_byte(writer->out, ' ');
}

/* What stands before item `index` of a list or map whose items are at `depth`. */
static void write_separator(struct writer *writer, size_t index, size_t depth)
{
    if (index > 0)
        buffer_append_byte(writer->out, ',');
    write_line_start(writer, depth);
}

static void write_list(struct writer *writer, const struct value_list *list, size_t depth)
{
    buffer_append_byte(writer->out, '[');
    for (size_t i = 0; i < list->count; i++) {
        struct value item = value_list_at(list, i);
        write_separator(writer, i, depth + 1);
        write_value(writer, &item, depth + 1);
    }
    if (list->count > 0)
        write_line_start(writer, depth);
    buffer_append_byte(writer->out, ']');
}

static void write_map(struct writer *writer, const struct value_map *map, size_t depth)
{
    buffer_append_byte(writer->out, '{');
    for (size_t i = 0; i < map->count; i++) {
        write_separator(writer, i, depth + 1);
        json_write_text(writer->out, map->entries[i].key);
        buffer_append(writer->out, writer->indent ? TEXT(": ") : TEXT(":"));
        write_value(writer, &map->entries[i].value, depth + 1);
    }
    if (map->count > 0)
        write_line_start(writer, depth);
    buffer_append_byte(writer->out, '}');
}

static void write_null(struct writer *writer)
{
    buffer_append_literal(writer->out, "null");
}

static void write_float(struct writer *writer, double floating)
{
    if (isfinite(floating))
        buffer_append_float(writer->out, floating);
    else
        write_null(writer);
}

static void write_value(struct writer *writer, const struct value *value, size_t depth)
{
    if (depth > DEPTH_MAX) {
        write_null(writer);
        return;
    }
    struct value label;
    switch ((enum value_kind)value->kind) {
    case VALUE_UNDEFINED:
    case VALUE_NONE:
    case VALUE_CALLABLE: write_null(writer); break;
    case VALUE_BOOL: buffer_append(writer->out, value->as.boolean ? TEXT("true") : TEXT("false")); break;
    case VALUE_INTEGER: buffer_append_integer(writer->out, value->as.integer); break;
    case VALUE_FLOAT: write_float(writer, value->as.floating); break;
    case VALUE_TEXT: json_write_text(writer->out, value->as.text); break;
    case VALUE_DATE: json_write_text(writer->out, date_iso(writer->arena, value->as.date)); break;
    case VALUE_LIST: write_list(writer, value->as.list, depth); break;
    case VALUE_MAP: write_map(writer, value->as.map, depth); break;
    case VALUE_OBJECT:
        label = object_label_value(value->as.object.pointer, value->as.object.type, writer->arena);
        write_value(writer, &label, depth + 1);
        break;
    }
}

void json_write(struct buffer *out, const struct value *value, int indent)
{
    struct arena arena;
    arena_init(&arena);
    struct writer writer = { .out = out, .indent = indent > 0 ? (size_t)indent : 0, .arena = &arena };
    write_value(&writer, value, 0);
    arena_release(&arena);
}
