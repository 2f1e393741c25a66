/* SPDX-License-Identifier: MIT */
/* Footnotes: names, marks and back links, and brackets that are none. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "markdown_case.h"

static void footnotes_carry_the_prefix(void **state)
{
    struct markdown_case *test = *state;
    assert_html(test, "a[^x] b[^x]\n\n[^x]: note\n",
        "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-p-x\" id=\"fnref-p-x\" data-footnote-ref "
        "aria-label=\"Footnote 1\">1</a></sup> "
        "b<sup class=\"footnote-ref\"><a href=\"#fn-p-x\" id=\"fnref-p-x-2\" "
        "data-footnote-ref aria-label=\"Footnote 1\">1</a></sup></p>\n"
        "<section class=\"footnotes\" data-footnotes aria-label=\"Footnotes\">\n<ol>\n<li "
        "class=\"note-body\" "
        "id=\"fn-p-x\">\n<p>note "
        "<a href=\"#fnref-p-x\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to "
        "reference 1\">↩</a> "
        "<a href=\"#fnref-p-x-2\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to "
        "reference 1-2\">"
        "↩<sup class=\"footnote-ref\">2</sup></a></p>\n</li>\n</ol>\n</section>\n");
    assert_string_equal(case_anchors(test), "fnref-p-x fnref-p-x-2 fn-p-x");
}

/* The library would cut these, or print what lies in memory behind them. */
static void brackets_that_are_no_footnotes_are_kept(void **state)
{
    struct markdown_case *test = *state;
    static const struct {
        const char *markdown, *html;
    } rows[] = {
        { "x [^a long note\nof *two* lines] y\n", "<p>x [^a long note\nof <em>two</em> lines] y</p>\n" },
        { "x [^1\nmore] y\n\n[^1]: note\n", "<p>x [^1\nmore] y</p>\n" },
        { "[^\n^’2][^,b]\n", "<p>[^\n^’2][^,b]</p>\n" },
        { "[^a`]`b\nc] `[^d\ne]`\n", "<p>[^a<code>]</code>b\nc] <code>[^d e]</code></p>\n" },
        { "[^a](/x\n\"[^b\nc\")\n", "<p><a href=\"[link /x]\" title=\"[^b\nc\">^a</a></p>\n" },
        { "[a](/x[^b 'c\nd') <i title=\"[^e\nf\">g</i>\n",
            "<p><a href=\"[link /x[^b]\" title=\"c\nd\">a</a> <i title=\"[^e\nf\">g</i></p>\n" },
        { "[\\^1] `[\\^1]`\n\n[^1]: note\n", "<p>[^1] <code>[\\^1]</code></p>\n" },
        { "[&#94;ab c] [&#x05E;d] [&Hat;e] `[&Hat;f]`\n",
            "<p>[^ab c] [^d] [^e] <code>[&amp;Hat;f]</code></p>\n" },
        { "# a [\\^b\n", "<h1 id=\"a-b\">a [^b</h1>\n" },
        { "| a [&#94;b] |\n| - |\n",
            "<section class=\"table-scroll\" tabindex=\"0\" aria-label=\"Table 1\">\n<table>\n<thead>\n<tr>\n"
            "<th scope=\"col\">a [^b]</th>\n</tr>\n</thead>\n</table>\n</section>\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        case_render(test, rows[i].markdown);
        assert_string_equal(case_html(test), rows[i].html);
    }
}

static void footnotes_without_a_partner_are_reported(void **state)
{
    struct markdown_case *test = *state;
    assert_reported(test, "a [^no] \\[^esc] `[^code]` [^a b]\n\nb[^1]\n\n[^1]: x\n\n[^2]: y\n[^1]: z\n",
        "1:3 warning unknown-footnote: footnote '[^no]' has no definition\n"
        "7:1 warning unused-footnote: nothing refers to footnote '[^2]'\n"
        "8:1 warning unused-footnote: footnote '[^1]' is defined twice, and the first one counts");
    assert_string_equal(case_hint(test), "add a line '[^no]: …', or write '\\[^no]' for plain text");
}

static void back_links_follow_a_note_that_ends_in_a_list(void **state)
{
    struct markdown_case *test = *state;
    test->options.id_prefix = TEXT("2019/a b");
    assert_html(test, "a[^x]\n\n[^x]: b\n\n    - c\n",
        "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-2019/a%20b-x\" id=\"fnref-2019/a%20b-x\" "
        "data-footnote-ref aria-label=\"Footnote 1\">1</a></sup></p>\n"
        "<section class=\"footnotes\" data-footnotes aria-label=\"Footnotes\">\n<ol>\n<li "
        "class=\"note-body\" "
        "id=\"fn-2019/a%20b-x\">\n<p>b</p>\n<ul>\n<li>c</li>\n</ul>\n"
        "<a href=\"#fnref-2019/a%20b-x\" class=\"footnote-backref\" data-footnote-backref "
        "aria-label=\"Back to reference 1\">↩</a>\n</li>\n</ol>\n</section>\n");
}

static void a_reference_that_the_library_drops_gets_no_back_link(void **state)
{
    struct markdown_case *test = *state;
    case_render(test, "a[^1]\n\n[^1]: b\n\n[^2]: c[^1]\n");
    assert_null(strstr(case_html(test), "fnref-p-1-2"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(footnotes_carry_the_prefix),
        CASE(brackets_that_are_no_footnotes_are_kept),
        CASE(footnotes_without_a_partner_are_reported),
        CASE(back_links_follow_a_note_that_ends_in_a_list),
        CASE(a_reference_that_the_library_drops_gets_no_back_link),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
