/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_ASSEMBLE_BODY_H
#define BRIEF_LOAD_ASSEMBLE_BODY_H
/* assemble_body: what an article has of its draft's body, when it is made and when its words change. */
#include "load/draft.h"
#include "model/site.h"

/* The body's texts and what is counted in them; the content without what goes into its holes. */
void assemble_body(struct article *article, const struct draft *draft);
/* Gives the site's article that was made of `before` the body of `now`, and what is kept of its links their
 * places there; draft_has_other_words_only of both. In `arena`. */
void assemble_other_body(struct arena *arena, const struct site *site, struct article *article,
    const struct draft *before, const struct draft *now);
#endif
