/* SPDX-License-Identifier: MIT */
/* Raw HTML in Markdown: what passes, what is shown as text, tags that are damaged. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "markdown_case.h"

static void raw_html_passes_and_gives_anchors(void **state)
{
    struct markdown_case *test = *state;
    assert_html(test,
        "<div ID=\"a\" class='x'>\n<p id=b><!-- id=\"no\" -->\n<a name='c' href=m:d>e</a><input "
        "name=\"f\">\n</div>\n\n"
        "g <i id=\"h\">i</i>\n",
        "<div ID=\"a\" class='x'>\n<p id=b><!-- id=\"no\" -->\n<a name='c' href=m:d>e</a><input "
        "name=\"f\">\n</div>\n"
        "<p>g <i id=\"h\">i</i></p>\n");
    assert_string_equal(case_anchors(test), "a b c h");
    assert_string_equal(case_text(test, test->markup.plain), "e\n\ng i");
    case_render(test, "<div>\n<!-->\n<p id=\"x\">R&amp;D caf&eacute; &#8220;y&#8221; a&b</p>\n</div>\n");
    assert_string_equal(case_anchors(test), "x");
    assert_string_equal(case_text(test, test->markup.plain), "R&D caf\u00e9 \u201cy\u201d a&b");
}

static void damaged_tags_do_no_harm(void **state)
{
    static const struct {
        const char *markdown, *anchors;
    } rows[] = {
        { "<div id=\"a", "" },
        { "<div\nid", "" },
        { "<div id=", "" },
        { "<div id=\"\"\nid='b'>", "b" },
        { "<div = == id=c/ / id=d>", "c/" },
        { "<br/><div data-id=x id = e >", "e" },
        { "<!-- <p id=f>", "" },
        { "<div><", "" },
        { "<div a<b id=g>", "g" },
    };
    struct markdown_case *test = *state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        case_render(test, rows[i].markdown);
        assert_string_equal(case_anchors(test), rows[i].anchors);
    }
}

static void raw_html_can_be_shown_as_text(void **state)
{
    struct markdown_case *test = *state;
    test->options.raw_html = RAW_HTML_ESCAPE;
    assert_html(test, "<div id=\"a\">\nx\n</div>\n\na <b>c</b>\n",
        "<p>&lt;div id=&quot;a&quot;&gt;\nx\n&lt;/div&gt;</p>\n<p>a &lt;b&gt;c&lt;/b&gt;</p>\n");
    assert_string_equal(case_anchors(test), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(raw_html_passes_and_gives_anchors),
        CASE(damaged_tags_do_no_harm),
        CASE(raw_html_can_be_shown_as_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
