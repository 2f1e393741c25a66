/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_TERM_SOURCE_H
#define BRIEF_LOAD_TERM_SOURCE_H
/*
 * term_source: what a text says of its terms, whichever key says it. The terms of `type` and `series` are
 * made from keys that mean more than a term. Articles do not have them among those that they list: their kind
 * and their series are shown, searched and weighed as what they are.
 */
#include "load/front_matter.h"

/* Where a taxonomy of that name has its terms from. */
enum term_source term_source_of(text name);
/* The terms of the taxonomy of that number, as they are written; of an article without a type the default. */
struct spanned_list term_source_names(
    const struct config *config, const struct front_matter *facts, size_t taxonomy);
#endif
