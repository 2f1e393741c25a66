/* SPDX-License-Identifier: MIT */
/*
 * A table's own extension prints it; the frame prints itself around that: a region that takes the keyboard's
 * focus, named by the caption or by the table's number. A caption is a paragraph "Table: …" beside the table
 * (Pandoc's form), which becomes its first child. HTML has no `align` attribute any more: cells that are
 * aligned get a class in its place.
 */
#include "load/markdown_tables.h"
#include "base/tag.h"
#include "load/markdown_references.h"
#include <cmark-gfm-core-extensions.h>
#include <string.h>

enum { DEFAULT_COLUMN_LIMIT = 100 };

struct table_addition {
    struct addition addition;
    cmark_syntax_extension *extension; /* the library's */
    unsigned number;                   /* of the table on its page, from 1 */
    bool is_start, is_end;             /* of a table in HTML: its frame's tags stand around this block */
};

static const text caption_marker = TEXT_INIT("Table:");

static bool has_caption(const cmark_node *table)
{
    return table->first_child && table->first_child->type == CMARK_NODE_PARAGRAPH;
}

static unsigned number_of(const cmark_node *table)
{
    return ((const struct table_addition *)table->user_data)->number;
}

/* `table-prefix-2` */
static text caption_id(struct document *document, unsigned number)
{
    text prefix = document->options->id_prefix;
    return text_format(
        document->scratch, "table-%.*s%s%u", TEXT_ARGS(prefix), prefix.length ? "-" : "", number);
}

static void put_frame(
    struct document *document, struct cmark_html_renderer *renderer, const cmark_node *table)
{
    html_put(renderer, TEXT("<section class=\"table-scroll\" tabindex=\"0\" aria-label"));
    if (has_caption(table)) {
        html_put(renderer, TEXT("ledby=\""));
        html_put_escaped(renderer, caption_id(document, number_of(table)));
    } else {
        text number = text_format(document->scratch, "%u", number_of(table));
        html_put(renderer, TEXT("=\""));
        markdown_references_put_word(document, renderer, TEXT("Table %s"), number);
    }
    html_put(renderer, TEXT("\">\n"));
}

static void render_caption(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    if (!is_entering) {
        html_put(renderer, TEXT("</caption>\n"));
        return;
    }
    html_put_line_start(renderer);
    html_put(renderer, TEXT("<caption id=\""));
    html_put_escaped(renderer, caption_id(document, number_of(node->parent)));
    html_put(renderer, TEXT("\">"));
}

static void render(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    cmark_syntax_extension *extension = ((struct table_addition *)node->user_data)->extension;
    int flags = document->options->raw_html == RAW_HTML_PASS ? CMARK_OPT_UNSAFE : CMARK_OPT_DEFAULT;
    if (is_entering) {
        html_put_line_start(renderer);
        put_frame(document, renderer, node);
        extension->html_render_func(extension, renderer, node, CMARK_EVENT_ENTER, flags);
    } else {
        extension->html_render_func(extension, renderer, node, CMARK_EVENT_EXIT, flags);
        html_put(renderer, TEXT("</section>\n"));
    }
}

/* Writes `to` for the first `from` in what the library has printed of a cell since `start`, if it is there.
 */
static void replace(struct cmark_html_renderer *renderer, size_t start, text from, text to)
{
    cmark_strbuf *html = renderer->html;
    char printed[64];
    size_t length = (size_t)html->size - start;
    if (length >= sizeof printed)
        return;
    memcpy(printed, html->ptr + start, length);
    text cell = { printed, length };
    size_t at = text_find(cell, from, 0);
    if (at == SIZE_MAX)
        return;
    cmark_strbuf_truncate(html, (bufsize_t)start);
    html_put(renderer, text_slice(cell, 0, at));
    html_put(renderer, to);
    html_put(renderer, text_from(cell, at + from.length));
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
        replace(renderer, start, TEXT(" align=\""), TEXT(" class=\"align-"));
    /* A header says what it is the header of; an empty one says nothing, so that it is a plain cell. */
    if (!node->first_child)
        replace(renderer, start, TEXT("th"), TEXT("td"));
    else if (is_entering)
        replace(renderer, start, TEXT("th"), TEXT("th scope=\"col\""));
}

static void attach(struct document *document, cmark_node *node, struct addition addition)
{
    struct table_addition *attached = arena_new(document->scratch, struct table_addition);
    *attached = (struct table_addition){
        .addition = addition, .extension = node->extension, .number = document->table_count
    };
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
    struct diagnostic *diagnostic = diagnostic_error(document->diagnostics, where, "table-too-wide",
        "table has more than %zu columns", markdown_tables_column_limit(document));
    diagnostic_hint(document->diagnostics, diagnostic,
        "split the table, turn rows and columns round, or raise limits.table_columns in site.yml");
}

/* The paragraph when it begins "Table:" and says more than that. */
static cmark_node *caption_in(cmark_node *node)
{
    if (!node || node->type != CMARK_NODE_PARAGRAPH)
        return NULL;
    text content = text_trim(strbuf_text(&node->content));
    bool is_one = text_starts_with(content, caption_marker) && content.length > caption_marker.length;
    return is_one ? node : NULL;
}

static bool is_table(const cmark_node *node)
{
    return node && node->type == CMARK_NODE_TABLE;
}

void markdown_tables_read(struct document *document, cmark_node *table)
{
    static const struct addition caption_addition = { render_caption };
    if (!document->options->tables_scroll || !table->first_child)
        return;
    cmark_node *caption = caption_in(table->prev);
    if (!caption && table->next && !is_table(table->next->next))
        caption = caption_in(table->next);
    if (!caption)
        return;
    text content = strbuf_text(&caption->content);
    size_t start = text_find(content, caption_marker, 0) + caption_marker.length;
    while (content.bytes[start] == ' ' || content.bytes[start] == '\t')
        start++;
    cmark_strbuf_drop(&caption->content, (bufsize_t)start);
    cmark_node_unlink(caption);
    caption->parent = table;
    caption->next = table->first_child;
    caption->next->prev = caption;
    table->first_child = caption;
    document_attach(document, caption, &caption_addition);
}

/* What a row's line holds behind its last column, without the '|' at its end. */
static text behind_columns(text line, size_t columns)
{
    size_t at = 0;
    while (at < line.length && (line.bytes[at] == '>' || text_is_blank(line.bytes[at])))
        at++;
    at += at < line.length && line.bytes[at] == '|';
    for (; at < line.length && columns > 0; at++) {
        columns -= line.bytes[at] == '|';
        at += line.bytes[at] == '\\';
    }
    text rest = text_trim(text_from(line, at));
    return text_ends_with(rest, TEXT("|")) ? text_trim(text_slice(rest, 0, rest.length - 1)) : rest;
}

static bool is_shown(text cells)
{
    for (size_t i = 0; i < cells.length; i++)
        if (cells.bytes[i] != '|' && !text_is_blank(cells.bytes[i]))
            return true;
    return false;
}

/* The header has as many cells as there are columns, or it is no table. */
static void report_lost_cells(struct document *document, cmark_node *header, size_t columns)
{
    for (cmark_node *row = header->next; row; row = row->next) {
        size_t number = (size_t)node_line(row);
        span where = markdown_source_find(&document->source, number, number, TEXT_NONE);
        text line =
            text_slice(document->source.body, where.offset - document->source.body_offset, where.length);
        text lost = behind_columns(line, columns);
        if (!is_shown(lost))
            continue;
        struct diagnostic *diagnostic =
            diagnostic_warning(document->diagnostics, markdown_source_span(&document->source, lost),
                "lost-cells", "the table has %zu column%s, and nothing shows '%.*s'", columns,
                columns == 1 ? "" : "s", TEXT_ARGS(lost));
        diagnostic_hint(document->diagnostics, diagnostic,
            "write \\| for a '|' within a cell, or give the first two lines another column");
    }
}

void markdown_tables_see(struct document *document, cmark_node *table)
{
    if (cmark_gfm_extensions_get_table_columns(table) > markdown_tables_column_limit(document))
        markdown_tables_report_wide(document, document_where(document, table, TEXT_NONE));
    cmark_node *first = has_caption(table) ? table->first_child->next : table->first_child;
    if (first)
        report_lost_cells(document, first, cmark_gfm_extensions_get_table_columns(table));
    if (!document->options->tables_scroll)
        return;
    document->table_count++;
    if (has_caption(table))
        document_add_anchor(document, caption_id(document, document->table_count));
    attach(document, table, (struct addition){ render });
    bool has_classes = is_aligned(table);
    for (cmark_node *row = first; row && (has_classes || row == first); row = cmark_node_next(row))
        for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell))
            attach(document, cell, (struct addition){ render_cell });
}

static bool begins_table(text html)
{
    static const text start = TEXT_INIT("<table");
    return html.length > start.length && text_starts_with_ignoring_ascii_case(html, start) &&
           (html.bytes[start.length] == '>' || text_is_blank(html.bytes[start.length]));
}

static size_t count_tables(text html)
{
    size_t count = 0, at = 0;
    for (text tag; (tag = tag_next(html, &at)).bytes;)
        count += text_equal_ignoring_ascii_case(tag, TEXT("table"));
    return count;
}

/* Behind the first end of a table, or SIZE_MAX. */
static size_t table_end(text html)
{
    static const text end = TEXT_INIT("</table>");
    for (size_t at = 0; (at = text_find(html, TEXT("</"), at)) != SIZE_MAX; at++)
        if (text_equal_ignoring_ascii_case(text_slice(html, at, end.length), end))
            return at + end.length;
    return SIZE_MAX;
}

/* The block of HTML in which the table ends that `first` begins with: itself, or one behind blank lines,
 * where Markdown ends a block. NULL when there is anything else, or another table. */
static cmark_node *last_of_table(cmark_node *first)
{
    for (cmark_node *node = first; node && !is_table(node); node = node->next) {
        if (node->type != CMARK_NODE_HTML_BLOCK)
            continue;
        text html = text_trim(chunk_text(node->as.literal));
        size_t end = table_end(html);
        if (count_tables(html) != (node == first) || (end != SIZE_MAX && end != html.length))
            return NULL;
        if (end != SIZE_MAX)
            return node;
    }
    return NULL;
}

static void render_html(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    if (!is_entering)
        return;
    const struct table_addition *attached = node->user_data;
    html_put_line_start(renderer);
    if (attached->is_start)
        put_frame(document, renderer, node);
    html_put(renderer, text_trim(chunk_text(node->as.literal)));
    html_put(renderer, attached->is_end ? TEXT("\n</section>\n") : TEXT("\n"));
}

void markdown_tables_see_html(struct document *document, cmark_node *node)
{
    if (!document->options->tables_scroll || !begins_table(text_trim(chunk_text(node->as.literal))))
        return;
    cmark_node *last = last_of_table(node);
    if (!last)
        return;
    document->table_count++;
    attach(document, last, (struct addition){ render_html });
    ((struct table_addition *)last->user_data)->is_end = true;
    if (last != node)
        attach(document, node, (struct addition){ render_html });
    ((struct table_addition *)node->user_data)->is_start = true;
}
