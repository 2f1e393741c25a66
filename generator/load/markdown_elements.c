/* SPDX-License-Identifier: MIT */
/*
 * No parser of HTML: of its rules those by which a text could reach what is around it. An end tag is looked
 * for in the block in which its element began (a list item, a quotation), since the end of a block ends what
 * is open in it. Ends that HTML lets one leave out (</p>, </li>) are never missed.
 */
#include "load/markdown_elements.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/tag.h"

enum {
    IS_EMPTY = 1,  /* has no end, or may do without one */
    IS_TEXT = 2,   /* a browser finds no tags in it */
    IS_UNSEEN = 4, /* holds nothing that readers see, at least where it works */
    IS_PART = 8,   /* its end tag ends a part of the page, whatever is open in that */
    IS_OWN = 16,   /* the end of a paragraph around it does not end it */
};

/* Browsers show no more levels than this, and Chromium makes none. */
enum { OPEN_LIMIT = 512 };

static const struct {
    text name;
    unsigned kinds;
} elements[] = {
    { TEXT_INIT("p"), IS_EMPTY }, { TEXT_INIT("br"), IS_EMPTY }, { TEXT_INIT("img"), IS_EMPTY },
    { TEXT_INIT("td"), IS_EMPTY }, { TEXT_INIT("tr"), IS_EMPTY }, { TEXT_INIT("th"), IS_EMPTY },
    { TEXT_INIT("li"), IS_EMPTY }, { TEXT_INIT("hr"), IS_EMPTY }, { TEXT_INIT("dt"), IS_EMPTY },
    { TEXT_INIT("dd"), IS_EMPTY }, { TEXT_INIT("tbody"), IS_EMPTY }, { TEXT_INIT("thead"), IS_EMPTY },
    { TEXT_INIT("tfoot"), IS_EMPTY }, { TEXT_INIT("caption"), IS_EMPTY }, { TEXT_INIT("col"), IS_EMPTY },
    { TEXT_INIT("colgroup"), IS_EMPTY }, { TEXT_INIT("rt"), IS_EMPTY }, { TEXT_INIT("rp"), IS_EMPTY },
    { TEXT_INIT("rb"), IS_EMPTY }, { TEXT_INIT("rtc"), IS_EMPTY }, { TEXT_INIT("option"), IS_EMPTY },
    { TEXT_INIT("optgroup"), IS_EMPTY }, { TEXT_INIT("html"), IS_EMPTY }, { TEXT_INIT("head"), IS_EMPTY },
    { TEXT_INIT("body"), IS_EMPTY }, { TEXT_INIT("area"), IS_EMPTY }, { TEXT_INIT("base"), IS_EMPTY },
    { TEXT_INIT("basefont"), IS_EMPTY }, { TEXT_INIT("bgsound"), IS_EMPTY }, { TEXT_INIT("embed"), IS_EMPTY },
    { TEXT_INIT("frame"), IS_EMPTY }, { TEXT_INIT("frameset"), IS_EMPTY }, { TEXT_INIT("image"), IS_EMPTY },
    { TEXT_INIT("input"), IS_EMPTY }, { TEXT_INIT("keygen"), IS_EMPTY }, { TEXT_INIT("link"), IS_EMPTY },
    { TEXT_INIT("meta"), IS_EMPTY }, { TEXT_INIT("param"), IS_EMPTY }, { TEXT_INIT("source"), IS_EMPTY },
    { TEXT_INIT("track"), IS_EMPTY }, { TEXT_INIT("wbr"), IS_EMPTY },
    { TEXT_INIT("script"), IS_TEXT | IS_UNSEEN }, { TEXT_INIT("style"), IS_TEXT | IS_UNSEEN },
    { TEXT_INIT("title"), IS_TEXT | IS_UNSEEN }, { TEXT_INIT("textarea"), IS_TEXT },
    { TEXT_INIT("iframe"), IS_TEXT | IS_UNSEEN }, { TEXT_INIT("xmp"), IS_TEXT },
    { TEXT_INIT("noembed"), IS_TEXT | IS_UNSEEN }, { TEXT_INIT("noframes"), IS_TEXT | IS_UNSEEN },
    { TEXT_INIT("plaintext"), IS_TEXT }, { TEXT_INIT("template"), IS_UNSEEN | IS_OWN },
    { TEXT_INIT("noscript"), IS_UNSEEN }, { TEXT_INIT("video"), IS_UNSEEN },
    { TEXT_INIT("audio"), IS_UNSEEN }, { TEXT_INIT("object"), IS_UNSEEN | IS_OWN },
    { TEXT_INIT("datalist"), IS_UNSEEN }, { TEXT_INIT("annotation"), IS_UNSEEN },
    { TEXT_INIT("annotation-xml"), IS_UNSEEN }, { TEXT_INIT("div"), IS_PART },
    { TEXT_INIT("section"), IS_PART }, { TEXT_INIT("article"), IS_PART }, { TEXT_INIT("main"), IS_PART },
    { TEXT_INIT("aside"), IS_PART }, { TEXT_INIT("nav"), IS_PART }, { TEXT_INIT("header"), IS_PART },
    { TEXT_INIT("footer"), IS_PART }, { TEXT_INIT("hgroup"), IS_PART }, { TEXT_INIT("figure"), IS_PART },
    { TEXT_INIT("figcaption"), IS_PART }, { TEXT_INIT("details"), IS_PART },
    { TEXT_INIT("summary"), IS_PART }, { TEXT_INIT("dialog"), IS_PART }, { TEXT_INIT("search"), IS_PART },
    { TEXT_INIT("address"), IS_PART }, { TEXT_INIT("blockquote"), IS_PART }, { TEXT_INIT("center"), IS_PART },
    { TEXT_INIT("dir"), IS_PART }, { TEXT_INIT("dl"), IS_PART }, { TEXT_INIT("fieldset"), IS_PART },
    { TEXT_INIT("form"), IS_PART }, { TEXT_INIT("listing"), IS_PART }, { TEXT_INIT("menu"), IS_PART },
    { TEXT_INIT("ol"), IS_PART }, { TEXT_INIT("pre"), IS_PART }, { TEXT_INIT("ul"), IS_PART },
    { TEXT_INIT("h1"), IS_PART }, { TEXT_INIT("h2"), IS_PART }, { TEXT_INIT("h3"), IS_PART },
    { TEXT_INIT("h4"), IS_PART }, { TEXT_INIT("h5"), IS_PART }, { TEXT_INIT("h6"), IS_PART },
    /* to add one: its name and kinds; others have an end, which ends nothing but them */
};

static const text comment_start = TEXT_INIT("<!--"), comment_end = TEXT_INIT("-->");

static unsigned kinds_of(text name)
{
    for (size_t i = 0; i < COUNT(elements); i++)
        if (text_equal_ignoring_ascii_case(elements[i].name, name))
            return elements[i].kinds;
    return 0;
}

/* The element, or comment, in which a browser finds no tags; NULL when tags are tags. */
static const struct open_element *text_element(const struct document *document)
{
    size_t count = document->open.count;
    const struct open_element *top = count > 0 ? &document->open.items[count - 1] : NULL;
    return top && (top->kinds & IS_TEXT) ? top : NULL;
}

/* SVG or MathML, whose elements a slash ends, and in which <title> and <style> are ordinary ones. */
static bool is_in_drawing(const struct document *document)
{
    for (size_t i = document->open.count; i-- > 0;) {
        text name = document->open.items[i].name;
        if (text_equal_ignoring_ascii_case(name, TEXT("foreignObject")))
            return false;
        if (text_equal_ignoring_ascii_case(name, TEXT("svg")) ||
            text_equal_ignoring_ascii_case(name, TEXT("math")))
            return true;
    }
    return false;
}

/* Where the end tag of `element` begins. */
static size_t find_end(text html, size_t at, const struct open_element *element)
{
    if (element->is_comment) {
        size_t end = text_find(html, comment_end, at);
        return end == SIZE_MAX ? html.length : end;
    }
    for (; (at = text_find(html, TEXT("</"), at)) != SIZE_MAX; at += 2)
        if (text_equal_ignoring_ascii_case(tag_name_at(html, at + 2), element->name))
            return at;
    return html.length;
}

static bool begins_markup(text html, size_t at)
{
    char byte = at + 1 < html.length ? html.bytes[at + 1] : ' ';
    return html.bytes[at] == '<' && (byte_is_letter(byte) || byte == '/' || byte == '!' || byte == '?');
}

static size_t find_markup(text html, size_t at)
{
    while (at < html.length && !begins_markup(html, at)) {
        size_t next = text_find_byte(html, '<', at + 1);
        at = next == SIZE_MAX ? html.length : next;
    }
    return at;
}

/* Behind the tag that begins at piece->whole. */
static size_t take_tag(text html, size_t at, struct html_piece *piece)
{
    size_t name_start = at + (html.bytes[at + 1] == '/' ? 2 : 1);
    piece->kind = name_start - at == 2 ? PIECE_END : PIECE_START;
    piece->name = tag_name_at(html, name_start);
    size_t end = name_start + piece->name.length;
    text value;
    while (tag_attribute(html, &end, &value).length > 0)
        continue;
    piece->is_cut = html.bytes[end - 1] != '>';
    return end;
}

/* A comment, or what browsers take for one: "<!DOCTYPE …>", "<?xml …>". */
static size_t take_comment(text html, size_t at, struct html_piece *piece)
{
    piece->kind = PIECE_COMMENT;
    size_t end = tag_comment_end(html, at), close = text_find_byte(html, '>', at);
    if (end == at)
        end = close == SIZE_MAX ? html.length : close + 1;
    piece->is_cut = text_starts_with(text_from(html, at), comment_start)
                        ? !tag_comment_is_closed(text_slice(html, at, end - at))
                        : close == SIZE_MAX;
    return end;
}

bool markdown_elements_next(const struct document *document, text html, size_t *at, struct html_piece *piece)
{
    if (*at >= html.length)
        return false;
    *piece = (struct html_piece){ .kind = PIECE_WORDS };
    const struct open_element *element = text_element(document);
    size_t start = *at, end = element ? find_end(html, start, element) : find_markup(html, start);
    if (end == start && element && element->is_comment) {
        piece->kind = PIECE_END;
        end = start + comment_end.length;
    } else if (end == start) {
        bool is_tag = byte_is_letter(html.bytes[start + 1]) ||
                      (html.bytes[start + 1] == '/' && start + 2 < html.length &&
                          byte_is_letter(html.bytes[start + 2]));
        end = is_tag ? take_tag(html, start, piece) : take_comment(html, start, piece);
    }
    piece->whole = text_slice(html, start, end - start);
    *at = end;
    return true;
}

/* The block that ends what is open in it. */
static const cmark_node *block_around(const cmark_node *node)
{
    while (node->parent && node->type != CMARK_NODE_ITEM && node->type != CMARK_NODE_BLOCK_QUOTE &&
           node->type != CMARK_NODE_FOOTNOTE_DEFINITION && node->type != CMARK_NODE_TABLE_CELL)
        node = node->parent;
    return node;
}

/* The paragraph or heading. */
static const cmark_node *lines_around(const cmark_node *node)
{
    while (node->parent && CMARK_NODE_TYPE_INLINE_P((cmark_node_type)node->type))
        node = node->parent;
    return node;
}

static void take_off(struct document *document, size_t index)
{
    struct open_element *items = document->open.items;
    document->open.unseen_count -= (items[index].kinds & IS_UNSEEN) != 0;
    document->open.count--;
    memmove(&items[index], &items[index + 1], (document->open.count - index) * sizeof *items);
}

static void report_open(struct document *document, const struct open_element *element)
{
    struct diagnostics *diagnostics = document->diagnostics;
    int length = (int)element->name.length;
    const char *name = element->name.bytes;
    if (element->is_comment) {
        diagnostic_hint(diagnostics,
            diagnostic_warning(diagnostics, element->where, "unclosed-comment",
                "the comment has no end, and readers see nothing of what follows"),
            "write --> where it ends");
        return;
    }
    struct diagnostic *diagnostic = diagnostic_warning(diagnostics, element->where, "unclosed-tag",
        element->kinds & IS_TEXT ? "<%.*s> has no end, and browsers read what follows as its text"
                                 : "<%.*s> has no end, and what follows stands in it",
        length, name);
    if (element->is_slashed)
        diagnostic_hint(
            diagnostics, diagnostic, "write </%.*s> behind it: in HTML its slash ends nothing", length, name);
    else if (element->block->parent)
        diagnostic_hint(diagnostics, diagnostic,
            "write </%.*s> where it ends, in the same item, quotation, note or cell", length, name);
    else
        diagnostic_hint(
            diagnostics, diagnostic, "write </%.*s> where it ends, or \\< for the sign itself", length, name);
}

/* What has no end itself keeps others from theirs: it alone is reported. */
static void leave_all(struct document *document)
{
    const struct open_element *text_or_comment = text_element(document);
    if (text_or_comment)
        report_open(document, text_or_comment);
    for (size_t i = 0; i < document->open.count && !text_or_comment; i++)
        if (!document->open.items[i].is_reported)
            report_open(document, &document->open.items[i]);
    document->open.count = document->open.unseen_count = 0;
}

static void open_element(struct document *document, const struct open_element *element)
{
    if (document->open.count >= OPEN_LIMIT) {
        leave_all(document);
        document->open.is_given_up = true;
        return;
    }
    *list_add(document->scratch, &document->open) = *element;
    document->open.unseen_count += (element->kinds & IS_UNSEEN) != 0;
}

static bool is_heading(text name)
{
    return name.length == 2 && (name.bytes[0] | 0x20) == 'h' && name.bytes[1] >= '1' && name.bytes[1] <= '6';
}

/* Takes what `piece` ends off; false when there is nothing. */
static bool close_element(struct document *document, const cmark_node *block, const struct html_piece *piece)
{
    for (size_t i = document->open.count; i-- > 0;) {
        const struct open_element *element = &document->open.items[i];
        bool is_text = element->kinds & IS_TEXT;
        if (!is_text && !element->is_reported && element->block != block)
            return false;
        if (is_text || text_equal_ignoring_ascii_case(element->name, piece->name) ||
            (is_heading(element->name) && is_heading(piece->name))) {
            take_off(document, i);
            return true;
        }
    }
    return false;
}

/* The first line of the piece, in its line or behind it. */
static span place_of(
    struct document *document, const cmark_node *node, const struct html_piece *piece, size_t line)
{
    text rest = piece->whole;
    return document_where_from(document, node, line, text_trim(text_cut_line(&rest)));
}

static void see_end(
    struct document *document, const cmark_node *node, const struct html_piece *piece, size_t line)
{
    span where = place_of(document, node, piece, line);
    if (close_element(document, block_around(node), piece) || !(kinds_of(piece->name) & IS_PART))
        return;
    struct diagnostic *diagnostic = diagnostic_warning(document->diagnostics, where, "stray-end-tag",
        "</%.*s> ends nothing that began here, but a part of the page around the text",
        TEXT_ARGS(piece->name));
    diagnostic_hint(document->diagnostics, diagnostic, "take it away, or write <%.*s> where that begins",
        TEXT_ARGS(piece->name));
}

static void see_start(
    struct document *document, const cmark_node *node, const struct html_piece *piece, size_t line)
{
    bool is_slashed = text_ends_with(piece->whole, TEXT("/>")), is_in = is_in_drawing(document);
    unsigned kinds = kinds_of(piece->name);
    if (is_in) /* where <title> is what the drawing says */
        kinds &= text_equal_ignoring_ascii_case(piece->name, TEXT("title")) ? 0 : IS_UNSEEN;
    if (is_in ? is_slashed : kinds & IS_EMPTY)
        return;
    bool is_drawing = text_equal_ignoring_ascii_case(piece->name, TEXT("svg")) ||
                      text_equal_ignoring_ascii_case(piece->name, TEXT("math"));
    if (is_slashed && is_drawing)
        return;
    open_element(document, &(struct open_element){
                               .name = piece->name,
                               .block = block_around(node),
                               .lines = node->type == CMARK_NODE_HTML_BLOCK ? NULL : lines_around(node),
                               .where = place_of(document, node, piece, line),
                               .kinds = kinds,
                               .is_slashed = is_slashed,
                           });
}

static void see_comment(
    struct document *document, const cmark_node *node, const struct html_piece *piece, size_t line)
{
    if (piece->is_cut)
        open_element(document, &(struct open_element){
                                   .block = block_around(node),
                                   .where = place_of(document, node, piece, line),
                                   .kinds = IS_TEXT | IS_UNSEEN,
                                   .is_comment = true,
                               });
}

/* The quote in which a tag without its end breaks off, or "". */
static text open_quote(const struct html_piece *piece)
{
    text tag = piece->whole, value;
    for (size_t at = 1, start = at; piece->name.length; start = at) {
        if (!tag_attribute(tag, &at, &value).length)
            break;
        size_t equals = text_find_byte(tag, '=', start);
        if (at < tag.length || value.bytes || equals == SIZE_MAX)
            continue;
        text written = text_trim(text_from(tag, equals + 1));
        return text_slice(written, 0, 1);
    }
    return TEXT("");
}

void markdown_elements_see(
    struct document *document, const cmark_node *node, const struct html_piece *piece, size_t line)
{
    bool is_comment = text_starts_with(piece->whole, comment_start);
    if (document->open.is_given_up || tag_is_component(piece->name))
        return;
    if (piece->is_cut && !is_comment) {
        struct diagnostic *diagnostic =
            diagnostic_warning(document->diagnostics, place_of(document, node, piece, line), "unclosed-tag",
                "the tag has no '>', and browsers take what follows for a part of it");
        diagnostic_hint(document->diagnostics, diagnostic,
            "write %.*s> where it ends; a blank line ends a block of HTML, within a tag too",
            TEXT_ARGS(open_quote(piece)));
        document->open.count = document->open.unseen_count = 0;
        document->open.is_given_up = true;
    } else if (piece->kind == PIECE_START)
        see_start(document, node, piece, line);
    else if (piece->kind == PIECE_END)
        see_end(document, node, piece, line);
    else if (piece->kind == PIECE_COMMENT)
        see_comment(document, node, piece, line);
}

bool markdown_elements_show_text(const struct document *document)
{
    return document->open.unseen_count == 0;
}

/* A paragraph that ends takes <video> with it, whose end tag has yet to come. */
static void show_again(struct document *document, const cmark_node *block)
{
    for (size_t i = document->open.count; i-- > 0 && document->open.unseen_count > 0;) {
        struct open_element *element = &document->open.items[i];
        if (element->lines != block || (element->kinds & (IS_UNSEEN | IS_TEXT | IS_OWN)) != IS_UNSEEN)
            continue;
        element->kinds &= ~(unsigned)IS_UNSEEN;
        document->open.unseen_count--;
    }
}

void markdown_elements_leave(struct document *document, const cmark_node *block)
{
    if (block == document->root) {
        leave_all(document);
        return;
    }
    show_again(document, block);
    for (size_t i = document->open.count; i-- > 0 && !text_element(document);) {
        struct open_element *element = &document->open.items[i];
        if (element->block != block)
            return;
        if (!element->is_reported)
            report_open(document, element);
        /* Its end tag may come yet, which is no second mistake. */
        document->open.unseen_count -= (element->kinds & IS_UNSEEN) != 0;
        element->kinds = 0;
        element->is_reported = true;
        element->block = block_around(block->parent);
    }
}
