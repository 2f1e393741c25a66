/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_TYPES_H
#define BRIEF_MODEL_TYPES_H
/* types: all kinds of objects that layouts and plugins can meet, for the field reference and for Lua. */
#include "base/buffer.h"
#include "base/object.h"

/* In the order of the reference. */
extern const struct object_type *const model_types[];
extern const size_t model_type_count;

/* Appends the field reference (docs/fields.md) as Markdown: one table a type, one row a field. */
void types_reference(struct buffer *out);
#endif
