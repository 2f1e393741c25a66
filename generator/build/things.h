/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_THINGS_H
#define BRIEF_BUILD_THINGS_H
/*
 * things: everything of the site that other things refer to, each with a name that is the same in every build
 * and a digest of each of its parts (base/readings.h). A digest covers what the field table gives out: of
 * another thing its name and label, of an article its name alone (who shows its title has read it), of
 * anything smaller (an image, a heading) the whole. Two builds in which a part has one digest cannot be told
 * apart by reading it.
 */
#include "base/buffer.h"
#include "base/map.h"
#include "base/readings.h"
#include "model/related.h"
#include "model/site.h"

/* The kinds of things. */
enum thing_type {
    THING_ARTICLE,
    THING_AUTHOR,
    THING_TERM,
    THING_TAXONOMY,
    THING_PAGE,
    THING_EDITION,
    THING_YEAR,
    THING_SERIES,
    THING_MEDIUM,
    THING_SITE,
    THING_TYPES
};

struct thing {
    const void *object;
    uint32_t type;    /* enum thing_type */
    uint32_t is_deep; /* it holds smaller things that lead on and on: it is never the same */
    uint64_t name;
    uint64_t label;               /* digest of what is shown of it where it is named; not for articles */
    uint64_t digests[PART_COUNT]; /* PART_LATE of an article: 0, since it is not made yet */
};

/* Where the address of a thing may be found. The address itself is here, beside the index: to fetch the thing
 * for it would cost as much again. */
struct thing_slot {
    const void *object; /* NULL: free */
    size_t index;
};

struct things {
    struct thing *items; /* in memory shared with the workers */
    size_t count;
    struct thing_slot *slots; /* private: by address */
    size_t slot_count;
};

extern const struct object_type *const thing_types[THING_TYPES];

/* SIZE_MAX: none of them. */
size_t thing_type_number(const struct object_type *type);
/* Finds all things of the site and gives them names. The digests are things_digest's. */
void things_find_all(struct things *things, struct arena *arena, const struct site *site);
/* Fills in the digests of the things from `start` up to `end`. Needs the plugins' pages: they decide which
 * terms have an address. */
void things_digest(struct things *things, size_t start, size_t end);
/* Adds what is related to each article to what its text is about, once all are digested. `related`: NULL when
 * nobody asks. */
void things_relate(struct things *things, const struct related_index *related);
/* The index of an object, or SIZE_MAX. */
size_t things_index(const struct things *things, const void *object);
/* All of them by name; and the one that has it, or NULL. */
struct map things_by_name(const struct things *things, struct arena *arena);
const struct thing *thing_named(const struct map *by_name, const uint64_t *name);
/* Appends a text with its length, or, of a long one, its digest. */
void things_put_text(struct buffer *out, text value);
/* Appends the bytes of a number; what is made of them is for this machine alone. */
void things_put_number(struct buffer *out, uint64_t number);
/* Appends to `out` what decides about the value: for digests of what refers to things. False: it leads too
 * deep. */
bool things_describe(const struct things *things, const struct value *value, struct buffer *out);
#endif
