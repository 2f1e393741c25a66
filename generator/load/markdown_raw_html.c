/* SPDX-License-Identifier: MIT */
/* What is looked for in raw HTML: ids that links can name, the text that readers see, words to brief itself.
 */
#include "load/markdown_raw_html.h"
#include "base/count.h"
#include "base/escape.h"
#include "base/tag.h"
#include "load/markdown_elements.h"
#include "load/markdown_hidden.h"
#include "load/markdown_tables.h"
#include "load/reference.h"
#include "model/url.h"

/* An address of this site, or one that counts from the page, without query, as far as it can be read without
 * entities and without what other programs fill in; else absent. */
static text own_address(struct document *document, text name, text value, text *fragment)
{
    static const text names[] = { TEXT_INIT("href"), TEXT_INIT("src"), TEXT_INIT("poster") };
    bool holds_address = text_is_one_of_ignoring_ascii_case(name, names, COUNT(names));
    value = text_trim(value);
    if (!holds_address || reference_is_elsewhere(value))
        return TEXT_NONE;
    text place = url_fragment(value);
    bool is_plain_place =
        text_find_byte(place, '&', 0) == SIZE_MAX && text_find_byte(place, '{', 0) == SIZE_MAX;
    *fragment = is_plain_place ? text_copy(document->arena, url_decode(document->arena, place)) : TEXT_NONE;
    value = url_without_query(value);
    bool is_plain = value.length && text_find_byte(value, '&', 0) == SIZE_MAX &&
                    text_find(value, TEXT("{{"), 0) == SIZE_MAX &&
                    text_find(value, TEXT("{%"), 0) == SIZE_MAX && text_find_byte(value, '\\', 0) == SIZE_MAX;
    return is_plain ? text_copy(document->arena, value) : TEXT_NONE;
}

/* Ids that links can name, and addresses, where they are looked for. */
static void note_attributes(struct document *document, const cmark_node *node, const struct html_piece *tag)
{
    text value;
    bool is_link = text_equal_ignoring_ascii_case(tag->name, TEXT("a")), has_id = false;
    size_t at = TEXT("<").length + tag->name.length;
    for (text name; (name = tag_attribute(tag->whole, &at, &value)).length > 0;) {
        bool is_id = text_equal_ignoring_ascii_case(name, TEXT("id")) && !has_id;
        bool is_anchor = is_id || (is_link && text_equal_ignoring_ascii_case(name, TEXT("name")));
        if (is_anchor && value.length > 0)
            document_add_anchor(document, value);
        has_id |= is_id && value.length > 0;
        text fragment, address = document->options->source_folder.bytes
                                     ? own_address(document, name, value, &fragment)
                                     : TEXT_NONE;
        if (address.bytes)
            *list_add(document->scratch, &document->references) = (struct reference){
                .kind = REFERENCE_RAW,
                .target = url_decode_address(document->arena, address),
                .fragment = fragment,
                .is_address = text_starts_with(address, TEXT("/")),
                .where = document_where(document, node, address),
            };
    }
}

/* What the tag is called that begins here, an end tag too. */
static text name_of_tag(text html)
{
    return tag_name_at(html, text_starts_with(html, TEXT("</")) ? 2 : 1);
}

/* Phrasing content (HTML, 3.2.5.2.5) that says something by itself; a comment too. */
static bool stands_within_a_line(text html)
{
    static const text names[] = { TEXT_INIT("a"), TEXT_INIT("abbr"), TEXT_INIT("b"), TEXT_INIT("bdi"),
        TEXT_INIT("bdo"), TEXT_INIT("br"), TEXT_INIT("cite"), TEXT_INIT("code"), TEXT_INIT("data"),
        TEXT_INIT("del"), TEXT_INIT("dfn"), TEXT_INIT("em"), TEXT_INIT("i"), TEXT_INIT("img"),
        TEXT_INIT("ins"), TEXT_INIT("kbd"), TEXT_INIT("mark"), TEXT_INIT("q"), TEXT_INIT("rp"),
        TEXT_INIT("rt"), TEXT_INIT("ruby"), TEXT_INIT("s"), TEXT_INIT("samp"), TEXT_INIT("small"),
        TEXT_INIT("span"), TEXT_INIT("strong"), TEXT_INIT("sub"), TEXT_INIT("sup"), TEXT_INIT("time"),
        TEXT_INIT("u"), TEXT_INIT("var"), TEXT_INIT("wbr") };
    if (text_starts_with(html, TEXT("<!--")))
        return true;
    text name = name_of_tag(html);
    return text_is_one_of_ignoring_ascii_case(name, names, COUNT(names));
}

bool markdown_raw_html_is_link(text html)
{
    text name = name_of_tag(html);
    return text_equal_ignoring_ascii_case(name, TEXT("a")) ||
           text_equal_ignoring_ascii_case(name, TEXT("img"));
}

/* "one<br>two" is two words, and so is "one</td><td>two". */
static bool parts_words(text html)
{
    return !stands_within_a_line(html) || text_equal_ignoring_ascii_case(name_of_tag(html), TEXT("br"));
}

static void append_blank(struct document *document)
{
    const cmark_strbuf *plain = &document->plain;
    if (plain->size > 0 && !text_is_blank((char)plain->ptr[plain->size - 1]))
        strbuf_put(&document->plain, TEXT(" "));
}

/* The text between tags, with what its character references stand for. */
static void append_words(struct document *document, text words, bool is_parted)
{
    if (is_parted && !text_is_blank(words.bytes[0]))
        append_blank(document);
    houdini_unescape_html_f(&document->plain, (const uint8_t *)words.bytes, (bufsize_t)words.length);
}

text markdown_unescape_html(struct arena *arena, text html)
{
    if (text_find_byte(html, '&', 0) == SIZE_MAX)
        return html;
    cmark_strbuf plain;
    cmark_strbuf_init(cmark_get_default_mem_allocator(), &plain, 0);
    houdini_unescape_html_f(&plain, (const uint8_t *)html.bytes, (bufsize_t)html.length);
    text copied = text_copy(arena, (text){ (const char *)plain.ptr, (size_t)plain.size });
    cmark_strbuf_free(&plain);
    return copied;
}

static size_t count_lines(text value)
{
    size_t count = 0;
    for (size_t at = 0; (at = text_find_byte(value, '\n', at)) != SIZE_MAX; at++)
        count++;
    return count;
}

/* A paragraph in a quotation, beside the text or in a table is none of the text itself. */
static bool stands_in_the_text(const struct document *document, const cmark_node *node)
{
    static const text names[] = { TEXT_INIT("div"), TEXT_INIT("section"), TEXT_INIT("article"),
        TEXT_INIT("main") };
    bool stands = node->parent == document->root;
    for (size_t i = 0; i < document->open.count; i++)
        stands &= text_is_one_of_ignoring_ascii_case(document->open.items[i].name, names, COUNT(names));
    return stands;
}

/* "<p>" or "</p>", or the end of the block: what went before was a paragraph, and another may begin. */
static bool part_paragraphs(
    struct document *document, const cmark_node *node, bool is_in_paragraph, enum html_piece_kind kind)
{
    if (is_in_paragraph)
        document_end_paragraph(document);
    document->paragraph_start = (size_t)document->plain.size;
    return kind == PIECE_START && stands_in_the_text(document, node);
}

static void see_pieces(struct document *document, const cmark_node *node, text html)
{
    size_t line = (size_t)node_line(node), at = 0;
    bool is_parted = false, is_block = node->type == CMARK_NODE_HTML_BLOCK, is_in_paragraph = false;
    for (struct html_piece piece; markdown_elements_next(document, html, &at, &piece);) {
        if (piece.kind != PIECE_WORDS)
            is_parted |= parts_words(piece.whole);
        else if (is_block && markdown_elements_show_text(document)) {
            append_words(document, piece.whole, is_parted);
            is_parted = false;
        }
        if (piece.kind == PIECE_START)
            note_attributes(document, node, &piece);
        if (!document->options->is_line)
            markdown_elements_see(document, node, &piece, line);
        line += is_block ? count_lines(piece.whole) : 0;
        if (is_block && text_equal_ignoring_ascii_case(piece.name, TEXT("p")))
            is_in_paragraph = part_paragraphs(document, node, is_in_paragraph, piece.kind);
    }
    if (is_in_paragraph)
        document_end_paragraph(document);
    if (!is_block && is_parted)
        append_blank(document);
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

/* "<!-- brief: allow … -->" speaks to brief, not to readers. */
static bool is_word_to_brief(text html)
{
    static const text start = TEXT_INIT("<!--"), end = TEXT_INIT("-->");
    html = text_trim(html);
    return text_starts_with(html, start) && text_find(html, end, start.length) == html.length - end.length &&
           text_starts_with(text_trim(text_from(html, start.length)), TEXT("brief:"));
}

static void render_nothing(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    (void)document, (void)renderer, (void)node, (void)is_entering;
}

static const struct addition unseen_addition = { render_nothing };

void markdown_raw_html_see(struct document *document, cmark_node *node)
{
    const text html = chunk_text(node->as.literal);
    if (is_word_to_brief(html)) {
        document_attach(document, node, &unseen_addition);
        return;
    }
    markdown_hidden_see_tag(document, node, html);
    bool is_escaped = document->options->raw_html == RAW_HTML_ESCAPE ||
                      (document->options->is_line && !stands_within_a_line(html));
    if (is_escaped) {
        document_attach(document, node, &escaped_addition);
        strbuf_put(&document->plain, html);
        return;
    }
    see_pieces(document, node, html);
    if (node->type == CMARK_NODE_HTML_BLOCK) {
        markdown_hidden_see(document, node, html);
        markdown_tables_see_html(document, node);
    }
}

static bool is_void(text name)
{
    static const text names[] = { TEXT_INIT("br"), TEXT_INIT("wbr"), TEXT_INIT("img") };
    return text_is_one_of_ignoring_ascii_case(name, names, COUNT(names));
}

struct open_tags {
    cmark_node **items;
    size_t count, capacity;
};

/* Takes the tag off that `end` closes, and all that were opened in it and are still open; false for none. */
static bool close_tag(struct open_tags *open, text end)
{
    for (size_t i = open->count; i-- > 0;) {
        if (!text_equal_ignoring_ascii_case(name_of_tag(chunk_text(open->items[i]->as.literal)), end))
            continue;
        while (--open->count > i)
            open->items[open->count]->type = CMARK_NODE_TEXT;
        return true;
    }
    return false;
}

void markdown_raw_html_close(struct document *document)
{
    struct open_tags open = { 0 };
    cmark_iter *iterator = cmark_iter_new(document->root);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iterator);
        if (event != CMARK_EVENT_ENTER || node->type != CMARK_NODE_HTML_INLINE)
            continue;
        text html = chunk_text(node->as.literal), name = name_of_tag(html);
        bool is_end = text_starts_with(html, TEXT("</"));
        if (text_starts_with(html, TEXT("<!")) || text_starts_with(html, TEXT("<?")) || is_void(name))
            continue;
        if (!is_end)
            *list_add(document->scratch, &open) = node;
        else if (!close_tag(&open, name))
            node->type = CMARK_NODE_TEXT;
    }
    while (open.count > 0)
        open.items[--open.count]->type = CMARK_NODE_TEXT;
    cmark_iter_free(iterator);
}
