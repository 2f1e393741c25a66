/* SPDX-License-Identifier: MIT */
/* yaml: depth, size, aliases and bytes that end a file. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "yaml_case.h"

static void nesting_ends_at_64(void **state)
{
    struct fixture *fixture = *state;
    char contents[140];
    memset(contents, '[', 64);
    memset(contents + 64, ']', 64);
    contents[128] = '\0';
    parse(fixture, contents);
    assert_true(fixture->is_good);
    memset(contents, '[', 65);
    memset(contents + 65, ']', 65);
    contents[130] = '\0';
    parse(fixture, contents);
    assert_false(fixture->is_good);
    assert_string_equal(fixture->diagnostics.first->code, "yaml-too-deep");
    assert_int_equal(fixture->diagnostics.first->where.offset, 64);
}

static void aliases_do_not_nest_deeper_either(void **state)
{
    struct fixture *fixture = *state;
    struct buffer contents;
    buffer_init(&contents, &fixture->arena);
    buffer_append_literal(&contents, "a: &a [[[[[[[[[[x]]]]]]]]]]\n");
    for (char key = 'b'; key < 'j'; key++)
        buffer_print(&contents, "%c: &%c [[[[[[[[[[*%c]]]]]]]]]]\n", key, key, key - 1);
    parse_under(fixture, buffer_text(&contents), 0, &yaml_limits_front_matter);
    assert_string_equal(fixture->diagnostics.first->code, "yaml-too-deep");
}

static void hostile_documents_end_at_once(void **state)
{
    struct fixture *fixture = *state;
    const char *const parts[] = { "[", "{a: ", "[a,", "- ", "? ", "&a ", "a: &a\n  " };
    clock_t start = clock();
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct buffer contents;
        buffer_init(&contents, &fixture->arena);
        for (int j = 0; j < 100000; j++)
            buffer_append(&contents, text_of(parts[i]));
        parse_under(fixture, buffer_text(&contents), 0, &yaml_limits_data);
        assert_false(fixture->is_good);
        assert_in_range(fixture->diagnostics.error_count, 1, 20);
    }
    assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
}

static void an_alias_bomb_counts_as_what_it_stands_for(void **state)
{
    struct fixture *fixture = *state;
    struct buffer contents;
    buffer_init(&contents, &fixture->arena);
    buffer_append_literal(&contents, "a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (char key = 'b'; key < 'k'; key++)
        buffer_print(&contents, "%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c]\n", key, key, key - 1,
            key - 1, key - 1, key - 1, key - 1, key - 1, key - 1, key - 1, key - 1);
    parse_under(fixture, buffer_text(&contents), 0, &yaml_limits_front_matter);
    assert_printed(fixture,
        "a.yml:1:1: error: more than 10000 values, counting each use of an alias [yaml-too-large]\n"
        "    1 | a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        "      | ^\n"
        "  hint: keep large tables in a file below content/data/\n"
        "  note: a.yml:5: the limit is passed here\n");
}

static void front_matter_ends_at_64_kib(void **state)
{
    struct fixture *fixture = *state;
    char *contents = arena_bytes(&fixture->arena, 70000);
    memset(contents, '#', 70000);
    parse_under(fixture, (text){ contents, 65536 }, 0, &yaml_limits_front_matter);
    assert_true(fixture->is_good);
    parse_under(fixture, (text){ contents, 65537 }, 0, &yaml_limits_front_matter);
    assert_string_equal(fixture->diagnostics.first->code, "yaml-too-large");
    parse_under(fixture, (text){ contents, 65537 }, 0, &yaml_limits_data);
    assert_true(fixture->is_good);
}

static void bytes_that_are_no_text_are_named_with_their_place(void **state)
{
    assert_report(*state, "a: b\nc: \xE9t\n",
        "a.yml:2:4: error: byte 0xE9 at byte 8 is not valid UTF-8 [invalid-utf8]\n"
        "    2 | c: \\xe9t\n"
        "      |    ^~~~\n"
        "  hint: save the file as UTF-8\n");
    struct fixture *fixture = *state;
    parse_under(fixture, TEXT("a: b\nc: \0d\n"), 0, &yaml_limits_data);
    assert_string_equal(fixture->diagnostics.first->code, "nul-byte");
    assert_int_equal(fixture->diagnostics.first->where.offset, 8);
    static const text escapes[] = { TEXT_INIT("a: \"x\\0y\"\n"), TEXT_INIT("\"a\\x00\": b\n"),
        TEXT_INIT("- [\"\\u0000\"]\n") };
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
        parse_under(fixture, escapes[i], 0, &yaml_limits_data);
        assert_false(fixture->is_good);
        assert_string_equal(fixture->diagnostics.last->code, "nul-byte");
        assert_int_equal(fixture->diagnostics.last->where.offset,
            (size_t)(strchr(escapes[i].bytes, '"') - escapes[i].bytes));
    }
    parse_under(fixture,
        TEXT("\xFF\xFE"
             "a\0:\0"),
        0, &yaml_limits_data);
    assert_string_equal(fixture->diagnostics.first->code, "utf-16");
    parse_under(fixture, TEXT("\0a\0:\0 \0b"), 0, &yaml_limits_data);
    assert_string_equal(fixture->diagnostics.first->code, "utf-16");
    parse(fixture, "a: \x01\n");
    assert_string_equal(fixture->diagnostics.first->code, "control-character");
    parse(fixture, "a: \xC2\x80\n");
    assert_string_equal(fixture->diagnostics.first->code, "control-character");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nesting_ends_at_64), TEST(aliases_do_not_nest_deeper_either),
        TEST(hostile_documents_end_at_once), TEST(an_alias_bomb_counts_as_what_it_stands_for),
        TEST(front_matter_ends_at_64_kib), TEST(bytes_that_are_no_text_are_named_with_their_place),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
