/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_EDITION_H
#define BRIEF_MODEL_EDITION_H
/*
 * edition: the archive for readers of one language, with a home page, feeds and menus of its own. The site's
 * own language has one; site.yml adds others under `languages`. Each article is of one edition.
 */
#include "model/article.h"

struct edition {
    text lang; /* BCP 47 tag */
    text title, description;
    text url, permalink, path, address; /* of the first page of its home */
    struct object_list menu, footer;    /* of menu_item */
    struct object_list articles;        /* newest first */
    struct object_list featured;        /* those of them that its home page begins with, newest first */
    struct date updated;                /* newest date or update of these; unset while there is none */
};

/* The edition for readers of `lang` (a tag as language_tag writes it): that whose language is nearest, else
 * the first, which is the site's own. NULL when the list of editions is empty. */
const struct edition *edition_for(const struct object_list *editions, text lang);
/* The edition below whose home page the address lies, root-relative and without the site's prefix. */
const struct edition *edition_at(const struct object_list *editions, text address);

extern const struct object_type edition_type;
#endif
