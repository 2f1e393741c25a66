/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_YAML_SCALAR_H
#define BRIEF_LOAD_YAML_SCALAR_H
/* yaml_scalar: what a YAML scalar means by the 1.2 core schema. Used by load/yaml.c, and by who writes YAML.
 */
#include "base/value.h"

/*
 * Types a scalar that was written plain: null, true and false, integers, floats; everything else is text. An
 * integer that does not fit 64 bits is a float. The text of the result is borrowed from `written`; the span
 * is left alone.
 */
struct value yaml_scalar_resolve(text written);

/*
 * The text as who writes YAML would type it: bare where YAML, and other readers of it, take that for this
 * very text, also inside [ ] and { }; else in double quotes. For hints that say what to type, and for new
 * files.
 */
text yaml_scalar_write(struct arena *arena, text value);
/* Offset and name ("U+2028") of the first character that ends a line in YAML and is none of the keyboard's;
 * SIZE_MAX without one. */
size_t yaml_scalar_find_line_end(text value, const char **name);
#endif
