/* SPDX-License-Identifier: MIT */
/*
 * A row that does not fit its table is a mistake, and no row with gaps: most often a separator or a mark is
 * missing in the middle of it, and all figures behind would be published under the names of other columns.
 */
#include "load/sheet_problem.h"
#include "base/arena.h"
#include "load/yaml_check.h"

const char *const sheet_problem_encoding_advice = "save it again as UTF-8: in Excel as 'CSV UTF-8', in "
                                                  "LibreOffice with the character set 'Unicode (UTF-8)'";

bool sheet_problem_check_characters(const struct sheet *sheet)
{
    uint32_t code_point;
    size_t start = yaml_find_unprintable(sheet->contents, text_mark_length(sheet->contents), &code_point);
    size_t end = start;
    if (start == SIZE_MAX)
        return true;
    text_next_code_point(sheet->contents, &end);
    struct diagnostic *diagnostic = diagnostic_error(sheet->diagnostics,
        (span){ sheet->source, (uint32_t)start, (uint32_t)(end - start) }, "control-character",
        "character U+%04X is not allowed in a table", (unsigned)code_point);
    diagnostic_hint(sheet->diagnostics, diagnostic, "remove it, or write a blank in its place");
    return false;
}

void sheet_problem_size(const struct sheet *sheet, span where, size_t limit)
{
    struct diagnostic *diagnostic = diagnostic_error(
        sheet->diagnostics, where, "table-too-large", "more than %zu cells in one file", limit);
    diagnostic_hint(sheet->diagnostics, diagnostic,
        "split it into several files; one that is for download alone belongs into another folder of "
        "content/");
}

void sheet_problem_empty(const struct sheet *sheet)
{
    struct diagnostic *diagnostic = diagnostic_error(
        sheet->diagnostics, (span){ sheet->source, 0, 0 }, "table-header", "no names of columns in the file");
    diagnostic_hint(sheet->diagnostics, diagnostic, "write them into its first line, as in year%camount",
        sheet->separator);
}

bool sheet_problem_unnamed(const struct sheet *sheet, span where, size_t column)
{
    struct diagnostic *diagnostic = diagnostic_error(
        sheet->diagnostics, where, "table-header", "column %zu has no name in the first row", column + 1);
    diagnostic_hint(
        sheet->diagnostics, diagnostic, "write a name there, or take the column out of the table");
    return false;
}

bool sheet_problem_name(const struct sheet *sheet, const struct value_map_entry *column,
    const struct value_map_entry *first, size_t column_count)
{
    struct diagnostics *diagnostics = sheet->diagnostics;
    if (column_count == 1 && text_starts_with(column->key, TEXT("sep="))) {
        diagnostic_hint(diagnostics,
            diagnostic_error(diagnostics, column->key_where, "table-header",
                "'%.*s' says to Excel what parts the cells, and is no name of a column",
                TEXT_ARGS(column->key)),
            "delete the line: commas, or semicolons in the first row, are seen without it");
        return false;
    }
    if (column_count == 1 && text_find_byte(column->key, '\t', 0) != SIZE_MAX) {
        diagnostic_hint(diagnostics,
            diagnostic_error(
                diagnostics, column->key_where, "table-header", "tabs part the cells of this file"),
            "end its name in .tsv");
        return false;
    }
    if (first == column)
        return true;
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, column->key_where, "table-header",
        "another column is called '%.*s' too", TEXT_ARGS(column->key));
    diagnostic_note(diagnostics, diagnostic, first->key_where, "the first of this name");
    diagnostic_hint(diagnostics, diagnostic, "give one of them another name");
    return false;
}

static const char *separator_name(const struct sheet *sheet)
{
    return sheet->separator == '\t' ? "tab" : sheet->separator == ';' ? "';'" : "','";
}

void sheet_problem_uneven(const struct sheet *sheet, const struct value_map_entry *columns,
    size_t column_count, const struct value *cells, size_t count)
{
    struct diagnostics *diagnostics = sheet->diagnostics;
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, cells[count - 1].where, "uneven-row",
        "%zu cell%s in this row, and %zu column%s in the first", count, count == 1 ? "" : "s", column_count,
        column_count == 1 ? "" : "s");
    diagnostic_note(diagnostics, diagnostic, columns[0].key_where, "the first row");
    if (column_count == 1)
        diagnostic_hint(diagnostics, diagnostic,
            "delete what stands above the row with the names of the columns, or put a cell that holds a %s "
            "between two '\"'",
            separator_name(sheet));
    else if (count == 1)
        diagnostic_hint(diagnostics, diagnostic,
            "delete the line if it is no row of the table: a title or a source belongs into the text");
    else if (count < column_count)
        diagnostic_hint(
            diagnostics, diagnostic, "write a %s for each cell, blank ones too", separator_name(sheet));
    else
        diagnostic_hint(diagnostics, diagnostic,
            "put a cell that holds a %s between two '\"'; if the column is meant, write its name into the "
            "first row",
            separator_name(sheet));
}

/* The cell as it stands there, up to its separator or the end of the line. */
static text cell_at(const struct sheet *sheet, size_t start)
{
    text rest = text_from(sheet->contents, start);
    text line = text_cut_line(&rest);
    size_t end = text_find_byte(line, sheet->separator, 0);
    return text_trim(text_slice(line, 0, end == SIZE_MAX ? line.length : end));
}

void sheet_problem_quote(const struct sheet *sheet, size_t cell_start, size_t at)
{
    struct diagnostics *diagnostics = sheet->diagnostics;
    span where = { sheet->source, (uint32_t)at,
        (uint32_t)(text_code_point_from(sheet->contents, at + 1) - at) };
    if (sheet->contents.bytes[cell_start] != '"') {
        struct diagnostic *diagnostic = diagnostic_error(
            diagnostics, where, "table-quote", "a '\"' in a cell that does not begin with one");
        diagnostic_hint(diagnostics, diagnostic, "write \"%.*s\"",
            TEXT_ARGS(text_replace(sheet->arena, cell_at(sheet, cell_start), TEXT("\""), TEXT("\"\""))));
        return;
    }
    struct diagnostic *diagnostic =
        diagnostic_error(diagnostics, where, "table-quote", "more of the cell behind the '\"' that ends it");
    diagnostic_note(
        diagnostics, diagnostic, (span){ sheet->source, (uint32_t)cell_start, 1 }, "the cell begins here");
    diagnostic_hint(diagnostics, diagnostic,
        "write each '\"' inside the cell twice, and a %s behind the last", separator_name(sheet));
}

void sheet_problem_unended(const struct sheet *sheet, size_t cell_start)
{
    struct diagnostic *diagnostic =
        diagnostic_error(sheet->diagnostics, (span){ sheet->source, (uint32_t)cell_start, 1 }, "table-quote",
            "nothing ends the cell that begins with this '\"'");
    diagnostic_hint(sheet->diagnostics, diagnostic,
        "write '\"' at its end; a mark that belongs to the words stands twice, and the cell between two of "
        "its own");
}
