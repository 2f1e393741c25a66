/* SPDX-License-Identifier: MIT */
/* relative_links: the ways from file to file in a copy that is read without a server. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "output/relative_links.h"
#include "base/arena.h"
#include "base/count.h"

static const char *const files[] = { "index.html", "2019/levy/index.html", "2019/levy/map.svg", "old.html",
    "files/a & b.csv", "files/it's.pdf", "tags/größe/index.html", "CNAME", "assets/style.css",
    "ab:c/index.html" };

static struct arena arena;
static struct config config = { .base_url = TEXT_INIT("https://own.example/archive"),
    .base_path = TEXT_INIT("/archive") };
static struct relative_links links;
static const struct linked_from levy = { TEXT_INIT("/2019/levy/"), TEXT_INIT("2019/levy/index.html") };
static const struct linked_from style = { TEXT_INIT("/assets/style.css"), TEXT_INIT("assets/style.css") };

static int begin(void **state)
{
    (void)state;
    arena_init(&arena);
    links = (struct relative_links){ .config = &config };
    map_init(&links.files, &arena);
    for (size_t i = 0; i < COUNT(files); i++)
        map_set(&links.files, text_of(files[i]), &links);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static void each_is(const char *const pairs[][2], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text found = relative_link(&arena, &links, &levy, text_of(pairs[i][0]));
        assert_string_equal(text_to_string(&arena, found), pairs[i][1]);
    }
}

static void an_address_is_the_way_to_its_file(void **state)
{
    (void)state;
    static const char *const pairs[][2] = { { "/archive/", "../../index.html" },
        { "/archive", "../../index.html" }, { "/archive/?q=a#b", "../../index.html?q=a#b" },
        { "/archive/old.html", "../../old.html" }, { "/archive/2019/levy/", "index.html" },
        { "/archive/2019/levy", "index.html" }, { "/archive/2019/levy/#costs", "#costs" },
        { "/archive/2019/levy/?a#costs", "index.html?a#costs" }, { "map.svg", "map.svg" },
        { "../../files/a%20%26%20b.csv", "../../files/a%20%26%20b.csv" },
        { "/archive/tags/gr%C3%B6%C3%9Fe/", "../../tags/gr%C3%B6%C3%9Fe/index.html" },
        { "/archive/ab:c/", "../../ab%3Ac/index.html" }, { "/archive/CNAME", "../../CNAME" },
        { "//own.example/archive/old.html", "../../old.html" }, { " /archive/ ", "../../index.html" } };
    each_is(pairs, COUNT(pairs));
}

static void what_has_no_file_leads_to_the_site(void **state)
{
    (void)state;
    static const char *const pairs[][2] = { { "/shop/?a=1#b", "https://own.example/shop/?a=1#b" },
        { "/archive/nothing/", "https://own.example/archive/nothing/" },
        { "/archives/", "https://own.example/archives/" }, { "../../../x/", "https://own.example/x/" },
        { "nothing.html", "https://own.example/archive/2019/levy/nothing.html" },
        { "/archive/%2e%2e/old.html", "https://own.example/archive/%2e%2e/old.html" },
        { "//cdn.example/x.js", "https://cdn.example/x.js" } };
    each_is(pairs, COUNT(pairs));
}

static void what_is_whole_or_of_the_page_stays(void **state)
{
    (void)state;
    static const char *const pairs[][2] = { { "https://own.example/archive/old.html",
                                                "https://own.example/archive/old.html" },
        { "mailto:a@own.example", "mailto:a@own.example" },
        { "data:text/plain,/archive/", "data:text/plain,/archive/" }, { "#costs", "#costs" }, { "?q", "?q" },
        { "", "" } };
    each_is(pairs, COUNT(pairs));
}

static void html_is(const char *html, const char *expected)
{
    text found = relative_links_in_html(&arena, &links, &levy, text_of(html));
    assert_string_equal(text_to_string(&arena, found), expected);
}

static void entities_are_understood_where_files_have_them(void **state)
{
    (void)state;
    html_is("<a href=\"/archive/files/a%20&amp;%20b.csv?x=1&amp;y=2\">",
        "<a href=\"../../files/a%20%26%20b.csv?x=1&amp;y=2\">");
    html_is("<a href='/archive/files/it&#39;s.pdf'>", "<a href='../../files/it%27s.pdf'>");
    html_is(
        "<a href='&#47;archive&sol;files&#x2f;it&apos;s&period;pdf'>", "<a href='../../files/it%27s.pdf'>");
    html_is("<a href=/archive/tags/gr&ouml;&szlig;e/?a&#38;b>",
        "<a href=\"../../tags/gr%C3%B6%C3%9Fe/index.html?a&amp;b\">");
    html_is("<a href=https://x.example/?a&b title=&#47;><a href=&#x23;a>",
        "<a href=https://x.example/?a&b title=&#47;><a href=&#x23;a>");
    html_is("<a href='/archive/nothing/?&quot;a=&#39;>", "<a href='/archive/nothing/?&quot;a=&#39;>");
    html_is("<a href=\"/archive/nothing/?&quot;a=&lt;\">",
        "<a href=\"https://own.example/archive/nothing/?&quot;a=&lt;\">");
    html_is("<a href=/archive/old.html><img srcset=\"/archive/2019/levy/map.svg 1x,map.svg 2x\">",
        "<a href=\"../../old.html\"><img srcset=\"map.svg 1x, map.svg 2x\">");
    html_is("<!-- <a href=\"/archive/\"> --><script>\"<a href='/archive/'>\"</script>",
        "<!-- <a href=\"/archive/\"> --><script>\"<a href='/archive/'>\"</script>");
}

static void styles_in_pages_have_addresses_too(void **state)
{
    (void)state;
    html_is("<p style=\"background: url(/archive/old.html), url(&quot;/archive/CNAME&quot;)\">",
        "<p style=\"background: url(../../old.html), url(&quot;../../CNAME&quot;)\">");
    html_is("<p style='fill: url(#a); content: \"/archive/\"'>",
        "<p style='fill: url(#a); content: \"/archive/\"'>");
    html_is("<STYLE>a > b { background: url(map.svg) } c { background: url( '/archive/old.html' ) }</style>",
        "<STYLE>a > b { background: url(map.svg) } c { background: url( '../../old.html' ) }</style>");
    html_is(
        "<link imagesrcset='/archive/CNAME, map.svg 2x'><td BACKGROUND=/archive/CNAME><img longdesc=map.svg>",
        "<link imagesrcset='../../CNAME, map.svg 2x'><td BACKGROUND=\"../../CNAME\"><img longdesc=map.svg>");
}

static void empty_hashes_are_left_out(void **state)
{
    (void)state;
    html_is("<link href=\"/archive/\" integrity=\"\" media=\"print\"><script src=x integrity=''></script>",
        "<link href=\"../../index.html\" media=\"print\"><script "
        "src=\"https://own.example/archive/2019/levy/x\"></script>");
    html_is("<script src=\"https://cdn.example/x.js\" integrity=\"sha384-x\"></script>integrity=\"\"",
        "<script src=\"https://cdn.example/x.js\" integrity=\"sha384-x\"></script>integrity=\"\"");
}

static void style_sheets_keep_what_is_relative(void **state)
{
    (void)state;
    const char *css = "@import \"/archive/assets/style.css\"; a { background: "
                      "url(/archive/2019/levy/map.svg), url('/x.png'), "
                      "url(icon.svg), url(https://x.example/) } /* url(/archive/) */";
    const char *expected =
        "@import \"style.css\"; a { background: url(../2019/levy/map.svg), url('https://own.example/x.png'), "
        "url(icon.svg), url(https://x.example/) } /* url(/archive/) */";
    assert_string_equal(
        text_to_string(&arena, relative_links_in_style(&arena, &links, &style, text_of(css))), expected);
    css = "a { background: url(), url(\"/no (\\\"a\\\").png\"), url( /archive/files/it\\'s.pdf ) }";
    expected = "a { background: url(), url(\"https://own.example/no%20%28%22a%22%29.png\"), "
               "url( ../files/it%27s.pdf ) }";
    assert_string_equal(
        text_to_string(&arena, relative_links_in_style(&arena, &links, &style, text_of(css))), expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_address_is_the_way_to_its_file, begin, end),
        cmocka_unit_test_setup_teardown(what_has_no_file_leads_to_the_site, begin, end),
        cmocka_unit_test_setup_teardown(what_is_whole_or_of_the_page_stays, begin, end),
        cmocka_unit_test_setup_teardown(entities_are_understood_where_files_have_them, begin, end),
        cmocka_unit_test_setup_teardown(styles_in_pages_have_addresses_too, begin, end),
        cmocka_unit_test_setup_teardown(empty_hashes_are_left_out, begin, end),
        cmocka_unit_test_setup_teardown(style_sheets_keep_what_is_relative, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
