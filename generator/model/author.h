/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_AUTHOR_H
#define BRIEF_MODEL_AUTHOR_H
/*
 * author: a person or a desk. From content/authors/<id>.md, or a guest that an article gives by name only
 * (then there is no page: url is absent).
 */
#include "model/article.h"
#include "model/person_name.h"

struct author_link {
    text name, url;
};

struct author {
    text id, name, slug;
    text url, permalink, path, address; /* of the author's page; absent for a guest */
    text source_path;
    uint32_t source;
    text role, affiliation, location;
    text bio;       /* HTML; absent when there is none */
    text bio_plain; /* its words, without those of shortcodes; absent when there are none */
    const struct image *image;
    text website, email, orcid;
    struct object_list links;    /* of author_link */
    struct object_list articles; /* newest first */
    struct text_list aliases;
    bool is_guest;
    struct person_name parts; /* of the name; not a field by itself */
    text family_name, given_name, initials, name_suffix;
    bool is_organisation;
    text sort_key; /* collation key of the name; not a field */
    struct value extra;
};

extern const struct object_type author_type, author_link_type;
#endif
