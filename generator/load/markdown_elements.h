/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_ELEMENTS_H
#define BRIEF_LOAD_MARKDOWN_ELEMENTS_H
/*
 * markdown_elements: which elements and comments of HTML are open at a place of a text. What is open at its
 * end holds the rest of the page, and an end tag of nothing ends a part of the page around it: both are
 * warnings. What stands in some elements (<script>, <video>) is not for readers.
 */
#include "load/markdown_document.h"

enum html_piece_kind { PIECE_WORDS, PIECE_START, PIECE_END, PIECE_COMMENT };

/* A tag, a comment, or what stands between them. */
struct html_piece {
    enum html_piece_kind kind;
    text whole, name; /* the name of a tag, as written */
    bool is_cut;      /* it goes on behind the HTML */
};

/* The piece at *at, which moves behind it; false at the end of `html`. What a browser reads as text, in an
 * open <textarea> or comment, is one piece of words. */
bool markdown_elements_next(const struct document *document, text html, size_t *at, struct html_piece *piece);
/* Notes a piece of `node` that begins in line `line` of the body; in the order of the page. */
void markdown_elements_see(
    struct document *document, const cmark_node *node, const struct html_piece *piece, size_t line);
/* Do readers see text that stands here? */
bool markdown_elements_show_text(const struct document *document);
/* The end of `block`, or of the whole text: what is open in it is reported. */
void markdown_elements_leave(struct document *document, const cmark_node *block);
#endif
