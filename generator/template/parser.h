/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_PARSER_H
#define BRIEF_TEMPLATE_PARSER_H
/* parser: the tokens of one layout as a tree, with names not yet looked up. */
#include "template/lexer.h"
#include "template/tree.h"

/*
 * Reports every mistake of the file (layout-syntax) and returns a tree in any case; where a tag could not be
 * read, the tree has a hole, and is_damaged says whether names can still be trusted. All memory is `arena`;
 * texts are those of `tokens`, as lexer_read leaves them.
 */
struct layout_tree *parser_parse(text name, uint32_t source, const struct tokens *tokens, struct arena *arena,
    struct diagnostics *diagnostics);
#endif
