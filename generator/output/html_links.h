/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_HTML_LINKS_H
#define BRIEF_OUTPUT_HTML_LINKS_H
/* html_links: the addresses that stand in HTML, written anew one by one. */
#include "output/css_links.h"

/*
 * The HTML with every address in an attribute that may hold one (href, src, srcset, style, poster, data …) or
 * in <style> as the rule has it, which sees character references resolved and the blanks around it; and
 * without empty attributes of the name `left_out`. All other bytes stay, but for the blanks between the
 * addresses of srcset.
 */
text html_links_rewrite(struct arena *arena, text html, text left_out, link_rule *rule, const void *data);
#endif
