/* SPDX-License-Identifier: MIT */
/*
 * lua-plugins/types/brief.lua says what the program's tables say: every field of every type, every function
 * of `brief`, every method. With BRIEF_ACCEPT set in the environment the classes of the archive are
 * rewritten.
 */
#include "base/arena.h"
#include "base/file.h"
#include "model/related.h"
#include "model/types.h"
#include "plugin/api.h"
#include "plugin/bindings.h"
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

static const char path[] = "lua-plugins/types/brief.lua";
static const text begin = TEXT_INIT("-- begin of the archive's classes\n"),
                  end = TEXT_INIT("-- end of the archive's classes\n");

struct annotations {
    struct arena arena;
    text contents;
};

static int set_up(void **state)
{
    struct annotations *page = calloc(1, sizeof *page);
    arena_init(&page->arena);
    *state = page;
    return file_read(AT_FDCWD, path, 1 << 20, &page->arena, &page->contents, NULL);
}

static int tear_down(void **state)
{
    struct annotations *page = *state;
    arena_release(&page->arena);
    free(page);
    return 0;
}

static void append_type(struct buffer *out, text type)
{
    static const struct {
        text name, in_lua;
    } names[] = {
        { TEXT_INIT("text"), TEXT_INIT("string") },
        { TEXT_INIT("bool"), TEXT_INIT("boolean") },
        { TEXT_INIT("integer"), TEXT_INIT("integer") },
        { TEXT_INIT("map"), TEXT_INIT("table<string, any>") },
        { TEXT_INIT("list"), TEXT_INIT("any[]") },
    };
    bool is_list = text_starts_with(type, TEXT("list of "));
    text item = is_list ? text_from(type, 8) : type;
    text in_lua = TEXT_NONE;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal(names[i].name, item))
            in_lua = names[i].in_lua;
    if (in_lua.bytes)
        buffer_append(out, in_lua);
    else
        buffer_print(out, "brief.%.*s", TEXT_ARGS(item));
    if (is_list)
        buffer_append_literal(out, "[]");
}

/* The help of a field that may be missing says "none". */
static bool may_be_none(const struct field *field)
{
    return text_find(text_of(field->help), TEXT("none"), 0) != SIZE_MAX;
}

static void append_class(struct buffer *out, const struct object_type *type)
{
    buffer_print(out, "\n---%s.\n---@class brief.%s\n", type->help, type->name);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        buffer_print(out, "---@field %s ", field->name);
        append_type(out, text_of(field->type));
        buffer_print(out, "%s %s\n", may_be_none(field) ? "?" : "", field->help);
    }
}

static void the_classes_are_what_the_field_tables_say(void **state)
{
    struct annotations *page = *state;
    struct buffer out;
    buffer_init(&out, &page->arena);
    size_t start = text_find(page->contents, begin, 0), stop = text_find(page->contents, end, 0);
    assert_true(start != SIZE_MAX && stop != SIZE_MAX && start < stop);
    buffer_append(&out, text_slice(page->contents, 0, start + begin.length));
    for (size_t i = 0; i < model_type_count; i++)
        append_class(&out, model_types[i]);
    buffer_append_byte(&out, '\n');
    buffer_append(&out, text_from(page->contents, stop));
    if (getenv("BRIEF_ACCEPT")) {
        assert_int_equal(file_write(AT_FDCWD, path, buffer_text(&out), true), 0);
        return;
    }
    assert_string_equal(
        text_to_string(&page->arena, page->contents), text_to_string(&page->arena, buffer_text(&out)));
}

static void require_line(struct annotations *page, const char *before, const char *name)
{
    text line = text_format(&page->arena, "\nfunction %s%s(", before, name);
    if (text_find(page->contents, line, 0) == SIZE_MAX)
        fail_msg("%s lacks:%.*s…)", path, TEXT_ARGS(line));
}

static void every_function_is_described(void **state)
{
    struct annotations *page = *state;
    const struct {
        const struct api_row *rows;
        size_t count;
    } parts[] = {
        { api_text_rows, api_text_row_count },
        { api_report_rows, api_report_row_count },
        { api_site_rows, api_site_row_count },
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (size_t k = 0; k < parts[i].count; k++)
            require_line(page, "brief.", parts[i].rows[k].name);
}

static void every_method_is_described(void **state)
{
    struct annotations *page = *state;
    for (size_t i = 0; i < bound_method_count; i++) {
        text owner = text_format(&page->arena, "%s:", bound_methods[i].type->name);
        require_line(page, text_to_string(&page->arena, owner), bound_methods[i].name);
    }
}

static void every_weight_is_described(void **state)
{
    struct annotations *page = *state;
    for (size_t i = 0; i < related_weight_row_count; i++) {
        const struct related_weight_row *row = &related_weight_rows[i];
        text line = text_format(&page->arena, "\n---@field %s? number %s\n", row->name, row->help);
        if (text_find(page->contents, line, 0) == SIZE_MAX)
            fail_msg("%s lacks:%.*s", path, TEXT_ARGS(line));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_classes_are_what_the_field_tables_say),
        cmocka_unit_test(every_function_is_described),
        cmocka_unit_test(every_method_is_described),
        cmocka_unit_test(every_weight_is_described),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
