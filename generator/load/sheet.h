/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_SHEET_H
#define BRIEF_LOAD_SHEET_H
/*
 * sheet: what a spreadsheet saves as CSV (RFC 4180) or TSV, as a list of maps: one for each row, with the
 * names of the first row as keys, in the order of the columns. Every value is text and knows its span; blanks
 * around a cell without quotes are not of it, a line end inside a cell is \n. Rows with nothing in them, and
 * blank columns without a name at the end, are passed over.
 */
#include "base/diagnostic.h"
#include "base/value.h"

/*
 * Parses a whole file. `separator` is '\t' or ','; in the latter case cells of a file whose first row has
 * semicolons and no comma are taken to be parted by those. Values borrow from `contents`, which must live as
 * long as `arena`. Returns false after reporting; *result is undefined then.
 */
bool sheet_parse(struct arena *arena, uint32_t source, text contents, char separator, struct value *result,
    struct diagnostics *diagnostics);
#endif
