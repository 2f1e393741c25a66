/* SPDX-License-Identifier: MIT */
/* Quotation marks by language, and Markdown without blocks or without our additions: titles, lines,
 * fragments. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "markdown_case.h"

/* `line` as `language` sets it; bars stand for narrow no-break spaces. */
static void assert_quotes(
    struct markdown_case *test, const char *language, const char *line, const char *expected)
{
    text html;
    markdown_render_inline(&test->arena, text_of(line), NULL,
        unicode_quotation(test->unicode, text_of(language)), RAW_HTML_PASS, TEXT_NONE, &html, NULL);
    html = text_replace(&test->arena, html, TEXT("\u202F"), TEXT("|"));
    assert_string_equal(case_text(test, html), expected);
}

static void quotes_are_those_of_the_language(void **state)
{
    struct markdown_case *test = *state;
    static const char line[] = "He said \"a 'b' c\".";
    assert_quotes(test, "en-GB", line, "He said “a ‘b’ c”.");
    assert_quotes(test, "de", line, "He said „a ‚b‘ c“.");
    assert_quotes(test, "fr", line, "He said «|a «|b|» c|».");
    assert_quotes(test, "fr-CA", "\"a\"", "«|a|»");
    assert_quotes(test, "fr-CH", "\"a\" 'b'", "«a» ‹b›");
    assert_quotes(test, "fr-CA", "\"a\" 'b'", "«|a|» “b”");
    assert_quotes(test, "it", line, "He said «a “b” c».");
    assert_quotes(test, "ja", "\"a\" 'b'", "「a」 『b』");
    assert_quotes(test, "sv", "\"a\" 'b'", "”a” ’b’");
    assert_quotes(test, "tlh-", "\"a\"", "“a”");
    assert_quotes(test, "x-none", "\"a\"", "“a”");
}

static void marks_that_were_typed_and_apostrophes_stay(void **state)
{
    struct markdown_case *test = *state;
    assert_quotes(
        test, "de", "„a“ “b” ’c‘ `\"d\"` \\\"e\\\"", "„a“ “b” ’c‘ <code>&quot;d&quot;</code> &quot;e&quot;");
    assert_quotes(test, "de", "'Er sagt's' und geht's, Hans' Hut", "‚Er sagt’s‘ und geht’s, Hans’ Hut");
    assert_quotes(test, "fr", "l'homme \"qu'il\" d'été, 'l'été'", "l’homme «|qu’il|» d’été, «|l’été|»");
    assert_quotes(test, "de", "\"*a* **\"b\"**\" -- c...", "„<em>a</em> <strong>„b“</strong>“ – c…");
    assert_quotes(
        test, "de", "[\"a\"](/b \"c\") ~~\"d\"~~", "<a href=\"/b\" title=\"c\">„a“</a> <del>„d“</del>");
    assert_quotes(test, "fr", "'été'– 'a'", "«|été|»– «|a|»");
    assert_quotes(test, "de", "alone \"a", "alone “a");
}

static void a_text_without_markup_has_the_punctuation_of_texts(void **state)
{
    static const struct {
        const char *language, *line, *expected;
    } lines[] = {
        { "en", "It's \"a 'b' c\" -- so...", "It’s “a ‘b’ c” – so…" },
        { "de", "\"Nein\", sagt's.", "„Nein“, sagt’s." },
        { "en", "\"3*4*5\" _is_ `a` [b](c) <d> a\\b ![e](f) ~~g~~ # 1.",
            "“3*4*5” _is_ `a` [b](c) <d> a\\b ![e](f) ~~g~~ # 1." },
        { "en", "AT&amp;T &#8217; R&D &nope;", "AT&T ’ R&D &nope;" },
        { "en", "- \"a\" https://x.example/?a='b'", "- “a” https://x.example/?a=‘b’" },
    };
    struct markdown_case *test = *state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_string_equal(
            case_text(test, markdown_render_plain(&test->arena, text_of(lines[i].line),
                                unicode_quotation(test->unicode, text_of(lines[i].language)))),
            lines[i].expected);
    assert_string_equal(
        case_text(test, markdown_render_plain(&test->arena, TEXT("\"a\" -- &amp;"), NULL)), "\"a\" -- &");
}

static void a_line_is_inlines_only(void **state)
{
    struct markdown_case *test = *state;
    text html, plain;
    markdown_render_inline(&test->arena, TEXT(" 1. *A* \"b\" & <i>c</i> ~~d~~ www.x.org "), NULL,
        &quotation_english, RAW_HTML_PASS, TEXT_NONE, &html, &plain);
    assert_string_equal(case_text(test, html), "1. <em>A</em> “b” &amp; <i>c</i> <del>d</del> www.x.org");
    assert_string_equal(case_text(test, plain), "1. A “b” & c d www.x.org");
    markdown_render_inline(&test->arena, TEXT("# <b>x</b> [y](javascript:z)"), NULL, NULL, RAW_HTML_ESCAPE,
        TEXT_NONE, &html, NULL);
    assert_string_equal(case_text(test, html), "# &lt;b&gt;x&lt;/b&gt; <a href=\"\">y</a>");
    markdown_render_inline(&test->arena, TEXT(""), NULL, NULL, RAW_HTML_PASS, TEXT_NONE, &html, &plain);
    assert_int_equal(html.length + plain.length, 0);
}

static void a_line_shows_tags_that_cannot_stand_in_it(void **state)
{
    struct markdown_case *test = *state;
    text html, plain;
    markdown_render_inline(&test->arena,
        TEXT("CO<sub>2</sub>, <main>, <script>x</script>, <br/> <i lang=\"la\">e</I>"), NULL, NULL,
        RAW_HTML_PASS, TEXT_NONE, &html, &plain);
    assert_string_equal(case_text(test, html),
        "CO<sub>2</sub>, &lt;main&gt;, &lt;script&gt;x&lt;/script&gt;, "
        "<br/> <i lang=\"la\">e</I>");
    assert_string_equal(case_text(test, plain), "CO2, <main>, <script>x</script>,  e");
}

static void what_stands_nowhere_gets_the_site_s_prefix(void **state)
{
    struct markdown_case *test = *state;
    text html;
    markdown_render_inline(&test->arena, TEXT("[a](/b/?c&d) [e](//f/) [g](h/) ![i](/j.png)"), NULL, NULL,
        RAW_HTML_PASS, TEXT("/archive"), &html, NULL);
    assert_string_equal(case_text(test, html),
        "<a href=\"/archive/b/?c&amp;d\">a</a> <a href=\"//f/\">e</a> <a href=\"h/\">g</a> "
        "<img src=\"/archive/j.png\" alt=\"i\" />");
    html = markdown_render_fragment(
        &test->arena, TEXT("[a][]\n\n[a]: /b/\n"), NULL, RAW_HTML_PASS, TEXT("/archive"));
    assert_string_equal(case_text(test, html), "<p><a href=\"/archive/b/\">a</a></p>\n");
}

static void a_fragment_has_no_additions(void **state)
{
    struct markdown_case *test = *state;
    text html = markdown_render_fragment(&test->arena,
        TEXT("# A {#b}\n\n> [!NOTE]\n> x\n\n[l](c.md) [^1]\n\n[^1]: n\n"), NULL, RAW_HTML_PASS, TEXT_NONE);
    assert_string_equal(case_text(test, html),
        "<h1>A {#b}</h1>\n<blockquote>\n<p>[!NOTE]\nx</p>\n</blockquote>\n<p><a "
        "href=\"c.md\">l</a> <a href=\"n\">^1</a></p>\n");
    html = markdown_render_fragment(&test->arena,
        TEXT("<script>x</script>\n\n[a](javascript:b) ![c](data:text/html,d)"), NULL, RAW_HTML_ESCAPE,
        TEXT_NONE);
    assert_string_equal(case_text(test, html),
        "<p>&lt;script&gt;x&lt;/script&gt;</p>\n<p><a href=\"\">a</a> <img src=\"\" alt=\"c\" /></p>\n");
}

static void without_additions_the_html_is_the_library_s(void **state)
{
    struct markdown_case *test = *state;
    test->options = (struct markdown_options){ 0 };
    assert_html(test, "# A {#b}\n\n![c](d \"e\")\n\n{{ f() }}\n\n> [!NOTE]\n> g\n",
        "<h1>A {#b}</h1>\n<p><img src=\"d\" alt=\"c\" title=\"e\" /></p>\n<p>{{ f() "
        "}}</p>\n<blockquote>\n<p>[!NOTE]\ng</p>\n"
        "</blockquote>\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(quotes_are_those_of_the_language),
        CASE(marks_that_were_typed_and_apostrophes_stay),
        CASE(a_text_without_markup_has_the_punctuation_of_texts),
        CASE(a_line_is_inlines_only),
        CASE(a_line_shows_tags_that_cannot_stand_in_it),
        CASE(what_stands_nowhere_gets_the_site_s_prefix),
        CASE(a_fragment_has_no_additions),
        CASE(without_additions_the_html_is_the_library_s),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
