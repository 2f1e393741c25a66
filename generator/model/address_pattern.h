/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_ADDRESS_PATTERN_H
#define BRIEF_MODEL_ADDRESS_PATTERN_H
/*
 * address_pattern: addresses in which ":" and a name of letters a to z stand for any part: "/tags/water/"
 * follows "/tags/:term/", where ":term" is "water".
 */
#include "base/arena.h"
#include "base/text.h"

enum { ADDRESS_PARTS = 8 };

struct address_part {
    text name; /* with its colon */
    text value;
};

struct address_parts {
    struct address_part items[ADDRESS_PARTS];
    size_t count;
};

/* What stands at the colon, which is the byte `colon` of the pattern: ":term", or ":" alone where no name
 * follows. Borrowed. */
text address_pattern_name(text pattern, size_t colon);
/* The places of a pattern in their order, without values. False: there are more than ADDRESS_PARTS, or one
 * stands there twice. */
bool address_pattern_places(text pattern, struct address_parts *places);
/* NULL when there is none of that name. */
const struct address_part *address_parts_find(const struct address_parts *parts, text name);
/* Does the address follow the pattern, whose places are whole names between slashes? Each value is borrowed,
 * is not empty and holds no slash. */
bool address_pattern_match(text pattern, text address, struct address_parts *parts);
/* The pattern with values in its places. Lives in `arena`. */
text address_pattern_fill(struct arena *arena, text pattern, const struct address_parts *parts);
#endif
