/* SPDX-License-Identifier: MIT */
/* config: every mistake, where it stands and what to type. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "config_case.h"

struct mistake {
    const char *lines, *codes;
};

static const struct mistake mistakes[] = {
    { "description: [a]\n", "error wrong-type@3" }, { "language: en_GB\n", "error bad-value@3" },
    { "language: [en]\n", "error wrong-type@3" }, { "timezone: Europe/Lodnon\n", "error unknown-timezone@3" },
    { "timezone: 3\n", "error unknown-timezone@3" }, { "date_format: \"%Q\"\n", "error bad-value@3" },
    { "date_format: \"100 %%\"\n", "error bad-value@3" }, { "date_format: iso\n", "" },
    { "publisher: Institute\n", "error wrong-type@3" },
    { "publisher: {nam: Institute}\n", "warning unknown-key@3" },
    { "permalinks: {article: \":slug\"}\n", "error bad-permalink@3" },
    { "permalinks: {article: /:year/}\n", "error bad-permalink@3" },
    { "permalinks: {article: \"/:yaer/:slug/:x/\"}\n", "error bad-permalink@3, error bad-permalink@3" },
    { "permalinks: {articles: /:slug/}\n", "warning unknown-key@3" },
    { "taxonomies: 3\n", "error wrong-type@3" }, { "taxonomies: [Regions]\n", "error bad-value@3" },
    { "taxonomies: [title]\n", "error bad-value@3" },
    { "taxonomies: [regions, regions]\n", "error bad-value@3" },
    { "taxonomies: {regions: 3}\n", "error wrong-type@3" },
    { "taxonomies: {regions: {paginate: 0}}\n", "error bad-value@3" },
    { "taxonomies: {regions: {feed: maybe}}\n", "error wrong-type@3" },
    { "taxonomies: {regions: {titel: a}}\n", "warning unknown-key@3" },
    { "paginate: 0\n", "error bad-value@3" }, { "paginate: many\n", "error wrong-type@3" },
    { "paginate: 2.5\n", "error wrong-type@3" }, { "plugins: author-bio\n", "error wrong-type@3" },
    { "plugins: [3]\n", "error wrong-type@3" }, { "plugins: [../x]\n", "error bad-value@3" },
    { "plugins: [a, a]\n", "error bad-value@3" }, { "plugins: [{a: 1}]\n", "error wrong-type@3" },
    { "plugins: [{a: {}, b: {}}]\n", "error wrong-type@3" },
    { "feeds: {full_text: most}\n", "error unknown-value@3" }, { "feeds: {limit: 0}\n", "error bad-value@3" },
    { "feeds: {limits: 3}\n", "warning unknown-key@3" }, { "feeds: 3\n", "error wrong-type@3" },
    { "search: maybe\n", "error wrong-type@3" }, { "comments: {email: c}\n", "error bad-value@3" },
    { "comments: {close_after_days: -1}\n", "error bad-value@3" },
    { "citations: false\n", "error wrong-type@3" }, { "citations: file\n", "error unknown-value@3" },
    { "links: {internal: warning}\n", "error unknown-value@3" },
    { "limits: {seconds: 0}\n", "error bad-value@3" },
    { "limits: {source_bytes: 3 miles}\n", "error wrong-type@3" },
    { "limits: {source_bytes: 0 KB}\n", "error wrong-type@3" }, { "menu: About\n", "error wrong-type@3" },
    { "menu: [/about/]\n", "error wrong-type@3" }, { "menu: [{title: About}]\n", "error bad-value@3" },
    { "menu: [{url: /about/}]\n", "error bad-value@3" },
    { "menu: [{title: About, url: /a/, link: /b/}]\n", "warning unknown-key@3" },
    { "menu:\n- url: \"javascript:go()\"\n  title: Go\n", "error bad-value@4" },
    { "image: /images/card.svg\n", "error bad-value@3" }, { "image: {alt: Card}\n", "error bad-value@3" },
    { "image: {source: card.png}\n", "warning unknown-key@3" },
    { "image: [card.png]\n", "error wrong-type@3" }, { "languages: fr\n", "error wrong-type@3" },
    { "languages: [fr_FR]\n", "error bad-value@3" }, { "languages: [fr, FR]\n", "error bad-value@3" },
    { "languages: {fr: Actes, de: Akten}\n", "error wrong-type@3, error wrong-type@3" },
    { "languages: [[fr]]\n", "error wrong-type@3" },
    { "languages: {fr: {}, en: {title: Acts}}\n", "error bad-value@3" },
    { "languages: [de]\nlanguage: de\n", "error bad-value@3" },
    { "languages: {fr: {titre: Actes}}\n", "warning unknown-key@3" },
    { "languages: {fr: {menu: [{title: Notes}]}}\n", "error bad-value@3" },
    { "markdown: {raw_html: safe}\n", "error unknown-value@3" },
    { "markdown: {smart_punctuation: 1}\n", "error wrong-type@3" },
    { "redirects: [html, iis]\n", "error unknown-value@3" }, { "redirects: []\n", "error bad-value@3" },
    { "redirects: \" \"\n", "error bad-value@3" }, { "redirects: {html: true}\n", "error wrong-type@3" },
    { "extra_keys: [draft]\n", "error bad-value@3" }, { "extra_keys: [excerpt]\n", "error bad-value@3" },
    { "gone: [old]\n", "error bad-value@3" }, { "extra: [a]\n", "error wrong-type@3" },
    { "pagniate: 3\n", "warning unknown-key@3" }, { "feeds.limit: 3\n", "warning unknown-key@3" },
    { "paginate: 3\npaginate: 4\n", "error duplicate-key@4" },
    /* to add one: lines of site.yml behind the first two, and what is reported */
};

static void mistakes_are_reported_at_their_line(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        bool is_good = read_more(fixture, mistakes[i].lines);
        if (strcmp(codes(fixture), mistakes[i].codes) != 0 || is_good != !strstr(mistakes[i].codes, "error"))
            fail_msg("%s reports %s", mistakes[i].lines, printed(fixture));
        for (const struct diagnostic *each = fixture->diagnostics.first; each; each = each->next)
            assert_non_null(each->hint.bytes);
        assert_non_null(fixture->config.zone);
    }
}

static void what_is_missing_is_reported(void **state)
{
    struct fixture *fixture = *state;
    assert_false(read_file(fixture, ""));
    assert_string_equal(printed(fixture), "site.yml:1:1: error: no base_url [missing-base-url]\n"
                                          "    1 |\n"
                                          "      | ^\n"
                                          "  hint: add a line base_url: https://example.org\n"
                                          "site.yml:1:1: error: no title [missing-title]\n"
                                          "    1 |\n"
                                          "      | ^\n"
                                          "  hint: add a line title: The Policy Record\n");
    assert_false(read_file(fixture, "title:\nbase_url: ''\n"));
    assert_string_equal(codes(fixture), "error missing-title@1, error missing-base-url@1");
}

static void a_file_that_cannot_be_read_leaves_usable_settings(void **state)
{
    static const char *const files[] = { "- title\n", "title\n", "a: [b\n", "a: \xE9\n" };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        assert_false(read_file(fixture, files[i]));
        assert_int_equal(fixture->diagnostics.error_count, 1);
        assert_non_null(fixture->config.zone);
        assert_int_equal(fixture->config.paginate, 20);
    }
}

static void mistakes_are_printed_with_what_to_type(void **state)
{
    struct fixture *fixture = *state;
    read_more(fixture, "timezone: London\npermalinks: {article: /:yaer/:slug/}\n");
    assert_string_equal(printed(fixture),
        "site.yml:3:11: error: unknown time zone 'London' [unknown-timezone]\n"
        "    3 | timezone: London\n"
        "      |           ^~~~~~\n"
        "  hint: did you mean 'Europe/London'?\n"
        "site.yml:4:23: error: unknown part ':yaer' [bad-permalink]\n"
        "    4 | permalinks: {article: /:yaer/:slug/}\n"
        "      |                       ^~~~~~~~~~~~~\n"
        "  hint: did you mean ':year'?\n");
    read_more(fixture, "feeds: {limits: 3, full_text: most}\n");
    assert_string_equal(printed(fixture),
        "site.yml:3:9: warning: unknown setting 'feeds.limits' [unknown-key]\n"
        "    3 | feeds: {limits: 3, full_text: most}\n"
        "      |         ^~~~~~\n"
        "  hint: did you mean 'limit'?\n"
        "site.yml:3:31: error: 'feeds.full_text' cannot be 'most' [unknown-value]\n"
        "    3 | feeds: {limits: 3, full_text: most}\n"
        "      |                               ^~~~\n"
        "  hint: write site, all or none\n");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static void hints_say_what_to_write_instead(void **state)
{
    static const char *const rows[][2] = {
        { "feeds.limit: 3\n", "write it as a map: feeds: {limit: …}" },
        { "publisher: Acme\n", "write publisher: {name: …}" },
        { "links: error\n", "write links: {internal: …}" },
        { "markdown: {smart: true}\n", "what stands there is smart_punctuation or raw_html" },
        { "citations: true\n", "write inline, files or off" },
        { "redirects: true\n", "write html, netlify, apache or nginx" },
        { "headers: true\n", "write netlify, apache or nginx" },
        { "comments: false\n", "leave the line out, or write comments: {endpoint: …}" },
        { "comments: true\n", "write comments: {endpoint: …}" },
        { "paginate: \"10\"\n", "write digits, without quotes" },
        { "search: pagefind\n", "write one of the two, without quotes" },
        { "publisher: {url: acme.example}\n", "write https://acme.example" },
        { "menu: [About: /about/]\n", "write - {title: About, url: /about/}" },
        { "menu: {About: /about/}\n", "write menu: [{title: About, url: /about/}]" },
        { "languages: de\n", "write languages: [de]" },
        { "languages: {fr: Actes}\n", "write fr: {title: …}" },
        { "languages: [en]\n", "leave it out; its title, description, menu and footer stand at the left" },
        { "taxonomies: regions\n", "write taxonomies: [regions]" },
        { "taxonomies: {regions: Regions}\n", "write regions: {title: …}" },
        { "plugins: [author-bio: Authors]\n", "write author-bio: {option: value}" },
        { "plugins: [tools.lua]\n", "write 'tools', the file's name below lua-plugins/ without .lua" },
        { "plugins: [MyTools]\n",
            "plugins and their files are named by small letters a to z, digits, '-' and "
            "'_', a letter first: rename the file" },
        { "plugins: glossary\n", "write plugins: [glossary], or plugins: [] for none" },
        { "plugins: {glossary: {}}\n",
            "write a line for each: - glossary, with its options: - glossary: {option: value}" },
        { "plugins: {}\n",
            "write plugins: [author-bio, related-stories, tag-index], or plugins: [] for none" },
        { "extra: 5\n", "write extra: {key: value}" },
        { "description: [a]\n", "write one text, in quotes" },
        { "licence: true\n", "put the value in quotes if it is meant as a text" },
        { "extra_keys: {a: b}\n", "write extra_keys: [one, another]" },
        { "checks: off\n", "write checks: {long-title: off}" },
        { "languageCode: de\n", "write 'language'; settings of the site's own stand below 'extra:'" },
        { "date_format: 2 January 2006\n",
            "write date_format: \"%-d %B %Y\"; docs/site-yml.md lists the letters" },
        { "date_format: \"DD.MM.YYYY %%\"\n",
            "write date_format: \"%-d %B %Y\"; docs/site-yml.md lists the letters" },
        { "limits: {sitemap_urls: 0}\n", "write 1 or more" },
        { "limits: {sitemap_urls: 50001}\n", "write 50000 or less" },
        { "timezone: GMT-5\n", "write a name of the IANA database, such as Europe/London" },
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        read_more(fixture, rows[i][0]);
        assert_string_equal(text_to_string(&fixture->arena, fixture->diagnostics.first->hint), rows[i][1]);
        assert_null(fixture->diagnostics.first->next);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(hints_say_what_to_write_instead), TEST(mistakes_are_reported_at_their_line),
        TEST(what_is_missing_is_reported), TEST(a_file_that_cannot_be_read_leaves_usable_settings),
        TEST(mistakes_are_printed_with_what_to_type),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
