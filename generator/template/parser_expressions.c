/* SPDX-License-Identifier: MIT */
/*
 * Expressions with Jinja's precedence, loosest first: if-else, or, and, not, comparisons, + -, ~, * / // %,
 * **, signs. The height of each tree is kept and bounded here, so that no later walk over it needs a bound of
 * its own.
 */
#include "base/arena.h"
#include "base/list.h"
#include "template/parser_state.h"
#include <string.h>

enum { DEPTH_MAX = 100, HEIGHT_MAX = 400 };

struct expression *parser_expression(struct parser *parser, enum expression_kind kind, span where)
{
    struct expression *expression = arena_new(parser->arena, struct expression);
    expression->kind = (uint8_t)kind;
    expression->where = where;
    return expression;
}

struct expression *parser_constant(struct parser *parser, struct value value, span where)
{
    struct expression *expression = parser_expression(parser, EXPRESSION_CONSTANT, where);
    expression->as.constant = value;
    return expression;
}

struct expression *parser_hold(
    struct parser *parser, struct expression *parent, const struct expression *child)
{
    if (child->height >= HEIGHT_MAX) {
        parser_fail(parser, child->where, NULL, "the expression has more than %d parts in a row", HEIGHT_MAX);
        return NULL;
    }
    if (parent->height <= child->height)
        parent->height = (uint16_t)(child->height + 1);
    return parent;
}

static struct expression *hold_two(
    struct parser *parser, struct expression *parent, struct expression *left, struct expression *right)
{
    parent->as.operands.left = left;
    parent->as.operands.right = right;
    parent->where = span_join(left->where, right->where);
    return parser_hold(parser, parent, left) ? parser_hold(parser, parent, right) : NULL;
}

struct operator_row {
    const char *sign;
    enum operation operation;
};

static const struct operator_row sums[] = { { "+", OPERATION_ADD }, { "-", OPERATION_SUBTRACT }, { 0 } };
static const struct operator_row joins[] = { { "~", OPERATION_CONCATENATE }, { 0 } };
static const struct operator_row products[] = { { "*", OPERATION_MULTIPLY }, { "/", OPERATION_DIVIDE },
    { "//", OPERATION_FLOOR_DIVIDE }, { "%", OPERATION_REMAINDER }, { 0 } };
static const struct operator_row powers[] = { { "**", OPERATION_POWER }, { 0 } };
static const struct operator_row comparisons[] = { { "==", OPERATION_EQUAL }, { "!=", OPERATION_NOT_EQUAL },
    { "<", OPERATION_LESS }, { "<=", OPERATION_LESS_EQUAL }, { ">", OPERATION_GREATER },
    { ">=", OPERATION_GREATER_EQUAL }, { 0 } };
/* To add an operator: a row in the level where it binds, its sign in lexer.c, its row in
 * operators.c. */

static enum operation skip_operator(struct parser *parser, const struct operator_row *rows)
{
    if (parser->token->kind != TOKEN_SIGN)
        return OPERATION_NONE;
    for (; rows->sign; rows++)
        if (parser_skip_sign(parser, rows->sign))
            return rows->operation;
    return OPERATION_NONE;
}

static struct expression *parse_unary(struct parser *parser, bool takes_filters);

static struct expression *parse_filtered_unary(struct parser *parser)
{
    return parse_unary(parser, true);
}

/* level = next {operator next} */
static struct expression *parse_level(struct parser *parser, const struct operator_row *rows,
    struct expression *(*parse_next)(struct parser *parser))
{
    struct expression *left = parse_next(parser);
    for (enum operation operation; left && (operation = skip_operator(parser, rows)) != OPERATION_NONE;) {
        struct expression *right = parse_next(parser);
        if (!right)
            return NULL;
        struct expression *both = parser_expression(parser, EXPRESSION_BINARY, left->where);
        both->operation = (uint8_t)operation;
        left = hold_two(parser, both, left, right);
    }
    return left;
}

/* power = unary {"**" unary} */
static struct expression *parse_power(struct parser *parser)
{
    return parse_level(parser, powers, parse_filtered_unary);
}

static struct expression *parse_product(struct parser *parser)
{
    return parse_level(parser, products, parse_power);
}

static struct expression *parse_join(struct parser *parser)
{
    return parse_level(parser, joins, parse_product);
}

static struct expression *parse_sum(struct parser *parser)
{
    return parse_level(parser, sums, parse_join);
}

/* unary = ("-" | "+") unary | primary postfix, then filters */
static struct expression *parse_unary(struct parser *parser, bool takes_filters)
{
    span start = parser->token->where;
    enum operation sign = parser_skip_sign(parser, "-")   ? OPERATION_NEGATE
                          : parser_skip_sign(parser, "+") ? OPERATION_PLUS
                                                          : OPERATION_NONE;
    struct expression *expression;
    if (++parser->depth > DEPTH_MAX) {
        parser_fail(parser, start, NULL, "the expression is nested more than %d deep", DEPTH_MAX);
        expression = NULL;
    } else if (sign == OPERATION_NONE) {
        expression = parser_primary(parser);
    } else {
        struct expression *operand = parse_unary(parser, false);
        expression =
            operand ? parser_expression(parser, EXPRESSION_UNARY, span_join(start, operand->where)) : NULL;
        if (expression) {
            expression->operation = (uint8_t)sign;
            expression->as.operands.left = operand;
            expression = parser_hold(parser, expression, operand);
        }
    }
    parser->depth--;
    if (expression)
        expression = parser_postfix(parser, expression);
    return expression && takes_filters ? parser_filters(parser, expression) : expression;
}

static enum operation skip_comparison(struct parser *parser)
{
    enum operation operation = skip_operator(parser, comparisons);
    if (operation != OPERATION_NONE)
        return operation;
    if (parser_skip_name(parser, "in"))
        return OPERATION_IN;
    bool is_not_in = parser_at_name(parser, "not") && parser->token[1].kind == TOKEN_NAME &&
                     text_equal(parser->token[1].text, TEXT("in"));
    parser->token += is_not_in ? 2 : 0;
    return is_not_in ? OPERATION_NOT_IN : OPERATION_NONE;
}

/* comparison = sum {("==" | "<" | … | "in" | "not" "in") sum} */
static struct expression *parse_comparison(struct parser *parser)
{
    struct expression *first = parse_sum(parser);
    enum operation operation = first ? skip_comparison(parser) : OPERATION_NONE;
    if (operation == OPERATION_NONE)
        return first;
    struct {
        struct comparison_link *items;
        size_t count, capacity;
    } links = { 0 };
    struct expression *comparison = parser_expression(parser, EXPRESSION_COMPARISON, first->where);
    do {
        struct expression *operand = parse_sum(parser);
        if (!operand || !parser_hold(parser, comparison, operand))
            return NULL;
        *list_add(parser->arena, &links) = (struct comparison_link){ operation, operand };
        comparison->where = span_join(first->where, operand->where);
        operation = skip_comparison(parser);
    } while (operation != OPERATION_NONE);
    comparison->as.comparison.first = first;
    comparison->as.comparison.links = links.items;
    comparison->as.comparison.count = links.count;
    return parser_hold(parser, comparison, first);
}

/* not = "not" not | comparison */
static struct expression *parse_not(struct parser *parser)
{
    span start = parser->token->where;
    if (!parser_skip_name(parser, "not"))
        return parse_comparison(parser);
    struct expression *operand = NULL;
    if (++parser->depth > DEPTH_MAX)
        parser_fail(parser, start, NULL, "the expression is nested more than %d deep", DEPTH_MAX);
    else
        operand = parse_not(parser);
    parser->depth--;
    if (!operand)
        return NULL;
    struct expression *expression =
        parser_expression(parser, EXPRESSION_UNARY, span_join(start, operand->where));
    expression->operation = OPERATION_NOT;
    expression->as.operands.left = operand;
    return parser_hold(parser, expression, operand);
}

static struct expression *parse_logic(struct parser *parser, const char *word, enum operation operation,
    struct expression *(*parse_next)(struct parser *parser))
{
    struct expression *left = parse_next(parser);
    while (left && parser_skip_name(parser, word)) {
        struct expression *right = parse_next(parser);
        if (!right)
            return NULL;
        struct expression *both = parser_expression(parser, EXPRESSION_LOGIC, left->where);
        both->operation = (uint8_t)operation;
        left = hold_two(parser, both, left, right);
    }
    return left;
}

/* and = not {"and" not} */
static struct expression *parse_and(struct parser *parser)
{
    return parse_logic(parser, "and", OPERATION_AND, parse_not);
}

/* or = and {"or" and} */
static struct expression *parse_or(struct parser *parser)
{
    return parse_logic(parser, "or", OPERATION_OR, parse_and);
}

static struct expression *parse_condition_in_depth(struct parser *parser)
{
    struct expression *expression = parse_or(parser);
    while (expression && parser_skip_name(parser, "if")) {
        struct expression *condition = parse_or(parser);
        struct expression *otherwise = NULL;
        bool has_else = condition && parser_skip_name(parser, "else");
        if (has_else)
            otherwise = parser_condition(parser);
        if (!condition || (has_else && !otherwise))
            return NULL;
        struct expression *whole =
            parser_expression(parser, EXPRESSION_CONDITION, parser_span_from(parser, expression->where));
        whole->as.condition.condition = condition;
        whole->as.condition.yes = expression;
        whole->as.condition.no = otherwise;
        bool is_held = parser_hold(parser, whole, condition) && parser_hold(parser, whole, expression) &&
                       (!otherwise || parser_hold(parser, whole, otherwise));
        expression = is_held ? whole : NULL;
    }
    return expression;
}

struct expression *parser_condition(struct parser *parser)
{
    struct expression *expression = NULL;
    if (++parser->depth > DEPTH_MAX)
        parser_fail(
            parser, parser->token->where, NULL, "the expression is nested more than %d deep", DEPTH_MAX);
    else
        expression = parse_condition_in_depth(parser);
    parser->depth--;
    return expression;
}

static bool ends_tuple(const struct parser *parser)
{
    return parser_at_end(parser) || parser_at_sign(parser, ")") || parser_at_sign(parser, "=") ||
           parser_at_name(parser, "if") || parser->token->kind == TOKEN_FILE_END;
}

struct expression *parser_tuple(struct parser *parser, bool is_plain)
{
    span start = parser->token->where;
    struct expression *item = is_plain ? parse_or(parser) : parser_condition(parser);
    if (!item || !parser_at_sign(parser, ","))
        return item;
    struct {
        struct expression **items;
        size_t count, capacity;
    } items = { 0 };
    struct expression *list = parser_expression(parser, EXPRESSION_LIST, start);
    while (item) {
        if (!parser_hold(parser, list, item))
            return NULL;
        *list_add(parser->arena, &items) = item;
        if (!parser_skip_sign(parser, ",") || ends_tuple(parser))
            break;
        item = is_plain ? parse_or(parser) : parser_condition(parser);
    }
    if (!item)
        return NULL;
    list->as.list.items = items.items;
    list->as.list.count = items.count;
    list->where = parser_span_from(parser, start);
    return list;
}
