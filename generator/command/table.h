/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_COMMAND_TABLE_H
#define BRIEF_COMMAND_TABLE_H
/*
 * table: rows of values under named columns, printed for people (fitted to the terminal, by display width) or
 * for programs (JSON, TSV). Names and order of columns are a promise to scripts: docs/brief.md lists them.
 */
#include "base/value.h"

struct column {
    const char *name;
    bool is_number;  /* set to the right */
    bool is_machine; /* in JSON and TSV only: a table for people has no room for it */
};

struct table {
    struct arena *arena;
    const struct column *columns;
    size_t column_count;
    struct {
        struct value **items; /* column_count values each */
        size_t count, capacity;
    } rows;
};

enum table_form { TABLE_TEXT, TABLE_JSON, TABLE_TSV };

/* Adds a row of undefined values and returns it to be filled. */
struct value *table_add(struct table *table);
/* Brings the rows in the order of a column of dates, rows without one last; equals keep theirs. */
void table_sort(struct table *table, size_t column, bool newest_first);
/*
 * Prints to standard output. TABLE_TEXT cuts the widest columns so that a line fits into COLUMNS, where that
 * is set, else the terminal; without either, as into a pipe, nothing is cut. TABLE_JSON is one array of
 * objects: dates as ISO 8601, lists as arrays, what is not there as null. TABLE_TSV has a line of names
 * first; tabs and line ends within a value are blanks.
 */
void table_print(const struct table *table, enum table_form form);
#endif
