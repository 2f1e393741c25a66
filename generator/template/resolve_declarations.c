/* SPDX-License-Identifier: MIT */
/* Macros, and what comes from other layouts: imports and includes. */
#include "base/arena.h"
#include "base/count.h"
#include "template/resolve.h"

/* Binds one of the names that every macro has. */
static uint32_t bind_special(struct resolver *resolver, text name)
{
    return scope_bind(resolver->here.scope, resolver->arena, name)->slot;
}

void resolver_macro(struct resolver *resolver, struct macro *macro)
{
    const struct standpoint outside = resolver->here;
    resolver->here.scope->unit->has_closures = true;
    macro->language = resolver->here.language;
    macro->unit = (struct unit){ .depth = (uint16_t)(resolver->here.scope->unit->depth + 1) };
    struct scope *scope = resolver_open_scope(resolver, &macro->starts, NULL);
    scope->unit = &macro->unit;
    resolver->here.blocks = NULL;
    resolver->here.block = NULL;
    resolver->here.loop_depth = 0;
    for (size_t i = 0; i < macro->parameter_count; i++)
        scope_bind(scope, resolver->arena, macro->parameters[i].name);
    macro->caller_slot = bind_special(resolver, TEXT("caller"));
    macro->varargs_slot = bind_special(resolver, TEXT("varargs"));
    macro->kwargs_slot = bind_special(resolver, TEXT("kwargs"));
    scope_declare_all(scope, resolver->arena, macro->body);
    for (size_t i = 0; i < macro->parameter_count; i++)
        if (macro->parameters[i].fallback)
            resolver_expression(resolver, macro->parameters[i].fallback);
    resolver_statements(resolver, macro->body);
    macro->uses_caller = scope_find_here(scope, TEXT("caller"))->is_used;
    macro->uses_varargs = scope_find_here(scope, TEXT("varargs"))->is_used;
    macro->uses_kwargs = scope_find_here(scope, TEXT("kwargs"))->is_used;
    resolver->here = outside;
}

static void bind_imported(
    struct resolver *resolver, text layout, struct import_name *name, const struct scope *module)
{
    const struct scope_name *found = scope_find_here(module, name->name);
    scope_find(resolver->here.scope, name->target.name, &name->target.place);
    if (found) {
        name->slot = found->slot;
        return;
    }
    text *names = arena_new_array(resolver->arena, text, module->names.count);
    for (size_t i = 0; i < module->names.count; i++)
        names[i] = module->names.items[i].name;
    text hint = resolver_hint_nearest(resolver, name->name, names, module->names.count);
    resolver_error(resolver, name->where, "undefined-name",
        hint.bytes ? hint
                   : text_format(resolver->arena, "it would be {%% macro %.*s(…) %%}…{%% endmacro %%} there",
                         TEXT_ARGS(name->name)),
        "'%.*s' has no macro '%.*s'", TEXT_ARGS(layout), TEXT_ARGS(name->name));
}

static void take_exports(struct resolver *resolver, struct statement *statement, const struct scope *module)
{
    struct import_name *exports = arena_new_array(resolver->arena, struct import_name, module->names.count);
    for (size_t i = 0; i < module->names.count; i++)
        exports[i] =
            (struct import_name){ .name = module->names.items[i].name, .slot = module->names.items[i].slot };
    statement->as.import.exports = exports;
    statement->as.import.export_count = module->names.count;
    if (!statement->has_names)
        scope_find(resolver->here.scope, statement->as.import.alias.name, &statement->as.import.alias.place);
    for (size_t i = 0; i < statement->as.import.name_count; i++)
        bind_imported(
            resolver, statement->as.import.name->as.constant.as.text, &statement->as.import.names[i], module);
}

/* False, after reporting, when layouts of one build stand in each other too deep. */
static bool check_depth(struct resolver *resolver, span where)
{
    if (resolver->include_depth < INCLUDE_DEPTH_MAX)
        return true;
    resolver_error(resolver, where, "layout-limit", TEXT(INCLUDE_DEPTH_HINT),
        "layouts include each other more than %d deep", INCLUDE_DEPTH_MAX);
    return false;
}

void resolver_import(struct resolver *resolver, struct statement *statement)
{
    text name = statement->as.import.name->as.constant.as.text;
    span where = statement->as.import.name->where;
    if (resolver_is_loading(resolver, name)) {
        resolver_error(resolver, where, "layout-cycle",
            TEXT("move the macros that both need to a layout of their own"),
            "'%.*s' imports itself, here or further in", TEXT_ARGS(name));
        return;
    }
    if (!check_depth(resolver, where))
        return;
    if (!resolver_knows(resolver, name)) {
        resolver_report_unknown_layout(resolver, where, name);
        return;
    }
    const struct loading loading = { name, where, "imported from here", resolver->loading };
    const struct loading *outer = resolver->loading;
    resolver->here.scope->unit->has_closures = true;
    resolver->loading = &loading;
    resolver->include_depth++;
    const struct scope *module = resolver_module(resolver, statement);
    resolver->loading = outer;
    resolver->include_depth--;
    if (module)
        take_exports(resolver, statement, module);
}

struct literal_names {
    const struct expression *items[64];
    size_t count;
    bool has_others; /* some names are known only at run time */
};

/* The names that stand in the expression as they are: one, a list of them, or either of two. */
static void collect_names(const struct expression *expression, struct literal_names *names)
{
    if (expression->kind == EXPRESSION_CONSTANT && expression->as.constant.kind == VALUE_TEXT &&
        names->count < COUNT(names->items)) {
        names->items[names->count++] = expression;
    } else if (expression->kind == EXPRESSION_LIST) {
        for (size_t i = 0; i < expression->as.list.count; i++)
            collect_names(expression->as.list.items[i], names);
    } else if (expression->kind == EXPRESSION_CONDITION && expression->as.condition.no) {
        collect_names(expression->as.condition.yes, names);
        collect_names(expression->as.condition.no, names);
    } else {
        names->has_others = true;
    }
}

static void add_inclusion(struct resolver *resolver, struct statement *statement, text name)
{
    const struct loading loading = { name, statement->as.include.name->where, "included from here",
        resolver->loading };
    const struct loading *outer = resolver->loading;
    resolver->loading = &loading;
    resolver->include_depth++;
    struct inclusion *inclusion = &statement->as.include.inclusions[statement->as.include.count];
    if (resolver_layout(resolver, resolver->here.scope, resolver->here.scope->unit, inclusion))
        statement->as.include.count++;
    resolver->include_depth--;
    resolver->loading = outer;
}

void resolver_include(struct resolver *resolver, struct statement *statement)
{
    struct expression *expression = statement->as.include.name;
    struct literal_names names = { .count = 0 };
    collect_names(expression, &names);
    statement->as.include.scope = resolver->here.scope;
    statement->as.include.inclusions = arena_new_array(resolver->arena, struct inclusion, names.count);
    size_t known_count = 0;
    for (size_t i = 0; i < names.count; i++) {
        text name = names.items[i]->as.constant.as.text;
        bool is_known = resolver_knows(resolver, name);
        bool is_loading = resolver_is_loading(resolver, name);
        known_count += is_known;
        if (is_known && !is_loading && check_depth(resolver, names.items[i]->where))
            add_inclusion(resolver, statement, name);
        names.has_others |= is_loading;
    }
    if (names.count && !known_count && !names.has_others && !statement->ignores_missing)
        resolver_report_unknown_layout(resolver, names.items[0]->where, names.items[0]->as.constant.as.text);
    if (names.has_others) {
        /* What is included later may ask for the loop and for the caller's text, and may make macros. */
        struct place place;
        scope_find(resolver->here.scope, TEXT("loop"), &place);
        scope_find(resolver->here.scope, TEXT("caller"), &place);
        resolver->here.scope->unit->has_closures = true;
    }
    resolver_expression(resolver, expression);
}
