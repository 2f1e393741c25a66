/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_TEMPLATE_CASE_H
#define BRIEF_TESTS_TEMPLATE_CASE_H
/*
 * template_case: layouts held in memory and one page to render them for. Used by the unit tests of the
 * template engine: give layouts by name, render one, compare the result or the diagnostics as they are
 * printed.
 */
#include "base/arena.h"
#include "template/filters.h"
#include "template/template.h"

struct case_layout {
    const char *name;
    const char *contents;
};

struct template_case {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    const struct case_layout *layouts;
    size_t layout_count;
    uint32_t first_source;
    struct template_loader loader;
    struct template_library library;
    struct template_limits limits;
};

static inline bool case_find(void *data, text name, uint32_t *source, text *contents)
{
    const struct template_case *one = data;
    for (size_t i = 0; i < one->layout_count; i++)
        if (text_equal(name, text_of(one->layouts[i].name))) {
            *source = one->first_source + (uint32_t)i;
            *contents = text_of(one->layouts[i].contents);
            return true;
        }
    return false;
}

static inline struct template_case *case_open(const struct case_layout *layouts, size_t count)
{
    static struct template_case one;
    one = (struct template_case){ .layouts = layouts, .layout_count = count };
    arena_init(&one.arena);
    sources_init(&one.sources, &one.arena);
    diagnostics_init(&one.diagnostics, &one.arena);
    text *names = arena_new_array(&one.arena, text, count);
    for (size_t i = 0; i < count; i++) {
        names[i] = text_of(layouts[i].name);
        uint32_t source = sources_add(&one.sources, names[i], TEXT_NONE, text_of(layouts[i].contents));
        one.first_source = i ? one.first_source : source;
    }
    one.loader = (struct template_loader){ case_find, names, count, &one, NULL };
    one.library = (struct template_library){ .filters = template_filters,
        .filter_count = template_filter_count,
        .tests = template_tests,
        .test_count = template_test_count,
        .functions = template_functions,
        .function_count = template_function_count };
    return &one;
}

static inline void case_close(struct template_case *one)
{
    arena_release(&one->arena);
}

static inline struct value case_map(struct arena *arena)
{
    struct value_map_entry *entries = arena_new_array(arena, struct value_map_entry, 2);
    entries[0] = (struct value_map_entry){ .key = TEXT("name"), .value = value_text(TEXT("A & B")) };
    entries[1] = (struct value_map_entry){ .key = TEXT("age"), .value = value_integer(41) };
    return value_map_of(arena, entries, 2);
}

/* Globals of the page: title = "T<1>", map = { name: "A & B", age: 41 }, list = [3, 1, 2], none, absent
 * (undefined). */
static inline const char *case_render(struct template_case *one, const char *name)
{
    static const char *const globals[] = { "title", "map", "list", "none_at_all", "absent" };
    struct value *numbers = arena_new_array(&one->arena, struct value, 3);
    numbers[0] = value_integer(3);
    numbers[1] = value_integer(1);
    numbers[2] = value_integer(2);
    const struct value values[] = { value_text(TEXT("T<1>")), case_map(&one->arena),
        value_list_of(&one->arena, numbers, 3), value_none(), value_undefined() };
    struct templates *templates =
        templates_open(&one->arena, &one->loader, &one->library, globals, 5, &one->diagnostics);
    const struct template *template = templates_get(templates, text_of(name));
    const struct template_page page = {
        .globals = values, .subject = TEXT("2019/a-page"), .limits = one->limits
    };
    struct buffer out;
    buffer_init(&out, &one->arena);
    bool is_done = template && template_render(template, &page, &one->arena, &out, &one->diagnostics);
    if (!is_done || one->diagnostics.first) {
        buffer_reset(&out);
        diagnostics_print(&one->diagnostics, &one->sources, &(struct diagnostic_style){ 0 }, &out);
    }
    return text_to_string(&one->arena, buffer_text(&out));
}

/* Renders one layout, "page.html", and compares. */
#define assert_renders(contents, expected)                                                                   \
    do {                                                                                                     \
        const struct case_layout only_layout = { "page.html", (contents) };                                  \
        struct template_case *one_case = case_open(&only_layout, 1);                                         \
        assert_string_equal(case_render(one_case, "page.html"), (expected));                                 \
        case_close(one_case);                                                                                \
    } while (0)

/* The same for several layouts, an array; the first is rendered. */
#define assert_layouts_render(layouts, expected)                                                             \
    do {                                                                                                     \
        struct template_case *one_case = case_open(layouts, sizeof(layouts) / sizeof *(layouts));            \
        assert_string_equal(case_render(one_case, (layouts)[0].name), (expected));                           \
        case_close(one_case);                                                                                \
    } while (0)
#endif
