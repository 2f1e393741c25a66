/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_ASSEMBLE_BODY_H
#define BRIEF_LOAD_ASSEMBLE_BODY_H
/* assemble_body: what an article has of its draft's body, when it is made and when its texts change. */
#include "load/assemble.h"

/* The body's texts, headings, and what is counted in them; the content without what goes into its holes. */
void assemble_body(struct arena *arena, struct article *article, const struct draft *draft);

/* What became other with an article's texts. */
struct other_texts {
    struct growing_objects articles; /* of article: first their own, then those that have other backlinks */
    bool are_ties_other;             /* the article links to others than before, or in another order */
};

/*
 * Gives the article that was made of `before` the texts of `now`; draft_has_other_texts_only of both. False:
 * the site must be put together anew, for the article is not published, another text may link to a place in
 * the body that is there no more, or links and old addresses of the front matter may have moved. What is
 * wrong with the body's links is reported as ever. `*other` is all zeros before.
 */
bool assemble_other_texts(struct assembly *assembly, const struct draft *before, const struct draft *now,
    struct other_texts *other);
#endif
