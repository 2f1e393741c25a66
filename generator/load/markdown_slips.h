/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_SLIPS_H
#define BRIEF_LOAD_MARKDOWN_SLIPS_H
/*
 * markdown_slips: what was meant as a link and is none, since a sign or a label is not what Markdown has.
 * markdown_outline notes it for `brief check`.
 */
#include "load/markdown_document.h"
#include "load/markdown_outline.h"

struct markdown_slips {
    struct document *document;
    struct arena *arena; /* of what is found */
    struct {
        struct outline_slip *items;
        size_t count, capacity;
    } found;
};

/* Those of a text node. */
void markdown_slips_see(struct markdown_slips *slips, cmark_node *node);
/* "[label]: address" below another one of that label, before the tree is made. */
void markdown_slips_see_labels(struct markdown_slips *slips);
#endif
