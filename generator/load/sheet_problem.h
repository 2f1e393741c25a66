/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_SHEET_PROBLEM_H
#define BRIEF_LOAD_SHEET_PROBLEM_H
/* sheet_problem: says what is wrong with a file of CSV or TSV, in the words of who made it in a spreadsheet.
 * Used by load/sheet.c alone. */
#include "base/diagnostic.h"
#include "base/value.h"

struct sheet {
    struct arena *arena;
    struct diagnostics *diagnostics;
    uint32_t source;
    text contents;
    char separator; /* ',', ';' or '\t' */
};

/* How to save a file that is not in UTF-8. */
extern const char *const sheet_problem_encoding_advice;

/* Reports the first control character; true when there is none. */
bool sheet_problem_check_characters(const struct sheet *sheet);
/* The cell at `where` is one more than a file may have. */
void sheet_problem_size(const struct sheet *sheet, span where, size_t limit);
/* Nothing stands in the file. */
void sheet_problem_empty(const struct sheet *sheet);
/* The column, counted from 0, has no name. Always false. */
bool sheet_problem_unnamed(const struct sheet *sheet, span where, size_t column);
/* Reports a column, one of so many, that is called as the `first` of its name was (itself, mostly), or by
 * what is no name. True when it is good. */
bool sheet_problem_name(const struct sheet *sheet, const struct value_map_entry *column,
    const struct value_map_entry *first, size_t column_count);
/* A row has other cells than there are columns: too few, or `count` with the last that says something. */
void sheet_problem_uneven(const struct sheet *sheet, const struct value_map_entry *columns,
    size_t column_count, const struct value *cells, size_t count);
/* libcsv stops at `at`, in the cell that starts at `cell_start`, as a quotation mark stands where it may not,
 * or something behind the one that ends the cell. */
void sheet_problem_quote(const struct sheet *sheet, size_t cell_start, size_t at);
/* The mark that opens the cell at `cell_start` has no counterpart. */
void sheet_problem_unended(const struct sheet *sheet, size_t cell_start);
#endif
