/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_SHORTCODES_H
#define BRIEF_LOAD_MARKDOWN_SHORTCODES_H
/*
 * markdown_shortcodes: a paragraph that is only `{{ name(key="value", n=3, share=0.5, wide=true) }}` becomes
 * a hole for a plugin's output.
 *
 *     shortcode = "{{" name "(" [argument {"," argument} [","]] ")" "}}"
 *     argument  = name "=" (string | integer | float | "true" | "false")
 *     string    = '"' … '"' or "'" … "'" with \" \' \\ \n inside
 */
#include "load/markdown_document.h"

/* Before inlines are read: turns such a paragraph into a hole, or reports what is wrong with it. */
void markdown_shortcodes_read(struct document *document, cmark_node *paragraph);
#endif
