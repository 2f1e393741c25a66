/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_MARKDOWN_CASE_H
#define BRIEF_TESTS_MARKDOWN_CASE_H
/*
 * One Markdown document for a unit test: rendered with every addition on, shown as text. Holes read "[link
 * target]", those of interface words the English word; diagnostics "line:column code: message". CASE is the
 * row of a test that gets one. Include after cmocka.h.
 */
#include "base/arena.h"
#include "load/markdown.h"
#include "model/strings.h"
#include <string.h>

struct markdown_case {
    struct arena arena;
    struct unicode *unicode;
    struct diagnostics diagnostics;
    struct markdown_options options;
    struct markup markup;
    text contents;
    bool is_fine; /* nothing was an error */
};

static inline void case_open(struct markdown_case *test)
{
    *test = (struct markdown_case){ 0 };
    arena_init(&test->arena);
    test->unicode = unicode_open(&test->arena, TEXT("en"));
    test->options = (struct markdown_options){ .headings_get_ids = true,
        .images_become_figures = true,
        .alerts = true,
        .shortcodes = true,
        .tables_scroll = true,
        .id_prefix = TEXT("p"),
        .source_folder = TEXT("articles/2019") };
}

static inline void case_close(struct markdown_case *test)
{
    unicode_close(test->unicode);
    arena_release(&test->arena);
}

static inline void case_render_from(struct markdown_case *test, text contents, size_t body_offset)
{
    diagnostics_init(&test->diagnostics, &test->arena);
    test->contents = contents;
    markdown_render(&test->arena, test->unicode, 1, contents, body_offset, &test->options, &test->markup,
        &test->diagnostics);
    test->is_fine = !diagnostics_has_errors(&test->diagnostics);
}

static inline void case_render(struct markdown_case *test, const char *markdown)
{
    case_render_from(test, text_of(markdown), 0);
}

static inline const char *case_html(struct markdown_case *test)
{
    static const char *const kinds[] = { "link", "image", "shortcode" };
    struct buffer out;
    size_t at = 0;
    buffer_init(&out, &test->arena);
    for (size_t i = 0; i < test->markup.reference_count; i++) {
        const struct reference *reference = &test->markup.references[i];
        buffer_append(&out, text_slice(test->markup.html, at, reference->hole - at));
        if (reference->kind == REFERENCE_WORD)
            buffer_append(
                &out, strings_filled(&test->arena, reference->target, TEXT("%s"), reference->fragment));
        else
            buffer_print(&out, "[%s %.*s]", kinds[reference->kind], TEXT_ARGS(reference->target));
        at = reference->hole;
    }
    buffer_append(&out, text_from(test->markup.html, at));
    return text_to_string(&test->arena, buffer_text(&out));
}

static inline const char *case_diagnostics(struct markdown_case *test)
{
    struct buffer out;
    buffer_init(&out, &test->arena);
    for (const struct diagnostic *item = test->diagnostics.first; item; item = item->next) {
        struct position position = source_position(test->contents, item->where);
        buffer_print(&out, "%s%zu:%zu %s %s: %.*s", out.length ? "\n" : "", position.line, position.column,
            item->severity == SEVERITY_ERROR ? "error" : "warning", item->code, TEXT_ARGS(item->message));
    }
    return text_to_string(&test->arena, buffer_text(&out));
}

static inline const char *case_hint(struct markdown_case *test)
{
    return test->diagnostics.first ? text_to_string(&test->arena, test->diagnostics.first->hint) : "";
}

static inline const char *case_text(struct markdown_case *test, text value)
{
    return text_to_string(&test->arena, value);
}

/* "2 id plain | 3 id plain" */
static inline const char *case_headings(struct markdown_case *test)
{
    struct buffer out;
    buffer_init(&out, &test->arena);
    for (size_t i = 0; i < test->markup.heading_count; i++) {
        const struct heading *heading = &test->markup.headings[i];
        buffer_print(&out, "%s%d %.*s %.*s", i ? " | " : "", (int)heading->level, TEXT_ARGS(heading->id),
            TEXT_ARGS(heading->plain));
    }
    return text_to_string(&test->arena, buffer_text(&out));
}

static inline const char *case_anchors(struct markdown_case *test)
{
    return text_to_string(
        &test->arena, text_join(&test->arena, test->markup.anchors, test->markup.anchor_count, TEXT(" ")));
}

static inline void assert_html(struct markdown_case *test, const char *markdown, const char *html)
{
    case_render(test, markdown);
    assert_string_equal(case_html(test), html);
    assert_string_equal(case_diagnostics(test), "");
    assert_true(test->is_fine);
}

static inline void assert_reported(struct markdown_case *test, const char *markdown, const char *diagnostics)
{
    case_render(test, markdown);
    assert_string_equal(case_diagnostics(test), diagnostics);
    assert_int_equal(test->is_fine, test->diagnostics.error_count == 0);
}

static inline int case_setup(void **state)
{
    static struct markdown_case test;
    case_open(&test);
    *state = &test;
    return 0;
}

static inline int case_teardown(void **state)
{
    case_close(*state);
    return 0;
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, case_setup, case_teardown)
#endif
