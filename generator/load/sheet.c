/* SPDX-License-Identifier: MIT */
/*
 * libcsv takes a file apart and says neither where a cell stood nor how many a row should have. It is given
 * the bytes up to the next separator or line end, behind which it hands over the cell that ends there, if one
 * does: so the place of each cell is known, and no sign is looked at twice in our own code.
 */
#include "load/sheet.h"
#include "base/list.h"
#include "base/map.h"
#include "load/merge_mark.h"
#include "load/sheet_problem.h"
#include "load/yaml_check.h"
#include <csv.h>

/* As many as YAML data have nodes. */
enum { CELLS_LIMIT = 1000000 };
/* By then it is the first row that is wrong, or no table at all. */
enum { PROBLEMS_LIMIT = 10 };
enum { BUFFER_BYTES = 16 * 1024 };

struct sheet_reading {
    struct sheet sheet;
    struct csv_parser parser;
    size_t cell_start, cell_end; /* of the cell that is being read, with blanks and line ends around it */
    struct {
        struct value *items;
        size_t count, capacity;
    } cells, rows;                         /* cells of the row that is being read; the rows before it */
    const struct value_map_entry *columns; /* NULL until the first row was read */
    size_t column_count, cell_count, problem_count;
    bool is_faulty, is_stopped;
};

static span cell_span(const struct sheet_reading *reading)
{
    const char *bytes = reading->sheet.contents.bytes;
    size_t start = reading->cell_start, end = reading->cell_end;
    while (start < end && text_is_blank(bytes[start]))
        start++;
    while (end > start && text_is_blank(bytes[end - 1]))
        end--;
    return (span){ reading->sheet.source, (uint32_t)start, (uint32_t)(end - start) };
}

static void stop(struct sheet_reading *reading)
{
    reading->is_faulty = reading->is_stopped = true;
}

/* A mistake after which reading goes on. */
static void go_on(struct sheet_reading *reading)
{
    reading->is_faulty = true;
    reading->is_stopped = ++reading->problem_count == PROBLEMS_LIMIT;
}

/* Most cells are what stands in the file; those that are not had quotes. */
static text keep(struct sheet_reading *reading, span where, text cell)
{
    struct arena *arena = reading->sheet.arena;
    text written = text_slice(reading->sheet.contents, where.offset, where.length);
    if (text_equal(written, cell))
        return written;
    if (text_find_byte(cell, '\r', 0) == SIZE_MAX)
        return text_copy(arena, cell);
    return text_replace(arena, text_replace(arena, cell, TEXT("\r\n"), TEXT("\n")), TEXT("\r"), TEXT("\n"));
}

static void take_cell(void *bytes, size_t length, void *data)
{
    struct sheet_reading *reading = data;
    span where = cell_span(reading);
    reading->cell_start = reading->cell_end + 1;
    if (++reading->cell_count > CELLS_LIMIT) {
        sheet_problem_size(&reading->sheet, where, CELLS_LIMIT);
        stop(reading);
        return;
    }
    struct value value = value_text(keep(reading, where, (text){ length ? bytes : "", length }));
    value.where = where;
    *list_add(reading->sheet.arena, &reading->cells) = value;
}

/* The cells up to the last that has something in it; 0 when none does. */
static size_t filled_cells(const struct sheet_reading *reading)
{
    size_t count = reading->cells.count;
    while (count && !reading->cells.items[count - 1].as.text.length)
        count--;
    return count;
}

static void take_names(struct sheet_reading *reading, size_t count)
{
    struct arena *arena = reading->sheet.arena;
    struct value_map_entry *columns = arena_new_array(arena, struct value_map_entry, count);
    struct map names;
    map_init(&names, arena);
    for (size_t i = 0; i < count && !reading->is_stopped; i++) {
        const struct value *cell = &reading->cells.items[i];
        columns[i].key = cell->as.text;
        columns[i].key_where = cell->where;
        const struct value_map_entry *first = map_add(&names, cell->as.text, &columns[i]);
        bool is_good = cell->as.text.length ? sheet_problem_name(&reading->sheet, &columns[i], first, count)
                                            : sheet_problem_unnamed(&reading->sheet, cell->where, i);
        if (!is_good)
            go_on(reading);
    }
    reading->columns = columns;
    reading->column_count = count;
    /* Who has a wrong idea of the first row has one of all others. */
    reading->is_stopped = reading->is_faulty;
}

static void take_values(struct sheet_reading *reading, size_t filled)
{
    size_t count = reading->cells.count < reading->column_count ? reading->cells.count : filled;
    if (reading->cells.count < reading->column_count || filled > reading->column_count) {
        sheet_problem_uneven(
            &reading->sheet, reading->columns, reading->column_count, reading->cells.items, count);
        go_on(reading);
        reading->is_stopped |= reading->column_count == 1; /* what stands above the names */
        return;
    }
    struct arena *arena = reading->sheet.arena;
    struct value_map_entry *entries = arena_new_array(arena, struct value_map_entry, reading->column_count);
    for (size_t i = 0; i < reading->column_count; i++) {
        entries[i] = reading->columns[i];
        entries[i].value = reading->cells.items[i];
    }
    struct value row = value_map_of(arena, entries, reading->column_count);
    row.where = reading->cells.items[0].where;
    *list_add(arena, &reading->rows) = row;
}

static void take_row(int terminator, void *data)
{
    (void)terminator;
    struct sheet_reading *reading = data;
    size_t filled = reading->is_stopped ? 0 : filled_cells(reading);
    if (filled && reading->columns)
        take_values(reading, filled);
    else if (filled)
        take_names(reading, filled);
    reading->cells.count = 0;
}

/* The separator or line end at `at` or behind it; the end of the file when there is none. */
static size_t find_end(const struct sheet *sheet, size_t at)
{
    const char *bytes = sheet->contents.bytes;
    while (at < sheet->contents.length && bytes[at] != sheet->separator && bytes[at] != '\n' &&
           bytes[at] != '\r')
        at++;
    return at;
}

/* False when the file is no table from some place on. */
static bool read_rows(struct sheet_reading *reading)
{
    const struct sheet *sheet = &reading->sheet;
    for (size_t at = reading->cell_start; at < sheet->contents.length && !reading->is_stopped;) {
        reading->cell_end = find_end(sheet, at);
        size_t next = reading->cell_end + (reading->cell_end < sheet->contents.length);
        size_t taken =
            csv_parse(&reading->parser, sheet->contents.bytes + at, next - at, take_cell, take_row, reading);
        if (taken < next - at) {
            if (csv_error(&reading->parser) != CSV_EPARSE)
                arena_die_out_of_memory();
            sheet_problem_quote(sheet, cell_span(reading).offset, at + taken);
            return false;
        }
        at = next;
    }
    reading->cell_end = sheet->contents.length;
    if (!reading->is_stopped && csv_fini(&reading->parser, take_cell, take_row, reading) != 0) {
        sheet_problem_unended(sheet, cell_span(reading).offset);
        return false;
    }
    return !reading->is_faulty;
}

/* Excel writes semicolons where the comma is in numbers, as in most of Europe. */
static char find_separator(text contents, size_t at)
{
    size_t semicolons = 0;
    bool is_quoted = false, has_begun = false;
    for (; at < contents.length; at++) {
        char byte = contents.bytes[at];
        bool is_end = byte == '\n' || byte == '\r';
        if (!is_quoted && ((is_end && has_begun) || byte == ','))
            break;
        has_begun |= !text_is_blank(byte);
        is_quoted ^= byte == '"';
        semicolons += !is_quoted && byte == ';';
    }
    bool has_comma = at < contents.length && contents.bytes[at] == ',';
    return semicolons && !has_comma ? ';' : ',';
}

static bool check_bytes(const struct sheet *sheet)
{
    size_t said = diagnostics_said(sheet->diagnostics);
    if (!yaml_check_encoding_advising(
            sheet->source, sheet->contents, 0, sheet_problem_encoding_advice, sheet->diagnostics))
        return false;
    merge_mark_check(sheet->diagnostics, sheet->source, sheet->contents);
    return said == diagnostics_said(sheet->diagnostics) && sheet_problem_check_characters(sheet);
}

bool sheet_parse(struct arena *arena, uint32_t source, text contents, char separator, struct value *result,
    struct diagnostics *diagnostics)
{
    size_t start = text_mark_length(contents);
    struct sheet_reading reading = {
        .sheet = { arena, diagnostics, source, contents, separator },
        .cell_start = start,
    };
    *result = value_undefined();
    if (!check_bytes(&reading.sheet))
        return false;
    if (separator == ',')
        reading.sheet.separator = find_separator(contents, start);
    if (csv_init(&reading.parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        arena_die_out_of_memory();
    csv_set_delim(&reading.parser, (unsigned char)reading.sheet.separator);
    csv_set_blk_size(&reading.parser, BUFFER_BYTES);
    bool is_good = read_rows(&reading);
    csv_free(&reading.parser);
    if (is_good && !reading.columns) {
        sheet_problem_empty(&reading.sheet);
        is_good = false;
    }
    if (is_good) {
        *result = value_list_of(arena, reading.rows.items, reading.rows.count);
        result->where = (span){ source, (uint32_t)start, 0 };
    }
    return is_good;
}
