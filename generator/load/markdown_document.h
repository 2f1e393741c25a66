/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_DOCUMENT_H
#define BRIEF_LOAD_MARKDOWN_DOCUMENT_H
/*
 * markdown_document: one document on its way from Markdown to HTML; shared by load/markdown_*.c and nobody
 * else, because it shows the library's own structs. What the result keeps lives in `arena`, all else in
 * `scratch` and in the tree, which both end with the next document.
 *
 * The library's HTML renderer has no hooks, but asks a node's extension before its own code. An `addition` is
 * what such a node prints instead: document_attach puts it on.
 */
#include "base/list.h"
#include "base/map.h"
#include "load/markdown.h"
#include "load/markdown_source.h"
#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm/houdini.h>
#include <cmark-gfm/node.h>
#include <cmark-gfm/parser.h>
#include <cmark-gfm/render.h>
#include <cmark-gfm/syntax_extension.h>

/* Set when the extensions are registered; the library exports them but declares them in no header. */
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL,
    CMARK_NODE_STRIKETHROUGH;

struct document;

/* First member of everything that a node prints instead of the library's HTML. */
struct addition {
    void (*render)(
        struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering);
};

struct heading_draft;       /* load/markdown_headings.c */
struct footnote_definition; /* load/markdown_footnotes.c */

/* A link to `#fragment` of its own page, checked when all anchors are known. */
struct own_link {
    text fragment;
    span where;
};

/* An element or a comment of HTML that has begun; load/markdown_elements.c. */
struct open_element {
    text name;
    const cmark_node *block; /* that ends it in any case: a list item, a quotation, the whole text */
    const cmark_node *lines; /* the paragraph or heading that it began in; NULL for a block of HTML */
    span where;
    unsigned kinds;
    bool is_comment, is_slashed, is_reported;
};

/* U+FDD0, which Unicode leaves to programs for their own use, set between two signs that the library is not
 * to see together; in a tree that is finished there is none. */
#define MARKDOWN_GUARD "\xEF\xB7\x90"

struct document {
    struct arena *arena;
    struct arena *scratch;
    struct unicode *unicode;
    const struct markdown_options *options;
    struct diagnostics *diagnostics;
    struct markdown_source source;
    struct cmark_mem *memory;
    cmark_parser *parser;
    cmark_node *root;
    cmark_syntax_extension extension; /* renders additions */
    bool tables_are_off;              /* one is too wide */
    bool may_hold_footnotes;          /* "[^" occurs */
    bool may_hold_comments;           /* markdown_hidden_may_be_in */
    bool has_guards;                  /* MARKDOWN_GUARD was set somewhere */
    bool is_too_deep;                 /* the walk stopped at MARKDOWN_DEPTH_LIMIT */

    struct {
        struct heading_draft **items;
        size_t count, capacity;
    } headings;
    struct {
        struct footnote_definition **items;
        size_t count, capacity;
    } footnotes;
    struct map footnote_map; /* label → its first definition */
    struct {
        struct reference *items;
        size_t count, capacity;
    } references; /* in the order printed */
    struct {
        text *items;
        size_t count, capacity;
    } anchors;
    struct map anchor_map; /* anchor → itself */
    struct {
        struct own_link *items;
        size_t count, capacity;
    } own_links;

    struct map found; /* what was looked for in the source → size_t *, where it was found last, its end */
    unsigned table_count; /* seen so far */
    struct {
        struct open_element *items;
        size_t count, capacity;
        size_t unseen_count; /* of those in which readers see no text */
        bool is_given_up;    /* too many, or a tag without an end: what follows is anybody's guess */
    } open;

    cmark_strbuf plain;
    cmark_strbuf heading_html;
    struct heading_draft *open_heading; /* the walk is inside it */
    size_t paragraph_start;             /* in `plain` */
    text first_paragraph;               /* in the arena */
};

/*
 * Begins a document: memory, source, scratch; the budget comes from the options. The first of a process
 * registers the library's extensions. Diagnostics go nowhere until the caller sets document->diagnostics.
 */
void document_open(
    struct document *document, struct arena *arena, const struct markdown_options *options, text body);
/* Makes the parser with the library's options `flags` and the extensions. */
void document_open_parser(struct document *document, int flags);
/* Makes the tree of what the parser was given, as `root`; its texts are valid UTF-8. */
void document_finish(struct document *document);
/* Parses the source as inline text in one paragraph, bare addresses as links or not; markdown.c. */
void document_parse_line(struct document *document, bool links_addresses);
/* Makes `node` print `addition`. */
void document_attach(struct document *document, cmark_node *node, const struct addition *addition);
/* The tree's HTML, in the document's arena. */
text document_html(struct document *document, cmark_node *root);

/* What `plain` has from `paragraph_start` on is the first paragraph, when it has words and there is none yet.
 */
void document_end_paragraph(struct document *document);
/* Makes `anchor` (kept in the arena) known; false when it was already. */
bool document_add_anchor(struct document *document, text anchor);
/* Line of the node, or of the nearest one around it that has one; at least 1. */
int node_line(const cmark_node *node);
/* The node's or its block's place, at `needle` when it is found there: asked again for the same, at the next
 * one. */
span document_where(struct document *document, const cmark_node *node, text needle);
/* The same, from line `first` of the body on. */
span document_where_from(struct document *document, const cmark_node *node, size_t first, text needle);
text chunk_text(cmark_chunk chunk);
text strbuf_text(const cmark_strbuf *string);
void strbuf_put(cmark_strbuf *string, text value);
/* The signs of HTML as references. */
void strbuf_put_escaped(cmark_strbuf *string, text value);

/* What additions print with. */
void html_put(struct cmark_html_renderer *renderer, text markup);
void html_put_escaped(struct cmark_html_renderer *renderer, text value);
void html_put_href(struct cmark_html_renderer *renderer, text url);
/* A newline unless there is one, as before every block. */
void html_put_line_start(struct cmark_html_renderer *renderer);
#endif
