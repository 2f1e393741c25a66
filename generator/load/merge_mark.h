/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MERGE_MARK_H
#define BRIEF_LOAD_MERGE_MARK_H
/* merge_mark: the lines that git leaves around what it could not merge, in texts, YAML and layouts. */
#include "base/diagnostic.h"

#define MERGE_MARK_OURS   "<<<<<<< "
#define MERGE_MARK_THEIRS ">>>>>>> "

/* Where the next line begins, at `at` or behind it, that begins with the mark; SIZE_MAX when none does. */
size_t merge_mark_find(text contents, text mark, size_t at);
/* The unfinished merge whose first mark is at `where`. */
void merge_mark_report(struct diagnostics *diagnostics, span where);
/* Reports the first one of a file, if the marks of both sides are there. */
void merge_mark_check(struct diagnostics *diagnostics, uint32_t source, text contents);
#endif
