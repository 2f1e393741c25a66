/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_PATCHED_TEXT_H
#define BRIEF_BASE_PATCHED_TEXT_H
/*
 * patched_text: a text in which some places are to be replaced, kept as what it is and what changes: a long
 * one of which many are kept costs no copy until it is read.
 */
#include "base/text.h"

/* The `dropped` bytes from `at` on give way to `with`. */
struct text_patch {
    size_t at, dropped;
    text with;
};

/* Borrows everything. */
struct patched_text {
    text original;
    const struct text_patch *patches; /* from front to back, none into another */
    size_t count;
};

/* The text with its patches: in `arena`, or the original when there are none. */
text patched_text_make(struct arena *arena, const struct patched_text *patched);
#endif
