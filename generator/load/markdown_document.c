/* SPDX-License-Identifier: MIT */
/*
 * The struct that the passes over one document share, and the few things they all do: attach an addition,
 * report with a place, remember an anchor, print.
 */
#include "load/markdown_document.h"
#include "base/count.h"
#include "load/markdown_memory.h"
#include <cmark-gfm-core-extensions.h>
#include <string.h>

static const char *const extension_names[] = { "table", "strikethrough", "autolink", "tasklist" };

static void render_addition(cmark_syntax_extension *extension, struct cmark_html_renderer *renderer,
    cmark_node *node, cmark_event_type event, int options)
{
    (void)options;
    const struct addition *addition = node->user_data;
    addition->render(extension->priv, renderer, node, event == CMARK_EVENT_ENTER);
}

void document_open(
    struct document *document, struct arena *arena, const struct markdown_options *options, text body)
{
    struct markdown_budget budget = {
        .memory_bytes = (size_t)options->limits.memory_bytes,
        .output_bytes = (size_t)options->limits.output_bytes,
        .on_exhausted = options->on_exhausted,
    };
    cmark_gfm_core_extensions_ensure_registered();
    memset(document, 0, sizeof *document);
    document->memory = markdown_memory_begin(&budget);
    document->scratch = markdown_memory_scratch();
    document->arena = arena;
    document->options = options;
    document->diagnostics = arena_new(document->scratch, struct diagnostics);
    diagnostics_init(document->diagnostics, document->scratch);
    markdown_source_init(&document->source, document->scratch, body);
    map_init(&document->anchor_map, document->scratch);
    map_init(&document->footnote_map, document->scratch);
    map_init(&document->found, document->scratch);
    document->extension.html_render_func = render_addition;
    document->extension.priv = document;
    cmark_strbuf_init(document->memory, &document->plain, 0);
    cmark_strbuf_init(document->memory, &document->heading_html, 0);
}

void document_open_parser(struct document *document, int flags)
{
    document->parser = cmark_parser_new_with_mem(flags, document->memory);
    for (size_t i = document->tables_are_off ? 1 : 0; i < COUNT(extension_names); i++)
        cmark_parser_attach_syntax_extension(
            document->parser, cmark_find_syntax_extension(extension_names[i]));
}

/* The library writes the references `&#xFFFE;` and `&#xFFFF;` as the single bytes 0xFE and 0xFF. */
static const struct {
    text wrong, right;
} mends[] = {
    { TEXT_INIT("\xFE"), TEXT_INIT("\xEF\xBF\xBD") }, /* U+FFFD */
    { TEXT_INIT("\xFF"), TEXT_INIT("\xEF\xBF\xBD") },
    { TEXT_INIT(MARKDOWN_GUARD), TEXT_INIT("") },
};

static void mend_chunk(struct document *document, cmark_chunk *chunk)
{
    for (size_t i = 0; i < COUNT(mends); i++) {
        if (text_find(chunk_text(*chunk), mends[i].wrong, 0) == SIZE_MAX)
            continue;
        text mended = text_replace(document->scratch, chunk_text(*chunk), mends[i].wrong, mends[i].right);
        *chunk = (cmark_chunk){ (unsigned char *)mended.bytes, (bufsize_t)mended.length, 0 };
    }
}

static void mend_node(struct document *document, cmark_node *node)
{
    if (node->type == CMARK_NODE_TEXT || node->type == CMARK_NODE_CODE ||
        node->type == CMARK_NODE_HTML_INLINE) {
        mend_chunk(document, &node->as.literal);
    } else if (node->type == CMARK_NODE_LINK || node->type == CMARK_NODE_IMAGE) {
        mend_chunk(document, &node->as.link.url);
        mend_chunk(document, &node->as.link.title);
    } else if (node->type == CMARK_NODE_CODE_BLOCK) {
        mend_chunk(document, &node->as.code.info);
    }
}

void document_finish(struct document *document)
{
    document->root = cmark_parser_finish(document->parser);
    if (!document->has_guards && text_find(document->source.body, TEXT("&#"), 0) == SIZE_MAX)
        return;
    cmark_iter *iterator = cmark_iter_new(document->root);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;)
        if (event == CMARK_EVENT_ENTER)
            mend_node(document, cmark_iter_get_node(iterator));
    cmark_iter_free(iterator);
}

void document_attach(struct document *document, cmark_node *node, const struct addition *addition)
{
    node->extension = &document->extension;
    node->user_data = (void *)addition; /* the library has no word for data it only hands on */
}

text document_html(struct document *document, cmark_node *root)
{
    markdown_memory_begin_output();
    /* Raw HTML and addresses that are not to pass have additions; UNSAFE is off for them all the same. */
    int flags = document->options->raw_html == RAW_HTML_PASS ? CMARK_OPT_UNSAFE : CMARK_OPT_DEFAULT;
    char *html = cmark_render_html_with_mem(root, flags, NULL, document->memory);
    size_t length = strlen(html);
    markdown_memory_check_output(length);
    return text_copy(document->arena, (text){ html, length });
}

void document_end_paragraph(struct document *document)
{
    if (document->first_paragraph.bytes)
        return;
    text words = text_from(strbuf_text(&document->plain), document->paragraph_start);
    /* An editor's empty paragraph holds a blank that does not break. */
    if (!text_trim(text_replace(document->arena, words, TEXT("\u00a0"), TEXT(" "))).length)
        return;
    /* What a comment that is gone stood between. */
    words = text_single_blanks(document->arena, text_trim(words));
    document->first_paragraph = text_copy(document->arena, words);
}

bool document_add_anchor(struct document *document, text anchor)
{
    if (map_contains(&document->anchor_map, anchor))
        return false;
    text kept = text_copy(document->arena, anchor);
    *list_add(document->scratch, &document->anchors) = kept;
    map_set(&document->anchor_map, kept, document);
    return true;
}

/* The library gives no place to a paragraph directly above a table: it was one with it, and the table has the
 * place of both. */
static const cmark_node *node_with_place(const cmark_node *node)
{
    bool is_above_table = node->type == CMARK_NODE_PARAGRAPH && node->start_line <= 0 && node->next &&
                          node->next->type == CMARK_NODE_TABLE;
    return is_above_table ? node->next : node;
}

int node_line(const cmark_node *node)
{
    node = node_with_place(node);
    while (node->start_line <= 0 && node->parent)
        node = node_with_place(node->parent);
    return node->start_line > 0 ? node->start_line : 1;
}

span document_where(struct document *document, const cmark_node *node, text needle)
{
    if (document->options->place)
        return document->options->place->where;
    return document_where_from(document, node, (size_t)node_line(node), needle);
}

span document_where_from(struct document *document, const cmark_node *node, size_t first, text needle)
{
    const cmark_node *block = node;
    while (block->parent && CMARK_NODE_TYPE_INLINE_P((cmark_node_type)block->type))
        block = block->parent;
    block = node_with_place(block);
    size_t end_line = block->end_line > 0 ? (size_t)block->end_line : 0;
    size_t last = end_line > first ? end_line : first;
    size_t *end = map_find(&document->found, needle);
    bool is_found;
    span where = markdown_source_find_from(&document->source, end ? *end : 0, first, last, needle, &is_found);
    if (!is_found)
        return where;
    if (!end) {
        end = arena_new(document->scratch, size_t);
        map_set(&document->found, text_copy(document->scratch, needle), end);
    }
    *end = where.offset + where.length - document->source.body_offset;
    return where;
}

text chunk_text(cmark_chunk chunk)
{
    return (text){ chunk.data ? (const char *)chunk.data : "", (size_t)chunk.len };
}

text strbuf_text(const cmark_strbuf *string)
{
    return (text){ (const char *)string->ptr, (size_t)string->size };
}

void strbuf_put(cmark_strbuf *string, text value)
{
    cmark_strbuf_put(string, (const unsigned char *)value.bytes, (bufsize_t)value.length);
}

void strbuf_put_escaped(cmark_strbuf *string, text value)
{
    houdini_escape_html0(string, (const uint8_t *)value.bytes, (bufsize_t)value.length, 0);
}

void html_put(struct cmark_html_renderer *renderer, text markup)
{
    strbuf_put(renderer->html, markup);
}

void html_put_escaped(struct cmark_html_renderer *renderer, text value)
{
    strbuf_put_escaped(renderer->html, value);
}

void html_put_href(struct cmark_html_renderer *renderer, text url)
{
    houdini_escape_href(renderer->html, (const uint8_t *)url.bytes, (bufsize_t)url.length);
}

void html_put_line_start(struct cmark_html_renderer *renderer)
{
    cmark_strbuf *html = renderer->html;
    if (html->size > 0 && html->ptr[html->size - 1] != '\n')
        cmark_strbuf_putc(html, '\n');
}
