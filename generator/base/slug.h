/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_SLUG_H
#define BRIEF_BASE_SLUG_H
/* slug: text as part of an address. One function serves articles, tags, authors and links. */
#include "base/unicode.h"

/*
 * NFKC, case-folded, accents transliterated by `language` (de: ä→ae; others: ä→a; ł→l, ß→ss), other scripts
 * romanised, everything but letters and digits one hyphen, none at the ends; at most 120 bytes, cut at a
 * hyphen. Empty when nothing is left. `language` may differ from the site's; absent means the site's.
 */
text slug_make(struct unicode *unicode, struct arena *arena, text value, text language);
enum { SLUG_BYTES = 120 };
/* The same, however long it becomes. */
text slug_make_whole(struct unicode *unicode, struct arena *arena, text value, text language);
/*
 * GitHub's rule for heading ids: lower case, spaces to hyphens, all but letters, marks, digits, '-' and '_'
 * dropped; letters keep their script. NFC, as links are that were typed elsewhere.
 */
text slug_heading(struct unicode *unicode, struct arena *arena, text value);
#endif
