/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_LIMITS_H
#define BRIEF_LOAD_MARKDOWN_LIMITS_H
/*
 * markdown_limits: finds what would keep the library busy for minutes before it is given to it: a table of
 * very many columns, a line of very many block quotes or list items.
 */
#include "base/text.h"

/* Blocks and inlines inside one another, and so the depth of the tree. */
enum { MARKDOWN_DEPTH_LIMIT = 256 };

struct markdown_excess {
    text wide_table; /* the delimiter row with more than `columns` columns; absent if none */
    text deep_line;  /* the line that opens more than MARKDOWN_DEPTH_LIMIT blocks; absent if none */
};

/* Both point into `body`. Lines in fenced code do not count. */
struct markdown_excess markdown_limits_check(text body, size_t columns);
/* The line with which git begins what it could not merge, when its end stands below; absent if none, and in
 * fenced code. */
text markdown_limits_merge_mark(text body);
#endif
