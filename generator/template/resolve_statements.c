/* SPDX-License-Identifier: MIT */
/* Statement by statement, in the order of the text, one function a kind. */
#include "base/arena.h"
#include "template/resolve.h"

static void resolve_nothing(struct resolver *resolver, struct statement *statement)
{
    (void)resolver;
    (void)statement;
}

static void resolve_print(struct resolver *resolver, struct statement *statement)
{
    resolver_expression(resolver, statement->as.print);
}

/* "if f is defined", where no plugin brings f: what stands there may call it. */
static bool is_never_taken(struct resolver *resolver, struct expression *condition)
{
    bool was_test = condition->kind == EXPRESSION_TEST;
    resolver_expression(resolver, condition);
    return was_test && condition->kind == EXPRESSION_CONSTANT && !value_is_true(&condition->as.constant);
}

static void resolve_if(struct resolver *resolver, struct statement *statement)
{
    for (size_t i = 0; i < statement->as.condition.count; i++) {
        struct branch *branch = &statement->as.condition.branches[i];
        if (branch->condition && is_never_taken(resolver, branch->condition))
            branch->body = NULL;
        resolver_statements(resolver, branch->body);
    }
}

static void bind_target(struct resolver *resolver, struct target *target)
{
    uint32_t slot = scope_bind(resolver->here.scope, resolver->arena, target->name)->slot;
    target->place = (struct place){ .kind = PLACE_LOCAL, .index = slot };
}

static void resolve_for(struct resolver *resolver, struct statement *statement)
{
    struct scope *outer = resolver->here.scope;
    resolver_expression(resolver, statement->as.loop.items);
    struct scope *scope = resolver_open_scope(resolver, &statement->as.loop.starts, NULL);
    for (size_t i = 0; i < statement->as.loop.targets.count; i++)
        bind_target(resolver, &statement->as.loop.targets.items[i]);
    if (statement->as.loop.condition)
        resolver_expression(resolver, statement->as.loop.condition);
    statement->as.loop.loop_slot = scope_bind(scope, resolver->arena, TEXT("loop"))->slot;
    statement->as.loop.depth = ++resolver->here.loop_depth;
    scope_declare_all(scope, resolver->arena, statement->as.loop.body);
    resolver_statements(resolver, statement->as.loop.body);
    statement->as.loop.uses_loop = scope_find_here(scope, TEXT("loop"))->is_used;
    resolver->here.loop_depth--;
    resolver->here.scope = outer;
    resolver_open_scope(resolver, &statement->as.loop.otherwise_starts, statement->as.loop.otherwise);
    resolver_statements(resolver, statement->as.loop.otherwise);
    resolver->here.scope = outer;
}

/* Names that are set were declared when their scope was opened; "ns.x" needs an ns that is there. */
static void resolve_target(struct resolver *resolver, struct target *target)
{
    if (scope_find(resolver->here.scope, target->name, &target->place))
        return;
    if (scope_hides(resolver->here.scope, target->name)) {
        resolver_report_hidden(resolver, target->where, target->name);
        return;
    }
    const text *names;
    size_t count;
    scope_visible(resolver->here.scope, resolver->arena, &names, &count);
    resolver_error(resolver, target->where, "undefined-name",
        resolver_hint_nearest(resolver, target->name, names, count), "unknown name '%.*s'",
        TEXT_ARGS(target->name));
}

static void resolve_set(struct resolver *resolver, struct statement *statement)
{
    resolver_expression(resolver, statement->as.set.value);
    for (size_t i = 0; i < statement->as.set.targets.count; i++)
        resolve_target(resolver, &statement->as.set.targets.items[i]);
}

static void resolve_capture(struct resolver *resolver, struct statement *statement)
{
    struct scope *outer = resolver->here.scope;
    if (statement->as.capture.target.name.bytes)
        resolve_target(resolver, &statement->as.capture.target);
    if (statement->as.capture.filter) {
        struct scope *scope = resolver_open_scope(resolver, NULL, NULL);
        /* No layout can write this name. */
        statement->as.capture.slot = scope_bind(scope, resolver->arena, TEXT(""))->slot;
        statement->as.capture.captured->as.name.name = TEXT("");
        resolver_expression(resolver, statement->as.capture.filter);
        resolver->here.scope = outer;
    }
    resolver_open_scope(resolver, &statement->as.capture.starts, statement->as.capture.body);
    resolver_statements(resolver, statement->as.capture.body);
    resolver->here.scope = outer;
}

static bool is_scoped(const struct block *block)
{
    for (; block; block = block->overridden)
        if (block->is_scoped)
            return true;
    return false;
}

void resolver_block(struct resolver *resolver, struct block *block)
{
    if (block->is_resolved)
        return;
    block->is_resolved = true;
    const struct standpoint outside = resolver->here;
    /* What a scoped block sees, blocks inside it see too. */
    if (is_scoped(block))
        resolver->here.family = resolver->here.scope;
    else
        resolver->here.scope = resolver->here.family;
    resolver->here.block = block;
    resolver->here.language = block->language;
    resolver_open_scope(resolver, &block->starts, block->body);
    resolver_statements(resolver, block->body);
    resolver->here = outside;
}

static void resolve_block(struct resolver *resolver, struct statement *statement)
{
    struct block *block =
        resolver->here.blocks ? map_find(resolver->here.blocks, statement->as.block.block->name) : NULL;
    if (!block) {
        resolver_error(resolver, statement->where, "layout-syntax", TEXT_NONE,
            "a block cannot stand in a macro or a cache");
        return;
    }
    statement->as.block.block = block;
    resolver_block(resolver, block);
}

static void resolve_macro(struct resolver *resolver, struct statement *statement)
{
    scope_find(resolver->here.scope, statement->as.macro.macro->name, &statement->as.macro.place);
    resolver_macro(resolver, statement->as.macro.macro);
}

static void resolve_call(struct resolver *resolver, struct statement *statement)
{
    resolver_expression(resolver, statement->as.call.call);
    if (statement->as.call.call->kind == EXPRESSION_FUNCTION)
        resolver_error(resolver, statement->as.call.call->where, "template-call", TEXT_NONE,
            "'call' needs a macro, not a function");
    resolver_macro(resolver, statement->as.call.caller);
}

/* Opens the scope of a body that the tag gives names, whose values stand outside. */
static struct scope *open_bound(
    struct resolver *resolver, const struct bindings *bindings, struct scope_starts *starts)
{
    for (size_t i = 0; i < bindings->count; i++)
        resolver_expression(resolver, bindings->values[i]);
    struct scope *scope = resolver_open_scope(resolver, starts, NULL);
    for (size_t i = 0; i < bindings->count; i++)
        bind_target(resolver, &bindings->targets[i]);
    return scope;
}

static void resolve_with(struct resolver *resolver, struct statement *statement)
{
    struct scope *outer = resolver->here.scope;
    open_bound(resolver, &statement->as.with.bindings, &statement->as.with.starts);
    scope_declare_all(resolver->here.scope, resolver->arena, statement->as.with.body);
    resolver_statements(resolver, statement->as.with.body);
    resolver->here.scope = outer;
}

void resolver_report_hidden(struct resolver *resolver, span where, text name)
{
    bool is_made_for_page = text_equal(name, TEXT("page")) || text_equal(name, TEXT("loop"));
    text hint = is_made_for_page
                    ? text_format(resolver->arena, "give the tag the field that it needs: 'cache x = %.*s.…'",
                          TEXT_ARGS(name))
                    : text_format(resolver->arena,
                          "give the tag what it needs: 'cache %.*s' or 'cache x = %.*s.…'; "
                          "define or import macros inside",
                          TEXT_ARGS(name), TEXT_ARGS(name));
    resolver_error(resolver, where, "impure-cache", hint,
        "'%.*s' is not known between 'cache' and 'endcache'", TEXT_ARGS(name));
}

static bool is_builtin(const struct resolver *resolver, text layout)
{
    const struct template_loader *loader = resolver->templates->loader;
    return loader->is_builtin && loader->is_builtin(loader->data, layout);
}

/* What is inside must mean the same wherever the tag stands: not even the loops around it may show. */
static void resolve_cache(struct resolver *resolver, struct statement *statement)
{
    const struct standpoint outside = resolver->here;
    struct scope *scope = open_bound(resolver, &statement->as.cache.keys, &statement->as.cache.starts);
    struct wall *wall = arena_new(resolver->arena, struct wall);
    wall->outer = scope->wall;
    wall->is_lenient = is_builtin(resolver, statement->as.cache.layout);
    scope->wall = statement->as.cache.wall = wall;
    resolver->here.blocks = NULL;
    resolver->here.block = NULL;
    resolver->here.loop_depth = 0;
    scope_declare_all(scope, resolver->arena, statement->as.cache.body);
    resolver_statements(resolver, statement->as.cache.body);
    resolver->here = outside;
}

static void (*const resolvers[STATEMENT_KIND_COUNT])(
    struct resolver *resolver, struct statement *statement) = {
    [STATEMENT_TEXT] = resolve_nothing,
    [STATEMENT_PRINT] = resolve_print,
    [STATEMENT_IF] = resolve_if,
    [STATEMENT_FOR] = resolve_for,
    [STATEMENT_SET] = resolve_set,
    [STATEMENT_SET_BLOCK] = resolve_capture,
    [STATEMENT_BLOCK] = resolve_block,
    [STATEMENT_INCLUDE] = resolver_include,
    [STATEMENT_IMPORT] = resolver_import,
    [STATEMENT_MACRO] = resolve_macro,
    [STATEMENT_CALL] = resolve_call,
    [STATEMENT_FILTER] = resolve_capture,
    [STATEMENT_WITH] = resolve_with,
    [STATEMENT_CACHE] = resolve_cache,
    /* to add one: see ORDER STATEMENTS in tree.h */
};

void resolver_statements(struct resolver *resolver, struct statement *statements)
{
    for (struct statement *statement = statements; statement; statement = statement->next) {
        statement->language = (uint8_t)resolver->here.language;
        resolvers[statement->kind](resolver, statement);
    }
}
