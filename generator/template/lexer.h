/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_LEXER_H
#define BRIEF_TEMPLATE_LEXER_H
/*
 * lexer: the bytes of a layout as tokens: literal text (trimmed as {%- and -%} ask), and what stands in tags.
 * Used by the parser only.
 */
#include "base/diagnostic.h"

enum token_kind {
    TOKEN_TEXT,
    TOKEN_PRINT_START, /* {{ */
    TOKEN_TAG_START,   /* {% */
    TOKEN_END,         /* }} or %}; after a tag that is not closed, one of length 0 */
    TOKEN_NAME,
    TOKEN_STRING,
    TOKEN_INTEGER,
    TOKEN_FLOAT,
    TOKEN_SIGN, /* operators and brackets; `text` holds them */
    TOKEN_FILE_END
};

struct token {
    enum token_kind kind;
    span where;
    text text; /* TOKEN_STRING: with the escapes read */
    union {
        int64_t integer;
        double floating;
    } number;
};

struct tokens {
    struct token *items;
    size_t count, capacity;
    bool is_damaged; /* a tag without its end was reported: what follows is uncertain */
};

/* Reads the whole layout; the last token is TOKEN_FILE_END. Mistakes are reported (layout-syntax) and passed
 * over. */
void lexer_read(struct tokens *tokens, uint32_t source, text contents, struct arena *arena,
    struct diagnostics *diagnostics);
#endif
