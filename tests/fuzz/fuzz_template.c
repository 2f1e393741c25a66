/* SPDX-License-Identifier: MIT */
/* Any bytes as a layout: compiled and rendered within its limits, or refused with a diagnostic. What a page's
 * title holds never comes out unescaped unless the layout says `safe`. */
#include "base/arena.h"
#include "template/filters.h"
#include "template/template.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

struct layout {
    text contents;
    uint32_t source;
};

static bool find(void *data, text name, uint32_t *source, text *contents)
{
    const struct layout *layout = data;
    *source = layout->source;
    *contents = layout->contents;
    return text_equal(name, TEXT("fuzz.html"));
}

static void render(struct arena *arena, text contents, struct diagnostics *diagnostics, uint32_t source)
{
    struct layout layout = { contents, source };
    const struct template_loader loader = { .find = find, .data = &layout };
    const struct template_library library = { .filters = template_filters,
        .filter_count = template_filter_count,
        .tests = template_tests,
        .test_count = template_test_count,
        .functions = template_functions,
        .function_count = template_function_count };
    static const char *const globals[] = { "title" };
    struct value values[] = { value_text(TEXT("<q>&\"'")) };
    struct templates *templates = templates_open(arena, &loader, &library, globals, 1, diagnostics);
    const struct template *template = templates_get(templates, TEXT("fuzz.html"));
    if (!template && !diagnostics_has_errors(diagnostics))
        abort();
    if (!template)
        return;
    struct template_page page = { .globals = values, .subject = TEXT("fuzz"), .limits = { 20000, 1 << 20 } };
    struct buffer out;
    buffer_init(&out, arena);
    bool is_good = template_render(template, &page, arena, &out, diagnostics);
    if (is_good == diagnostics_has_errors(diagnostics))
        abort();
    bool may_show =
        text_find(contents, TEXT("safe"), 0) != SIZE_MAX || text_find(contents, TEXT("<q>"), 0) != SIZE_MAX;
    if (!may_show && text_find(buffer_text(&out), TEXT("<q>"), 0) != SIZE_MAX)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena arena;
    arena_init(&arena);
    struct sources sources;
    struct diagnostics diagnostics;
    sources_init(&sources, &arena);
    diagnostics_init(&diagnostics, &arena);
    text contents = { (const char *)bytes, length };
    render(&arena, contents, &diagnostics, sources_add(&sources, TEXT("fuzz.html"), TEXT_NONE, contents));
    arena_release(&arena);
    return 0;
}
