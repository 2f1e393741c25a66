/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_VALID_JSON_H
#define BRIEF_OUTPUT_VALID_JSON_H
/* valid_json: whether what a layout has made of JSON can be read by anybody. */
#include "output/output.h"

/* Reports `invalid-json`, at the layout, and returns false when that is the site's own, the file is one of
 * JSON by its name, and renderer->out holds something else (RFC 8259). */
bool valid_json_check(struct renderer *renderer, const struct rendering *rendering);
#endif
