/* SPDX-License-Identifier: MIT */
/*
 * A scanner for tags and their attributes, no parser of HTML: a document's raw HTML comes in pieces that need
 * not be whole. It steps over comments, so that an id in one does not count.
 */
#include "load/markdown_raw_html.h"

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static void skip_spaces(text html, size_t *at)
{
    while (*at < html.length && is_space(html.bytes[*at]))
        (*at)++;
}

/* Up to one of the bytes of `ends` or white space. */
static text take_word(text html, size_t *at, const char *ends)
{
    size_t start = *at;
    for (; *at < html.length && !is_space(html.bytes[*at]); (*at)++) {
        bool is_end = false;
        for (const char *end = ends; *end; end++)
            is_end = is_end || html.bytes[*at] == *end;
        if (is_end)
            break;
    }
    return text_slice(html, start, *at - start);
}

static text take_attribute_value(text html, size_t *at)
{
    char quote = *at < html.length ? html.bytes[*at] : '\0';
    if (quote != '"' && quote != '\'')
        return take_word(html, at, ">");
    size_t start = *at + 1;
    size_t end = text_find_byte(html, quote, start);
    *at = end == SIZE_MAX ? html.length : end + 1;
    if (end == SIZE_MAX)
        return TEXT_NONE;
    return text_slice(html, start, end - start);
}

/* One attribute inside a tag; the name is empty at the tag's end, and *at is then behind '>'. */
static text take_attribute(text html, size_t *at, text *value)
{
    *value = TEXT_NONE;
    skip_spaces(html, at);
    while (*at < html.length && html.bytes[*at] == '/') {
        (*at)++;
        skip_spaces(html, at);
    }
    if (*at >= html.length || html.bytes[*at] == '>') {
        *at += *at < html.length;
        return TEXT("");
    }
    size_t start = *at;
    text name = take_word(html, at, "=>/");
    *at += *at == start; /* a stray '=' */
    size_t behind = *at;
    skip_spaces(html, &behind);
    if (behind < html.length && html.bytes[behind] == '=') {
        *at = behind + 1;
        skip_spaces(html, at);
        *value = take_attribute_value(html, at);
    }
    return name.length > 0 ? name : TEXT("=");
}

/* Moves to behind the name of the next tag that opens, over comments; absent when there is none. */
static text next_tag(text html, size_t *at)
{
    while ((*at = text_find_byte(html, '<', *at)) != SIZE_MAX) {
        if (text_starts_with(text_from(html, *at), TEXT("<!--"))) {
            size_t end = text_find(html, TEXT("-->"), *at + 4);
            *at = end == SIZE_MAX ? html.length : end + 3;
            continue;
        }
        (*at)++;
        if (*at < html.length && is_letter(html.bytes[*at]))
            return take_word(html, at, ">/");
    }
    *at = html.length;
    return TEXT_NONE;
}

/* The anchor of the tag whose attributes begin at *at; of several the first, and *at is behind it. */
static text anchor_in_tag(text html, size_t *at, bool is_link)
{
    text value;
    for (text name; (name = take_attribute(html, at, &value)).length > 0;) {
        bool is_anchor = text_equal_ignoring_ascii_case(name, TEXT("id")) ||
                         (is_link && text_equal_ignoring_ascii_case(name, TEXT("name")));
        if (is_anchor && value.length > 0)
            return value;
    }
    return TEXT_NONE;
}

text markdown_raw_html_next_anchor(text html, size_t *offset)
{
    for (text tag; (tag = next_tag(html, offset)).bytes;) {
        text anchor = anchor_in_tag(html, offset, text_equal_ignoring_ascii_case(tag, TEXT("a")));
        if (anchor.bytes)
            return anchor;
    }
    return TEXT_NONE;
}

static void append_plain(struct document *document, text value)
{
    cmark_strbuf_put(&document->plain, (const unsigned char *)value.bytes, (bufsize_t)value.length);
}

/* The text between tags; what stands in <script> and <style> is not for readers. */
static void append_text_of(struct document *document, text html)
{
    size_t at = 0;
    bool is_hidden = false;
    while (at < html.length) {
        size_t tag = text_find_byte(html, '<', at);
        size_t end = tag == SIZE_MAX ? html.length : tag;
        if (!is_hidden)
            append_plain(document, text_slice(html, at, end - at));
        if (tag == SIZE_MAX)
            return;
        text rest = text_from(html, tag);
        bool is_comment = text_starts_with(rest, TEXT("<!--"));
        size_t close = is_comment ? text_find(html, TEXT("-->"), tag) : text_find_byte(html, '>', tag);
        at = close == SIZE_MAX ? html.length : close + (is_comment ? 3 : 1);
        if (text_equal_ignoring_ascii_case(text_slice(rest, 0, 7), TEXT("<script")) ||
            text_equal_ignoring_ascii_case(text_slice(rest, 0, 6), TEXT("<style")))
            is_hidden = true;
        else if (text_starts_with(rest, TEXT("</")))
            is_hidden = false;
    }
}

static void render_escaped(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    (void)document;
    if (!is_entering)
        return;
    if (node->type == CMARK_NODE_HTML_INLINE) {
        html_put_escaped(renderer, chunk_text(node->as.literal));
        return;
    }
    html_put_line_start(renderer);
    html_put(renderer, TEXT("<p>"));
    html_put_escaped(renderer, text_trim(chunk_text(node->as.literal)));
    html_put(renderer, TEXT("</p>\n"));
}

static const struct addition escaped_addition = { render_escaped };

void markdown_raw_html_see(struct document *document, cmark_node *node)
{
    const text html = chunk_text(node->as.literal);
    bool is_escaped = document->options->raw_html == RAW_HTML_ESCAPE;
    if (is_escaped)
        document_attach(document, node, &escaped_addition);
    size_t at = 0;
    for (text anchor; !is_escaped && (anchor = markdown_raw_html_next_anchor(html, &at)).bytes;)
        document_add_anchor(document, anchor);
    if (is_escaped)
        append_plain(document, html);
    else if (node->type == CMARK_NODE_HTML_BLOCK)
        append_text_of(document, html);
}
