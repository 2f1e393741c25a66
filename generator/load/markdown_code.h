/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_CODE_H
#define BRIEF_LOAD_MARKDOWN_CODE_H
/* markdown_code: blocks of code take the keyboard's focus, so that long lines can be scrolled to without a
 * mouse. */
#include "load/markdown_document.h"

/* During the walk: a fenced or indented block. */
void markdown_code_see(struct document *document, cmark_node *node);
#endif
