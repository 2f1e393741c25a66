/* SPDX-License-Identifier: MIT */
/* diagnostic: order, repeats, the three printed forms, "did you mean". */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "base/arena.h"
#include "base/count.h"
#include "base/diagnostic.h"

/* A site with three files and nothing wrong yet. */
struct fixture {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    uint32_t article, layout, wide;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    arena_init(&fixture.arena);
    sources_init(&fixture.sources, &fixture.arena);
    diagnostics_init(&fixture.diagnostics, &fixture.arena);
    fixture.article = sources_add(&fixture.sources, TEXT("content/a.md"), TEXT_NONE,
        TEXT("---\ntitle: Flood\nauthor: m-ruiz\n---\n\tb\x1B[2J \xE6\xBC\xA2\xE5\xAD\x97 c\n"));
    fixture.layout =
        sources_add(&fixture.sources, TEXT("layouts/base.html"), TEXT_NONE, TEXT("<p>\n{{ x }}\n"));
    struct buffer line;
    buffer_init(&line, &fixture.arena);
    for (int i = 0; i < 40; i++)
        buffer_append_literal(&line, "0123456789");
    fixture.wide = sources_add(&fixture.sources, TEXT("wide.md"), TEXT_NONE, buffer_text(&line));
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    arena_release(&fixture->arena);
    return 0;
}

static const char *printed_as(struct fixture *fixture, struct diagnostic_style style)
{
    struct buffer out;
    buffer_init(&out, &fixture->arena);
    diagnostics_print(&fixture->diagnostics, &fixture->sources, &style, &out);
    return text_to_string(&fixture->arena, buffer_text(&out));
}

static const char *printed(struct fixture *fixture)
{
    return printed_as(fixture, (struct diagnostic_style){ .form = DIAGNOSTIC_TEXT });
}

static void report_unknown_author(struct fixture *fixture)
{
    struct diagnostic *unknown = diagnostic_error(&fixture->diagnostics, (span){ fixture->article, 25, 6 },
        "unknown-author", "unknown author '%s'", "m-ruiz");
    diagnostic_hint(
        &fixture->diagnostics, unknown, "did you mean '%s'? (content/authors/m-ruis.md)", "m-ruis");
    diagnostic_note(
        &fixture->diagnostics, unknown, (span){ fixture->layout, 4, 7 }, "used by layout '%s'", "base");
}

static void text_form_shows_the_line_with_carets(void **state)
{
    struct fixture *fixture = *state;
    report_unknown_author(fixture);
    assert_string_equal(printed(fixture),
        "content/a.md:3:9: error: unknown author 'm-ruiz' [unknown-author]\n"
        "    3 | author: m-ruiz\n"
        "      |         ^~~~~~\n"
        "  hint: did you mean 'm-ruis'? (content/authors/m-ruis.md)\n"
        "  note: layouts/base.html:2: used by layout 'base'\n");
}

static void long_words_lose_their_middle(void **state)
{
    struct fixture *fixture = *state;
    char word[2000 + 1];
    memset(word, 'x', sizeof word);
    word[sizeof word - 1] = '\0';
    memcpy(word + 299, "\xE6\xBC\xA2", 3);
    memcpy(word + 1900 - 1, "\xE6\xBC\xA2", 3);
    struct diagnostic *found = diagnostic_error(&fixture->diagnostics, SPAN_NONE, "a", "no '%s' here", word);
    diagnostic_hint(&fixture->diagnostics, found, "not %s", word);
    text start = { word, 299 }, end = { word + 1902, 98 };
    assert_true(text_equal(
        found->hint, text_format(&fixture->arena, "not %.*s…%.*s", TEXT_ARGS(start), TEXT_ARGS(end))));
    assert_true(text_starts_with(found->message, TEXT("no 'xxx")));
    assert_true(text_ends_with(found->message, TEXT("xxx' here")));
    assert_in_range(found->message.length, 300, 500);
    text many =
        text_format(&fixture->arena, "%.*s %.*s %.*s", TEXT_ARGS(start), TEXT_ARGS(start), TEXT_ARGS(end));
    assert_true(text_equal(
        diagnostic_report(&fixture->diagnostics, SEVERITY_NOTE, SPAN_NONE, "b", many)->message, many));
}

static void color_marks_path_severity_and_caret(void **state)
{
    struct fixture *fixture = *state;
    report_unknown_author(fixture);
    const char *out =
        printed_as(fixture, (struct diagnostic_style){ .form = DIAGNOSTIC_TEXT, .color = true });
    assert_non_null(strstr(out, "\033[1mcontent/a.md:3:9:\033[0m \033[1;31merror:\033[0m unknown"));
    assert_non_null(strstr(out, "\033[1;32m^~~~~~\033[0m\n"));
    assert_non_null(strstr(out, "  \033[1;36mnote:\033[0m layouts"));
}

static void excerpts_cannot_move_the_cursor(void **state)
{
    struct fixture *fixture = *state;
    diagnostic_warning(
        &fixture->diagnostics, (span){ fixture->article, 43, 6 }, "odd-word", "odd\x1B word\n");
    diagnostic_warning(&fixture->diagnostics, (span){ fixture->article, 50, 1 }, "odd-word", "c");
    assert_string_equal(printed(fixture), "content/a.md:5:8: warning: odd\\x1b word\\x0a [odd-word]\n"
                                          "    5 |  b\\x1b[2J \xE6\xBC\xA2\xE5\xAD\x97 c\n"
                                          "      |           ^~~~\n"
                                          "content/a.md:5:11: warning: c [odd-word]\n"
                                          "    5 |  b\\x1b[2J \xE6\xBC\xA2\xE5\xAD\x97 c\n"
                                          "      |                ^\n");
}

static void long_lines_are_cut_around_the_span(void **state)
{
    struct fixture *fixture = *state;
    diagnostic_error(&fixture->diagnostics, (span){ fixture->wide, 203, 4 }, "odd-word", "odd");
    const char *out = printed(fixture);
    const char *line = strchr(out, '\n') + 1;
    text excerpt = { line, (size_t)(strchr(line, '\n') - line) };
    assert_int_equal(text_display_width(excerpt), 8 + 160);
    assert_true(text_starts_with(excerpt, TEXT("    1 | \xE2\x80\xA6")));
    assert_true(text_ends_with(excerpt, TEXT("\xE2\x80\xA6")));
    const char *caret = strchr(out, '^');
    size_t column = (size_t)(caret - strchr(line, '\n') - 1);
    assert_int_equal(column, 8 + 60);
    /* The ellipsis has three bytes for one column. */
    assert_memory_equal(line + column + 2, "3456", 4);
    assert_string_equal(caret, "^~~~\n");
}

static void sorted_by_place_whatever_the_order_of_reporting(void **state)
{
    struct fixture *fixture = *state;
    diagnostic_error(&fixture->diagnostics, (span){ fixture->wide, 0, 1 }, "b", "later file");
    diagnostic_error(&fixture->diagnostics, (span){ fixture->layout, 4, 2 }, "b", "second");
    diagnostic_error(&fixture->diagnostics, (span){ fixture->layout, 4, 2 }, "b", "second");
    diagnostic_warning(&fixture->diagnostics, (span){ fixture->layout, 4, 2 }, "a", "third");
    diagnostic_error(&fixture->diagnostics, (span){ fixture->layout, 0, 3 }, "c", "first");
    diagnostic_error(&fixture->diagnostics, SPAN_NONE, "z", "nowhere");
    assert_string_equal(printed_as(fixture, (struct diagnostic_style){ .form = DIAGNOSTIC_GITHUB }),
        "::error title=z::nowhere\n"
        "::error file=layouts/base.html,line=1,col=1,title=c::first\n"
        "::error file=layouts/base.html,line=2,col=1,title=b::second\n"
        "::warning file=layouts/base.html,line=2,col=1,title=a::third\n"
        "::error file=wide.md,line=1,col=1,title=b::later file\n");
}

static void nowhere_is_said_by_brief_itself(void **state)
{
    struct fixture *fixture = *state;
    diagnostic_error(&fixture->diagnostics, SPAN_NONE, "missing-config", "no site.yml in '%s'", "here");
    assert_string_equal(printed(fixture), "brief: error: no site.yml in 'here' [missing-config]\n");
}

static void lost_files_are_named_without_a_line(void **state)
{
    struct fixture *fixture = *state;
    uint32_t lost = sources_add(&fixture->sources, TEXT("lost.md"), TEXT_NONE, TEXT_NONE);
    diagnostic_error(&fixture->diagnostics, (span){ lost, 5, 5 }, "unreadable-file", "cannot read");
    assert_string_equal(printed(fixture), "lost.md: error: cannot read [unreadable-file]\n");
}

static void many_of_one_code_are_summed_up(void **state)
{
    struct fixture *fixture = *state;
    for (uint32_t i = 0; i < 5; i++)
        diagnostic_error(&fixture->diagnostics, SPAN_NONE, "same", "number %u", i);
    diagnostic_error(&fixture->diagnostics, SPAN_NONE, "other", "alone");
    diagnostic_error(&fixture->diagnostics, SPAN_NONE, "twice", "one");
    diagnostic_error(&fixture->diagnostics, SPAN_NONE, "twice", "two");
    assert_string_equal(printed_as(fixture, (struct diagnostic_style){ .form = DIAGNOSTIC_TEXT, .limit = 2 }),
        "brief: error: alone [other]\n"
        "brief: error: number 0 [same]\n"
        "brief: error: number 1 [same]\n"
        "\xE2\x80\xA6 and 3 more [same]\n"
        "brief: error: one [twice]\n"
        "brief: error: two [twice]\n");
}

/* Lines of one file, since equal ones without a place are one. */
static void of_many_each_wording_is_among_the_printed(void **state)
{
    static const char *const words[] = { "a", "a", "a", "a", "b", "c", "b" };
    struct fixture *fixture = *state;
    uint32_t source = sources_add(&fixture->sources, TEXT("x"), TEXT_NONE, TEXT("1\n2\n3\n4\n5\n6\n7\n"));
    for (uint32_t i = 0; i < 7; i++)
        diagnostic_error(&fixture->diagnostics, (span){ source, 2 * i, 0 }, "same", "%s", words[i]);
    const char *out = printed_as(fixture, (struct diagnostic_style){ .form = DIAGNOSTIC_TEXT, .limit = 4 });
    static const char *const found[] = { "x:1:1: error: a [same]", "x:2:1: error: a [same]",
        "x:5:1: error: b [same]", "x:6:1: error: c [same]", "and 3 more [same]" };
    for (size_t i = 0; i < sizeof found / sizeof *found; i++)
        assert_non_null(out = strstr(out, found[i]));
    assert_null(strstr(out, "x:7"));
}

static void json_form_is_one_object(void **state)
{
    struct fixture *fixture = *state;
    assert_string_equal(printed_as(fixture, (struct diagnostic_style){ .form = DIAGNOSTIC_JSON }),
        "{\"diagnostics\":[],\"errors\":0,\"warnings\":0}\n");
    report_unknown_author(fixture);
    diagnostic_warning(&fixture->diagnostics, SPAN_NONE, "odd", "say \"x\"");
    assert_string_equal(printed_as(fixture, (struct diagnostic_style){ .form = DIAGNOSTIC_JSON }),
        "{\"diagnostics\":[\n"
        "{\"severity\":\"warning\",\"file\":null,\"line\":null,\"column\":null,\"code\":\"odd\","
        "\"message\":\"say \\\"x\\\"\",\"hint\":null,\"notes\":[]},\n"
        "{\"severity\":\"error\",\"file\":\"content/"
        "a.md\",\"line\":3,\"column\":9,\"code\":\"unknown-author\","
        "\"message\":\"unknown author 'm-ruiz'\","
        "\"hint\":\"did you mean 'm-ruis'? (content/authors/m-ruis.md)\","
        "\"notes\":[{\"file\":\"layouts/base.html\",\"line\":2,\"column\":1,"
        "\"message\":\"used by layout 'base'\"}]}\n"
        "],\"errors\":1,\"warnings\":1}\n");
}

static void github_form_escapes_what_would_end_it(void **state)
{
    struct fixture *fixture = *state;
    uint32_t odd = sources_add(&fixture->sources, TEXT("a,b:c%.md"), TEXT_NONE, TEXT("x"));
    struct diagnostic *made = diagnostic_warning(
        &fixture->diagnostics, (span){ odd, 0, 1 }, "odd-name", "%s", "100%: a,b\n::error::x");
    diagnostic_hint(&fixture->diagnostics, made, "rename it");
    diagnostic_note(&fixture->diagnostics, made, SPAN_NONE, "found by scan");
    assert_string_equal(printed_as(fixture, (struct diagnostic_style){ .form = DIAGNOSTIC_GITHUB }),
        "::warning file=a%2Cb%3Ac%25.md,line=1,col=1,title=odd-name::"
        "100%25: a,b\\x0a::error::x%0Arename it%0Anote: found by scan\n");
}

static void github_names_the_places_of_notes(void **state)
{
    struct fixture *fixture = *state;
    report_unknown_author(fixture);
    assert_string_equal(printed_as(fixture, (struct diagnostic_style){ .form = DIAGNOSTIC_GITHUB }),
        "::error file=content/a.md,line=3,col=9,title=unknown-author::unknown author 'm-ruiz'%0Adid you mean "
        "'m-ruis'? (content/authors/m-ruis.md)%0Anote: layouts/base.html:2: used by layout 'base'\n");
}

static void html_form_marks_the_span_and_names_the_places_of_notes(void **state)
{
    struct fixture *fixture = *state;
    report_unknown_author(fixture);
    assert_string_equal(printed_as(fixture, (struct diagnostic_style){ .form = DIAGNOSTIC_HTML }),
        "<article class=\"error\">\n<h2><strong>error:</strong> unknown author &#39;m-ruiz&#39; <span "
        "class=\"code\">[unknown-author]</span></h2>\n<p class=\"where\">content/a.md:3:9</p>\n<pre>author: "
        "<mark>m-ruiz</mark></pre>\n<p class=\"hint\">Hint: did you mean &#39;m-ruis&#39;? "
        "(content/authors/m-ruis.md)</p>\n<p class=\"note\">layouts/base.html:2: used by layout "
        "&#39;base&#39;</p>\n</article>\n");
}

/* Errors come before warnings, a tab stays one, and a file without lines has no excerpt. */
static void html_form_shows_a_hundred(void **state)
{
    struct fixture *fixture = *state;
    uint32_t picture = sources_add(&fixture->sources, TEXT("a.png"), TEXT_NONE, (text){ "P\0NG", 4 });
    diagnostic_warning(&fixture->diagnostics, (span){ fixture->article, 36, 2 }, "tabbed", "a tab");
    for (uint32_t i = 0; i < 101; i++)
        diagnostic_error(&fixture->diagnostics, (span){ picture, 0, 1 }, "same", "number %03u", i);
    const char *page = printed_as(fixture, (struct diagnostic_style){ .form = DIAGNOSTIC_HTML });
    assert_non_null(strstr(page, "number 099"));
    assert_null(strstr(page, "number 100"));
    assert_null(strstr(page, "<pre>"));
    assert_non_null(strstr(page, "<p>… and 2 more.</p>\n"));
    diagnostics_init(&fixture->diagnostics, &fixture->arena);
    diagnostic_warning(&fixture->diagnostics, (span){ fixture->article, 36, 2 }, "tabbed", "a tab");
    page = printed_as(fixture, (struct diagnostic_style){ .form = DIAGNOSTIC_HTML });
    assert_non_null(strstr(page, "<pre><mark>\tb</mark>\\x1b[2J"));
}

static void sarif_is_written_of_bytes_that_are_no_utf8(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostic *made = diagnostic_error(&fixture->diagnostics, SPAN_NONE, "odd", "cut in \xC3");
    diagnostic_hint(&fixture->diagnostics, made, "\xFF.md");
    const char *made_of = printed_as(fixture, (struct diagnostic_style){ .form = DIAGNOSTIC_SARIF });
    assert_non_null(strstr(made_of, "cut in \xEF\xBF\xBD\\nhint: \xEF\xBF\xBD.md"));
}

static void sarif_says_where_a_fix_ends_that_reaches_over_a_line(void **state)
{
    struct fixture *fixture = *state;
    text list = TEXT("tags: [a,\r\n  \xC3\xA0, b]\n- c\n- d\n");
    uint32_t source = sources_add(&fixture->sources, TEXT("x.md"), TEXT_NONE, list);
    span item = { source, 8, 7 }, line = { source, 20, 4 };
    struct diagnostic *made = diagnostic_warning(&fixture->diagnostics, item, "odd", "x");
    diagnostic_fix(&fixture->diagnostics, made, item, text_slice(list, 8, 7), TEXT(""));
    made = diagnostic_warning(&fixture->diagnostics, line, "odd", "x");
    diagnostic_fix(&fixture->diagnostics, made, line, text_slice(list, 20, 4), TEXT(""));
    text out = text_of(printed_as(fixture, (struct diagnostic_style){ .form = DIAGNOSTIC_SARIF }));
    out = text_single_blanks(&fixture->arena, text_replace(&fixture->arena, out, TEXT("\n"), TEXT(" ")));
    static const text regions[] = {
        TEXT_INIT("{ \"startLine\": 1, \"startColumn\": 9, \"endLine\": 2, \"endColumn\": 4 }"),
        TEXT_INIT("{ \"startLine\": 3, \"startColumn\": 1, \"endLine\": 4, \"endColumn\": 1 }"),
    };
    for (size_t i = 0; i < COUNT(regions); i++)
        assert_true(text_find(out, regions[i], 0) != SIZE_MAX);
}

static void strict_prints_warnings_as_errors(void **state)
{
    struct fixture *fixture = *state;
    diagnostic_warning(&fixture->diagnostics, SPAN_NONE, "odd", "x");
    assert_false(diagnostics_has_errors(&fixture->diagnostics));
    struct diagnostic_style style = { .form = DIAGNOSTIC_TEXT, .warnings_are_errors = true };
    assert_string_equal(printed_as(fixture, style), "brief: error: x [odd]\n");
    style.form = DIAGNOSTIC_JSON;
    assert_non_null(strstr(printed_as(fixture, style), "\"errors\":1,\"warnings\":0"));
}

static void a_worker_s_list_is_taken_over(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics worker;
    diagnostics_init(&worker, &fixture->arena);
    diagnostics_take(&fixture->diagnostics, &worker);
    diagnostic_error(&worker, SPAN_NONE, "b", "from a worker");
    diagnostic_warning(&fixture->diagnostics, SPAN_NONE, "a", "from the parent");
    diagnostics_take(&fixture->diagnostics, &worker);
    assert_null(worker.first);
    assert_int_equal(fixture->diagnostics.error_count, 1);
    assert_int_equal(fixture->diagnostics.warning_count, 1);
    assert_string_equal(
        printed(fixture), "brief: error: from a worker [b]\nbrief: warning: from the parent [a]\n");
}

static void the_last_part_of_a_path_counts_most(void **state)
{
    (void)state;
    const text paths[] = { TEXT("base.html"), TEXT("parts/header.html"), TEXT("parts/footer.html"),
        TEXT("home.html") };
    static const char *const rows[][2] = { { "_includes/header.html", "parts/header.html" },
        { "_includes/heder.html", "parts/header.html" }, { "parts/foter.html", "parts/footer.html" },
        { "layouts/base.html", "base.html" }, { "hom.html", "home.html" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_true(text_equal(diagnostic_nearest_path(text_of(rows[i][0]), paths, 4), text_of(rows[i][1])));
    assert_null(diagnostic_nearest_path(TEXT("parts/elsewhere.html"), paths, 4).bytes);
}

static void nearest_name_is_within_a_third(void **state)
{
    (void)state;
    static const char *const names[] = { "author", "authors", "title", "x" };
    assert_string_equal(diagnostic_nearest(TEXT("auhtor"), names, 4), "author");
    assert_string_equal(diagnostic_nearest(TEXT("titel"), names, 4), "title");
    assert_string_equal(diagnostic_nearest(TEXT("authorz"), names, 4), "author");
    assert_null(diagnostic_nearest(TEXT("summary"), names, 4));
    assert_null(diagnostic_nearest(TEXT("tit"), names, 4));
    assert_null(diagnostic_nearest(TEXT("a"), names, 0));
    static const text texts[] = { TEXT_INIT("m-ruis"), TEXT_INIT("m-ruiz") };
    assert_true(text_equal(diagnostic_nearest_text(TEXT("m-ruiz"), texts, 2), texts[1]));
    assert_null(diagnostic_nearest_text(TEXT("somebody-else"), texts, 2).bytes);
}

#define IN_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FIXTURE(text_form_shows_the_line_with_carets),
        IN_FIXTURE(long_words_lose_their_middle),
        IN_FIXTURE(color_marks_path_severity_and_caret),
        IN_FIXTURE(excerpts_cannot_move_the_cursor),
        IN_FIXTURE(long_lines_are_cut_around_the_span),
        IN_FIXTURE(sorted_by_place_whatever_the_order_of_reporting),
        IN_FIXTURE(nowhere_is_said_by_brief_itself),
        IN_FIXTURE(lost_files_are_named_without_a_line),
        IN_FIXTURE(many_of_one_code_are_summed_up),
        IN_FIXTURE(of_many_each_wording_is_among_the_printed),
        IN_FIXTURE(json_form_is_one_object),
        IN_FIXTURE(github_form_escapes_what_would_end_it),
        IN_FIXTURE(github_names_the_places_of_notes),
        IN_FIXTURE(html_form_marks_the_span_and_names_the_places_of_notes),
        IN_FIXTURE(html_form_shows_a_hundred),
        IN_FIXTURE(sarif_is_written_of_bytes_that_are_no_utf8),
        IN_FIXTURE(sarif_says_where_a_fix_ends_that_reaches_over_a_line),
        IN_FIXTURE(strict_prints_warnings_as_errors),
        IN_FIXTURE(a_worker_s_list_is_taken_over),
        cmocka_unit_test(the_last_part_of_a_path_counts_most),
        cmocka_unit_test(nearest_name_is_within_a_third),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
