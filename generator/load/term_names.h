/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_TERM_NAMES_H
#define BRIEF_LOAD_TERM_NAMES_H
/*
 * term_names: which term of one taxonomy a name in front matter means. Made for load/assemble_terms.c from
 * content/data/<taxonomy>.yml, `declared` below. Memory is the arena's; names are borrowed.
 */
#include "base/diagnostic.h"
#include "base/map.h"
#include "base/unicode.h"
#include "base/value.h"

/* Another name of a term, as `same_as` or, where signs tell names apart, `title` declares it. */
struct synonym {
    text canonical; /* slug to use instead */
    text slug;      /* of the name itself */
    text letters;   /* term_letters of the name */
    bool has_signs; /* it is told by them, and the name without them is another one's */
    span where;
};

struct term_names {
    struct arena *arena;
    struct unicode *unicode;
    struct diagnostics *diagnostics;
    const struct value *declared; /* content/data/<taxonomy>.yml, or NULL */
    struct map synonyms;          /* key of a name → struct synonym * */
    struct map by_letters;        /* slug and term_letters → struct synonym * */
    struct map known;             /* name → struct term_name * */
};

/* A name as it is looked up. */
struct term_name {
    text slug;  /* may be empty */
    text signs; /* those that make another word of it: "++" of "C++" */
    const struct synonym *synonym;
};

/* Reports that a slug cannot be made of the name. */
void term_names_refuse(struct diagnostics *diagnostics, span where, text name);
/* Reads `declared`, which may be NULL or of any kind, and reports what is no use there. */
void term_names_init(struct term_names *names, const struct value *declared);
/* Has a term an entry, if an empty one? */
bool term_names_declare(const struct term_names *names, text slug);
/* What stands below a term's slug under `key`; absent when that is nothing, or no text. */
text term_names_text(const struct term_names *names, text slug, text key);
/* Its place. */
span term_names_where(const struct term_names *names, text slug, text key);
/* The name's slug, signs and synonym. */
const struct term_name *term_names_look_up(struct term_names *names, text name);
/*
 * The signs + # * at the ends of words, where they are a part of the name and not between two: "++" of "C++",
 * none of "AT&T", "#MeToo" or "C + D". Slugs lose them, so names that differ in nothing else have one slug.
 */
text term_signs(struct arena *arena, text name);
/* Letters and digits of a name that is not in Latin script alone, without case and accents; of one that is,
 * and that is too long for a slug, the whole slug; else "". */
text term_letters(struct unicode *unicode, struct arena *arena, text name);
/* Do both have the same signs, the same letters where both are in other scripts, and the same end where a
 * slug has none of it? Names of one slug that do not are those of two things. */
bool term_names_agree(struct unicode *unicode, struct arena *arena, text name, text other);
#endif
