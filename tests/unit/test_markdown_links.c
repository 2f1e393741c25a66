/* SPDX-License-Identifier: MIT */
/* What becomes of link and image targets: holes, own anchors, unsafe schemes, and what is reported. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "markdown_case.h"

/* "kind target|content path|fragment|query|line:column width", '-' for what is absent. */
static const char *reference_line(struct markdown_case *test, size_t number)
{
    const struct reference *reference = &test->markup.references[number];
    struct position position = source_position(test->contents, reference->where);
    const text parts[] = { reference->target, reference->content_path, reference->fragment,
        reference->query };
    struct buffer out;
    buffer_init(&out, &test->arena);
    for (size_t i = 0; i < 4; i++)
        buffer_print(
            &out, "%.*s|", parts[i].bytes ? (int)parts[i].length : 1, parts[i].bytes ? parts[i].bytes : "-");
    buffer_print(&out, "%zu:%zu+%u%s", position.line, position.column, reference->where.length,
        reference->is_address ? " address" : "");
    return text_to_string(&test->arena, buffer_text(&out));
}

static void assert_reference(struct markdown_case *test, const char *markdown, const char *line)
{
    case_render(test, markdown);
    assert_int_equal(test->markup.reference_count, 1);
    assert_string_equal(reference_line(test, 0), line);
    assert_string_equal(case_diagnostics(test), "");
}

static void a_short_target_is_pointed_at_where_the_link_has_it(void **state)
{
    assert_reference(*state, "See b. [Abbot](b)", "b|articles/2019/b|-|-|1:16+1");
    assert_reference(*state, "b [b](<b> \"b\")", "b|articles/2019/b|-|-|1:8+1");
    assert_reference(*state, "b [b][c]\n\n[c]: b", "b|articles/2019/b|-|-|1:1+1");
}

static void a_target_with_escapes_has_its_own_place(void **state)
{
    struct markdown_case *test = *state;
    case_render(
        test, "[a](x\\_y.md) ![b](<x\\_y.md>) [c](x_y.md) [d](x\\_y.md)\n[e](x?a&amp;b) [f](x?a&amp;b)");
    static const char *const places[] = { "1:5", "1:20", "1:34", "1:46", "2:5", "2:20" };
    assert_int_equal(test->markup.reference_count, 6);
    for (size_t i = 0; i < 6; i++) {
        struct position position = source_position(test->contents, test->markup.references[i].where);
        assert_string_equal(
            case_text(test, text_format(&test->arena, "%zu:%zu", position.line, position.column)), places[i]);
    }
}

static void addresses_in_html_are_noted(void **state)
{
    struct markdown_case *test = *state;
    assert_reference(test, "A <a href=\"/x/?a#b\">y</a>", "/x/|-|b|-|1:12+3 address");
    assert_reference(test, "<p>\n<img src=/%C3%A9.png>\n</p>", "/\xC3\xA9.png|-|-|-|2:10+11 address");
    assert_reference(test, "A <a href=\"../x.md?a#b\">y</a>", "../x.md|-|b|-|1:12+7");
    case_render(test, "<a href=\"//x/\"><a href=\"m:x/y\"><a href=\"#x\"><a href=\"{{ x }}\"><a href=\"\"><a "
                      "title=\"/x/\"> "
                      "<!-- <a href=\"/x/\"> -->\n\n"
                      "<script>'<a href=\"/x/\">'</script>\n\n`<a href=\"/x/\">`\n");
    assert_int_equal(test->markup.reference_count, 0);
}

static void relative_paths_are_resolved_from_the_source(void **state)
{
    assert_reference(
        *state, "[x](../2018/other.md#costs)", "../2018/other.md|articles/2018/other.md|costs|-|1:5+22");
    assert_reference(*state, "[x](other.md)", "other.md|articles/2019/other.md|-|-|1:5+8");
    assert_reference(
        *state, "[x](./a%20b.md?q=1&r#f%C3%BC)", "./a b.md|articles/2019/a b.md|fü|?q=1&r|1:5+24");
    assert_reference(*state, "[x](../../data.csv)", "../../data.csv|data.csv|-|-|1:5+14");
    assert_reference(*state, "[x](<a b.md> \"t\")", "a b.md|articles/2019/a b.md|-|-|1:6+6");
    assert_reference(*state, "![x](pic.png)", "pic.png|articles/2019/pic.png|-|-|1:6+7");
}

static void own_addresses_are_holes_too(void **state)
{
    assert_reference(*state, "[x](/about/?a#b)", "/about/|-|b|?a|1:5+11 address");
    assert_reference(*state, "![x](/pic.png)", "/pic.png|-|-|-|1:6+8 address");
}

static void holes_are_in_order_and_between_quotes(void **state)
{
    struct markdown_case *test = *state;
    case_render(test, "[a](b.md \"t\") ![c](d.png)\n\n[![e](f.png)](g.md)[^1]\n\n[^1]: [h](i.md)\n");
    assert_string_equal(case_html(test),
        "<p><a href=\"[link b.md]\" title=\"t\">a</a> <img src=\"[image d.png]\" alt=\"c\" loading=\"lazy\" "
        "decoding=\"async\" />"
        "</p>\n<p><a href=\"[link g.md]\"><img src=\"[image f.png]\" alt=\"e\" loading=\"lazy\" "
        "decoding=\"async\" /></a>"
        "<sup class=\"footnote-ref\"><a href=\"#fn-p-1\" id=\"fnref-p-1\" data-footnote-ref "
        "aria-label=\"Footnote 1\">1</a></sup></p>\n"
        "<section class=\"footnotes\" data-footnotes aria-label=\"Footnotes\">\n<ol>\n<li "
        "class=\"note-body\" "
        "id=\"fn-p-1\">\n<p><a href=\"[link "
        "i.md]\">h</a> "
        "<a href=\"#fnref-p-1\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to "
        "reference 1\">↩</a></p>\n"
        "</li>\n</ol>\n</section>\n");
    for (size_t i = 0; i < test->markup.reference_count; i++) {
        size_t hole = test->markup.references[i].hole;
        assert_memory_equal(test->markup.html.bytes + hole - 2, "=\"\"", 3);
        assert_true(i == 0 || hole > test->markup.references[i - 1].hole);
    }
}

static void the_place_is_the_target_in_its_line(void **state)
{
    struct markdown_case *test = *state;
    case_render(test, "one\n*two* [a](x.md)\nthree [b][r]\n\n> - [c](y.md)\n\n| [d](z.md) |\n|-|\n| "
                      "[e](w.md) |\n\n[r]: v.md\n");
    assert_string_equal(reference_line(test, 0), "x.md|articles/2019/x.md|-|-|2:11+4");
    assert_string_equal(reference_line(test, 1), "v.md|articles/2019/v.md|-|-|3:1+12");
    assert_string_equal(reference_line(test, 2), "y.md|articles/2019/y.md|-|-|5:9+4");
    assert_string_equal(reference_line(test, 4), "z.md|articles/2019/z.md|-|-|7:7+4");
    assert_string_equal(reference_line(test, 5), "w.md|articles/2019/w.md|-|-|9:7+4");
}

static void other_sites_are_left_alone(void **state)
{
    struct markdown_case *test = *state;
    case_render(test,
        "[a](http://x.org/a b) [b](//x.org/) [c](mailto:a@b.c) <https://x.org> [d](tel:1) [e](javascript:f) "
        "[g]() www.x.org [h](?q)\n");
    assert_int_equal(test->markup.reference_count, 0);
    assert_string_equal(case_diagnostics(test), "");
    assert_non_null(strstr(case_html(test), "<a href=\"javascript:f\">e</a>"));
}

static void unsafe_schemes_are_dropped_when_html_is_escaped(void **state)
{
    static const char *const unsafe[] = { "[a](javascript:b)", "[a](JavaScript:b)", "<vbscript:x>",
        "[a](file:///etc)", "[a](data:text/html,b)", "![a](data:image/svg+xml,b)", "[a](&#106;avascript:b)",
        "[a][r]\n\n[r]: javascript:b" };
    static const char *const safe[] = { "[a](http://b)", "![a](data:image/png;base64,b)",
        "[a](mailto:b@c.d)" };
    struct markdown_case *test = *state;
    test->options.raw_html = RAW_HTML_ESCAPE;
    for (size_t i = 0; i < sizeof(unsafe) / sizeof(unsafe[0]); i++) {
        case_render(test, unsafe[i]);
        assert_true(test->is_fine);
        assert_string_equal(test->diagnostics.first->code, "unsafe-link");
        assert_true(strstr(case_html(test), "=\"\"") != NULL);
    }
    for (size_t i = 0; i < sizeof(safe) / sizeof(safe[0]); i++) {
        case_render(test, safe[i]);
        assert_string_equal(case_diagnostics(test), "");
    }
}

static void a_link_out_of_content_is_an_error(void **state)
{
    struct markdown_case *test = *state;
    case_render(test, "x\n[a](../../../secret.md)\n");
    assert_string_equal(
        case_diagnostics(test), "2:5 error broken-link: '../../../secret.md' leads out of content/");
    assert_string_equal(
        case_hint(test), "relative paths start at the folder of this file: content/articles/2019");
    assert_false(test->is_fine);
    assert_string_equal(case_html(test), "<p>x\n<a href=\"\">a</a></p>\n");
}

static void links_to_own_anchors_are_checked(void **state)
{
    struct markdown_case *test = *state;
    case_render(test, "[a](#costs) [b](#cots) [c](#top) [d](#) [e](#fn-p-1) [f](#r%C3%A9sum%C3%A9)[^1]\n\n## "
                      "Costs\n\n## Résumé\n\n[^1]: n\n");
    assert_string_equal(
        case_diagnostics(test), "1:17 warning missing-anchor: nothing on this page has the id 'cots'");
    assert_string_equal(case_hint(test), "did you mean '#costs'?");
    case_render(test, "[a](#x) and #x [b](#x), [c](#y)\n[d](#x) [e][f]\n\n[f]: #x\n");
    assert_string_equal(case_diagnostics(test),
        "1:5 warning missing-anchor: nothing on this page has the id 'x'\n"
        "1:20 warning missing-anchor: nothing on this page has the id 'x'\n"
        "1:29 warning missing-anchor: nothing on this page has the id 'y'\n"
        "2:5 warning missing-anchor: nothing on this page has the id 'x'\n"
        "2:5 warning missing-anchor: nothing on this page has the id 'x'");
    /* "é" as two characters, as some keyboards and file names have it. */
    case_render(test, "[a](#cafe\xCC\x81) [b](#caf\xC3\xA9)\n\n## Cafe\xCC\x81\n\n[c](#e\xCC\x81te)\n\n## "
                      "Summer {#e\xCC\x81te}\n");
    assert_string_equal(case_diagnostics(test), "");
    assert_string_equal(case_html(test),
        "<p><a href=\"#caf%C3%A9\">a</a> <a href=\"#caf%C3%A9\">b</a></p>\n<h2 "
        "id=\"caf\xC3\xA9\">Cafe\xCC\x81</h2>\n"
        "<p><a href=\"#%C3%A9te\">c</a></p>\n<h2 id=\"\xC3\xA9te\">Summer</h2>\n");
    case_render(test, "[a](#nowhere)\n");
    assert_string_equal(case_hint(test), "'## Title {#nowhere}' gives a heading this id");
}

static void without_a_folder_links_stay_as_written(void **state)
{
    struct markdown_case *test = *state;
    test->options.source_folder = TEXT_NONE;
    case_render(test, "[a](b.md) [c](/d)\n");
    assert_string_equal(case_html(test), "<p><a href=\"b.md\">a</a> <a href=\"/d\">c</a></p>\n");
    test->options.source_folder = TEXT("");
    case_render(test, "[a](b.md)\n");
    assert_string_equal(case_text(test, test->markup.references[0].content_path), "b.md");
}

static void a_link_inside_a_picture_s_words_is_no_link(void **state)
{
    struct markdown_case *test = *state;
    case_render(test, "![a [b](c.md)](d.png) x\n");
    assert_int_equal(test->markup.reference_count, 1);
    assert_string_equal(case_text(test, test->markup.references[0].target), "d.png");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_target_with_escapes_has_its_own_place),
        CASE(addresses_in_html_are_noted),
        CASE(a_short_target_is_pointed_at_where_the_link_has_it),
        CASE(relative_paths_are_resolved_from_the_source),
        CASE(own_addresses_are_holes_too),
        CASE(holes_are_in_order_and_between_quotes),
        CASE(the_place_is_the_target_in_its_line),
        CASE(other_sites_are_left_alone),
        CASE(unsafe_schemes_are_dropped_when_html_is_escaped),
        CASE(a_link_out_of_content_is_an_error),
        CASE(links_to_own_anchors_are_checked),
        CASE(without_a_folder_links_stay_as_written),
        CASE(a_link_inside_a_picture_s_words_is_no_link),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
