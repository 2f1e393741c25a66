/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_HTML_LINKS_H
#define BRIEF_OUTPUT_HTML_LINKS_H
/* html_links: the addresses that stand in HTML, written anew one by one. */
#include "base/buffer.h"

/* Appends the address as it shall be. It is as the HTML has it, with entities and the blanks around it. */
typedef void html_link_rule(struct buffer *out, text address, const void *data);

/*
 * The HTML with every address in an attribute that may hold one (href, src, srcset, poster, data, action …)
 * as the rule has it, and without empty attributes of the name `left_out`. All other bytes stay, but for the
 * blanks between the addresses of srcset.
 */
text html_links_rewrite(
    struct arena *arena, text html, text left_out, html_link_rule *rule, const void *data);
#endif
