/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_ASSEMBLE_BODY_H
#define BRIEF_LOAD_ASSEMBLE_BODY_H
/* assemble_body: what an article has of its draft's body, when it is made and when the body changes. */
#include "load/assemble.h"

/* The body's texts, headings, and what is counted in them; the content without what goes into its holes. */
void assemble_body(struct arena *arena, struct article *article, const struct draft *draft);

/* What became other with a body. */
struct other_body {
    struct {
        const void **items;
        size_t count;
    } articles;          /* of article: first that of the body, then those that have other backlinks */
    bool are_ties_other; /* the article links to others than before, or in another order */
};

/*
 * Gives the article that was made of `before` the body of `now`; draft_has_other_body_only of both. False:
 * the site must be put together anew, for the article is not published, or another text may link to a place
 * in the body that is there no more. What is wrong with the links is reported as ever.
 */
bool assemble_other_body(
    struct assembly *assembly, const struct draft *before, const struct draft *now, struct other_body *other);
#endif
