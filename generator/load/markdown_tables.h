/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_TABLES_H
#define BRIEF_LOAD_MARKDOWN_TABLES_H
/* markdown_tables: a frame in which a wide table scrolls, and the limit on columns. */
#include "load/markdown_document.h"

/* Takes a paragraph "Table: …" before or after the table into it as its caption. Called between blocks and
 * inlines. */
void markdown_tables_read(struct document *document, cmark_node *table);
/* During the walk: a table. */
void markdown_tables_see(struct document *document, cmark_node *table);
/* During the walk: a block of HTML, which gets the same frame when it is one table. */
void markdown_tables_see_html(struct document *document, cmark_node *node);
/* Reports a table of more than limits.table_columns columns. */
void markdown_tables_report_wide(struct document *document, span where);
/* limits.table_columns, or its default when it is 0. */
size_t markdown_tables_column_limit(const struct document *document);
#endif
