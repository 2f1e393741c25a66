/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_ALERTS_H
#define BRIEF_LOAD_MARKDOWN_ALERTS_H
/* markdown_alerts: block quotes whose first line is [!NOTE], [!TIP], … become call-outs. */
#include "load/markdown_document.h"

/* Takes the marker out of a block quote and attaches the call-out; other block quotes are left alone. */
void markdown_alerts_read(struct document *document, cmark_node *quote);
#endif
