/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_ABSOLUTE_LINKS_H
#define BRIEF_OUTPUT_ABSOLUTE_LINKS_H
/* absolute_links: HTML that is read away from its page, as in feeds. */
#include "base/text.h"

/*
 * The HTML with the addresses of every attribute that may hold one (href, src, srcset, poster, data, action
 * …) made absolute, as a browser does it (RFC 3986 §5.2) on the page at `base`, which is absolute and without
 * query. Entities stay as they are, and so do all other bytes, but for the blanks between those of srcset.
 */
text absolute_links(struct arena *arena, text html, text base);
/* One address in that way. */
text absolute_link(struct arena *arena, text address, text base);
#endif
