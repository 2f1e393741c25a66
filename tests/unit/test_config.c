/* SPDX-License-Identifier: MIT */
/* config: every setting as a line of text, the defaults, every mistake. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "base/arena.h"
#include "base/json.h"
#include "load/config.h"

#define MINIMAL "title: T\nbase_url: https://a.example\n"

struct fixture {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    struct config config;
    text contents;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    memset(&fixture, 0, sizeof fixture);
    arena_init(&fixture.arena);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    config_release(&fixture->config);
    arena_release(&fixture->arena);
    return 0;
}

static bool read_with(struct fixture *fixture, text contents, text base_url)
{
    config_release(&fixture->config);
    sources_init(&fixture->sources, &fixture->arena);
    diagnostics_init(&fixture->diagnostics, &fixture->arena);
    fixture->contents = contents;
    uint32_t source = sources_add(&fixture->sources, TEXT("site.yml"), TEXT_NONE, contents);
    return config_read(&fixture->arena, source, contents, base_url, &fixture->config, &fixture->diagnostics);
}

static bool read_file(struct fixture *fixture, const char *contents)
{
    return read_with(fixture, text_of(contents), TEXT_NONE);
}

static bool read_more(struct fixture *fixture, const char *lines)
{
    return read_with(fixture, text_format(&fixture->arena, MINIMAL "%s", lines), TEXT_NONE);
}

static void put(struct buffer *out, const char *name, text value)
{
    if (value.length)
        buffer_print(out, "%s: %.*s\n", name, TEXT_ARGS(value));
}

static void put_texts(struct buffer *out, const char *name, const struct text_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        buffer_print(out, "%s[%zu]: %.*s\n", name, i, TEXT_ARGS(list->items[i]));
}

static void put_lists(struct buffer *out, const struct config *config)
{
    for (size_t i = 0; i < config->taxonomy_count; i++) {
        const struct taxonomy_setting *taxonomy = &config->taxonomies[i];
        buffer_print(out, "taxonomy: %.*s '%.*s' %d%s\n", TEXT_ARGS(taxonomy->name),
            TEXT_ARGS(taxonomy->title), (int)taxonomy->paginate, taxonomy->has_feed ? " feed" : "");
    }
    for (size_t i = 0; i < config->plugin_count; i++) {
        buffer_print(out, "plugin: %.*s", TEXT_ARGS(config->plugins[i].name));
        if (config->plugins[i].options.kind == VALUE_MAP)
            json_write(out, &config->plugins[i].options, 0);
        buffer_append_byte(out, '\n');
    }
    for (size_t i = 0; i < config->menu_count; i++)
        buffer_print(
            out, "menu: %.*s %.*s\n", TEXT_ARGS(config->menu[i].title), TEXT_ARGS(config->menu[i].url));
}

static const char *shown(struct fixture *fixture)
{
    const struct config *config = &fixture->config;
    struct buffer out;
    buffer_init(&out, &fixture->arena);
    put(&out, "title", config->title);
    put(&out, "description", config->description);
    put(&out, "base_url", config->base_url);
    put(&out, "base_path", config->base_path);
    put(&out, "language", config->language);
    put(&out, "timezone", config->timezone);
    put(&out, "date_format", config->date_format);
    put(&out, "publisher", config->publisher.name);
    put(&out, "publisher.url", config->publisher.url);
    put(&out, "publisher.logo", config->publisher.logo);
    put(&out, "licence", config->licence);
    put(&out, "output", config->output);
    put(&out, "permalink", config->article_permalink);
    put_lists(&out, config);
    buffer_print(&out, "paginate: %d\nfeeds: %d %d\nsearch: %d\n", (int)config->paginate,
        (int)config->feed_limit, (int)config->feed_full_text, config->search);
    put(&out, "endpoint", config->comments.endpoint);
    put(&out, "email", config->comments.email);
    buffer_print(&out, "close: %d\ncitations: %d\nlinks: %d\n", (int)config->comments.close_after_days,
        (int)config->citations, (int)config->internal_links);
    buffer_print(&out, "limits: %lld %lld %lld %lld %lld\n", (long long)config->limits.source_bytes,
        (long long)config->limits.seconds, (long long)config->limits.memory_bytes,
        (long long)config->limits.output_bytes, (long long)config->limits.table_columns);
    buffer_print(&out, "markdown: %d %d\nredirects: %u\n", config->smart_punctuation, (int)config->raw_html,
        config->redirects);
    put_texts(&out, "extra_key", &config->extra_keys);
    for (size_t i = 0; i < config->gone_count; i++)
        buffer_print(&out, "gone[%zu]: %.*s\n", i, TEXT_ARGS(config->gone[i].address));
    buffer_append_literal(&out, "extra: ");
    json_write(&out, &config->extra, 0);
    return text_to_string(&fixture->arena, buffer_text(&out));
}

static const char *printed(struct fixture *fixture)
{
    struct buffer out;
    buffer_init(&out, &fixture->arena);
    diagnostics_print(&fixture->diagnostics, &fixture->sources,
        &(struct diagnostic_style){ .form = DIAGNOSTIC_TEXT }, &out);
    return text_to_string(&fixture->arena, buffer_text(&out));
}

static const char *codes(struct fixture *fixture)
{
    struct buffer out;
    buffer_init(&out, &fixture->arena);
    for (const struct diagnostic *each = fixture->diagnostics.first; each; each = each->next)
        buffer_print(&out, "%s%s %s@%zu", out.length ? ", " : "",
            each->severity == SEVERITY_ERROR ? "error" : "warning", each->code,
            source_position(fixture->contents, each->where).line);
    return text_to_string(&fixture->arena, buffer_text(&out));
}

static const char defaults[] = "title: T\nbase_url: https://a.example\nlanguage: en\ntimezone: UTC\n"
                               "publisher: T\noutput: public\n"
                               "permalink: /:id/\ntaxonomy: tags 'Tags' 0 feed\nplugin: author-bio\nplugin: "
                               "related-stories\nplugin: tag-index\npaginate: 20\n"
                               "feeds: 20 0\nsearch: 1\nclose: 0\ncitations: 0\nlinks: 1\nlimits: 8388608 10 "
                               "536870912 67108864 100\nmarkdown: 1 0\nredirects: 1\n"
                               "extra: {}";

static void two_lines_are_enough(void **state)
{
    struct fixture *fixture = *state;
    assert_true(read_file(fixture, MINIMAL));
    assert_string_equal(shown(fixture), defaults);
}

static void empty_values_leave_the_defaults(void **state)
{
    struct fixture *fixture = *state;
    bool is_good = read_more(fixture,
        "description:\nlanguage:\ntimezone: "
        "''\ndate_format:\npublisher:\nlicence:\noutput:\npermalinks:\ntaxonomies:\npaginate:\nfeeds:\n"
        "search:\ncomments: {endpoint: , email: }\ncitations:\nlinks:\nlimits: {seconds: "
        "}\nmenu:\nmarkdown:\nredirects:\nextra_keys:\n"
        "gone:\nextra:\n");
    assert_string_equal(printed(fixture), "");
    assert_true(is_good);
    assert_string_equal(shown(fixture), defaults);
}

static void every_setting_is_read(void **state)
{
    struct fixture *fixture = *state;
    bool is_good = read_file(fixture,
        "title: The Policy Record\ndescription: Briefings.\nbase_url: "
        "https://host.example:8080/archive/\nlanguage: de\n"
        "timezone: Europe/London\ndate_format: \"%Y-%m-%d\"\npublisher: {name: Institute, url: "
        "https://i.example, logo: logo.svg}\n"
        "licence: CC-BY-4.0\noutput: site\npermalinks: {article: "
        "\"/:section/:year/:month/:day/:type/:slug/\"}\n"
        "taxonomies:\n  regions: {title: Where, paginate: 5, feed: false}\n  policy_areas:\n  tags: "
        "{paginate: 9}\n"
        "paginate: 7\nplugins: [tag-index, author-bio: {heading: About}, mine: ]\nfeeds: {limit: 3, "
        "full_text: none}\nsearch: false\n"
        "comments: {endpoint: https://c.example/post, email: c@c.example, close_after_days: 30}\ncitations: "
        "files\nlinks: {internal: error}\n"
        "limits: {source_bytes: 64 KB, seconds: 2, memory_bytes: 1GB, output_bytes: 1000, table_columns: 5}\n"
        "menu: [{title: About, url: /about/}, {title: Feed, url: /feed.xml}]\nmarkdown: {smart_punctuation: "
        "false, raw_html: escape}\n"
        "redirects: [netlify, nginx]\nextra_keys: [weight, source_url]\ngone: [/old/]\nextra: {colour: "
        "red}\n");
    assert_string_equal(printed(fixture), "");
    assert_true(is_good);
    assert_string_equal(shown(fixture),
        "title: The Policy Record\ndescription: Briefings.\nbase_url: "
        "https://host.example:8080/archive\nbase_path: /archive\nlanguage: de\n"
        "timezone: Europe/London\ndate_format: %Y-%m-%d\npublisher: "
        "Institute\npublisher.url: https://i.example\n"
        "publisher.logo: logo.svg\nlicence: CC-BY-4.0\noutput: site\npermalink: "
        "/:section/:year/:month/:day/:type/:slug/\n"
        "taxonomy: tags 'Tags' 9 feed\ntaxonomy: regions 'Where' 5\ntaxonomy: policy_areas 'Policy areas' 0 "
        "feed\n"
        "plugin: tag-index\nplugin: author-bio{\"heading\":\"About\"}\nplugin: mine\nmenu: About "
        "/about/\nmenu: Feed /feed.xml\n"
        "paginate: 7\nfeeds: 3 2\nsearch: 0\nendpoint: https://c.example/post\nemail: c@c.example\nclose: "
        "30\ncitations: 1\nlinks: 0\n"
        "limits: 65536 2 1073741824 1000 5\nmarkdown: 0 1\nredirects: 10\nextra_key[0]: "
        "weight\nextra_key[1]: source_url\ngone[0]: /old/\n"
        "extra: {\"colour\":\"red\"}");
}

static void the_command_line_replaces_the_address(void **state)
{
    struct fixture *fixture = *state;
    assert_true(read_with(fixture, TEXT("title: T\n"), TEXT("http://localhost:8000/x/")));
    assert_string_equal(text_to_string(&fixture->arena, fixture->config.base_url), "http://localhost:8000/x");
    assert_string_equal(text_to_string(&fixture->arena, fixture->config.base_path), "/x");
    assert_true(read_with(fixture, TEXT("title: T\nbase_url: wrong\n"), TEXT("https://b.example")));
    assert_false(read_with(fixture, TEXT(MINIMAL), TEXT("wrong")));
    assert_string_equal(fixture->diagnostics.first->code, "bad-base-url");
}

static void addresses_of_sites_are_checked(void **state)
{
    static const char *const good[] = { "https://a.example", "HTTP://A.example/", "https://a.example/b/c//",
        "http://localhost:8000", "http://[::1]:80", "https://xn--bcher-kva.example/a%20b" };
    static const char *const wrong[] = { "a.example", "/archive/", "ftp://a.example", "https://",
        "https:///a", "https://a b.example", "https://a.example/?q=1", "https://a.example/#x",
        "https://u:p@a.example", "https://a.example/../b", "https://a.example/a//b", "javascript:alert(1)",
        "https://a.example/\\\"x", "//a.example" };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(read_with(
            fixture, text_format(&fixture->arena, "title: T\nbase_url: \"%s\"\n", good[i]), TEXT_NONE));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(read_with(
            fixture, text_format(&fixture->arena, "title: T\nbase_url: \"%s\"\n", wrong[i]), TEXT_NONE));
        assert_string_equal(codes(fixture), "error bad-base-url@2");
    }
}

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
    { "menu: [{title: About, url: /a/, link: /b/}]\n", "warning unknown-key@3" },
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
            assert_true(each->severity == SEVERITY_ERROR || each->hint.bytes);
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
        { "paginate: \"10\"\n", "write digits, without quotes" },
        { "search: pagefind\n", "write one of the two, without quotes" },
        { "publisher: {url: acme.example}\n", "write https://acme.example" },
        { "menu: [About: /about/]\n", "write - {title: About, url: /about/}" },
        { "menu: {About: /about/}\n", "write menu: [{title: About, url: /about/}]" },
        { "taxonomies: regions\n", "write taxonomies: [regions]" },
        { "taxonomies: {regions: Regions}\n", "write regions: {title: …}" },
        { "plugins: [author-bio: Authors]\n", "write author-bio: {option: value}" },
        { "plugins: [tools.lua]\n", "write the file name below lua-plugins/ without .lua" },
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
        TEST(two_lines_are_enough), TEST(hints_say_what_to_write_instead),
        TEST(empty_values_leave_the_defaults), TEST(every_setting_is_read),
        TEST(the_command_line_replaces_the_address), TEST(addresses_of_sites_are_checked),
        TEST(mistakes_are_reported_at_their_line), TEST(what_is_missing_is_reported),
        TEST(a_file_that_cannot_be_read_leaves_usable_settings), TEST(mistakes_are_printed_with_what_to_type),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
