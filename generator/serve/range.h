/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_SERVE_RANGE_H
#define BRIEF_SERVE_RANGE_H
/* range: which part of a file was asked for (RFC 9110 §14), and whether the client has it already (§13). */
#include "base/text.h"

enum range_kind {
    RANGE_WHOLE,        /* none asked for, or a form that may be ignored: several ranges, another unit */
    RANGE_PART,         /* `first` and `length` */
    RANGE_UNSATISFIABLE /* beyond the end: 416 */
};

struct range {
    enum range_kind kind;
    uint64_t first, length; /* bytes */
};

/* Reads a Range field (absent: the whole) for a file of `size` bytes. */
struct range range_read(text field, uint64_t size);
/* Does an If-None-Match field (absent: no) name this entity tag? Compared weakly, as that field asks. */
bool entity_tag_is_listed(text field, text tag);
#endif
