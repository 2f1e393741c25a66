/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_GATHERING_H
#define BRIEF_LOAD_GATHERING_H
/*
 * gathering: the terms of one taxonomy while articles say them. Private to load/assemble_terms.c and
 * load/assemble_broader.c. Memory is the assembly's.
 */
#include "load/assembly.h"
#include "load/term_names.h"
#include "load/term_source.h"

struct spelling {
    text name;
    size_t uses;
    span where; /* first */
};

struct gathered_term {
    struct term *term; /* its `number` is its place among by_slug.entries until all are there */
    struct {
        struct spelling *items;
        size_t count, capacity;
    } spellings;
    struct growing_objects articles;
};

struct gathering {
    struct assembly *assembly;
    struct taxonomy *taxonomy;
    size_t number; /* of the taxonomy */
    enum term_source source;
    struct map by_slug; /* → struct gathered_term * */
    struct term_names names;
};

/* assemble_terms.c */
/* The term of that slug, made when there is none yet. */
struct gathered_term *assemble_gather_term(struct gathering *gathering, text slug);
/* Reports a slug that cannot be a part of an address and of a path on every host. */
bool assemble_term_is_usable(const struct gathering *gathering, text slug, const struct spanned_text *name);

/* assemble_broader.c */
/*
 * Gives each term those above it, as `broader` in content/data/<taxonomy>.yml says, and makes those that no
 * article names; reports what names none, and circles. All that articles name is there.
 */
void assemble_broader_terms(struct gathering *gathering);
/* The terms below each, in the order of the taxonomy's list. */
void assemble_narrower_terms(struct gathering *gathering);
#endif
