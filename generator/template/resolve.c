/* SPDX-License-Identifier: MIT */
/* What all steps of resolving need: reporting with the chain of layouts, and scopes. */
#include "template/resolve.h"
#include "base/arena.h"
#include <stdarg.h>

/* A file used by many layouts is resolved for each; its mistakes are reported for the first. */
static bool is_reported(struct resolver *resolver, span where, const char *code)
{
    struct templates *templates = resolver->templates;
    text key = text_format(templates->arena, "%u:%u:%s", where.source, where.offset, code);
    if (map_contains(&templates->reported, key))
        return true;
    map_set(&templates->reported, key, NULL);
    return false;
}

void resolver_error(
    struct resolver *resolver, span where, const char *code, text hint, const char *format, ...)
{
    resolver->has_failed = true;
    if (is_reported(resolver, where, code))
        return;
    va_list arguments;
    va_start(arguments, format);
    text message = text_vformat(resolver->arena, format, arguments);
    va_end(arguments);
    struct diagnostic *diagnostic =
        diagnostic_report(resolver->diagnostics, SEVERITY_ERROR, where, code, message);
    if (hint.bytes)
        diagnostic_hint(resolver->diagnostics, diagnostic, "%.*s", TEXT_ARGS(hint));
    for (const struct loading *at = resolver->loading; at; at = at->outer)
        if (at->words)
            diagnostic_note(resolver->diagnostics, diagnostic, at->where, "%s", at->words);
}

text resolver_hint_nearest(struct resolver *resolver, text wrong, const text *names, size_t count)
{
    text nearest = diagnostic_nearest_text(wrong, names, count);
    return nearest.bytes ? text_format(resolver->arena, "did you mean '%.*s'?", TEXT_ARGS(nearest))
                         : TEXT_NONE;
}

void resolver_give_globals(const struct resolver *resolver, struct scope *scope)
{
    const struct templates *templates = resolver->templates;
    scope->globals = templates->globals;
    scope->global_count = templates->global_count;
    scope->shared_global_count = templates->shared_global_count;
}

struct scope *resolver_open_scope(
    struct resolver *resolver, struct scope_starts *starts, const struct statement *statements)
{
    struct scope *scope = arena_new(resolver->arena, struct scope);
    scope->outer = resolver->here.scope;
    scope->unit = resolver->here.scope->unit;
    scope->starts = starts;
    resolver_give_globals(resolver, scope);
    scope->wall = resolver->here.scope->wall;
    resolver->here.scope = scope;
    scope_declare_all(scope, resolver->arena, statements);
    return scope;
}
