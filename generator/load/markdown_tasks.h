/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_TASKS_H
#define BRIEF_LOAD_MARKDOWN_TASKS_H
/* markdown_tasks: the boxes of a task list get a name, for those who do not see them. */
#include "load/markdown_document.h"

/* During the walk: an item of a list; those without a box are left alone. */
void markdown_tasks_see(struct document *document, cmark_node *item);
#endif
