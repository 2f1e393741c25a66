/* SPDX-License-Identifier: MIT */
/* config: every setting as a line of text, and the defaults. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "config_case.h"

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
        "}\nmenu:\nfooter:\nimage:\nlanguages:\nmarkdown:\nredirects:\nextra_keys:\n"
        "gone:\nextra:\nheaders:\nchecks:\nchanges: {grace_hours: }\nleaks:\n");
    assert_string_equal(printed(fixture), "");
    assert_true(is_good);
    assert_string_equal(shown(fixture), defaults);
}

static void empty_parts_leave_the_defaults(void **state)
{
    struct fixture *fixture = *state;
    assert_true(read_more(fixture,
        "taxonomies: {tags: {title: , paginate: , feed: }}\nchecks: {long-title: }\nlanguages: {}\n"));
    assert_string_equal(printed(fixture), "");
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
        "menu: [{title: About, url: /about/}, {title: Feed, url: /feed.xml}]\nfooter: [{title: Imprint, url: "
        "/imprint/}]\nmarkdown: {smart_punctuation: "
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
        "/about/\nmenu: Feed /feed.xml\nfooter: Imprint /imprint/\n"
        "paginate: 7\nfeeds: 3 2\nsearch: 0\nendpoint: https://c.example/post\nemail: c@c.example\nclose: "
        "30\ncitations: 1\nlinks: 0\n"
        "limits: 65536 2 1073741824 1000 5\nmarkdown: 0 1\nredirects: 10\nextra_key[0]: "
        "weight\nextra_key[1]: source_url\ngone[0]: /old/\n"
        "extra: {\"colour\":\"red\"}");
}

static void languages_have_menus_of_their_own(void **state)
{
    struct fixture *fixture = *state;
    assert_true(
        read_more(fixture, "languages:\n  FR-ca: {title: Actes, description: Notes., footer: [{title: "
                           "Flux, url: /fr/feed.xml}]}\n  no:\n"));
    assert_string_equal(printed(fixture), "");
    const struct config *config = &fixture->config;
    assert_int_equal(config->language_count, 2);
    assert_true(text_equal(config->languages[0].tag, TEXT("fr-CA")));
    assert_true(text_equal(config->languages[0].title, TEXT("Actes")));
    assert_true(text_equal(config->languages[0].description, TEXT("Notes.")));
    assert_true(text_equal(config->languages[1].tag, TEXT("no")));
    static const size_t counts[] = { 0, 0, 0, 1, 0, 0 };
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        assert_int_equal(config_menu(config, i)->count, counts[i]);
    assert_null(config_menu(config, sizeof counts / sizeof *counts));
}

static void who_wants_no_limit_writes_a_large_number(void **state)
{
    struct fixture *fixture = *state;
    assert_true(read_with(fixture,
        TEXT(MINIMAL "limits: {seconds: 9223372036854775807, memory_bytes: 8589934592}\n"
                     "changes: {grace_hours: 9223372036854775807}\n"),
        TEXT_NONE));
    const struct config *config = &fixture->config;
    assert_true(config->limits.seconds > 1000000000 && config->limits.seconds <= INT64_MAX / 10000);
    assert_true(config->grace_hours > 1000000000 && config->grace_hours <= INT64_MAX / 3600000);
    assert_true(config->limits.memory_bytes == INT64_C(8589934592));
}

static struct digest drafts_with(struct fixture *fixture, const char *settings)
{
    read_with(fixture, text_format(&fixture->arena, MINIMAL "%s", settings), TEXT_NONE);
    assert_string_equal(printed(fixture), "");
    return fixture->config.drafts;
}

static void a_source_is_never_longer_than_spans_can_count(void **state)
{
    struct fixture *fixture = *state;
    assert_true(read_more(fixture, "limits: {source_bytes: 1 GB}\n"));
    assert_int_equal(fixture->config.limits.source_bytes, 1 << 30);
    assert_false(read_more(fixture, "limits: {source_bytes: 9 GB}\n"));
    assert_false(read_more(fixture, "limits: {source_bytes: 9000000000}\n"));
}

static void drafts_are_kept_when_settings_change_that_they_never_see(void **state)
{
    static const char *const unseen[] = { "headers: [netlify, nginx]\n", "checks: {long-title: off}\n",
        "paginate: 7\n", "menu: [{title: About, url: /about/}]\n", "redirects: apache\n",
        "languages: [fr]\n" };
    static const char *const seen[] = { "language: de\n", "timezone: Europe/London\n",
        "taxonomies: [regions]\n", "plugins: []\n", "markdown: {raw_html: escape}\n",
        "extra_keys: [weight]\n" };
    struct fixture *fixture = *state;
    struct digest plain = drafts_with(fixture, "");
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        if (!digest_equal(drafts_with(fixture, unseen[i]), plain))
            fail_msg("%s", unseen[i]);
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
        if (digest_equal(drafts_with(fixture, seen[i]), plain))
            fail_msg("%s", seen[i]);
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
        "http://localhost:8000", "http://[::1]:80", "http://[::1]", "https://xn--bcher-kva.example/a%20b" };
    static const char *const wrong[] = { "a.example", "/archive/", "ftp://a.example", "https://",
        "https:///a", "https://a b.example", "https://a.example/?q=1", "https://a.example/#x",
        "https://u:p@a.example", "https://a.example/../b", "https://a.example/a//b", "javascript:alert(1)",
        "https://a.example/\\\"x", "//a.example", "https://a.example:port", "https://a.example:80:80/b",
        "https://[::1", "https://::1", "https://a[b].example" };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(read_with(
            fixture, text_format(&fixture->arena, "title: T\nbase_url: \"%s\"\n", good[i]), TEXT_NONE));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(read_with(
            fixture, text_format(&fixture->arena, "title: T\nbase_url: \"%s\"\n", wrong[i]), TEXT_NONE));
        assert_string_equal(codes(fixture), "error bad-base-url@2");
    }
    assert_false(read_with(fixture, TEXT("title: T\nbase_url: https://bücher.example/ü/\n"), TEXT_NONE));
    assert_string_equal(text_to_string(&fixture->arena, fixture->diagnostics.first->hint),
        "write it as browsers send it: https://xn--bcher-kva.example/%C3%BC");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(drafts_are_kept_when_settings_change_that_they_never_see), TEST(two_lines_are_enough),
        TEST(empty_values_leave_the_defaults), TEST(empty_parts_leave_the_defaults),
        TEST(every_setting_is_read), TEST(languages_have_menus_of_their_own),
        TEST(who_wants_no_limit_writes_a_large_number), TEST(a_source_is_never_longer_than_spans_can_count),
        TEST(the_command_line_replaces_the_address), TEST(addresses_of_sites_are_checked),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
