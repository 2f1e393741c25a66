/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_INDEXES_H
#define BRIEF_BUILD_INDEXES_H
/*
 * indexes: the two indexes over all words of the archive, that of the search page and that of related
 * stories. They need the site and nothing else, and are made aside.
 */
#include "output/search_data.h"

struct session;

/* What does not hang on the words of texts; indexes_start does it unless it was done before. */
void indexes_prepare(struct session *session);
/* An article has other texts than when that was done. */
void indexes_change(struct session *session, const struct article *article);
/* From here on the site's articles must not change. */
void indexes_start(struct session *session);
/* To be asked once; NULL when the site has no search. */
const struct search_data *indexes_search(struct session *session);
/* Gives the plugins the index of related stories, if one asks for it. */
void indexes_give_related(struct session *session);
/* Gives the search data those shards that were made ahead; before outputs are rendered. */
void indexes_give_shards(struct session *session);
void indexes_close(struct session *session);
#endif
