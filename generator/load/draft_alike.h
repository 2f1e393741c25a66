/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_DRAFT_ALIKE_H
#define BRIEF_LOAD_DRAFT_ALIKE_H
/*
 * draft_alike: how much of a draft another one of the same source shares. For builds that are begun before
 * the text is known (build/ahead.h).
 */
#include "load/draft.h"

/*
 * Do the two drafts of an article differ in nothing but their bodies? Front matter and the first paragraph
 * where it is the summary are the same, and no plugin makes a part of either (a shortcode).
 */
bool draft_has_other_body_only(const struct draft *before, const struct draft *now);
#endif
