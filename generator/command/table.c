/* SPDX-License-Identifier: MIT */
/*
 * For people every value becomes a cell of text; where the cells of a line do not fit, the widest column
 * gives way first, down to LEAST columns. The last column is never padded.
 */
#include "command/table.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/escape.h"
#include "base/list.h"
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { LEAST = 8, GAP = 2 };

#define ELLIPSIS "\xE2\x80\xA6"

struct value *table_add(struct table *table)
{
    struct value *row = arena_new_array(table->arena, struct value, table->column_count);
    *list_add(table->arena, &table->rows) = row;
    return row;
}

/* A row and where it stood before. */
struct placed_row {
    struct value *row;
    const struct value *date;
    size_t place;
};

static int compare_earliest_first(const void *a, const void *b)
{
    const struct placed_row *left = a, *right = b;
    bool has_left = left->date->kind == VALUE_DATE, has_right = right->date->kind == VALUE_DATE;
    if (has_left != has_right)
        return has_left ? -1 : 1;
    int order = has_left ? date_compare(left->date->as.date, right->date->as.date) : 0;
    return order ? order : left->place < right->place ? -1 : 1;
}

static int compare_newest_first(const void *a, const void *b)
{
    const struct placed_row *left = a, *right = b;
    bool are_dates = left->date->kind == VALUE_DATE && right->date->kind == VALUE_DATE;
    int order = are_dates ? date_compare(right->date->as.date, left->date->as.date) : 0;
    return order ? order : compare_earliest_first(a, b);
}

void table_sort(struct table *table, size_t column, bool newest_first)
{
    size_t count = table->rows.count;
    struct placed_row *placed = arena_new_array(table->arena, struct placed_row, count);
    for (size_t i = 0; i < count; i++)
        placed[i] = (struct placed_row){ table->rows.items[i], &table->rows.items[i][column], i };
    if (count)
        qsort(placed, count, sizeof *placed, newest_first ? compare_newest_first : compare_earliest_first);
    for (size_t i = 0; i < count; i++)
        table->rows.items[i] = placed[i].row;
}

/* As people and TSV read it. */
static text words_of(const struct table *table, const struct value *value)
{
    struct arena *arena = table->arena;
    if (value->kind == VALUE_DATE)
        return date_in_english(arena, value->as.date, value->as.date->has_time ? TEXT("%F %R") : TEXT("%F"));
    if (value->kind == VALUE_UNDEFINED)
        return TEXT("");
    if (value->kind != VALUE_LIST)
        return value_to_text(value, arena);
    const struct value_list *list = value->as.list;
    text *parts = arena_new_array(arena, text, list->count);
    for (size_t i = 0; i < list->count; i++) {
        struct value item = value_list_at(list, i);
        parts[i] = value_to_text(&item, arena);
    }
    return text_join(arena, parts, list->count, TEXT(", "));
}

static text blanked(struct arena *arena, text value)
{
    char *bytes = text_to_string(arena, value);
    for (size_t i = 0; i < value.length; i++)
        if ((unsigned char)bytes[i] < ' ')
            bytes[i] = ' ';
    return (text){ bytes, value.length };
}

/* 0: not a terminal, nothing is cut. */
static size_t terminal_width(void)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    long asked = columns ? strtol(columns, NULL, 10) : 0;
    if (asked > 0 && asked < 10000)
        return (size_t)asked;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        return size.ws_col;
    return 0;
}

static void fit(const struct table *table, size_t *widths, size_t room)
{
    for (;;) {
        size_t total = 0, widest = 0, columns = 0;
        for (size_t i = 0; i < table->column_count; i++) {
            columns += widths[i] > 0;
            total += widths[i] + (columns > 1 && widths[i] ? GAP : 0);
            if (widths[i] > widths[widest])
                widest = i;
        }
        if (!room || total <= room || widths[widest] <= LEAST)
            return;
        widths[widest] -= 1;
    }
}

static text cut(struct arena *arena, text value, size_t width)
{
    size_t at = 0, used = 0, kept = 0;
    if (text_display_width(value) <= width)
        return value;
    while (at < value.length) {
        size_t next = at;
        text_next_code_point(value, &next);
        used += text_display_width(text_slice(value, at, next - at));
        if (used + 1 > width)
            break;
        kept = at = next;
    }
    return text_format(arena, "%.*s" ELLIPSIS, (int)kept, value.bytes);
}

static void put_cell(const struct table *table, size_t column, text cell, size_t width, bool is_last)
{
    text shown = cut(table->arena, cell, width);
    size_t blanks = width - text_display_width(shown);
    bool is_right = table->columns[column].is_number;
    printf("%*s%.*s", is_right ? (int)blanks : 0, "", TEXT_ARGS(shown));
    if (!is_last)
        printf("%*s", (is_right ? 0 : (int)blanks) + GAP, "");
}

static void print_line(const struct table *table, const text *cells, const size_t *widths)
{
    size_t last = 0;
    for (size_t i = 0; i < table->column_count; i++)
        if (widths[i])
            last = i;
    for (size_t i = 0; i < table->column_count; i++)
        if (widths[i])
            put_cell(table, i, cells[i], widths[i], i == last);
    putchar('\n');
}

/* Cells of one row, as a terminal may show them. Those of columns for programs are left out. */
static text *cells_of(const struct table *table, const struct value *row)
{
    text *cells = arena_new_array(table->arena, text, table->column_count);
    for (size_t i = 0; i < table->column_count; i++) {
        struct buffer shown;
        buffer_init(&shown, table->arena);
        if (table->columns[i].is_machine)
            continue;
        escape_terminal(&shown, blanked(table->arena, words_of(table, &row[i])));
        cells[i] = buffer_text(&shown);
    }
    return cells;
}

static void print_text(const struct table *table)
{
    size_t *widths = arena_new_array(table->arena, size_t, table->column_count);
    text *names = arena_new_array(table->arena, text, table->column_count);
    text **lines = arena_new_array(table->arena, text *, table->rows.count);
    if (!table->rows.count)
        return;
    for (size_t i = 0; i < table->column_count; i++) {
        names[i] = text_of(table->columns[i].name);
        widths[i] = table->columns[i].is_machine ? 0 : names[i].length;
    }
    for (size_t row = 0; row < table->rows.count; row++) {
        lines[row] = cells_of(table, table->rows.items[row]);
        for (size_t i = 0; i < table->column_count; i++) {
            size_t width = text_display_width(lines[row][i]);
            widths[i] = width > widths[i] ? width : widths[i];
        }
    }
    fit(table, widths, terminal_width());
    print_line(table, names, widths);
    for (size_t row = 0; row < table->rows.count; row++)
        print_line(table, lines[row], widths);
}

static json_t *json_of_text(text value)
{
    return value.bytes ? json_stringn_nocheck(value.bytes, value.length) : json_null();
}

static json_t *json_of(const struct table *table, const struct value *value)
{
    switch (value->kind) {
    case VALUE_BOOL: return json_boolean(value->as.boolean);
    case VALUE_INTEGER: return json_integer(value->as.integer);
    case VALUE_DATE: return json_of_text(date_iso(table->arena, value->as.date));
    case VALUE_TEXT: return json_of_text(value->as.text);
    case VALUE_LIST: break;
    default: return json_null();
    }
    json_t *array = json_array();
    for (size_t i = 0; i < value->as.list->count; i++) {
        struct value item = value_list_at(value->as.list, i);
        json_array_append_new(array, json_of_text(value_to_text(&item, table->arena)));
    }
    return array;
}

static void print_json(const struct table *table)
{
    json_t *array = json_array();
    for (size_t row = 0; row < table->rows.count; row++) {
        json_t *object = json_object();
        for (size_t i = 0; i < table->column_count; i++)
            json_object_set_new(object, table->columns[i].name, json_of(table, &table->rows.items[row][i]));
        json_array_append_new(array, object);
    }
    json_dumpf(array, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(array);
}

static void print_tsv(const struct table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        printf("%s%s", i ? "\t" : "", table->columns[i].name);
    putchar('\n');
    for (size_t row = 0; row < table->rows.count; row++) {
        for (size_t i = 0; i < table->column_count; i++) {
            text words = blanked(table->arena, words_of(table, &table->rows.items[row][i]));
            printf("%s%.*s", i ? "\t" : "", TEXT_ARGS(words));
        }
        putchar('\n');
    }
}

void table_print(const struct table *table, enum table_form form)
{
    static void (*const printers[])(const struct table *) = {
        [TABLE_TEXT] = print_text,
        [TABLE_JSON] = print_json,
        [TABLE_TSV] = print_tsv,
    };
    printers[form](table);
}
