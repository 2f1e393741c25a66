/* SPDX-License-Identifier: MIT */
/* What the additions to Markdown print, what is collected from a text, and what is reported. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "markdown_case.h"

static void assert_html(struct markdown_case *test, const char *markdown, const char *html)
{
    case_render(test, markdown);
    assert_string_equal(case_html(test), html);
    assert_string_equal(case_diagnostics(test), "");
    assert_true(test->is_fine);
}

static void assert_reported(struct markdown_case *test, const char *markdown, const char *diagnostics)
{
    case_render(test, markdown);
    assert_string_equal(case_diagnostics(test), diagnostics);
    assert_int_equal(test->is_fine, test->diagnostics.error_count == 0);
}

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
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_html(test, others[i],
            case_text(test, text_replace(&test->arena, text_of(others[i]), TEXT("\n\n"), TEXT("\n"))));
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

static void footnotes_carry_the_prefix(void **state)
{
    struct markdown_case *test = *state;
    assert_html(test, "a[^x] b[^x]\n\n[^x]: note\n",
        "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-p-x\" id=\"fnref-p-x\" data-footnote-ref "
        "aria-label=\"Footnote 1\">1</a></sup> "
        "b<sup class=\"footnote-ref\"><a href=\"#fn-p-x\" id=\"fnref-p-x-2\" "
        "data-footnote-ref aria-label=\"Footnote 1\">1</a></sup></p>\n"
        "<section class=\"footnotes\" data-footnotes aria-label=\"Footnotes\">\n<ol>\n<li "
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
    assert_html(test, "<?open", "<?open\n");
    assert_html(test, "> [!TIP]\n> last",
        "<div class=\"callout callout-tip\" role=\"note\" data-callout=\"tip\">\n<p "
        "class=\"callout-title\">Tip</p>\n"
        "<p>last</p>\n</div>\n");
    assert_html(test, "# last {#x}", "<h1 id=\"x\">last</h1>\n");
}

/* `line` as `language` sets it; bars stand for narrow no-break spaces. */
static void assert_quotes(
    struct markdown_case *test, const char *language, const char *line, const char *expected)
{
    text html;
    markdown_render_inline(&test->arena, text_of(line), unicode_quotation(test->unicode, text_of(language)),
        RAW_HTML_PASS, TEXT_NONE, &html, NULL);
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
    assert_quotes(test, "es", line, "He said «a “b” c».");
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
    markdown_render_inline(&test->arena, TEXT(" 1. *A* \"b\" & <i>c</i> ~~d~~ www.x.org "),
        &quotation_english, RAW_HTML_PASS, TEXT_NONE, &html, &plain);
    assert_string_equal(case_text(test, html), "1. <em>A</em> “b” &amp; <i>c</i> <del>d</del> www.x.org");
    assert_string_equal(case_text(test, plain), "1. A “b” & c d www.x.org");
    markdown_render_inline(
        &test->arena, TEXT("# <b>x</b> [y](javascript:z)"), NULL, RAW_HTML_ESCAPE, TEXT_NONE, &html, NULL);
    assert_string_equal(case_text(test, html), "# &lt;b&gt;x&lt;/b&gt; <a href=\"\">y</a>");
    markdown_render_inline(&test->arena, TEXT(""), NULL, RAW_HTML_PASS, TEXT_NONE, &html, &plain);
    assert_int_equal(html.length + plain.length, 0);
}

static void a_line_shows_tags_that_cannot_stand_in_it(void **state)
{
    struct markdown_case *test = *state;
    text html, plain;
    markdown_render_inline(&test->arena,
        TEXT("CO<sub>2</sub>, <main>, <script>x</script>, <br/> <i lang=\"la\">e</I>"), NULL, RAW_HTML_PASS,
        TEXT_NONE, &html, &plain);
    assert_string_equal(case_text(test, html),
        "CO<sub>2</sub>, &lt;main&gt;, &lt;script&gt;x&lt;/script&gt;, "
        "<br/> <i lang=\"la\">e</I>");
    assert_string_equal(case_text(test, plain), "CO2, <main>, <script>x</script>,  e");
}

static void what_stands_nowhere_gets_the_site_s_prefix(void **state)
{
    struct markdown_case *test = *state;
    text html;
    markdown_render_inline(&test->arena, TEXT("[a](/b/?c&d) [e](//f/) [g](h/) ![i](/j.png)"), NULL,
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

#define CASE(name) cmocka_unit_test_setup_teardown(name, case_setup, case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(headings_get_ids_that_are_unique),
        CASE(a_heading_names_its_own_id),
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
        CASE(footnotes_carry_the_prefix),
        CASE(brackets_that_are_no_footnotes_are_kept),
        CASE(footnotes_without_a_partner_are_reported),
        CASE(back_links_follow_a_note_that_ends_in_a_list),
        CASE(a_reference_that_the_library_drops_gets_no_back_link),
        CASE(a_long_heading_gets_a_short_id),
        CASE(shortcodes_become_holes),
        CASE(braces_elsewhere_are_text),
        CASE(a_malformed_shortcode_is_an_error),
        CASE(raw_html_passes_and_gives_anchors),
        CASE(damaged_tags_do_no_harm),
        CASE(raw_html_can_be_shown_as_text),
        CASE(plain_text_is_what_a_reader_sees),
        CASE(lines_count_from_the_start_of_the_source),
        CASE(odd_bytes_are_tolerated),
        CASE(a_reference_to_no_character_is_valid_utf8),
        CASE(an_open_block_at_the_end_is_complete),
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
