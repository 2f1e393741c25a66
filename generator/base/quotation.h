/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_QUOTATION_H
#define BRIEF_BASE_QUOTATION_H
/* quotation: the quotation marks of a language as CLDR has them, for straight quotes in texts. */
#include "base/unicode.h"

enum { QUOTATION_MARK_BYTES = 16 };

/* UTF-8, each with the space that belongs inside it. */
struct quotation {
    char start[QUOTATION_MARK_BYTES], end[QUOTATION_MARK_BYTES];             /* for " */
    char inner_start[QUOTATION_MARK_BYTES], inner_end[QUOTATION_MARK_BYTES]; /* for ' */
};

/* “ ” ‘ ’ */
extern const struct quotation quotation_english;

/*
 * Those of a language (BCP 47); the English ones when it is absent or none that ICU knows. Borrowed from
 * `unicode`, until the marks of QUOTATION_LANGUAGES others were asked for.
 */
const struct quotation *unicode_quotation(struct unicode *unicode, text language);
#endif
