/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_WELL_FORMED_H
#define BRIEF_OUTPUT_WELL_FORMED_H
/* well_formed: whether what a layout has made of JSON or XML can be read by anybody, and leads where it
 * should. */
#include "output/output.h"

/* Loads what the check needs, where it may be called: for what gives up opening files afterwards. */
void well_formed_load(const struct layouts *layouts);
/* Reports `invalid-json`, `invalid-xml` or `empty-page` and returns false when the file is one of JSON (RFC
 * 8259), XML or HTML by its name, renderer->out holds something else, and its layout or a part of it is the
 * site's own, which is where it is reported; of HTML when nothing is printed for an empty file. So are
 * `relative-address`, where formats want whole ones, and `redirect-without-target`. */
bool well_formed_check(struct renderer *renderer, const struct output *output, const struct page *page);
#endif
