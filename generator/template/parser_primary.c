/* SPDX-License-Identifier: MIT */
/* The smallest expressions: names, literals, brackets. */
#include "base/arena.h"
#include "base/count.h"
#include "base/list.h"
#include "template/parser_state.h"

struct expression_list {
    struct expression **items;
    size_t count, capacity;
};

static const struct constant_row {
    const char *name;
    enum value_kind kind;
    bool is_true;
} constants[] = {
    { "true", VALUE_BOOL, true },
    { "True", VALUE_BOOL, true },
    { "false", VALUE_BOOL, false },
    { "False", VALUE_BOOL, false },
    { "none", VALUE_NONE, false },
    { "None", VALUE_NONE, false },
};

static struct expression *parse_name(struct parser *parser)
{
    const struct token *token = parser->token;
    for (size_t i = 0; i < COUNT(constants); i++)
        if (parser_skip_name(parser, constants[i].name))
            return parser_constant(parser,
                constants[i].kind == VALUE_BOOL ? value_bool(constants[i].is_true) : value_none(),
                token->where);
    struct expression *expression = parser_expression(parser, EXPRESSION_NAME, token->where);
    return parser_read_name(parser, "a value", &expression->as.name.name, &expression->where) ? expression
                                                                                              : NULL;
}

/* string = STRING {STRING}, joined */
static struct expression *parse_string(struct parser *parser)
{
    span start = parser->token->where;
    size_t count = 0;
    while (parser->token[count].kind == TOKEN_STRING)
        count++;
    text *parts = arena_new_array(parser->arena, text, count);
    for (size_t i = 0; i < count; i++)
        parts[i] = parser->token++->text;
    text value = text_join(parser->arena, parts, count, TEXT(""));
    return parser_constant(
        parser, value_text(value.bytes ? value : TEXT("")), parser_span_from(parser, start));
}

/* list = "[" [condition {"," condition} [","]] "]" */
static struct expression *parse_list(struct parser *parser)
{
    struct expression_list items = { 0 };
    span start = parser->token++->where;
    struct expression *list = parser_expression(parser, EXPRESSION_LIST, start);
    while (!parser_at_sign(parser, "]")) {
        struct expression *item = parser_condition(parser);
        if (!item || !parser_hold(parser, list, item))
            return NULL;
        *list_add(parser->arena, &items) = item;
        if (!parser_skip_sign(parser, ","))
            break;
    }
    if (!parser_expect_sign(parser, "]"))
        return NULL;
    list->as.list.items = items.items;
    list->as.list.count = items.count;
    list->where = parser_span_from(parser, start);
    return list;
}

/* map = "{" [condition ":" condition {"," …} [","]] "}" */
static struct expression *parse_map(struct parser *parser)
{
    struct expression_list keys = { 0 }, values = { 0 };
    span start = parser->token++->where;
    struct expression *map = parser_expression(parser, EXPRESSION_MAP, start);
    while (!parser_at_sign(parser, "}")) {
        struct expression *key = parser_condition(parser);
        struct expression *value = key && parser_expect_sign(parser, ":") ? parser_condition(parser) : NULL;
        if (!value || !parser_hold(parser, map, key) || !parser_hold(parser, map, value))
            return NULL;
        *list_add(parser->arena, &keys) = key;
        *list_add(parser->arena, &values) = value;
        if (!parser_skip_sign(parser, ","))
            break;
    }
    if (!parser_expect_sign(parser, "}"))
        return NULL;
    map->as.map.keys = keys.items;
    map->as.map.values = values.items;
    map->as.map.count = keys.count;
    map->where = parser_span_from(parser, start);
    return map;
}

/* group = "(" [tuple] ")" */
static struct expression *parse_group(struct parser *parser)
{
    span start = parser->token++->where;
    struct expression *inside = parser_at_sign(parser, ")")
                                    ? parser_expression(parser, EXPRESSION_LIST, start)
                                    : parser_tuple(parser, false);
    if (!inside || !parser_expect_sign(parser, ")"))
        return NULL;
    inside->where = parser_span_from(parser, start);
    return inside;
}

/* primary = name | string | number | list | map | group */
struct expression *parser_primary(struct parser *parser)
{
    const struct token *token = parser->token;
    switch (token->kind) {
    case TOKEN_NAME: return parse_name(parser);
    case TOKEN_STRING: return parse_string(parser);
    case TOKEN_INTEGER:
        parser->token++;
        return parser_constant(parser, value_integer(token->number.integer), token->where);
    case TOKEN_FLOAT:
        parser->token++;
        return parser_constant(parser, value_float(token->number.floating), token->where);
    default: break;
    }
    if (parser_at_sign(parser, "("))
        return parse_group(parser);
    if (parser_at_sign(parser, "["))
        return parse_list(parser);
    if (parser_at_sign(parser, "{"))
        return parse_map(parser);
    if (parser_at_sign(parser, "."))
        parser_fail(parser, token->where, "write what has the field before it, as in article.title",
            "expected a value, found '.'");
    else
        parser_fail_expected(parser, "a value");
    return NULL;
}
