/* SPDX-License-Identifier: MIT */
/*
 * A table's own extension prints it; the frame prints itself around that.
 */
#include "load/markdown_tables.h"
#include <cmark-gfm-core-extensions.h>

enum { DEFAULT_COLUMN_LIMIT = 100 };

struct table_addition {
    struct addition addition;
    cmark_syntax_extension *extension; /* the library's */
};

static void render(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    cmark_syntax_extension *extension = ((struct table_addition *)node->user_data)->extension;
    int flags = document->options->raw_html == RAW_HTML_PASS ? CMARK_OPT_UNSAFE : CMARK_OPT_DEFAULT;
    if (is_entering) {
        html_put_line_start(renderer);
        html_put(renderer, TEXT("<div class=\"table-scroll\">\n"));
        extension->html_render_func(extension, renderer, node, CMARK_EVENT_ENTER, flags);
    } else {
        extension->html_render_func(extension, renderer, node, CMARK_EVENT_EXIT, flags);
        html_put(renderer, TEXT("</div>\n"));
    }
}

size_t markdown_tables_column_limit(const struct document *document)
{
    int64_t limit = document->options->limits.table_columns;
    return limit > 0 ? (size_t)limit : DEFAULT_COLUMN_LIMIT;
}

void markdown_tables_report_wide(struct document *document, span where)
{
    struct diagnostic *diagnostic = document_error(document, where, "table-too-wide",
        "table has more than %zu columns", markdown_tables_column_limit(document));
    diagnostic_hint(document->diagnostics, diagnostic,
        "split the table, turn rows and columns round, or raise limits.table_columns in site.yml");
}

void markdown_tables_see(struct document *document, cmark_node *table)
{
    if (cmark_gfm_extensions_get_table_columns(table) > markdown_tables_column_limit(document))
        markdown_tables_report_wide(document, document_where(document, table, TEXT_NONE));
    if (!document->options->tables_scroll)
        return;
    struct table_addition *addition = arena_new(document->scratch, struct table_addition);
    *addition = (struct table_addition){ { render }, table->extension };
    document_attach(document, table, &addition->addition);
}
