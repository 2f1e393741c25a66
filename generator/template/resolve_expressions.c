/* SPDX-License-Identifier: MIT */
/* Expressions: names become places, and lists, maps and signs of constants become constants. */
#include "base/arena.h"
#include "base/count.h"
#include "base/list.h"
#include "template/resolve.h"

void resolver_soften(struct expression *expression)
{
    for (;;) {
        expression->is_soft = true;
        if (expression->kind == EXPRESSION_ATTRIBUTE)
            expression = expression->as.attribute.object;
        else if (expression->kind == EXPRESSION_INDEX)
            expression = expression->as.index.object;
        else
            return;
    }
}

static void resolve_nothing(struct resolver *resolver, struct expression *expression)
{
    (void)resolver;
    (void)expression;
}

/* What other languages call so; NULL when that is nothing. */
static const char *foreign_hint(text name)
{
    static const struct {
        const char *name, *hint;
    } foreign[] = {
        { "null", "write 'none'" }, { "nil", "write 'none'" },
        { "forloop", "write 'loop', as in loop.index" },
        { "collections", "write 'site.articles'; those of a tag are term.articles" },
        { "posts", "write 'site.articles', or 'listing.articles' in a list" }, { "post", "write 'article'" },
        { "block", "what the frame has in a block is {{ super() }}" },
        { "data", "write 'site.data', or 'page.data' on a page of a plugin" },
        { "options", "options are a plugin's: it gives layouts page.data, fields, filters and functions" },
        { "paginator", "write 'listing', as in listing.next_url" },
        { "pagination", "write 'listing', as in listing.next_url" }, { "now", "write 'site.build_time'" },
        { "config", "write 'site', or 'site.extra' for settings of your own" },
        { "blank", "ask with 'x is empty'" }, { "empty", "ask with 'x is empty'" },
        { "content", "write 'article.content', or 'page.content' of a standing page" },
        { "loop", "only inside of {% for … %} there is one" },
        { "end", "a tag ends with its name, as in {% endif %} and {% endfor %}" },
        /* to add one: its row */
    };
    for (size_t i = 0; i < COUNT(foreign); i++)
        if (text_equal(name, text_of(foreign[i].name)))
            return foreign[i].hint;
    return NULL;
}

static void report_unknown(struct resolver *resolver, const struct expression *expression)
{
    text name = expression->as.name.name;
    const text *names;
    size_t count;
    if (map_contains(&resolver->templates->functions, name)) {
        text hint = text_format(resolver->arena, "call it: %.*s(…)", TEXT_ARGS(name));
        resolver_error(
            resolver, expression->where, "undefined-name", hint, "'%.*s' is a function", TEXT_ARGS(name));
        return;
    }
    scope_visible(resolver->here.scope, resolver->arena, &names, &count);
    const char *foreign = foreign_hint(name);
    text hint = foreign ? text_of(foreign) : resolver_hint_nearest(resolver, name, names, count);
    if (resolver->is_behind_hyphen && !foreign)
        hint = TEXT("'-' takes away here: a key that has one is read as in extra[\"source-url\"]");
    resolver_error(resolver, expression->where, "undefined-name",
        hint.bytes ? hint : TEXT("a text stands in quotes; docs/layouts.md says which names a layout sees"),
        "unknown name '%.*s'", TEXT_ARGS(name));
}

static void resolve_name(struct resolver *resolver, struct expression *expression)
{
    text name = expression->as.name.name;
    if (scope_find(resolver->here.scope, name, &expression->as.name.place))
        return;
    if (scope_hides(resolver->here.scope, name))
        resolver_report_hidden(resolver, expression->where, name);
    else if (!expression->is_soft)
        report_unknown(resolver, expression);
}

static bool are_constant(struct expression *const *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (items[i]->kind != EXPRESSION_CONSTANT)
            return false;
    return true;
}

static void become_constant(struct expression *expression, struct value value)
{
    expression->kind = EXPRESSION_CONSTANT;
    expression->as.constant = value;
}

static void resolve_list(struct resolver *resolver, struct expression *expression)
{
    size_t count = expression->as.list.count;
    struct expression **items = expression->as.list.items;
    for (size_t i = 0; i < count; i++)
        resolver_expression(resolver, items[i]);
    if (!are_constant(items, count))
        return;
    struct value *values = arena_new_array(resolver->arena, struct value, count);
    for (size_t i = 0; i < count; i++)
        values[i] = items[i]->as.constant;
    become_constant(expression, value_list_of(resolver->arena, values, count));
}

static void resolve_map(struct resolver *resolver, struct expression *expression)
{
    for (size_t i = 0; i < expression->as.map.count; i++) {
        resolver_expression(resolver, expression->as.map.keys[i]);
        resolver_expression(resolver, expression->as.map.values[i]);
    }
}

/* All that attributes note while pages are made lies together: a worker that writes there copies a few pages
 * of memory, and would copy those of all trees. What is compiled for one page goes with it. */
static const struct field **note_place(struct resolver *resolver)
{
    enum { BLOCK = 512 };
    struct templates *templates = resolver->templates;
    if (resolver->arena != templates->arena)
        return arena_new(resolver->arena, const struct field *);
    if (!templates->found.left) {
        templates->found.items = arena_new_array(templates->arena, const struct field *, BLOCK);
        templates->found.left = BLOCK;
    }
    return &templates->found.items[--templates->found.left];
}

static void resolve_attribute(struct resolver *resolver, struct expression *expression)
{
    expression->as.attribute.found = note_place(resolver);
    resolver_expression(resolver, expression->as.attribute.object);
}

static void resolve_index(struct resolver *resolver, struct expression *expression)
{
    resolver_expression(resolver, expression->as.index.object);
    resolver_expression(resolver, expression->as.index.index);
}

static void resolve_slice(struct resolver *resolver, struct expression *expression)
{
    struct expression *const parts[] = { expression->as.slice.object, expression->as.slice.start,
        expression->as.slice.stop, expression->as.slice.step };
    for (size_t i = 0; i < COUNT(parts); i++)
        if (parts[i])
            resolver_expression(resolver, parts[i]);
}

static void resolve_unary(struct resolver *resolver, struct expression *expression)
{
    struct expression *operand = expression->as.operands.left;
    resolver_expression(resolver, operand);
    if (operand->kind != EXPRESSION_CONSTANT || expression->operation != OPERATION_NEGATE)
        return;
    if (operand->as.constant.kind == VALUE_INTEGER)
        become_constant(expression, value_integer(-operand->as.constant.as.integer));
    else if (operand->as.constant.kind == VALUE_FLOAT)
        become_constant(expression, value_float(-operand->as.constant.as.floating));
}

static void resolve_operands(struct resolver *resolver, struct expression *expression)
{
    resolver_expression(resolver, expression->as.operands.left);
    resolver_expression(resolver, expression->as.operands.right);
}

/* "x|my-filter", "extra.source-url": written as one word, and read as a difference. */
static bool is_hyphenated(const struct expression *expression)
{
    span left = expression->as.operands.left->where;
    return expression->operation == OPERATION_SUBTRACT &&
           expression->as.operands.right->where.offset == left.offset + left.length + 1;
}

/* Half of a name that nobody could be given is no further mistake. */
static void pass_over(struct expression *half)
{
    half->is_soft |= half->kind == EXPRESSION_NAME;
}

static void resolve_binary(struct resolver *resolver, struct expression *expression)
{
    bool was_behind_hyphen = resolver->is_behind_hyphen, is_one_word = is_hyphenated(expression);
    if (is_one_word && resolver->templates->lacks_rows) {
        pass_over(expression->as.operands.left);
        pass_over(expression->as.operands.right);
    }
    resolver_expression(resolver, expression->as.operands.left);
    resolver->is_behind_hyphen = is_one_word && expression->as.operands.right->kind == EXPRESSION_NAME;
    resolver_expression(resolver, expression->as.operands.right);
    resolver->is_behind_hyphen = was_behind_hyphen;
}

static void resolve_comparison(struct resolver *resolver, struct expression *expression)
{
    resolver_expression(resolver, expression->as.comparison.first);
    for (size_t i = 0; i < expression->as.comparison.count; i++)
        resolver_expression(resolver, expression->as.comparison.links[i].operand);
}

static void resolve_condition(struct resolver *resolver, struct expression *expression)
{
    resolver_expression(resolver, expression->as.condition.condition);
    resolver_expression(resolver, expression->as.condition.yes);
    if (expression->as.condition.no)
        resolver_expression(resolver, expression->as.condition.no);
}

static void resolve_super(struct resolver *resolver, struct expression *expression)
{
    if (!resolver->here.block && resolver->here.scope->wall) {
        resolver_error(resolver, expression->where, "impure-cache", TEXT_NONE,
            "'super' cannot stand between 'cache' and 'endcache'");
        return;
    }
    if (!resolver->here.block) {
        resolver_error(
            resolver, expression->where, "unknown-function", TEXT_NONE, "'super' stands outside a block");
        return;
    }
    if (!resolver->here.block->overridden) {
        resolver_error(resolver, expression->where, "unknown-function", TEXT_NONE,
            "there is no block '%.*s' above that 'super' could mean", TEXT_ARGS(resolver->here.block->name));
        return;
    }
    expression->as.super.block = resolver->here.block->overridden;
    *list_add(resolver->arena, &resolver->supers) = expression;
    struct scope *inside = resolver->here.scope;
    resolver->here.scope = resolver->here.family;
    resolver_block(resolver, resolver->here.block->overridden);
    resolver->here.scope = inside;
}

static void (*const resolvers[EXPRESSION_KIND_COUNT])(
    struct resolver *resolver, struct expression *expression) = {
    [EXPRESSION_CONSTANT] = resolve_nothing,
    [EXPRESSION_NAME] = resolve_name,
    [EXPRESSION_LIST] = resolve_list,
    [EXPRESSION_MAP] = resolve_map,
    [EXPRESSION_ATTRIBUTE] = resolve_attribute,
    [EXPRESSION_INDEX] = resolve_index,
    [EXPRESSION_SLICE] = resolve_slice,
    [EXPRESSION_UNARY] = resolve_unary,
    [EXPRESSION_BINARY] = resolve_binary,
    [EXPRESSION_COMPARISON] = resolve_comparison,
    [EXPRESSION_LOGIC] = resolve_operands,
    [EXPRESSION_CONDITION] = resolve_condition,
    [EXPRESSION_CALL] = resolver_call,
    [EXPRESSION_FUNCTION] = resolver_call,
    [EXPRESSION_FILTER] = resolver_filter,
    [EXPRESSION_TEST] = resolver_test,
    [EXPRESSION_SUPER] = resolve_super,
    /* to add one: see ORDER EXPRESSIONS in tree.h */
};

void resolver_expression(struct resolver *resolver, struct expression *expression)
{
    expression->is_markup =
        resolver->here.language == TEMPLATE_HTML || resolver->here.language == TEMPLATE_XML;
    resolvers[expression->kind](resolver, expression);
}
