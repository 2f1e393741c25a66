/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_CSS_LINKS_H
#define BRIEF_OUTPUT_CSS_LINKS_H
/* css_links: the addresses that stand in a style sheet, in <style> or in style="…", written anew one by one.
 */
#include "base/buffer.h"

/* Appends the address as it shall be; it comes without escapes, and goes as one that needs none. */
typedef void link_rule(struct buffer *out, text address, const void *data);

/* The CSS, in `arena`, with every address as the rule has it, but for those of the document itself
 * ("#gradient"). All other bytes stay; borrowed when all do. */
text css_links_rewrite(struct arena *arena, text css, link_rule *rule, const void *data);
#endif
