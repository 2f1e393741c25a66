/* SPDX-License-Identifier: MIT */
/*
 * A table's own extension prints it; the frame prints itself around that. HTML has no `align` attribute any
 * more: cells that are aligned get a class in its place.
 */
#include "load/markdown_tables.h"
#include <cmark-gfm-core-extensions.h>
#include <string.h>

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
        html_put(renderer, TEXT("<div class=\"table-scroll\" tabindex=\"0\">\n"));
        extension->html_render_func(extension, renderer, node, CMARK_EVENT_ENTER, flags);
    } else {
        extension->html_render_func(extension, renderer, node, CMARK_EVENT_EXIT, flags);
        html_put(renderer, TEXT("</div>\n"));
    }
}

/* What the library has just printed of a cell, `<td align="right">`, with a class instead. */
static void replace_align(struct cmark_html_renderer *renderer, size_t start)
{
    cmark_strbuf *html = renderer->html;
    char printed[64];
    size_t length = (size_t)html->size - start;
    if (length >= sizeof printed)
        return;
    memcpy(printed, html->ptr + start, length);
    text cell = { printed, length };
    static const text attribute = TEXT_INIT(" align=\"");
    size_t at = text_find(cell, attribute, 0);
    if (at == SIZE_MAX)
        return;
    cmark_strbuf_truncate(html, (bufsize_t)start);
    html_put(renderer, text_slice(cell, 0, at));
    html_put(renderer, TEXT(" class=\"align-"));
    html_put(renderer, text_from(cell, at + attribute.length));
}

static void render_cell(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    (void)document;
    cmark_syntax_extension *extension = ((struct table_addition *)node->user_data)->extension;
    /* A line end before the cell moves where it starts, not what is replaced. */
    size_t start = (size_t)renderer->html->size;
    extension->html_render_func(
        extension, renderer, node, is_entering ? CMARK_EVENT_ENTER : CMARK_EVENT_EXIT, CMARK_OPT_DEFAULT);
    if (is_entering)
        replace_align(renderer, start);
}

static void attach(struct document *document, cmark_node *node, struct addition addition)
{
    struct table_addition *attached = arena_new(document->scratch, struct table_addition);
    *attached = (struct table_addition){ addition, node->extension };
    document_attach(document, node, &attached->addition);
}

static bool is_aligned(cmark_node *table)
{
    const uint8_t *alignments = cmark_gfm_extensions_get_table_alignments(table);
    for (uint16_t i = 0; i < cmark_gfm_extensions_get_table_columns(table); i++)
        if (alignments[i])
            return true;
    return false;
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
    attach(document, table, (struct addition){ render });
    if (!is_aligned(table))
        return;
    for (cmark_node *row = cmark_node_first_child(table); row; row = cmark_node_next(row))
        for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell))
            attach(document, cell, (struct addition){ render_cell });
}
