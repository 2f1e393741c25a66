/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_REFERENCE_H
#define BRIEF_LOAD_REFERENCE_H
/* reference: what an address in a text names; for the Markdown of bodies and for the lines of front matter.
 */
#include "load/markdown.h"

/* An address in rendered HTML as it was before: the renderer escapes two signs in it. */
text reference_unescape(struct arena *arena, text url);
/* Is it another site's: does it begin with a scheme (RFC 3986) or "//"? */
bool reference_is_elsewhere(text url);
/*
 * Cuts an address of this site, or a path from `folder` (below content/), into the parts of the reference;
 * they are in the arena, path and fragment decoded (base/escape.h), the path in NFC. False when the path
 * leads out of content/.
 */
bool reference_read(
    struct arena *arena, struct unicode *unicode, text url, text folder, struct reference *reference);
#endif
