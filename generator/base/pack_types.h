/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_PACK_TYPES_H
#define BRIEF_BASE_PACK_TYPES_H
/* pack_types: what packing and opening a run share: its rules, and the tables of values. Private to pack*.c.
 */
#include "base/object.h"
#include "base/pack.h"

enum { PACK_ALIGNMENT = 16, PACK_DEPTH_LIMIT = 100 };

/*
 * A run: this, the object, what it points to, then the short texts without anything between them, then the
 * long ones. Zeroes fill up both. What comes before the long ones is its head.
 */
struct pack_header {
    uint64_t texts;        /* where the short ones begin, counted from the header */
    uint64_t short_length; /* of all short ones */
    uint64_t long_length;  /* of all long ones */
};

/* What a piece of that size takes up in a run. */
static inline size_t pack_padded(size_t size)
{
    return (size + PACK_ALIGNMENT - 1) / PACK_ALIGNMENT * PACK_ALIGNMENT;
}

extern const struct pack_type pack_lists, pack_maps;
#endif
