/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_DRAFT_ALIKE_H
#define BRIEF_LOAD_DRAFT_ALIKE_H
/*
 * draft_alike: how much of a draft another one of the same source shares. For builds that are begun before
 * the text is known (build/ahead.h).
 */
#include "load/draft.h"

/*
 * Do the two drafts of an article differ in nothing but texts of its own: body, title, summary, key points
 * without links and pictures, number, DOI, licence and the site's own keys? Of these nothing of another
 * article and no list is made, but what shows them; nor does a plugin make a part of either (a shortcode).
 * The title must stay when old addresses lead to the article, for their pages name it.
 */
bool draft_has_other_texts_only(const struct draft *before, const struct draft *now);
/* In nothing but the body: all that stands in the front matter is the same and stands where it stood. */
bool draft_has_other_body_only(const struct draft *before, const struct draft *now);
#endif
