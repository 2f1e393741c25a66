/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_PAGE_IDS_H
#define BRIEF_LOAD_PAGE_IDS_H
/* page_ids: ids that stand on a page beside those of its text. An id is there once, and can be linked to. */
#include "load/draft.h"

/* Is it an id of the built-in layouts and plugins? */
bool page_ids_have(text id);
/* The name of the comment whose id it would be: "comment-x" → "x"; absent when it is none of a comment. */
text page_ids_comment(text id);
/* Is it the id of a comment on that article, shown or not? */
bool page_ids_have_comment(struct arena *arena, const struct content *content, text article, text id);

/* A place of a text's page that something links to. */
struct page_place {
    const struct draft *draft;
    text fragment; /* percent-decoded */
    span where;
    enum severity severity;
};
/* Reports a place that is not there (`missing-anchor`). */
void page_ids_check(const struct page_place *place, struct arena *arena, const struct content *content,
    struct diagnostics *diagnostics);
#endif
