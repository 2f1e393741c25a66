/* SPDX-License-Identifier: MIT */
/* What may follow an expression: attributes, indexes, calls, filters and tests. */
#include "base/arena.h"
#include "base/count.h"
#include "base/list.h"
#include "template/parser_state.h"

/* attribute = "." (name | integer) */
static struct expression *parse_attribute(struct parser *parser, struct expression *object)
{
    parser->token++;
    const struct token *token = parser->token;
    span where = span_join(object->where, token->where);
    struct expression *expression;
    if (token->kind == TOKEN_INTEGER) {
        expression = parser_expression(parser, EXPRESSION_INDEX, where);
        expression->as.index.object = object;
        expression->as.index.index =
            parser_constant(parser, value_integer(token->number.integer), token->where);
    } else if (token->kind == TOKEN_NAME) {
        expression = parser_expression(parser, EXPRESSION_ATTRIBUTE, where);
        expression->as.attribute.object = object;
        expression->as.attribute.name = token->text;
    } else {
        parser_fail_expected(parser, "the name of a field");
        return NULL;
    }
    parser->token++;
    return parser_hold(parser, expression, object);
}

/* part = [condition], before ":" or "]" */
static bool parse_slice_part(struct parser *parser, struct expression *slice, struct expression **part)
{
    if (parser_at_sign(parser, ":") || parser_at_sign(parser, "]"))
        return true;
    *part = parser_condition(parser);
    return *part && parser_hold(parser, slice, *part);
}

/* index = "[" condition "]" | "[" [part] ":" [part] [":" [part]] "]" */
static struct expression *parse_index(struct parser *parser, struct expression *object)
{
    parser->token++;
    struct expression *slice = parser_expression(parser, EXPRESSION_SLICE, object->where);
    struct expression *start = NULL;
    slice->as.slice.object = object;
    if (parser_at_sign(parser, "]")) {
        parser_fail_expected(parser, "an index");
        return NULL;
    }
    if (!parse_slice_part(parser, slice, &start))
        return NULL;
    bool is_slice = parser_skip_sign(parser, ":");
    if (is_slice) {
        slice->as.slice.start = start;
        if (!parse_slice_part(parser, slice, &slice->as.slice.stop))
            return NULL;
        if (parser_skip_sign(parser, ":") && !parse_slice_part(parser, slice, &slice->as.slice.step))
            return NULL;
    } else {
        slice->kind = EXPRESSION_INDEX;
        slice->as.index.object = object;
        slice->as.index.index = start;
    }
    if (!parser_expect_sign(parser, "]"))
        return NULL;
    slice->where = parser_span_from(parser, object->where);
    return parser_hold(parser, slice, object);
}

/* argument = [name "="] condition */
static bool parse_argument(struct parser *parser, struct argument *argument)
{
    if (parser_at_sign(parser, "*") || parser_at_sign(parser, "**")) {
        parser_fail(
            parser, parser->token->where, "write the arguments one by one", "arguments cannot be spread");
        return false;
    }
    bool is_named = parser->token->kind == TOKEN_NAME && parser->token[1].kind == TOKEN_SIGN &&
                    text_equal(parser->token[1].text, TEXT("="));
    if (is_named) {
        argument->name = parser->token->text;
        argument->name_where = parser->token->where;
        parser->token += 2;
    }
    argument->value = parser_condition(parser);
    return argument->value != NULL;
}

static bool has_name(const struct argument *arguments, size_t count, text name)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(arguments[i].name, name))
            return true;
    return false;
}

static bool arguments_of(struct parser *parser, struct arguments *arguments)
{
    struct {
        struct argument *items;
        size_t count, capacity;
    } list = { 0 };
    bool has_named = false;
    if (!parser_expect_sign(parser, "("))
        return false;
    while (!parser_at_sign(parser, ")")) {
        struct argument argument = { 0 };
        if (!parse_argument(parser, &argument))
            return false;
        if (has_named && !argument.name.bytes) {
            parser_fail(parser, argument.value->where, NULL,
                "an argument without a name stands behind one with a name");
            return false;
        }
        if (argument.name.bytes && has_name(list.items, list.count, argument.name)) {
            parser_fail(parser, argument.name_where, NULL, "'%.*s' is given twice", TEXT_ARGS(argument.name));
            return false;
        }
        has_named |= argument.name.bytes != NULL;
        *list_add(parser->arena, &list) = argument;
        if (!parser_skip_sign(parser, ","))
            break;
    }
    *arguments = (struct arguments){ list.items, list.count };
    return parser_expect_sign(parser, ")");
}

static struct expression *hold_arguments(
    struct parser *parser, struct expression *expression, const struct arguments *arguments)
{
    for (size_t i = 0; expression && i < arguments->count; i++)
        expression = parser_hold(parser, expression, arguments->items[i].value);
    return expression;
}

static struct expression *parse_call(struct parser *parser, struct expression *callee)
{
    struct expression *call = parser_expression(parser, EXPRESSION_CALL, callee->where);
    call->as.call.callee = callee;
    if (!arguments_of(parser, &call->as.call.arguments))
        return NULL;
    call->where = parser_span_from(parser, callee->where);
    bool is_super = callee->kind == EXPRESSION_NAME && text_equal(callee->as.name.name, TEXT("super"));
    if (is_super && call->as.call.arguments.count == 0)
        return parser_expression(parser, EXPRESSION_SUPER, call->where);
    return parser_hold(parser, call, callee) ? hold_arguments(parser, call, &call->as.call.arguments) : NULL;
}

/* postfix = {attribute | index | call} */
struct expression *parser_postfix(struct parser *parser, struct expression *expression)
{
    while (expression) {
        if (parser_at_sign(parser, "."))
            expression = parse_attribute(parser, expression);
        else if (parser_at_sign(parser, "["))
            expression = parse_index(parser, expression);
        else if (parser_at_sign(parser, "("))
            expression = parse_call(parser, expression);
        else
            break;
    }
    return expression;
}

/* A filter's result has no parts unless brackets hold it together with what went before. */
static void report_part(struct parser *parser, text filter)
{
    bool is_field = parser_at_sign(parser, ".");
    if (!is_field && !parser_at_sign(parser, "["))
        return;
    const struct token *name = &parser->token[1];
    text part = !is_field                  ? TEXT("[…]")
                : name->kind == TOKEN_NAME ? text_format(parser->arena, ".%.*s", TEXT_ARGS(name->text))
                                           : TEXT(".…");
    text hint = text_format(
        parser->arena, "put brackets around it: (…|%.*s)%.*s", TEXT_ARGS(filter), TEXT_ARGS(part));
    parser_fail(parser, parser->token->where, text_to_string(parser->arena, hint),
        "%s cannot follow a filter", is_field ? "a field" : "an index");
}

/* filter = name [arguments]; the '|' has been read */
static struct expression *parse_filter(struct parser *parser, struct expression *input)
{
    struct expression *filter = parser_expression(parser, EXPRESSION_FILTER, input->where);
    span name_where;
    filter->as.filter.input = input;
    if (!parser_read_name(parser, "the name of a filter", &filter->as.filter.name, &name_where))
        return NULL;
    if (parser_at_sign(parser, "(") && !arguments_of(parser, &filter->as.filter.arguments))
        return NULL;
    filter->where = parser_span_from(parser, name_where);
    report_part(parser, filter->as.filter.name);
    return parser_hold(parser, filter, input) ? hold_arguments(parser, filter, &filter->as.filter.arguments)
                                              : NULL;
}

/* A test may be followed by one argument without brackets: "x is divisibleby 3". */
static bool starts_bare_argument(const struct parser *parser)
{
    static const char *const words[] = { "else", "or", "and", "if", "in", "not", "is", "recursive" };
    for (size_t i = 0; i < COUNT(words); i++)
        if (parser_at_name(parser, words[i]))
            return false;
    return parser->token->kind == TOKEN_NAME || parser->token->kind == TOKEN_STRING ||
           parser->token->kind == TOKEN_INTEGER || parser->token->kind == TOKEN_FLOAT ||
           parser_at_sign(parser, "[") || parser_at_sign(parser, "{");
}

/* test = ["not"] name [arguments | primary postfix]; the "is" has been read */
static struct expression *parse_test(struct parser *parser, struct expression *input)
{
    struct expression *test = parser_expression(parser, EXPRESSION_TEST, input->where);
    struct arguments *arguments = &test->as.filter.arguments;
    test->as.filter.input = input;
    test->is_negated = parser_skip_name(parser, "not");
    const struct token *name = parser->token;
    if (name->kind != TOKEN_NAME) {
        parser_fail_expected(parser, "the name of a test");
        return NULL;
    }
    test->as.filter.name = name->text;
    parser->token++;
    if (parser_at_sign(parser, "(")) {
        if (!arguments_of(parser, arguments))
            return NULL;
    } else if (starts_bare_argument(parser)) {
        arguments->items = arena_new(parser->arena, struct argument);
        struct expression *argument = parser_primary(parser);
        argument = argument ? parser_postfix(parser, argument) : NULL;
        if (!argument)
            return NULL;
        arguments->items[0].value = argument;
        arguments->count = 1;
    }
    test->where = parser_span_from(parser, name->where);
    return parser_hold(parser, test, input) ? hold_arguments(parser, test, arguments) : NULL;
}

struct expression *parser_filters(struct parser *parser, struct expression *expression)
{
    while (expression) {
        if (parser_skip_sign(parser, "|"))
            expression = parse_filter(parser, expression);
        else if (parser_skip_name(parser, "is"))
            expression = parse_test(parser, expression);
        else if (parser_at_sign(parser, "("))
            expression = parse_call(parser, expression);
        else
            break;
    }
    return expression;
}

struct expression *parser_filter_chain(struct parser *parser, struct expression *input)
{
    struct expression *expression = input;
    do
        expression = parse_filter(parser, expression);
    while (expression && parser_skip_sign(parser, "|"));
    return expression;
}
