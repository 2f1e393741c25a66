/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_REFERENCES_H
#define BRIEF_LOAD_MARKDOWN_REFERENCES_H
/*
 * markdown_references: what a link's or image's target means, and the hole in the HTML for one that is a
 * source or an address of this site.
 */
#include "load/markdown_document.h"

enum target_kind {
    TARGET_KEPT,   /* printed as written: another site, an own anchor, nothing */
    TARGET_UNSAFE, /* printed empty */
    TARGET_HOLE,   /* printed empty, filled later */
};

struct link_target {
    enum target_kind kind;
    struct reference reference; /* TARGET_HOLE: all but the hole */
};

/* Reads node->as.link.url, reports what is wrong with it, and remembers own anchors for the check. */
struct link_target markdown_references_read(
    struct document *document, cmark_node *node, enum reference_kind kind);
/* Prints the target for the attribute that is open; a hole is added to the document's references. */
void markdown_references_print(struct document *document, struct cmark_html_renderer *renderer,
    cmark_node *node, const struct link_target *target);
/* During the walk: a link. */
void markdown_references_see_link(struct document *document, cmark_node *node);
/* When all anchors are known: warns of links to `#fragment` that none has. */
void markdown_references_check_own(struct document *document);
/* Leaves a hole for an interface word, which is escaped when it is filled in; `value` takes the place of its
 * %s, absent when it has none. `word` must outlive the document. */
void markdown_references_put_word(
    struct document *document, struct cmark_html_renderer *renderer, text word, text value);
/* The labels with several addresses, of which the first is taken: label → a bool for the caller, false.
 * Before the document is finished. */
void markdown_references_repeated(struct document *document, struct map *repeated);
#endif
