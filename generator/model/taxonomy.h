/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_TAXONOMY_H
#define BRIEF_MODEL_TAXONOMY_H
/* taxonomy: a way of sorting articles (tags, regions …), and its terms. Only terms of published articles
 * exist. */
#include "model/article.h"

struct term {
    text name, slug;
    text url, permalink, path, address;
    text title, description; /* from content/data/<taxonomy>.yml, or the name; description is inline HTML */
    text description_plain;  /* its words */
    const struct taxonomy *taxonomy;
    const struct series *series;  /* that it is the term of, or NULL */
    const struct term *broader;   /* that it stands below, or NULL */
    struct object_list ancestors; /* all that it stands below, the widest first */
    struct object_list narrower;  /* that stand below it, in collation order */
    struct object_list articles;  /* its own and those of the terms below it, newest first */
    text sort_key;                /* collation key; not a field */
    size_t number;                /* its place in the taxonomy's list; not a field */
};

struct taxonomy {
    text name, title, slug;
    text url, permalink, path, address; /* of its index */
    struct object_list terms;           /* in collation order */
    int64_t paginate;
    bool has_feed;
};

/* The article's terms of the taxonomy; NULL when it has no such list. */
const struct article_terms *taxonomy_terms_on(const struct taxonomy *taxonomy, const struct article *article);

extern const struct object_type term_type, taxonomy_type;
#endif
