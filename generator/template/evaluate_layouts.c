/* SPDX-License-Identifier: MIT */
/*
 * include and import. A layout included by a name that stands in the text was made part of the tree; one
 * whose name is only known now is compiled now, in the page's arena, once a page.
 */
#include "base/arena.h"
#include "template/contexts.h"
#include "template/evaluate.h"

/* The frame has room for the slots of a layout that was compiled for it later. */
static void enlarge_frame(struct render *render, size_t count)
{
    struct frame *frame = render->frame;
    if (frame->count >= count)
        return;
    struct value *slots = arena_new_array(render->arena, struct value, count);
    for (size_t i = 0; i < frame->count; i++)
        slots[i] = frame->slots[i];
    frame->slots = slots;
    frame->count = count;
}

struct later_inclusion {
    struct inclusion *inclusion; /* NULL: there is no such layout */
    struct unit unit;
};

static const struct later_inclusion *compile_later(
    struct render *render, const struct statement *statement, text name)
{
    text key = text_format(render->arena, "%p %.*s", (const void *)statement, TEXT_ARGS(name));
    struct later_inclusion *later = map_find(&render->inclusions, key);
    if (later)
        return later;
    const struct scope *scope = statement->as.include.scope;
    later = arena_new(render->arena, struct later_inclusion);
    later->unit = *scope->unit;
    bool is_missing = false;
    size_t before = render->diagnostics->error_count, bytes_before = render->arena->allocated_bytes;
    later->inclusion = templates_compile_inclusion(
        render->templates, name, scope, &later->unit, render->arena, render->diagnostics, &is_missing);
    if (!later->inclusion && !is_missing) {
        render->has_failed = true;
        if (render->diagnostics->error_count == before)
            diagnostic_error(render->diagnostics, statement->where, "unknown-layout",
                "'%.*s' cannot be included, for it has mistakes", TEXT_ARGS(name));
    }
    if (later->inclusion && !contexts_may_include(statement->language, later->inclusion->language))
        evaluate_fail(render, statement->where, "unescapable-context", TEXT_NONE,
            "'%.*s' is of another language and cannot be included here", TEXT_ARGS(name));
    map_set(&render->inclusions, key, later);
    /* One that includes itself twice by such a name is compiled twice as often at each step further in. */
    evaluate_charge(render, statement->where, render->arena->allocated_bytes - bytes_before);
    return later;
}

static const struct inclusion *find_inclusion(
    struct render *render, const struct statement *statement, text name)
{
    for (size_t i = 0; i < statement->as.include.count; i++)
        if (text_equal(statement->as.include.inclusions[i].name, name))
            return &statement->as.include.inclusions[i];
    const struct later_inclusion *later = compile_later(render, statement, name);
    if (later->inclusion)
        enlarge_frame(render, later->unit.slot_count);
    return later->inclusion;
}

static bool run_inclusion(
    struct render *render, const struct statement *statement, const struct inclusion *inclusion)
{
    if (render->include_depth >= INCLUDE_DEPTH_MAX) {
        evaluate_fail(render, statement->where, "layout-limit", TEXT(INCLUDE_DEPTH_HINT),
            "layouts include each other more than %d deep", INCLUDE_DEPTH_MAX);
        return false;
    }
    const struct level level = { statement->where, "included from here", render->level };
    render->level = &level;
    render->include_depth++;
    if (render->deepest_include < render->include_depth)
        render->deepest_include = render->include_depth;
    evaluate_start(render, &inclusion->starts);
    bool is_done = evaluate_statements(render, inclusion->body);
    render->include_depth--;
    render->level = level.outer;
    return is_done;
}

static bool fail_missing(struct render *render, const struct statement *statement, text name)
{
    if (statement->ignores_missing)
        return true;
    const struct template_loader *loader = render->templates->loader;
    text nearest = diagnostic_nearest_path(name, loader->names, loader->name_count);
    text hint =
        nearest.bytes ? text_format(render->arena, "did you mean '%.*s'?", TEXT_ARGS(nearest)) : TEXT_NONE;
    evaluate_fail(render, statement->as.include.name->where, "unknown-layout", hint,
        "there is no layout '%.*s'", TEXT_ARGS(name));
    return false;
}

static bool include_first(struct render *render, const struct statement *statement, const struct value *names)
{
    struct value name = *names;
    size_t count = names->kind == VALUE_LIST ? names->as.list->count : 1;
    text last = TEXT("");
    for (size_t i = 0; i < count; i++) {
        if (names->kind == VALUE_LIST)
            name = value_list_at(names->as.list, i);
        if (name.kind != VALUE_TEXT) {
            evaluate_fail(render, statement->as.include.name->where, "layout-type", TEXT_NONE,
                "expected the name of a layout, found %s", value_kind_name(&name));
            return false;
        }
        last = name.as.text;
        const struct inclusion *inclusion = find_inclusion(render, statement, last);
        if (render->has_failed)
            return false;
        if (inclusion)
            return run_inclusion(render, statement, inclusion);
    }
    return fail_missing(render, statement, last);
}

bool evaluate_include(struct render *render, const struct statement *statement)
{
    const struct expression *name = statement->as.include.name;
    if (name->kind == EXPRESSION_CONSTANT && statement->as.include.count == 1)
        return run_inclusion(render, statement, &statement->as.include.inclusions[0]);
    struct value names;
    return evaluate_defined(render, name, &names) && include_first(render, statement, &names);
}

static void bind_module(struct render *render, const struct statement *statement)
{
    size_t count = statement->as.import.export_count;
    struct value_map_entry *entries = arena_new_array(render->arena, struct value_map_entry, count);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const struct import_name *export = &statement->as.import.exports[i];
        struct value value = render->frame->slots[export->slot];
        if (value.kind != VALUE_UNDEFINED)
            entries[kept++] = (struct value_map_entry){ .key = export->name, .value = value };
    }
    evaluate_store(render, statement->as.import.alias.place, value_map_of(render->arena, entries, kept));
}

bool evaluate_import(struct render *render, const struct statement *statement)
{
    const struct level level = { statement->where, "imported from here", render->level };
    render->level = &level;
    evaluate_start(render, &statement->as.import.starts);
    bool is_done = evaluate_statements(render, statement->as.import.body);
    render->level = level.outer;
    if (!is_done)
        return false;
    if (!statement->has_names)
        bind_module(render, statement);
    for (size_t i = 0; i < statement->as.import.name_count; i++) {
        const struct import_name *name = &statement->as.import.names[i];
        evaluate_store(render, name->target.place, render->frame->slots[name->slot]);
    }
    return true;
}
