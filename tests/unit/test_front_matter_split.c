/* SPDX-License-Identifier: MIT */
/* front_matter: every tolerated form of a file, and what is no front matter, or too much. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "front_matter_case.h"

static void tolerated_forms_of_a_file_are_read(void **state)
{
    static const char *const files[] = {
        "---\ntitle: T\ndate: 2024-01-02\n---\nText.\n",
        "\xEF\xBB\xBF---\ntitle: T\ndate: 2024-01-02\n---\nText.\n",
        "---\r\ntitle: T\r\ndate: 2024-01-02\r\n---\r\nText.\r\n",
        "---\rtitle: T\rdate: 2024-01-02\r---\rText.\r",
        "\xEF\xBB\xBF\n \t\n\r\n---\ntitle: T\ndate: 2024-01-02\n---\nText.\n",
        "---  \t\ntitle: T\ndate: 2024-01-02\n--- \nText.",
        "---\ntitle: T\ndate: 2024-01-02\n---\n",
        "---\ntitle: T\ndate: 2024-01-02\n---",
        "---\n# comment\n\ntitle: T\n\ndate: 2024-01-02\n...\n---\nText.\n",
        "---\ntitle: T\ndate: 2024-01-02\n---\n---\nnot: front matter\n---\n",
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        assert_true(read_file(fixture, CONTENT_ARTICLE, "articles/x.md", text_of(files[i])));
        assert_string_equal(shown(fixture, false), "title: T\ndate: 2024-01-02\n");
        assert_int_equal(fixture->diagnostics.warning_count, 0);
    }
}

static void the_body_starts_behind_the_second_line(void **state)
{
    struct fixture *fixture = *state;
    struct front_matter_split split;
    diagnostics_init(&fixture->diagnostics, &fixture->arena);
    text contents = TEXT("\n--- \r\na: b\r\n---\t\r\nText.\r\n");
    assert_true(front_matter_split(1, contents, &split, &fixture->diagnostics));
    assert_int_equal(split.opening_offset, 1);
    assert_int_equal(split.yaml_offset, 7);
    assert_int_equal(split.yaml_length, 6);
    assert_true(text_equal(text_from(contents, split.body_offset), TEXT("Text.\r\n")));
    contents = TEXT("---\n---");
    assert_true(front_matter_split(1, contents, &split, &fixture->diagnostics));
    assert_int_equal(split.body_offset, contents.length);
    assert_int_equal(split.yaml_length, 0);
}

static void a_line_of_40_kb_is_read(void **state)
{
    struct fixture *fixture = *state;
    char *line = arena_bytes(&fixture->arena, 40000);
    memset(line, 'x', 40000);
    text file = text_format(&fixture->arena, "---\ntitle: T\ndate: 2024-01-02\nsummary: %.*s\n---\n%.*s",
        40000, line, 40000, line);
    assert_true(read_file(fixture, CONTENT_ARTICLE, "articles/x.md", file));
    assert_int_equal(fixture->facts.summary.text.length, 40000);
}

static void a_megabyte_of_text_is_fine_and_one_of_keys_is_not(void **state)
{
    struct fixture *fixture = *state;
    char *megabyte = arena_bytes(&fixture->arena, 1 << 20);
    memset(megabyte, 'x', 1 << 20);
    assert_true(read_file(fixture, CONTENT_ARTICLE, "articles/x.md",
        text_format(&fixture->arena, "---\ntitle: T\ndate: 2024-01-02\n---\n%.*s", 1 << 20, megabyte)));
    assert_false(read_file(fixture, CONTENT_ARTICLE, "articles/x.md",
        text_format(&fixture->arena, "---\ntitle: T\nsummary: %.*s\n---\n", 1 << 20, megabyte)));
    assert_string_equal(codes(fixture), "error yaml-too-large@1");
}

static void a_hundred_thousand_keys_end_at_the_limit(void **state)
{
    struct fixture *fixture = *state;
    struct buffer file;
    buffer_init(&file, &fixture->arena);
    buffer_append_literal(&file, "---\n");
    for (int i = 0; i < 100000; i++)
        buffer_print(&file, "k%d: 1\n", i);
    buffer_append_literal(&file, "---\n");
    assert_false(read_file(fixture, CONTENT_ARTICLE, "articles/x.md", buffer_text(&file)));
    assert_string_equal(codes(fixture), "error yaml-too-large@1");
}

static void files_that_are_no_text_are_reported(void **state)
{
    struct fixture *fixture = *state;
    const struct {
        text contents;
        const char *codes;
    } files[] = {
        { TEXT_INIT(""), "error no-front-matter@1" },
        { TEXT_INIT("Only text.\n"), "error no-front-matter@1" },
        { TEXT_INIT("\n\nText\n---\na: b\n---\n"), "error no-front-matter@1" },
        { TEXT_INIT("----\ntitle: T\n----\n"), "error no-front-matter@1" },
        { TEXT_INIT("\n---\ntitle: T\n"), "error front-matter-without-end@2" },
        { TEXT_INIT("---"), "error front-matter-without-end@1" },
        { TEXT_INIT("---\ntitle: T\n----\n"), "error front-matter-without-end@3" },
        { TEXT_INIT("---\ntitle: T\ndate: 2024-01-02\n---\nA \0 byte\n"), "error nul-byte@5" },
        { TEXT_INIT("---\ntitle: T\ndate: 2024-01-02\n---\nCaf\xE9\n"), "error invalid-utf8@5" },
        { TEXT_INIT("\xFF\xFE-\0-\0-\0\n\0"), "error utf-16@1" },
        { TEXT_INIT("\xFE\xFF\0-\0-\0-\0\n"), "error utf-16@1" },
        { TEXT_INIT("-\0-\0-\0\n\0"), "error utf-16@1" },
        { TEXT_INIT("---\n- title\n---\n"), "error wrong-type@2" },
        { TEXT_INIT("---\ntitle\n---\n"), "error wrong-type@2" },
        { TEXT_INIT("---\n---\nText.\n"), "error missing-title@1, error missing-date@1" },
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        assert_false(read_file(fixture, CONTENT_ARTICLE, "articles/x.md", files[i].contents));
        assert_string_equal(codes(fixture), files[i].codes);
    }
}

static void control_characters_cannot_reach_the_output(void **state)
{
    assert_codes(*state, "summary: a\x01\n", "error control-character@4");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(tolerated_forms_of_a_file_are_read), TEST(the_body_starts_behind_the_second_line),
        TEST(a_line_of_40_kb_is_read), TEST(a_megabyte_of_text_is_fine_and_one_of_keys_is_not),
        TEST(a_hundred_thousand_keys_end_at_the_limit), TEST(files_that_are_no_text_are_reported),
        TEST(control_characters_cannot_reach_the_output),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
