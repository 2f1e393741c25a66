/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_LOOKALIKE_H
#define BRIEF_BASE_LOOKALIKE_H
/* lookalike: words that are nearly the same to the eye, whatever case or script their letters have. */
#include "base/text.h"

/*
 * Edits between `word` and the ASCII `name`, in characters, after case, accents, invisible characters and
 * letters of other scripts that look like Latin ones are set aside. Gives up above `limit` and returns limit
 * + 1.
 */
size_t lookalike_distance(text word, text name, size_t limit);
#endif
