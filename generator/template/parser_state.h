/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_PARSER_STATE_H
#define BRIEF_TEMPLATE_PARSER_STATE_H
/*
 * parser_state: what the files of the parser share. Only they include it. A function that returns NULL has
 * reported; the caller goes to the end of the tag and on from there.
 */
#include "template/parser.h"

/* A tag that waits for its end. */
struct open_tag {
    text name; /* "for" */
    span where;
    const struct open_tag *outer;
};

struct parser {
    const struct token *token; /* the next one */
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct layout_tree *tree;
    const struct open_tag *open;
    size_t depth;      /* of nested expressions */
    size_t body_depth; /* of nested tags */
    bool is_too_deep;  /* tags are nested too deep, so that the rest is not read */
    struct {
        text *items;
        size_t count, capacity;
    } unknown; /* names of tags that there are none of, which were reported */
    struct block **blocks_end;
    bool has_failed;    /* the tag being read was reported: no second message about it */
    bool is_past_start; /* something stood before this tag */
};

/* parser.c */
/* Reports at a place, once a tag. */
void parser_fail(struct parser *parser, span where, const char *hint, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Reports that `wanted` should stand where the next token is. */
void parser_fail_expected(struct parser *parser, const char *wanted);
/* Is the next token that sign, that name? "skip" goes past it. */
static inline bool parser_at_sign(const struct parser *parser, const char *sign)
{
    return parser->token->kind == TOKEN_SIGN && text_equal(parser->token->text, text_of(sign));
}
static inline bool parser_at_name(const struct parser *parser, const char *name)
{
    return parser->token->kind == TOKEN_NAME && text_equal(parser->token->text, text_of(name));
}
static inline bool parser_skip_sign(struct parser *parser, const char *sign)
{
    bool is_there = parser_at_sign(parser, sign);
    parser->token += is_there;
    return is_there;
}
static inline bool parser_skip_name(struct parser *parser, const char *name)
{
    bool is_there = parser_at_name(parser, name);
    parser->token += is_there;
    return is_there;
}
/* The like, and reports where it is not. */
bool parser_expect_sign(struct parser *parser, const char *sign);
bool parser_expect_name(struct parser *parser, const char *name);
/* A name that is no word of the language; false after reporting. */
bool parser_read_name(struct parser *parser, const char *wanted, text *name, span *where);
bool parser_at_end(const struct parser *parser);
/* Is it one of the names, which are separated by blanks? */
bool parser_is_one_of(text name, const char *names);
span span_join(span first, span last);
/* The span from a token to the one before the next. */
span parser_span_from(const struct parser *parser, span first);
struct statement *parser_statement(struct parser *parser, enum statement_kind kind, span where);
/*
 * body = { text | print | tag }, up to a tag named in `ends` (separated by blanks), whose name has then been
 * read; it is *end. At the end of the file *end is absent, after reporting.
 */
struct statement *parser_body(
    struct parser *parser, const struct open_tag *open, const char *ends, text *end);
/* Reads to the end of the tag; reports what is left over. */
void parser_finish_tag(struct parser *parser);

/* parser_expressions.c */
struct expression *parser_expression(struct parser *parser, enum expression_kind kind, span where);
struct expression *parser_constant(struct parser *parser, struct value value, span where);
/* Notes that `child` is part of `parent`; NULL after reporting that the expression is too deep. */
struct expression *parser_hold(
    struct parser *parser, struct expression *parent, const struct expression *child);
/* condition = or ["if" or ["else" condition]] */
struct expression *parser_condition(struct parser *parser);
/* tuple = condition {"," condition}; with `is_plain`, of `or`. One item without a comma is that item. */
struct expression *parser_tuple(struct parser *parser, bool is_plain);

/* parser_primary.c */
struct expression *parser_primary(struct parser *parser);

/* parser_postfix.c */
/* Everything that may follow: attributes, indexes, calls. */
struct expression *parser_postfix(struct parser *parser, struct expression *expression);
/* filters = { "|" name [arguments] | "is" test | arguments } */
struct expression *parser_filters(struct parser *parser, struct expression *expression);
/* The filters of a filter tag or set block, with the first '|' already read. */
struct expression *parser_filter_chain(struct parser *parser, struct expression *input);

/* parser_statements.c */
/* One tag whose name has been read; NULL when it makes nothing. */
struct statement *parser_tag(struct parser *parser, text name, span where);

/* parser_declarations.c: each reads its tag; the name has been read. */
struct statement *parser_set(struct parser *parser, span where);
struct statement *parser_macro(struct parser *parser, span where);
struct statement *parser_call(struct parser *parser, span where);
struct statement *parser_import(struct parser *parser, span where);
struct statement *parser_from(struct parser *parser, span where);
struct statement *parser_with(struct parser *parser, span where);
struct statement *parser_cache(struct parser *parser, span where);
/* targets = target {"," target} | "(" … ")" */
bool parser_targets(struct parser *parser, struct targets *targets, bool takes_attributes);
#endif
