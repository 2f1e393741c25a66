/* SPDX-License-Identifier: MIT */
/* What the additions to Markdown print, what is collected from a text, and what is reported. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "markdown_case.h"

static void headings_get_ids_that_are_unique(void **state)
{
    struct markdown_case *test = *state;
    assert_html(test, "# The Costs!\n\n## The costs\n\n### The costs-1\n\n#\n\n#\n",
        "<h1 id=\"the-costs\">The Costs!</h1>\n<h2 id=\"the-costs-1\">The costs</h2>\n"
        "<h3 id=\"the-costs-1-1\">The costs-1</h3>\n<h1 id=\"section\"></h1>\n<h1 id=\"section-1\"></h1>\n");
    assert_string_equal(case_headings(test), "1 the-costs The Costs! | 2 the-costs-1 The costs | 3 "
                                             "the-costs-1-1 The costs-1 | 1 section  | 1 section-1 ");
}

static void a_heading_names_its_own_id(void **state)
{
    struct markdown_case *test = *state;
    test->options.smart = &quotation_english;
    assert_html(test, "## Title *x* {#my--id_x_} ##\n\nSetext {#two}\n===\n\n> ## Quoted {#q.1:é}\n",
        "<h2 id=\"my--id_x_\">Title <em>x</em></h2>\n<h1 id=\"two\">Setext</h1>\n<blockquote>\n"
        "<h2 id=\"q.1:é\">Quoted</h2>\n</blockquote>\n");
    assert_html(test, "## Title \\{#a}\n\n## `{#b}`\n\n## {#c}\n",
        "<h2 id=\"title-a\">Title {#a}</h2>\n<h2 id=\"b\"><code>{#b}</code></h2>\n<h2 id=\"c\"></h2>\n");
}

static void a_heading_that_reading_views_would_drop_says_that_it_is_text(void **state)
{
    struct markdown_case *test = *state;
    assert_html(test, "## Social care\n\n### Aims\n\n## Aims {#menu}\n",
        "<h2 id=\"social-care\" class=\"heading-body\">Social care</h2>\n<h3 id=\"aims\">Aims</h3>\n"
        "<h2 id=\"menu\" class=\"heading-body\">Aims</h2>\n");
}

static void an_id_written_by_hand_is_never_renamed(void **state)
{
    struct markdown_case *test = *state;
    assert_html(test, "## Costs\n\n## Prices {#costs}\n\n<a name=\"aims\"></a>\n\n## Aims\n",
        "<h2 id=\"costs-1\">Costs</h2>\n<h2 id=\"costs\">Prices</h2>\n<p><a name=\"aims\"></a></p>\n"
        "<h2 id=\"aims-1\">Aims</h2>\n");
    assert_string_equal(case_anchors(test), "costs aims costs-1 aims-1");
}

static void an_id_given_twice_is_an_error(void **state)
{
    struct markdown_case *test = *state;
    assert_reported(
        test, "## A {#x}\n\n## B {#x}\n", "3:6 error duplicate-anchor: anchor 'x' is given to two headings");
    assert_string_equal(case_hint(test), "give this heading another id: {#x-2}");
    assert_reported(
        test, "## A {#x y}\n", "1:6 warning invalid-anchor: '{#x y}' is not an id and is shown as text");
    assert_string_equal(case_hint(test), "write '{#x}': a heading has an id, and no other attributes");
    assert_reported(
        test, "## A {#}\n", "1:6 warning invalid-anchor: '{#}' is not an id and is shown as text");
}

static void heading_html_has_neither_links_nor_marks(void **state)
{
    struct markdown_case *test = *state;
    case_render(test, "## [*A* & `b`](http://x.org) ~~c~~[^1] H<sub>2</sub>O <span id=\"y\">d</span> "
                      "![pic](p.png) <a>e</a>\n\n[^1]: n\n");
    assert_string_equal(case_text(test, test->markup.headings[0].html),
        "<em>A</em> &amp; <code>b</code> <del>c</del> H<sub>2</sub>O d pic e");
    assert_string_equal(case_text(test, test->markup.headings[0].plain), "A & b c H2O d pic e");
    case_render(test, "## <b>x <b class=\"c\">y</b></b> </i><I>z\n");
    assert_string_equal(case_text(test, test->markup.headings[0].html), "<b>x y</b> <I>z</i>");
    case_render(test, "## one<br>two<wbr>three\n");
    assert_string_equal(case_text(test, test->markup.headings[0].html), "one twothree");
    test->options.raw_html = RAW_HTML_ESCAPE;
    case_render(test, "## **a** <b>c</b>\n");
    assert_string_equal(
        case_text(test, test->markup.headings[0].html), "<strong>a</strong> &lt;b&gt;c&lt;/b&gt;");
}

static void a_paragraph_that_is_an_image_is_a_figure(void **state)
{
    struct markdown_case *test = *state;
    assert_html(test, "![a *b*](http://x.org/i.png \"T & <t>\")\n",
        "<figure><img src=\"http://x.org/i.png\" alt=\"a b\" loading=\"lazy\" decoding=\"async\" />"
        "<figcaption>T &amp; &lt;t&gt;</figcaption></figure>\n");
    assert_html(test, "[![a](i.png)](b.md)\n",
        "<figure><a href=\"[link b.md]\"><img src=\"[image i.png]\" alt=\"a\" loading=\"lazy\" "
        "decoding=\"async\" />"
        "</a></figure>\n");
    assert_html(test, "![a](i.png \"t\") and text\n",
        "<p><img src=\"[image i.png]\" alt=\"a\" title=\"t\" loading=\"lazy\" decoding=\"async\" /> and "
        "text</p>\n");
    assert_html(test, "- ![a](i.png \"t\")\n",
        "<ul>\n<li><img src=\"[image i.png]\" alt=\"a\" title=\"t\" loading=\"lazy\" decoding=\"async\" "
        "/></li>\n</ul>\n");
}

static bool fixed_size(void *data, text content_path, struct image_size *size)
{
    *(text *)data = content_path;
    *size = (struct image_size){ 640, 480 };
    return true;
}

static void images_get_their_size(void **state)
{
    struct markdown_case *test = *state;
    text asked = TEXT_NONE;
    test->options.image_size = fixed_size;
    test->options.image_size_data = &asked;
    assert_html(test, "![](../pics/a%20b.png)\n",
        "<figure><img src=\"[image ../pics/a b.png]\" alt=\"\" width=\"640\" height=\"480\" loading=\"lazy\" "
        "decoding=\"async\" /></figure>\n");
    assert_string_equal(case_text(test, asked), "articles/pics/a b.png");
    case_render(test, "![](/pics/c.png)\n");
    assert_string_equal(case_text(test, asked), "pics/c.png");
}

static void alerts_become_callouts(void **state)
{
    struct markdown_case *test = *state;
    assert_html(test, "> [!NOTE]\n> Read *this*.\n",
        "<div class=\"callout callout-note\" role=\"note\" data-callout=\"note\">\n"
        "<p class=\"callout-title\">Note</p>\n<p>Read <em>this</em>.</p>\n</div>\n");
    assert_html(test, "> [!warning]  \n>\n> - a\n",
        "<div class=\"callout callout-warning\" role=\"note\" data-callout=\"warning\">\n"
        "<p class=\"callout-title\">Warning</p>\n<ul>\n<li>a</li>\n</ul>\n</div>\n");
}

static void other_quotes_stay_quotes(void **state)
{
    struct markdown_case *test = *state;
    assert_html(test, "> [!NOTE] x\n", "<blockquote>\n<p>[!NOTE] x</p>\n</blockquote>\n");
    assert_html(test, "> [!NOTE]\n", "<blockquote>\n<p>[!NOTE]</p>\n</blockquote>\n");
    assert_html(test, "> [!OTHER]\n> x\n", "<blockquote>\n<p>[!OTHER]\nx</p>\n</blockquote>\n");
    assert_html(test, "> x\n> [!TIP]\n> y\n", "<blockquote>\n<p>x\n[!TIP]\ny</p>\n</blockquote>\n");
}

static void tables_stand_in_a_frame(void **state)
{
    struct markdown_case *test = *state;
    assert_html(test, "|a|\n|:-|\n|b|\n",
        "<section class=\"table-scroll\" tabindex=\"0\" aria-label=\"Table "
        "1\">\n<table>\n<thead>\n<tr>\n<th scope=\"col\" "
        "class=\"align-left\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
        "<td class=\"align-left\">b</td>\n</tr>\n</tbody>\n</table>\n</section>\n");
}

static void a_table_in_html_stands_in_one_frame_whatever_lines_it_has(void **state)
{
    static const char frame[] =
        "<section class=\"table-scroll\" tabindex=\"0\" aria-label=\"Table 1\">\n%s</section>\n";
    static const char *const tables[] = { "<table>\n<tr><td>a</td></tr>\n</table>\n",
        "<table>\n<tr><td>a</td></tr>\n\n<tr><td>b</td></tr>\n</table>\n",
        "<TABLE class=x>\n\n<tr><td>\n\n*a*\n\n</td></tr>\n\n</TABLE>\n" };
    static const char *const others[] = { "<table>\n\n<tr><td>a</td></tr>\n",
        "<table>\n\n<tr><td><table>\n\n</table>\n\n</table>\n", "<table>\n\n</table> and more\n",
        "<p>a</p>\n\n</table>\n" };
    struct markdown_case *test = *state;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        text html = text_replace(&test->arena, text_of(tables[i]), TEXT("\n\n"), TEXT("\n"));
        html = text_replace(&test->arena, html, TEXT("*a*"), TEXT("<p><em>a</em></p>"));
        assert_html(test, tables[i],
            case_text(test, text_format(&test->arena, frame, text_to_string(&test->arena, html))));
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        text html = text_replace(&test->arena, text_of(others[i]), TEXT("\n\n"), TEXT("\n"));
        case_render(test, others[i]);
        assert_string_equal(case_html(test), case_text(test, html));
    }
}

static void a_paragraph_beside_a_table_is_its_caption(void **state)
{
    static const char end[] =
        "<thead>\n<tr>\n<th scope=\"col\">a</th>\n</tr>\n</thead>\n</table>\n</section>\n";
    static const char captioned[] = "<section class=\"table-scroll\" tabindex=\"0\" "
                                    "aria-labelledby=\"table-p-1\">\n<table>\n<caption id=\"table-p-1\">The "
                                    "<em>fees</em></caption>\n";
    struct markdown_case *test = *state;
    const char *html = case_text(test, text_format(&test->arena, "%s%s", captioned, end));
    assert_html(test, "Table: The *fees*\n\n|a|\n|-|\n", html);
    assert_string_equal(case_anchors(test), "table-p-1");
    assert_html(test, "|a|\n|-|\n\nTable:   The *fees*\n", html);
    /* Between two tables it belongs to the one below. */
    assert_html(test, "|b|\n|-|\n\nTable: The *fees*\n\n|a|\n|-|\n",
        case_text(test, text_format(&test->arena,
                            "<section class=\"table-scroll\" tabindex=\"0\" aria-label=\"Table "
                            "1\">\n<table>\n<thead>\n<tr>\n<th "
                            "scope=\"col\">b</th>\n</tr>\n</thead>\n</table>\n</section>\n"
                            "<section class=\"table-scroll\" tabindex=\"0\" aria-labelledby=\"table-p-2\">\n"
                            "<table>\n<caption id=\"table-p-2\">The <em>fees</em></caption>\n%s",
                            end)));
    assert_html(test, "Table: of contents\n\nText\n\nTable:\n",
        "<p>Table: of contents</p>\n<p>Text</p>\n<p>Table:</p>\n");
}

static void a_quote_can_be_pulled_out(void **state)
{
    assert_html(*state, "> [!QUOTE]\n> Few *words*.\n",
        "<figure class=\"pull-quote\">\n<blockquote>\n<p>Few "
        "<em>words</em>.</p>\n</blockquote>\n</figure>\n");
}

static void a_long_heading_gets_a_short_id(void **state)
{
    struct markdown_case *test = *state;
    char markdown[400] = "# a";
    for (size_t i = 0; i < 100; i++)
        memcpy(markdown + 3 + 2 * i, "é", 3);
    case_render(test, markdown);
    assert_int_equal(test->markup.headings[0].id.length, 127); /* 128 would cut an é */
    assert_int_equal(text_find_invalid_utf8(test->markup.headings[0].id), SIZE_MAX);
}

static void shortcodes_become_holes(void **state)
{
    struct markdown_case *test = *state;
    assert_html(test, "a\n\n{{ chart(src=\"x \\\"y\\\".csv\", n=3, share=-0.5, wide=true, alt='z') }}\n\nb\n",
        "<p>a</p>\n[shortcode chart]\n<p>b</p>\n");
    const struct reference *reference = &test->markup.references[0];
    assert_string_equal(case_text(test, value_to_text(&reference->arguments, &test->arena)),
        "{\"src\":\"x \\\"y\\\".csv\",\"n\":3,\"share\":-0.5,\"wide\":true,\"alt\":\"z\"}");
    assert_int_equal(reference->where.offset, 3);
    assert_html(test, "{{x()}}", "[shortcode x]\n");
    assert_html(test, "- {{ x() }}\n", "<ul>\n<li>\n[shortcode x]\n</li>\n</ul>\n");
}

static void braces_elsewhere_are_text(void **state)
{
    struct markdown_case *test = *state;
    assert_html(test, "`{{ x() }}`\n\n    {{ x() }}\n\n```\n{{ x() }}\n```\n\na {{ x() }} b\n",
        "<p><code>{{ x() }}</code></p>\n<pre tabindex=\"0\"><code>{{ x() }}\n</code></pre>\n"
        "<pre tabindex=\"0\"><code>{{ x() }}\n</code></pre>\n"
        "<p>a {{ x() }} b</p>\n");
    assert_int_equal(test->markup.reference_count, 0);
}

static void a_malformed_shortcode_is_an_error(void **state)
{
    static const struct {
        const char *markdown, *diagnostics;
    } rows[] = {
        { "{{ x }}", "1:6 error malformed-shortcode: malformed shortcode: expected '('" },
        { "{{< figure src=\"x.png\" >}}",
            "1:3 error malformed-shortcode: malformed shortcode: '{{<' is of another program" },
        { "{{% x %}}", "1:3 error malformed-shortcode: malformed shortcode: '{{%' is of another program" },
        { "a\n\n{{ x(y) }}", "3:7 error malformed-shortcode: malformed shortcode: expected '='" },
        { "{{ x(y=) }}", "1:8 error malformed-shortcode: malformed shortcode: expected a value" },
        { "{{ x(y=z) }}",
            "1:9 error malformed-shortcode: malformed shortcode: expected quotes around a text" },
        { "{{ x(y=1.2.3) }}", "1:13 error malformed-shortcode: malformed shortcode: expected a number" },
        { "{{ x(y=99999999999999999999) }}",
            "1:28 error malformed-shortcode: malformed shortcode: expected a smaller number" },
        { "{{ x(y=\"z) }}", "1:1 error malformed-shortcode: malformed shortcode: expected a closing quote" },
        { "{{ x(y=1, y=2) }}",
            "1:12 error malformed-shortcode: malformed shortcode: expected each argument once" },
        { "{{ x(y=1 z=2) }}", "1:10 error malformed-shortcode: malformed shortcode: expected ',' or ')'" },
        { "{{ x() y }}", "1:8 error malformed-shortcode: malformed shortcode: expected '}}'" },
        { "{{ x() }} {{ y() }}",
            "1:11 error malformed-shortcode: malformed shortcode: expected nothing behind '}}'" },
        { "{{ x(y=\"a\" \"b\") }}",
            "1:12 error malformed-shortcode: malformed shortcode: expected ',' or ')'" },
        { "{{ x(\"a\") }}", "1:6 error malformed-shortcode: malformed shortcode: expected a name" },
        { "{{}}", "1:3 error malformed-shortcode: malformed shortcode: expected a name" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_reported(*state, rows[i].markdown, rows[i].diagnostics);
}

static void plain_text_is_what_a_reader_sees(void **state)
{
    struct markdown_case *test = *state;
    case_render(test, "# *A* &amp; b\n\n![pic](x.png)\n\n<div>raw</div>\n\n> quote\n\n- "
                      "item\n\nFirst\n[para](u)  \ngraph `c`.\n\n"
                      "|a|b|\n|-|-|\n|c|d|\n\n<script>\nx\n</script>\n\n    code\n");
    assert_string_equal(case_text(test, test->markup.plain),
        "A & b\npic\nraw\nquote\nitem\nFirst para graph c.\na b\nc d\n\ncode");
    assert_string_equal(case_text(test, test->markup.first_paragraph), "First para graph c.");
    assert_int_equal(test->markup.word_count, 15);
    case_render(test, "# only\n\n- a list\n");
    assert_null(test->markup.first_paragraph.bytes);
}

/* Exports of other programs are HTML throughout. */
static void paragraph_of_html_can_be_the_first(void **state)
{
    struct markdown_case *test = *state;
    static const struct {
        const char *source, *first;
    } cases[] = {
        { "<p>One <b>and</b><br>a &amp; b.</p><p>Two</p>\n", "One and a & b." },
        { "<h2>Head</h2>\n<P class=x>Not closed\n<p>Two\n", "Not closed" },
        { "<p>&nbsp;</p><p><img src=\"a.png\"></p>\n<div><p>Within</p></div>\n", "Within" },
        { "<aside><p>Beside</p></aside>\n<blockquote><p>Said</p></blockquote><p>Then</p>\n", "Then" },
        { "<p><script>x</script>Lead\n\nText\n", "Lead" },
        { "> <p>Quoted</p>\n\nText\n", "Text" },
        { "<div>words alone</div>\n", "" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        case_render(test, cases[i].source);
        text first = test->markup.first_paragraph;
        assert_string_equal(first.bytes ? case_text(test, first) : "", cases[i].first);
    }
}

static void lines_count_from_the_start_of_the_source(void **state)
{
    struct markdown_case *test = *state;
    text source = TEXT("---\ntitle: x\n---\n\nsee [^a]\n");
    case_render_from(test, source, text_find(source, TEXT("\n\nsee"), 0) + 1);
    assert_string_equal(
        case_diagnostics(test), "5:5 warning unknown-footnote: footnote '[^a]' has no definition");
}

static void odd_bytes_are_tolerated(void **state)
{
    struct markdown_case *test = *state;
    assert_html(test, "\xEF\xBB\xBF# A\r\n\r\nb\r\nc\r\n", "<h1 id=\"a\">A</h1>\n<p>b\nc</p>\n");
    assert_html(test, "# A\r\rb\rc", "<h1 id=\"a\">A</h1>\n<p>b\nc</p>\n");
    assert_html(test,
        "a\x01 \x0B\x0C\x1F"
        "b\n",
        "<p>a b</p>\n");
    case_render_from(test, TEXT("a\0b"), 0);
    assert_string_equal(case_html(test), "<p>ab</p>\n");
    case_render_from(test, TEXT(""), 0);
    assert_string_equal(case_html(test), "");
    case_render(test, "\n\x01\n[^a]");
    assert_string_equal(
        case_diagnostics(test), "3:1 warning unknown-footnote: footnote '[^a]' has no definition");
    case_render(test, "\xFF\xC3( [\x80](\xE2\x82)\n");
    assert_true(test->is_fine);
}

static void a_reference_to_no_character_is_valid_utf8(void **state)
{
    struct markdown_case *test = *state;
    assert_html(test, "&#xFFFE; &#65535; `&#xFFFF;` [a](/&#xffff; '&#xfffe;')\n\n``` &#xFFFF;\n```\n",
        "<p>\xEF\xBF\xBD \xEF\xBF\xBD <code>&amp;#xFFFF;</code> "
        "<a href=\"[link /\xEF\xBF\xBD]\" title=\"\xEF\xBF\xBD\">a</a></p>\n"
        "<pre tabindex=\"0\"><code class=\"language-\xEF\xBF\xBD\"></code></pre>\n");
    assert_true(text_equal(test->markup.plain, TEXT("\xEF\xBF\xBD \xEF\xBF\xBD &#xFFFF; a")));
}

static void an_open_block_at_the_end_is_complete(void **state)
{
    struct markdown_case *test = *state;
    assert_html(test, "```\ncode", "<pre tabindex=\"0\"><code>code\n</code></pre>\n");
    case_render(test, "<?open");
    assert_string_equal(case_html(test), "<?open\n");
    assert_html(test, "> [!TIP]\n> last",
        "<div class=\"callout callout-tip\" role=\"note\" data-callout=\"tip\">\n<p "
        "class=\"callout-title\">Tip</p>\n"
        "<p>last</p>\n</div>\n");
    assert_html(test, "# last {#x}", "<h1 id=\"x\">last</h1>\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(headings_get_ids_that_are_unique),
        CASE(a_heading_names_its_own_id),
        CASE(a_heading_that_reading_views_would_drop_says_that_it_is_text),
        CASE(an_id_written_by_hand_is_never_renamed),
        CASE(an_id_given_twice_is_an_error),
        CASE(heading_html_has_neither_links_nor_marks),
        CASE(a_paragraph_that_is_an_image_is_a_figure),
        CASE(images_get_their_size),
        CASE(alerts_become_callouts),
        CASE(other_quotes_stay_quotes),
        CASE(tables_stand_in_a_frame),
        CASE(a_table_in_html_stands_in_one_frame_whatever_lines_it_has),
        CASE(a_paragraph_beside_a_table_is_its_caption),
        CASE(a_quote_can_be_pulled_out),
        CASE(a_long_heading_gets_a_short_id),
        CASE(shortcodes_become_holes),
        CASE(braces_elsewhere_are_text),
        CASE(a_malformed_shortcode_is_an_error),
        CASE(plain_text_is_what_a_reader_sees),
        CASE(paragraph_of_html_can_be_the_first),
        CASE(lines_count_from_the_start_of_the_source),
        CASE(odd_bytes_are_tolerated),
        CASE(a_reference_to_no_character_is_valid_utf8),
        CASE(an_open_block_at_the_end_is_complete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
