/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MERGE_MARK_H
#define BRIEF_LOAD_MERGE_MARK_H
/* merge_mark: the lines that git leaves around what it could not merge, in texts and in YAML. */
#include "base/text.h"

#define MERGE_MARK_OURS   "<<<<<<< "
#define MERGE_MARK_THEIRS ">>>>>>> "
/* What to type, whoever finds one. */
#define MERGE_MARK_HINT "keep the lines of one side or both, and delete the marks"

/* Where the next line begins, at `at` or behind it, that begins with the mark; SIZE_MAX when none does. */
size_t merge_mark_find(text contents, text mark, size_t at);
#endif
