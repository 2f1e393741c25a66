/* SPDX-License-Identifier: MIT */
/*
 * The library first cuts a document into blocks and then, at the end, reads the inlines in them. In between a
 * heading's or paragraph's content is the source text: nothing has become a dash, an emphasis or a link yet.
 * So markers are read here and cut out before the library sees them, and no grammar of inlines is needed.
 */
#include "load/markdown_blocks.h"
#include "base/count.h"
#include "load/markdown_alerts.h"
#include "load/markdown_footnotes.h"
#include "load/markdown_headings.h"
#include "load/markdown_shortcodes.h"
#include "load/markdown_tables.h"

struct block_reader {
    cmark_node_type type;
    void (*read)(struct document *document, cmark_node *node);
};

static const struct block_reader block_readers[] = {
    { CMARK_NODE_HEADING, markdown_headings_read }, { CMARK_NODE_BLOCK_QUOTE, markdown_alerts_read },
    { CMARK_NODE_PARAGRAPH, markdown_shortcodes_read },
    { CMARK_NODE_FOOTNOTE_DEFINITION, markdown_footnotes_read },
    { CMARK_NODE_HEADING, markdown_footnotes_guard }, { CMARK_NODE_PARAGRAPH, markdown_footnotes_guard },
    /* to add one: the block's type, and a function that may change its content, attach an addition or report
     */
};

static void read_block(struct document *document, cmark_node *node)
{
    /* No constants: known when the extensions are registered. */
    if (node->type == CMARK_NODE_TABLE)
        markdown_tables_read(document, node);
    else if (node->type == CMARK_NODE_TABLE_CELL)
        markdown_footnotes_guard(document, node);
    for (size_t i = 0; i < COUNT(block_readers); i++)
        if (node->type == block_readers[i].type)
            block_readers[i].read(document, node);
}

/* The block after `node` in document order. */
static cmark_node *next_block(cmark_node *node)
{
    if (node->first_child)
        return node->first_child;
    while (!node->next) {
        node = node->parent;
        if (!node)
            return NULL;
    }
    return node->next;
}

void markdown_blocks_parse(struct document *document, text body)
{
    cmark_parser *parser = document->parser;
    cmark_parser_feed(parser, body.bytes, body.length);
    /* The library keeps a last line without end to itself until it is finished. */
    if (body.length > 0 && body.bytes[body.length - 1] != '\n' && body.bytes[body.length - 1] != '\r')
        cmark_parser_feed(parser, "\n", 1);
    /* A blank line closes a paragraph and changes nothing else; inside code or HTML it would be content. */
    if (parser->current->type == CMARK_NODE_PARAGRAPH)
        cmark_parser_feed(parser, "\n", 1);
    for (cmark_node *node = parser->root; node; node = next_block(node))
        read_block(document, node);
}
