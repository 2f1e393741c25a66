/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_ABSOLUTE_LINKS_H
#define BRIEF_OUTPUT_ABSOLUTE_LINKS_H
/* absolute_links: HTML that is read away from its page, as in feeds. */
#include "base/text.h"

/*
 * The HTML with the addresses in href, src, srcset, poster and cite made absolute, as seen from the page at
 * `base` (absolute). Other bytes stay as they are.
 */
text absolute_links(struct arena *arena, text html, text base);
/* One address in that way. */
text absolute_link(struct arena *arena, text address, text base);
#endif
