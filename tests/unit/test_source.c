/* SPDX-License-Identifier: MIT */
/* source: from bytes to lines and columns and back. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/source.h"

static void position_is(text contents, uint32_t offset, uint32_t length, const char *expected)
{
    struct arena arena;
    arena_init(&arena);
    struct position position = source_position(contents, (span){ 1, offset, length });
    text actual = text_format(&arena, "%zu:%zu width %zu offset %zu '%.*s'", position.line, position.column,
        position.width, position.column_offset, TEXT_ARGS(position.line_text));
    assert_string_equal(text_to_string(&arena, actual), expected);
    arena_release(&arena);
}

static void lines_and_columns_start_at_1(void **state)
{
    (void)state;
    text contents = TEXT("title: x\nauthor: m-ruiz\n");
    position_is(contents, 0, 5, "1:1 width 5 offset 0 'title: x'");
    position_is(contents, 17, 6, "2:9 width 6 offset 8 'author: m-ruiz'");
    position_is(contents, 17, 0, "2:9 width 1 offset 8 'author: m-ruiz'");
}

static void columns_count_code_points(void **state)
{
    (void)state;
    text contents = TEXT("\xC3\xA4\xE2\x82\xAC: \xC3\xB6\xC3\xBC.");
    position_is(contents, 7, 4, "1:5 width 2 offset 7 '\xC3\xA4\xE2\x82\xAC: \xC3\xB6\xC3\xBC.'");
    position_is(contents, 8, 3, "1:5 width 2 offset 7 '\xC3\xA4\xE2\x82\xAC: \xC3\xB6\xC3\xBC.'");
}

static void line_ends_of_windows_are_not_part_of_the_line(void **state)
{
    (void)state;
    text contents = TEXT("a\r\nbc\r\n");
    position_is(contents, 3, 2, "2:1 width 2 offset 0 'bc'");
    position_is(contents, 5, 2, "2:3 width 1 offset 2 'bc'");
    position_is(contents, 1, 9, "1:2 width 1 offset 1 'a'");
}

static void spans_past_the_end_are_at_the_end(void **state)
{
    (void)state;
    position_is(TEXT("abc"), 99, 4, "1:4 width 1 offset 3 'abc'");
    position_is(TEXT("abc\n"), 4, 4, "2:1 width 1 offset 0 ''");
    position_is(TEXT("abc"), 1, UINT32_MAX, "1:2 width 2 offset 1 'abc'");
    position_is(TEXT(""), 0, 0, "1:1 width 1 offset 0 ''");
    position_is(TEXT_NONE, 5, 5, "1:1 width 1 offset 0 ''");
}

static void spans_over_lines_count_the_first_line(void **state)
{
    (void)state;
    position_is(TEXT("abc\ndef\n"), 1, 5, "1:2 width 2 offset 1 'abc'");
}

static void byte_order_mark_is_no_column(void **state)
{
    (void)state;
    text contents = TEXT("\xEF\xBB\xBF"
                         "abc\nd");
    position_is(contents, 4, 1, "1:2 width 1 offset 1 'abc'");
    position_is(contents, 0, 4, "1:1 width 1 offset 0 'abc'");
    position_is(contents, 7, 1, "2:1 width 1 offset 0 'd'");
}

/* Whatever was asked before. */
static void a_mark_changes_no_position(void **state)
{
    (void)state;
    text contents = TEXT("\xEF\xBB\xBF\xC3\xA4"
                         "bc\r\nd\xE2\x82\xAC"
                         "f\xE2\x80\n\ng");
    for (uint32_t first = 0; first <= contents.length + 1; first++)
        for (uint32_t second = 0; second <= contents.length + 1; second++) {
            struct source_mark mark = { 0 };
            span where = { 1, second, 3 };
            source_position_from(&mark, contents, (span){ 1, first, 1 });
            struct position found = source_position_from(&mark, contents, where),
                            expected = source_position(contents, where);
            assert_int_equal(found.line, expected.line);
            assert_int_equal(found.column, expected.column);
            assert_int_equal(found.width, expected.width);
            assert_int_equal(found.column_offset, expected.column_offset);
            assert_true(text_equal(found.line_text, expected.line_text));
        }
}

static void foreign_positions_become_spans(void **state)
{
    (void)state;
    text contents = TEXT("abc\r\ndefg\n");
    span where = source_span_of_line(contents, 7, 1);
    assert_int_equal(where.offset, 0);
    assert_int_equal(where.length, 3);
    where = source_span_of_line(contents, 7, 2);
    assert_int_equal(where.source, 7);
    assert_int_equal(where.offset, 5);
    assert_int_equal(where.length, 4);
    where = source_span_of_line(contents, 7, 99);
    assert_int_equal(where.offset, contents.length);
    assert_int_equal(where.length, 0);
    where = source_span_of_line(TEXT("\xEF\xBB\xBFx"), 7, 1);
    assert_int_equal(where.offset, 3);
}

static void sources_are_numbered_from_1(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct sources sources;
    sources_init(&sources, &arena);
    for (uint32_t i = 1; i < 100; i++)
        assert_int_equal(sources_add(&sources, text_format(&arena, "%u.md", i), TEXT_NONE, TEXT("x")), i);
    assert_true(text_equal(source_at(&sources, 42)->path, TEXT("42.md")));
    assert_int_equal(source_at(&sources, 0)->path.length, 0);
    assert_int_equal(source_at(&sources, 5000)->path.length, 0);
    arena_release(&arena);
}

static void contents_that_were_not_kept_are_read_from_disk(void **state)
{
    (void)state;
    char path[] = "/tmp/brief-source-XXXXXX";
    int file = mkstemp(path);
    assert_int_equal(write(file, "on disk", 7), 7);
    close(file);
    struct arena arena;
    arena_init(&arena);
    struct sources sources;
    sources_init(&sources, &arena);
    uint32_t number = sources_add(&sources, TEXT("a.md"), text_of(path), TEXT_NONE);
    assert_true(text_equal(source_contents(&sources, number, &arena), TEXT("on disk")));
    unlink(path);
    assert_null(source_contents(&sources, number, &arena).bytes);
    assert_null(source_contents(&sources, 0, &arena).bytes);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_columns_start_at_1),
        cmocka_unit_test(columns_count_code_points),
        cmocka_unit_test(line_ends_of_windows_are_not_part_of_the_line),
        cmocka_unit_test(spans_past_the_end_are_at_the_end),
        cmocka_unit_test(spans_over_lines_count_the_first_line),
        cmocka_unit_test(byte_order_mark_is_no_column),
        cmocka_unit_test(a_mark_changes_no_position),
        cmocka_unit_test(foreign_positions_become_spans),
        cmocka_unit_test(sources_are_numbered_from_1),
        cmocka_unit_test(contents_that_were_not_kept_are_read_from_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
