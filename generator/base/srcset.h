/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_SRCSET_H
#define BRIEF_BASE_SRCSET_H
/* srcset: the attribute of pictures that names several files, item by item, as browsers read it. */
#include "base/text.h"

struct srcset_item {
    text address;
    text descriptor; /* "2x", "640w"; empty when there is none */
};

/* The next item at or behind *offset, which moves past it; false when there is none left. Borrowed from
 * `list`. */
bool srcset_next(text list, size_t *offset, struct srcset_item *item);
/* The same of a list that is not encoded yet: addresses may have blanks, so only a last word that looks like
 * a descriptor is one. */
bool srcset_next_unencoded(text list, size_t *offset, struct srcset_item *item);
#endif
