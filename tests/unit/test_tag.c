/* SPDX-License-Identifier: MIT */
/* tag: tags, attributes and comments in pieces of HTML. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/tag.h"

static void a_comment_ends_where_browsers_end_it(void **state)
{
    (void)state;
    static const struct {
        const char *html;
        size_t end;
    } comments[] = {
        { "<!-- a --> b", 10 },
        { "<!--> b", 5 },
        { "<!---> b", 6 },
        { "<!----> b", 7 },
        { "<!----!> b -->", 8 },
        { "<!-- a --!> b -->", 11 },
        { "<!--!> b -->", 12 },
        { "<!---!> b -->", 13 },
        { "<!-- a -- > b", 13 },
        { "<!-- a ---> b", 11 },
        { "<!-- <!-- a --> b", 15 },
        { "<!- a -->", 0 },
        { "<b>", 0 },
    };
    for (size_t i = 0; i < sizeof comments / sizeof *comments; i++)
        assert_int_equal(tag_comment_end(text_of(comments[i].html), 0), comments[i].end);
}

static void a_comment_without_end_is_known(void **state)
{
    (void)state;
    static const char *const closed[] = { "<!-- a -->", "<!-->", "<!----!>", "<!-- <!-- -->", "<!-- a --!>" };
    static const char *const open[] = { "<!-- a", "<!--!>", "<!-- a --\n", "<!--" };
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        assert_true(tag_comment_is_closed(text_of(closed[i])));
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        assert_false(tag_comment_is_closed(text_of(open[i])));
}

static void names_of_components_are_told_from_html(void **state)
{
    (void)state;
    assert_true(tag_is_component(TEXT("YouTube")));
    assert_false(tag_is_component(TEXT("DIV")));
    assert_false(tag_is_component(TEXT("div")));
    assert_false(tag_is_component(TEXT("P")));
}

static void tags_in_comments_are_none(void **state)
{
    (void)state;
    size_t at = 0;
    text html = TEXT("<!-- <i> --!><!--><b><!----!><u><!-- <s>");
    assert_true(text_equal(tag_next(html, &at), TEXT("b")));
    assert_true(text_equal(tag_next(html, &at), TEXT("u")));
    assert_null(tag_next(html, &at).bytes);
    assert_int_equal(at, html.length);
}

static void links_are_found_one_a_tag(void **state)
{
    (void)state;
    text html = TEXT("<p title='<a href=no>'><a id=x href=\"/one\" title='<a href=no>'>1</a>"
                     "<!-- <a href=no> --><a href=/two href=/twice></a><a></a><a href=''>");
    static const char *const expected[] = { "/one", "/two", "" };
    size_t at = 0;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        text link = tag_next_link(html, &at);
        assert_non_null(link.bytes);
        assert_true(text_equal(link, text_of(expected[i])));
    }
    assert_null(tag_next_link(html, &at).bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comment_ends_where_browsers_end_it),
        cmocka_unit_test(a_comment_without_end_is_known),
        cmocka_unit_test(names_of_components_are_told_from_html),
        cmocka_unit_test(tags_in_comments_are_none),
        cmocka_unit_test(links_are_found_one_a_tag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
