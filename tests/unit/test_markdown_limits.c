/* SPDX-License-Identifier: MIT */
/* Documents made to take time, memory or output: the recipes known to hurt the library, at sizes that matter.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <unistd.h>
#include "load/markdown_limits.h"
#include "markdown_case.h"

/* Where on_exhausted goes, and what it said; NULL while no budget was used up. */
static jmp_buf way_out;
static const char *exhausted;

static void note_exhausted(enum exhausted what)
{
    exhausted = what == EXHAUSTED_MEMORY ? "memory" : what == EXHAUSTED_OUTPUT ? "output" : "time";
    longjmp(way_out, 1);
}

static text repeat(
    struct markdown_case *test, const char *start, const char *piece, size_t count, const char *end)
{
    struct buffer out;
    buffer_init(&out, &test->arena);
    buffer_append(&out, text_of(start));
    for (size_t i = 0; i < count; i++)
        buffer_append(&out, text_of(piece));
    buffer_append(&out, text_of(end));
    return buffer_text(&out);
}

static text join(struct markdown_case *test, text a, text b)
{
    return text_format(&test->arena, "%.*s%.*s", TEXT_ARGS(a), TEXT_ARGS(b));
}

/* The budget that ran out, else the code of the first error, else "fine". */
static const char *outcome(struct markdown_case *test, text markdown)
{
    exhausted = NULL;
    test->options.on_exhausted = note_exhausted;
    if (setjmp(way_out) == 0)
        case_render_from(test, markdown, 0);
    if (exhausted)
        return exhausted;
    for (const struct diagnostic *item = test->diagnostics.first; item; item = item->next)
        if (item->severity == SEVERITY_ERROR)
            return item->code;
    return "fine";
}

static void a_table_of_very_many_columns_is_refused_before_it_is_parsed(void **state)
{
    struct markdown_case *test = *state;
    text header = repeat(test, "", "a|", 3000, "\n"), rule = repeat(test, "", "-|", 3000, "\n");
    text rows = repeat(test, "", "x\n", 3000, "");
    assert_string_equal(outcome(test, join(test, join(test, header, rule), rows)), "table-too-wide");
    assert_string_equal(case_hint(test),
        "split the table, turn rows and columns round, or raise limits.table_columns in site.yml");
    text wide = join(test, repeat(test, "|", "a|", 70000, "\n"), repeat(test, "|", "-|", 70000, "\n|x|\n"));
    assert_string_equal(outcome(test, wide), "table-too-wide");
    assert_int_equal(test->diagnostics.error_count, 1);
}

static void the_column_limit_is_exact(void **state)
{
    struct markdown_case *test = *state;
    test->options.limits.table_columns = 3;
    assert_string_equal(outcome(test, TEXT("|a|b|c|\n|-|-|-|\n")), "fine");
    assert_string_equal(outcome(test, TEXT("a|b|c|d\n-|-|-|-\n")), "table-too-wide");
    assert_string_equal(case_diagnostics(test), "1:1 error table-too-wide: table has more than 3 columns");
    assert_string_equal(outcome(test, TEXT("|a|b|c|d|e|\n|-|-|-|-|-|\n")), "table-too-wide");
}

static void wide_lines_in_code_are_no_tables(void **state)
{
    struct markdown_case *test = *state;
    text rule = repeat(test, "|", "-|", 200, "\n");
    assert_string_equal(outcome(test, join(test, TEXT("```\n"), join(test, rule, TEXT("```\n")))), "fine");
    assert_string_equal(outcome(test, join(test, TEXT("```\n```\n"), rule)), "table-too-wide");
    assert_string_equal(outcome(test, join(test, TEXT("~~~~\n~~~\n"), rule)), "fine");
    assert_string_equal(outcome(test, join(test, TEXT("> ```\n> "), rule)), "fine");
    assert_string_equal(outcome(test, repeat(test, "", "|", 300, "\n")), "fine");
}

/* Newer versions of the library have an end of their own for lists in lists and for references. */
static void assert_has_an_end(struct markdown_case *test, text markdown, const char *expected)
{
    const char *found = outcome(test, markdown);
    if (strcmp(found, "fine") == 0)
        assert_true(test->markup.html.length < 2 * markdown.length);
    else
        assert_string_equal(found, expected);
}

static void nesting_has_an_end(void **state)
{
    struct markdown_case *test = *state;
    assert_string_equal(outcome(test, repeat(test, "", ">", 1000000, "a")), "nesting-too-deep");
    assert_has_an_end(test, repeat(test, "", "* ", 500000, "a"), "nesting-too-deep");
    assert_has_an_end(test, repeat(test, "", " -", 9000, "x\n\n\n\n"), "nesting-too-deep");
    text quotes = repeat(test, "", ">", 20000, ""), emphasis = repeat(test, "", "a*", 20000, "");
    assert_string_equal(outcome(test, join(test, quotes, emphasis)), "nesting-too-deep");
    assert_string_equal(outcome(test, repeat(test, "", ">", 300, "a")), "nesting-too-deep");
    assert_string_equal(outcome(test, repeat(test, "", ">", 250, "a")), "fine");
    text opened = repeat(test, "", "*a ", 300, ""), closed = repeat(test, "", "b*", 300, "");
    assert_string_equal(outcome(test, join(test, opened, closed)), "nesting-too-deep");
}

/* Before the library has it: 30,000 lists and as many empty lines keep it busy for minutes. */
static void deep_lines_are_seen_in_the_source(void **state)
{
    struct markdown_case *test = *state;
    static const char *const ends[] = { "x", "x\n", "-x", "words" };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        assert_non_null(markdown_limits_check(repeat(test, "", "- ", 300, ends[i]), 100).deep_line.bytes);
    assert_null(markdown_limits_check(repeat(test, "", "- ", 300, "-"), 100).deep_line.bytes);
    assert_null(markdown_limits_check(repeat(test, "", "* ", 300, ""), 100).deep_line.bytes);
}

static void long_rules_and_code_are_not_nesting(void **state)
{
    struct markdown_case *test = *state;
    assert_string_equal(outcome(test, repeat(test, "", "- ", 400, "-\n")), "fine");
    assert_string_equal(outcome(test, repeat(test, "", "-", 4000, "\n")), "fine");
    assert_string_equal(outcome(test, repeat(test, "```\n", ">", 4000, "\n```\n")), "fine");
    assert_string_equal(outcome(test, repeat(test, "a ", "- ", 4000, "\n")), "fine");
}

static void slow_inline_recipes_end(void **state)
{
    struct markdown_case *test = *state;
    assert_string_equal(outcome(test, repeat(test, "x", "<?", 10000, "")), "fine");
    assert_string_equal(outcome(test, repeat(test, "x", "<!A ", 5000, "")), "fine");
    assert_string_equal(outcome(test, repeat(test, "x", "<![CDATA[", 3000, "")), "fine");
    assert_string_equal(outcome(test, repeat(test, "", "a\n", 10000, "|-|\n")), "fine");
    assert_string_equal(outcome(test, repeat(test, "", "a@", 20000, "")), "fine");
    assert_string_equal(outcome(test, repeat(test, "", "x@y.", 10000, "")), "fine");
    assert_string_equal(outcome(test, repeat(test, "", "![[]()", 5000, "")), "fine");
}

static void a_reference_bomb_uses_up_the_output(void **state)
{
    struct markdown_case *test = *state;
    text bomb =
        join(test, repeat(test, "[a]: http://", "u", 50000, "\n\n"), repeat(test, "", "[a]", 1000, ""));
    test->options.limits.output_bytes = 16 * 1024 * 1024;
    assert_has_an_end(test, bomb, "output");
    test->options.limits.memory_bytes = 1024 * 1024;
    assert_has_an_end(test, bomb, "memory");
    assert_string_equal(outcome(test, TEXT("after\n")), "fine");
}

static void output_is_limited_to_the_byte(void **state)
{
    struct markdown_case *test = *state;
    test->options.limits.output_bytes = 10;
    assert_string_equal(outcome(test, TEXT("abc\n")), "output"); /* <p>abc</p>\n is 11 bytes */
    test->options.limits.output_bytes = 11;
    assert_string_equal(outcome(test, TEXT("abc\n")), "fine");
}

static void many_footnotes_headings_and_links_stay_linear(void **state)
{
    struct markdown_case *test = *state;
    assert_string_equal(outcome(test, repeat(test, "", "[^1]", 20000, "\n\n[^1]: x\n")), "fine");
    assert_string_equal(outcome(test, repeat(test, "", "[^1]: x\n", 50000, "")), "fine");
    assert_int_equal(test->diagnostics.warning_count, 50000);
    assert_string_equal(outcome(test, repeat(test, "", "# a\n", 20000, "")), "fine");
    assert_int_equal(test->markup.heading_count, 20000);
    assert_string_equal(outcome(test, repeat(test, "", "[x](y.md) ", 20000, "\n")), "fine");
    assert_int_equal(test->markup.reference_count, 20000);
    assert_string_equal(outcome(test, repeat(test, "", "<a id=\"x\">", 20000, "\n")), "fine");
    assert_string_equal(outcome(test, repeat(test, "", "<", 200000, "\n")), "fine");
}

/* Before this was so, the lines were looked for in the whole rest of the text, which took minutes. */
static void lines_that_end_in_CR_alone_stay_linear(void **state)
{
    enum { MOST_SECONDS = 20 };
    alarm(MOST_SECONDS);
    assert_string_equal(outcome(*state, repeat(*state, "a", "\r", 2000000, "b\r")), "fine");
    alarm(0);
}

static void a_long_line_and_a_large_document_are_fine(void **state)
{
    struct markdown_case *test = *state;
    assert_string_equal(outcome(test, repeat(test, "", "word ", 8192, "")), "fine");
    assert_string_equal(
        outcome(test, repeat(test, "", "A paragraph of *some* words.\n\n", 35000, "")), "fine");
}

static void a_fragment_keeps_to_the_limits(void **state)
{
    struct markdown_case *test = *state;
    text html = markdown_render_fragment(
        &test->arena, repeat(test, "", ">", 100000, "a"), NULL, RAW_HTML_ESCAPE, TEXT_NONE);
    assert_int_equal(html.length, 0);
    text table = join(test, repeat(test, "|", "a|", 2000, "\n"), repeat(test, "|", "-|", 2000, "\n|x|\n"));
    html = markdown_render_fragment(&test->arena, table, NULL, RAW_HTML_ESCAPE, TEXT_NONE);
    assert_true(text_starts_with(html, TEXT("<p>|a|")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_table_of_very_many_columns_is_refused_before_it_is_parsed),
        CASE(the_column_limit_is_exact),
        CASE(wide_lines_in_code_are_no_tables),
        CASE(nesting_has_an_end),
        CASE(deep_lines_are_seen_in_the_source),
        CASE(long_rules_and_code_are_not_nesting),
        CASE(slow_inline_recipes_end),
        CASE(a_reference_bomb_uses_up_the_output),
        CASE(output_is_limited_to_the_byte),
        CASE(many_footnotes_headings_and_links_stay_linear),
        CASE(lines_that_end_in_CR_alone_stay_linear),
        CASE(a_long_line_and_a_large_document_are_fine),
        CASE(a_fragment_keeps_to_the_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
