/* SPDX-License-Identifier: MIT */
/* A set of layouts: opening it, compiling each layout once (parse, resolve, contexts), and rendering. */
#include "template/template.h"
#include "base/arena.h"
#include "base/count.h"
#include "template/contexts.h"
#include "template/evaluate.h"
#include "template/namespace.h"
#include <string.h>

enum { USUAL_STEPS = 10000000, USUAL_OUTPUT = 64 << 20, LARGEST_OUTPUT = 1 << 30, MADE_AT_LEAST = 16 << 20 };

struct templates *templates_open(struct arena *arena, const struct template_loader *loader,
    const struct template_library *library, const char *const *globals, size_t global_count,
    struct diagnostics *diagnostics)
{
    struct templates *templates = arena_new(arena, struct templates);
    text *names = arena_new_array(arena, text, global_count);
    for (size_t i = 0; i < global_count; i++)
        names[i] = text_of(globals[i]);
    *templates = (struct templates){ .arena = arena,
        .loader = loader,
        .globals = names,
        .global_count = global_count,
        .shared_global_count = library->shared_global_count,
        .lacks_rows = library->lacks_rows,
        .diagnostics = diagnostics };
    struct map *const maps[] = { &templates->filters, &templates->tests, &templates->functions,
        &templates->compiled, &templates->files, &templates->reported };
    for (size_t i = 0; i < COUNT(maps); i++)
        map_init(maps[i], arena);
    signature_add_rows(&templates->functions, &namespace_function, 1, false, arena);
    signature_add_rows(
        &templates->functions, library->page_functions, library->page_function_count, true, arena);
    signature_add_rows(&templates->filters, library->filters, library->filter_count, false, arena);
    signature_add_rows(&templates->tests, library->tests, library->test_count, false, arena);
    signature_add_rows(&templates->functions, library->functions, library->function_count, false, arena);
    return templates;
}

static struct template *compile(struct templates *templates, text name)
{
    struct template *template = arena_new(templates->arena, struct template);
    const struct loading loading = { .name = name };
    struct resolver resolver = { .templates = templates,
        .arena = templates->arena,
        .diagnostics = templates->diagnostics,
        .loading = &loading };
    struct inclusion layout;
    template->templates = templates;
    bool is_resolved = resolver_layout(&resolver, NULL, &template->unit, &layout);
    if (is_resolved) {
        contexts_layout(&resolver, &layout);
        contexts_finish(&resolver);
    }
    template->body = layout.body;
    template->starts = layout.starts;
    template->dependencies = resolver.dependencies.items;
    template->dependency_count = resolver.dependencies.count;
    return is_resolved && !resolver.has_failed ? template : NULL;
}

const struct template *templates_get(struct templates *templates, text name)
{
    if (map_contains(&templates->compiled, name))
        return map_find(&templates->compiled, name);
    text kept = text_copy(templates->arena, name);
    struct template *template = compile(templates, kept);
    map_set(&templates->compiled, kept, template);
    return template;
}

struct inclusion *templates_compile_inclusion(struct templates *templates, text name,
    const struct scope *scope, struct unit *unit, struct arena *arena, struct diagnostics *diagnostics,
    bool *is_missing)
{
    struct inclusion *inclusion = arena_new(arena, struct inclusion);
    struct scope *outer = arena_new(arena, struct scope);
    const struct loading loading = { .name = text_copy(arena, name) };
    struct resolver resolver = {
        .templates = templates, .arena = arena, .diagnostics = diagnostics, .loading = &loading
    };
    *is_missing = !resolver_knows(&resolver, name);
    if (*is_missing)
        return NULL;
    *outer = *scope;
    outer->unit = unit;
    bool is_resolved = resolver_layout(&resolver, outer, unit, inclusion);
    if (is_resolved) {
        contexts_inclusion(&resolver, inclusion);
        contexts_finish(&resolver);
    }
    return is_resolved && !resolver.has_failed ? inclusion : NULL;
}

bool template_render(const struct template *template, const struct template_page *page, struct arena *arena,
    struct buffer *out, struct diagnostics *diagnostics)
{
    size_t count = template->unit.slot_count;
    size_t limit = page->limits.output_bytes ? page->limits.output_bytes : USUAL_OUTPUT;
    limit = limit > LARGEST_OUTPUT ? LARGEST_OUTPUT : limit;
    struct frame frame = { arena_new_array(arena, struct value, count), count, NULL };
    struct render render = {
        .templates = template->templates,
        .page = page,
        .globals = page->globals,
        .arena = arena,
        .out = out,
        .diagnostics = diagnostics,
        .frame = &frame,
        .step_limit = page->limits.steps ? page->limits.steps : USUAL_STEPS,
        .out_limit = out->length + limit,
        .made_limit = 2 * limit + MADE_AT_LEAST,
    };
    map_init(&render.inclusions, arena);
    evaluate_start(&render, &template->starts);
    return evaluate_statements(&render, template->body);
}

void template_dependencies(const struct template *template, const text **names, size_t *count)
{
    *names = template->dependencies;
    *count = template->dependency_count;
}
