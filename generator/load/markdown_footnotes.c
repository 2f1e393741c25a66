/* SPDX-License-Identifier: MIT */
/*
 * The library takes definitions out of the text, drops those that nothing refers to and turns references
 * without a definition back into text. So definitions are counted before it does, and texts are searched for
 * "[^label]" after.
 *
 * With a prefix the three kinds of node (reference, definition, last paragraph of a definition) print
 * themselves; the form is the library's, but for the ids and the names of the back-links.
 *
 * Whatever stands in brackets and begins with the text "^" is a reference to the library, and its label as
 * long as two columns say: of two lines when the brackets are on two, so that words are lost; and behind an
 * escaped "^" not there at all, so that it reads memory of others. So a sign that no text has is set between
 * such a bracket and its "^".
 */
#include "load/markdown_footnotes.h"
#include "load/markdown_references.h"
#include <string.h>

void markdown_footnotes_read(struct document *document, cmark_node *node)
{
    struct footnote_definition *definition = arena_new(document->scratch, struct footnote_definition);
    definition->label = text_copy(document->scratch, chunk_text(node->as.literal));
    definition->line = (size_t)node->start_line;
    definition->is_repeated = map_add(&document->footnote_map, definition->label, definition) != definition;
    *list_add(document->scratch, &document->footnotes) = definition;
}

/* "label]" on one line, with nothing in it that could hide the bracket. */
static bool is_label(text rest)
{
    for (size_t i = 0; i < rest.length && !strchr("\n\r[`<\\", rest.bytes[i]); i++)
        if (rest.bytes[i] == ']')
            return true;
    return false;
}

/* "&#94;", "&#x5E;", "&Hat;" */
static bool is_caret(text reference)
{
    bool is_hexadecimal =
        text_starts_with(reference, TEXT("&#x")) || text_starts_with(reference, TEXT("&#X"));
    text digits = text_from(reference, is_hexadecimal ? 3 : 2);
    if (text_starts_with(reference, TEXT("&Hat;")))
        return true;
    while (text_starts_with(digits, TEXT("0")))
        digits = text_from(digits, 1);
    return text_starts_with(reference, TEXT("&#")) && text_equal_ignoring_ascii_case(text_slice(digits, 0, 3),
                                                          is_hexadecimal ? TEXT("5e;") : TEXT("94;"));
}

/* What stands behind a bracket. */
static bool wants_guard(text rest)
{
    if (text_starts_with(rest, TEXT("^")))
        return text_find_byte(rest, '\n', 0) != SIZE_MAX && !is_label(text_from(rest, 1));
    return text_starts_with(rest, TEXT("\\^")) || is_caret(rest);
}

void markdown_footnotes_guard(struct document *document, cmark_node *node)
{
    text content = text_trim(strbuf_text(&node->content));
    cmark_strbuf guarded;
    size_t copied = 0;
    if (!(document->parser->options & CMARK_OPT_FOOTNOTES))
        return;
    for (size_t at = 0; (at = text_find_byte(content, '[', at)) != SIZE_MAX;) {
        if (!wants_guard(text_from(content, ++at)))
            continue;
        if (!copied)
            cmark_strbuf_init(document->memory, &guarded, node->content.size + 1);
        strbuf_put(&guarded, text_slice(content, copied, at - copied));
        cmark_strbuf_puts(&guarded, MARKDOWN_GUARD);
        copied = at;
    }
    if (!copied)
        return;
    strbuf_put(&guarded, text_from(content, copied));
    cmark_strbuf_free(&node->content);
    node->content = guarded;
    document->has_guards = true;
}

static bool has_prefix(const struct document *document)
{
    return document->options->id_prefix.length > 0;
}

static text anchor_of(const struct document *document, text kind, text label, int number)
{
    text prefix = document->options->id_prefix;
    const char *dash = prefix.length > 0 ? "-" : "";
    text anchor = text_format(
        document->scratch, "%.*s-%.*s%s%.*s", TEXT_ARGS(kind), TEXT_ARGS(prefix), dash, TEXT_ARGS(label));
    return number > 1 ? text_format(document->scratch, "%.*s-%d", TEXT_ARGS(anchor), number) : anchor;
}

/* `fnref-prefix-label-2` */
static void put_id(
    const struct document *document, struct cmark_html_renderer *renderer, text kind, text label, int number)
{
    html_put(renderer, kind);
    html_put(renderer, TEXT("-"));
    html_put_href(renderer, document->options->id_prefix);
    html_put(renderer, TEXT("-"));
    html_put_href(renderer, label);
    if (number > 1) {
        char digits[16];
        int length = snprintf(digits, sizeof digits, "-%d", number);
        html_put(renderer, (text){ digits, (size_t)length });
    }
}

static void render_reference(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    if (!is_entering)
        return;
    text label = chunk_text(node->parent_footnote_def->as.literal);
    text number = chunk_text(node->as.literal);
    html_put(renderer, TEXT("<sup class=\"footnote-ref\"><a href=\"#"));
    put_id(document, renderer, TEXT("fn"), label, 1);
    html_put(renderer, TEXT("\" id=\""));
    put_id(document, renderer, TEXT("fnref"), label, node->footnote.ref_ix);
    html_put(renderer, TEXT("\" data-footnote-ref aria-label=\""));
    markdown_references_put_word(document, renderer, TEXT("Footnote %s"), number);
    html_put(renderer, TEXT("\">"));
    html_put_href(renderer, number);
    html_put(renderer, TEXT("</a></sup>"));
}

static void put_back_link(
    struct document *document, struct cmark_html_renderer *renderer, text label, int number)
{
    char numbers[32], again[16] = "";
    if (number > 1)
        snprintf(again, sizeof again, "%d", number);
    snprintf(numbers, sizeof numbers, number > 1 ? "%u-%d" : "%u", renderer->footnote_ix, number);
    html_put(renderer, number > 1 ? TEXT(" <a href=\"#") : TEXT("<a href=\"#"));
    put_id(document, renderer, TEXT("fnref"), label, number);
    html_put(renderer, TEXT("\" class=\"footnote-backref\" data-footnote-backref aria-label=\""));
    markdown_references_put_word(document, renderer, TEXT("Back to reference %s"), text_of(numbers));
    html_put(renderer, TEXT("\">↩"));
    if (number > 1) {
        html_put(renderer, TEXT("<sup class=\"footnote-ref\">"));
        html_put(renderer, text_of(again));
        html_put(renderer, TEXT("</sup>"));
    }
    html_put(renderer, TEXT("</a>"));
}

/* Once for each definition; false when its last paragraph did it already. */
static bool put_back_links(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *definition)
{
    if (renderer->written_footnote_ix >= renderer->footnote_ix)
        return false;
    renderer->written_footnote_ix = renderer->footnote_ix;
    text label = chunk_text(definition->as.literal);
    int count = definition->footnote.def_count > 1 ? definition->footnote.def_count : 1;
    /* The library also counts references in definitions that it dropped. */
    for (int number = 1; number <= count; number++)
        if (map_contains(&document->anchor_map, anchor_of(document, TEXT("fnref"), label, number)))
            put_back_link(document, renderer, label, number);
    return true;
}

static void render_definition(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    if (!is_entering) {
        if (put_back_links(document, renderer, node))
            html_put(renderer, TEXT("\n"));
        html_put(renderer, TEXT("</li>\n"));
        return;
    }
    if (renderer->footnote_ix == 0) {
        html_put(renderer, TEXT("<section class=\"footnotes\" data-footnotes"));
        if (!document->options->stands_beside) {
            html_put(renderer, TEXT(" aria-label=\""));
            markdown_references_put_word(document, renderer, TEXT("Footnotes"), TEXT_NONE);
            html_put(renderer, TEXT("\""));
        }
        html_put(renderer, TEXT(">\n<ol>\n"));
    }
    renderer->footnote_ix++;
    /* Reading views take what has "gdpr", "social" or "comment" in its id for no text, unless its class says
     * so. */
    html_put(renderer, TEXT("<li class=\"note-body\" id=\""));
    put_id(document, renderer, TEXT("fn"), chunk_text(node->as.literal), 1);
    html_put(renderer, TEXT("\">\n"));
}

static void render_last_paragraph(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    if (is_entering) {
        html_put_line_start(renderer);
        html_put(renderer, TEXT("<p>"));
        return;
    }
    html_put(renderer, TEXT(" "));
    put_back_links(document, renderer, node->parent);
    html_put(renderer, TEXT("</p>\n"));
}

static const struct addition reference_addition = { render_reference };
static const struct addition definition_addition = { render_definition };
static const struct addition paragraph_addition = { render_last_paragraph };

void markdown_footnotes_see_reference(struct document *document, cmark_node *node)
{
    text label = chunk_text(node->parent_footnote_def->as.literal);
    document_add_anchor(document, anchor_of(document, TEXT("fnref"), label, node->footnote.ref_ix));
    if (has_prefix(document))
        document_attach(document, node, &reference_addition);
}

void markdown_footnotes_see_definition(struct document *document, cmark_node *node)
{
    text label = chunk_text(node->as.literal);
    document_add_anchor(document, anchor_of(document, TEXT("fn"), label, 1));
    struct footnote_definition *definition = map_find(&document->footnote_map, label);
    if (definition && definition->line == (size_t)node->start_line)
        definition->is_used = true;
    if (has_prefix(document))
        document_attach(document, node, &definition_addition);
}

void markdown_footnotes_see_paragraph(struct document *document, cmark_node *node)
{
    if (has_prefix(document) && !node->next)
        document_attach(document, node, &paragraph_addition);
}

/* "[^label]" at the start of `value`, without blanks in the label; absent otherwise. */
static text reference_at(text value)
{
    for (size_t i = 2; i < value.length; i++) {
        char byte = value.bytes[i];
        if (byte == ']')
            return i > 2 ? text_slice(value, 0, i + 1) : TEXT_NONE;
        if (byte == ' ' || byte == '\t' || byte == '[' || byte == '\n')
            break;
    }
    return TEXT_NONE;
}

/* A backslash before it in the source says that it is meant as text. */
static bool is_escaped(const struct document *document, span where)
{
    size_t at = where.offset - document->source.body_offset;
    return at > 0 && document->source.body.bytes[at - 1] == '\\';
}

void markdown_footnotes_see_text(struct document *document, cmark_node *node)
{
    text value = chunk_text(node->as.literal);
    for (size_t at = text_find(value, TEXT("[^"), 0); at != SIZE_MAX;
         at = text_find(value, TEXT("[^"), at + 2)) {
        text reference = reference_at(text_from(value, at));
        if (!reference.bytes)
            continue;
        span where = document_where(document, node, reference);
        if (where.length != reference.length || is_escaped(document, where))
            continue;
        struct diagnostic *diagnostic = diagnostic_warning(document->diagnostics, where, "unknown-footnote",
            "footnote '%.*s' has no definition", TEXT_ARGS(reference));
        diagnostic_hint(document->diagnostics, diagnostic,
            "add a line '%.*s: …', or write '\\%.*s' for plain text", TEXT_ARGS(reference),
            TEXT_ARGS(reference));
    }
}

void markdown_report_marks(text line, const struct markdown_place *place)
{
    for (size_t at = 0; (at = text_find(line, TEXT("[^"), at)) != SIZE_MAX; at += 2) {
        text mark = reference_at(text_from(line, at));
        bool is_escaped = at > 0 && line.bytes[at - 1] == '\\';
        bool is_link = mark.bytes && text_starts_with(text_from(line, at + mark.length), TEXT("("));
        if (!mark.bytes || is_escaped || is_link)
            continue;
        struct diagnostic *diagnostic = diagnostic_warning(place->diagnostics, place->where,
            "unknown-footnote", "the mark '%.*s' stands in front matter, where it is text", TEXT_ARGS(mark));
        diagnostic_hint(
            place->diagnostics, diagnostic, "take it out: what stands there is shown without the footnotes");
    }
}

void markdown_footnotes_report(struct document *document)
{
    for (size_t i = 0; i < document->footnotes.count; i++) {
        const struct footnote_definition *definition = document->footnotes.items[i];
        if (definition->is_used)
            continue;
        text marker = text_format(document->scratch, "[^%.*s]", TEXT_ARGS(definition->label));
        span where = markdown_source_find(&document->source, definition->line, definition->line, marker);
        struct diagnostic *diagnostic;
        if (definition->is_repeated) {
            diagnostic = diagnostic_warning(document->diagnostics, where, "unused-footnote",
                "footnote '%.*s' is defined twice, and the first one counts", TEXT_ARGS(marker));
            diagnostic_hint(document->diagnostics, diagnostic, "give it a label of its own");
        } else {
            diagnostic = diagnostic_warning(document->diagnostics, where, "unused-footnote",
                "nothing refers to footnote '%.*s'", TEXT_ARGS(marker));
            diagnostic_hint(document->diagnostics, diagnostic, "put '%.*s' into the text, or delete the note",
                TEXT_ARGS(marker));
        }
    }
}
