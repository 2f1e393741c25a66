/* SPDX-License-Identifier: MIT */
/* The tags that give names to things: set, with, cache, macro, call, import, from. */
#include "base/arena.h"
#include "base/list.h"
#include "template/parser_state.h"

/* target = name ["." name] */
static bool parse_target(struct parser *parser, struct target *target, bool takes_attributes)
{
    span where;
    if (!parser_read_name(parser, "a name", &target->name, &target->where))
        return false;
    if (!takes_attributes || !parser_skip_sign(parser, "."))
        return true;
    if (!parser_read_name(parser, "a name", &target->attribute, &where))
        return false;
    target->where = span_join(target->where, where);
    return true;
}

bool parser_targets(struct parser *parser, struct targets *targets, bool takes_attributes)
{
    struct {
        struct target *items;
        size_t count, capacity;
    } list = { 0 };
    bool has_brackets = parser_skip_sign(parser, "(");
    do {
        if (list.count &&
            (parser_at_name(parser, "in") || parser_at_sign(parser, "=") || parser_at_sign(parser, ")")))
            break;
        struct target target = { 0 };
        if (!parse_target(parser, &target, takes_attributes))
            return false;
        *list_add(parser->arena, &list) = target;
    } while (parser_skip_sign(parser, ","));
    *targets = (struct targets){ list.items, list.count };
    return !has_brackets || parser_expect_sign(parser, ")");
}

/* set-block = "set" name ["|" filters] body "endset" */
static struct statement *parse_set_block(struct parser *parser, span where, struct targets targets)
{
    struct statement *statement = parser_statement(parser, STATEMENT_SET_BLOCK, where);
    const struct open_tag open = { TEXT("set"), where, parser->open };
    bool is_good = targets.count == 1;
    if (!is_good)
        parser_fail_expected(parser, "'='");
    else
        statement->as.capture.target = targets.items[0];
    if (parser_skip_sign(parser, "|")) {
        statement->as.capture.captured = parser_expression(parser, EXPRESSION_NAME, where);
        statement->as.capture.filter = parser_filter_chain(parser, statement->as.capture.captured);
        is_good &= statement->as.capture.filter != NULL;
    }
    is_good &= parser_at_end(parser);
    parser_finish_tag(parser);
    text end;
    statement->as.capture.body = parser_body(parser, &open, "endset", &end);
    if (end.bytes)
        parser_finish_tag(parser);
    parser->tree->is_damaged |= !is_good;
    return is_good ? statement : NULL;
}

/* set = "set" targets "=" tuple | set-block */
struct statement *parser_set(struct parser *parser, span where)
{
    struct targets targets;
    struct statement *statement = parser_statement(parser, STATEMENT_SET, where);
    bool is_good = parser_targets(parser, &targets, true);
    if (is_good && !parser_at_sign(parser, "=") && (parser_at_end(parser) || parser_at_sign(parser, "|")))
        return parse_set_block(parser, where, targets);
    is_good = is_good && parser_expect_sign(parser, "=");
    if (is_good) {
        statement->as.set.targets = targets;
        statement->as.set.value = parser_tuple(parser, false);
        is_good = statement->as.set.value && parser_at_end(parser);
    }
    parser_finish_tag(parser);
    parser->tree->is_damaged |= !is_good;
    return is_good ? statement : NULL;
}

/* parameters = "(" [name ["=" condition] {"," …}] ")" */
static bool parse_parameters(struct parser *parser, struct macro *macro)
{
    struct {
        struct parameter *items;
        size_t count, capacity;
    } list = { 0 };
    if (!parser_expect_sign(parser, "("))
        return false;
    while (!parser_at_sign(parser, ")")) {
        struct parameter parameter = { 0 };
        if (!parser_read_name(parser, "the name of a parameter", &parameter.name, &parameter.where))
            return false;
        if (parser_skip_sign(parser, "=")) {
            parameter.fallback = parser_condition(parser);
            if (!parameter.fallback)
                return false;
        } else if (list.count && list.items[list.count - 1].fallback) {
            parser_fail(parser, parameter.where, NULL,
                "parameter '%.*s' without a default stands behind one with a default",
                TEXT_ARGS(parameter.name));
            return false;
        }
        for (size_t i = 0; i < list.count; i++)
            if (text_equal(list.items[i].name, parameter.name)) {
                parser_fail(
                    parser, parameter.where, NULL, "a second parameter '%.*s'", TEXT_ARGS(parameter.name));
                return false;
            }
        *list_add(parser->arena, &list) = parameter;
        if (!parser_skip_sign(parser, ","))
            break;
    }
    macro->parameters = list.items;
    macro->parameter_count = list.count;
    return parser_expect_sign(parser, ")");
}

static bool parse_macro_body(
    struct parser *parser, struct macro *macro, const char *name, const char *end_name, bool is_good)
{
    const struct open_tag open = { text_of(name), macro->where, parser->open };
    is_good = is_good && parser_at_end(parser);
    parser_finish_tag(parser);
    text end;
    macro->body = parser_body(parser, &open, end_name, &end);
    if (end.bytes) {
        parser->token += parser->token->kind == TOKEN_NAME;
        parser_finish_tag(parser);
    }
    parser->tree->is_damaged |= !is_good;
    return is_good;
}

/* macro = "macro" name parameters body "endmacro" [name] */
struct statement *parser_macro(struct parser *parser, span where)
{
    struct statement *statement = parser_statement(parser, STATEMENT_MACRO, where);
    struct macro *macro = arena_new(parser->arena, struct macro);
    statement->as.macro.macro = macro;
    macro->where = where;
    bool is_good = parser_read_name(parser, "the name of the macro", &macro->name, &macro->where) &&
                   parse_parameters(parser, macro);
    return parse_macro_body(parser, macro, "macro", "endmacro", is_good) ? statement : NULL;
}

/* call = "call" [parameters] call-expression body "endcall" */
struct statement *parser_call(struct parser *parser, span where)
{
    struct statement *statement = parser_statement(parser, STATEMENT_CALL, where);
    struct macro *caller = arena_new(parser->arena, struct macro);
    statement->as.call.caller = caller;
    caller->name = TEXT("caller");
    caller->where = where;
    bool is_good = !parser_at_sign(parser, "(") || parse_parameters(parser, caller);
    struct expression *call = is_good ? parser_condition(parser) : NULL;
    if (call && call->kind != EXPRESSION_CALL)
        parser_fail(parser, call->where, NULL, "'call' needs the call of a macro");
    statement->as.call.call = call;
    is_good = call && call->kind == EXPRESSION_CALL;
    return parse_macro_body(parser, caller, "call", "endcall", is_good) ? statement : NULL;
}

static void skip_context(struct parser *parser)
{
    if (parser_skip_name(parser, "without") || parser_skip_name(parser, "with"))
        parser_expect_name(parser, "context");
}

static struct statement *finish_import(struct parser *parser, struct statement *statement, bool is_good)
{
    if (is_good)
        skip_context(parser);
    is_good = is_good && parser_at_end(parser);
    parser_finish_tag(parser);
    parser->tree->is_damaged |= !is_good;
    return is_good ? statement : NULL;
}

static bool parse_layout_name(struct parser *parser, struct statement *statement)
{
    if (parser->token->kind != TOKEN_STRING) {
        parser_fail_expected(parser, "the name of a layout in quotes");
        return false;
    }
    statement->as.import.name = parser_primary(parser);
    return true;
}

/* import = "import" string "as" name */
struct statement *parser_import(struct parser *parser, span where)
{
    struct statement *statement = parser_statement(parser, STATEMENT_IMPORT, where);
    bool is_good = parse_layout_name(parser, statement) && parser_expect_name(parser, "as") &&
                   parse_target(parser, &statement->as.import.alias, false);
    return finish_import(parser, statement, is_good);
}

/* from = "from" string "import" name ["as" name] {"," …} */
struct statement *parser_from(struct parser *parser, span where)
{
    struct statement *statement = parser_statement(parser, STATEMENT_IMPORT, where);
    struct {
        struct import_name *items;
        size_t count, capacity;
    } names = { 0 };
    statement->has_names = true;
    bool is_good = parse_layout_name(parser, statement) && parser_expect_name(parser, "import");
    do {
        struct import_name name = { 0 };
        is_good = is_good && parser_read_name(parser, "the name of a macro", &name.name, &name.where);
        name.target = (struct target){ .name = name.name, .where = name.where };
        if (is_good && parser_skip_name(parser, "as"))
            is_good = parse_target(parser, &name.target, false);
        if (is_good)
            *list_add(parser->arena, &names) = name;
    } while (is_good && parser_skip_sign(parser, ",") && !parser_at_end(parser));
    statement->as.import.names = names.items;
    statement->as.import.name_count = names.count;
    return finish_import(parser, statement, is_good);
}

/* bindings = [name "=" condition {"," …}]; with `takes_names` a name alone is given its own value. */
static bool parse_bindings(struct parser *parser, struct bindings *bindings, bool takes_names)
{
    struct {
        struct target *items;
        size_t count, capacity;
    } targets = { 0 };
    struct {
        struct expression **items;
        size_t count, capacity;
    } values = { 0 };
    bool is_good = true;
    while (is_good && !parser_at_end(parser)) {
        struct target target = { 0 };
        struct expression *value = NULL;
        bool is_named = parse_target(parser, &target, false);
        if (is_named && takes_names && !parser_at_sign(parser, "=")) {
            value = parser_expression(parser, EXPRESSION_NAME, target.where);
            value->as.name.name = target.name;
        } else if (is_named && parser_expect_sign(parser, "=")) {
            value = parser_condition(parser);
        }
        is_good = value != NULL;
        *list_add(parser->arena, &targets) = target;
        *list_add(parser->arena, &values) = value;
        if (!parser_skip_sign(parser, ","))
            break;
    }
    *bindings = (struct bindings){ targets.items, values.items, targets.count };
    is_good = is_good && parser_at_end(parser);
    parser_finish_tag(parser);
    return is_good;
}

/* with = "with" bindings body "endwith" */
struct statement *parser_with(struct parser *parser, span where)
{
    struct statement *statement = parser_statement(parser, STATEMENT_WITH, where);
    const struct open_tag open = { TEXT("with"), where, parser->open };
    bool is_good = parse_bindings(parser, &statement->as.with.bindings, false);
    text end;
    statement->as.with.body = parser_body(parser, &open, "endwith", &end);
    if (end.bytes)
        parser_finish_tag(parser);
    parser->tree->is_damaged |= !is_good;
    return is_good ? statement : NULL;
}

/* cache = "cache" bindings body "endcache" */
struct statement *parser_cache(struct parser *parser, span where)
{
    struct statement *statement = parser_statement(parser, STATEMENT_CACHE, where);
    const struct open_tag open = { TEXT("cache"), where, parser->open };
    bool is_good = parse_bindings(parser, &statement->as.cache.keys, true);
    text end;
    statement->as.cache.layout = parser->tree->name;
    statement->as.cache.body = parser_body(parser, &open, "endcache", &end);
    if (end.bytes)
        parser_finish_tag(parser);
    parser->tree->is_damaged |= !is_good;
    return is_good ? statement : NULL;
}
