/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_RELATED_TERMS_H
#define BRIEF_MODEL_RELATED_TERMS_H
/*
 * related_terms: which terms of a taxonomy stand beside each other. How near two are is their Jaccard index:
 * the articles that have both, as a share of those that have one of them.
 */
#include "base/arena.h"
#include "model/taxonomy.h"

/*
 * Terms of the same taxonomy with which `term` shares two articles or more, the nearest first, equally near
 * ones in the order of the site's language. None stands above or below `term` or another that is named: of
 * those the nearest is. A list of term in `arena`.
 */
struct object_list related_terms(const struct term *term, struct arena *arena);
#endif
