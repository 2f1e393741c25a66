/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_JSON_H
#define BRIEF_BASE_JSON_H
/*
 * json: writes values as JSON (RFC 8259), safe inside <script> as escape_json says. Keys keep their order;
 * dates are ISO 8601 texts; an object of the model is its label field's text. Reading JSON is jansson's work,
 * elsewhere.
 */
#include "base/buffer.h"
#include "base/value.h"

/* `indent` 0 gives one line. */
void json_write(struct buffer *out, const struct value *value, int indent);
/* A text in its quotes. */
void json_write_text(struct buffer *out, text value);
#endif
