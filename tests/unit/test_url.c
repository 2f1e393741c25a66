/* SPDX-License-Identifier: MIT */
/* Addresses, urls, permalinks and permalink patterns. */
#include "model/url.h"
#include "arena_case.h"

static void assert_text(text actual, const char *expected)
{
    assert_string_equal(text_to_string(&arena, actual), expected);
}

static const struct config with_prefix = { .base_url = TEXT_INIT("https://example.org/archive"),
    .base_path = TEXT_INIT("/archive") };
static const struct config at_root = { .base_url = TEXT_INIT("https://example.org"),
    .base_path = TEXT_INIT("") };

static void a_place_has_four_forms_of_one_address(void **state)
{
    (void)state;
    struct place place;
    const char *fault = NULL;
    assert_true(place_of_address(&with_prefix, &arena, TEXT("/2019/telecoms"), &place, &fault));
    assert_text(place.address, "/2019/telecoms/");
    assert_text(place.url, "/archive/2019/telecoms/");
    assert_text(place.permalink, "https://example.org/archive/2019/telecoms/");
    assert_text(place.path, "2019/telecoms/index.html");
    assert_true(place_of_address(&at_root, &arena, TEXT("/feed.xml"), &place, &fault));
    assert_text(place.url, "/feed.xml");
    assert_text(place.path, "feed.xml");
    assert_true(place_of_address(&at_root, &arena, TEXT("/"), &place, &fault));
    assert_text(place.path, "index.html");
    assert_text(place.permalink, "https://example.org/");
}

static void an_address_that_climbs_is_refused_with_a_reason(void **state)
{
    (void)state;
    struct place place;
    const char *fault = NULL;
    assert_false(place_of_address(&at_root, &arena, TEXT("/a/../../etc/passwd"), &place, &fault));
    assert_non_null(fault);
    assert_false(place_of_address(&at_root, &arena, TEXT("/a/%2e%2e/b/"), &place, &fault));
}

static void patterns_are_filled_from_the_parts(void **state)
{
    (void)state;
    struct permalink_parts parts = { TEXT("2019/uk/telecoms-pressure"), TEXT("pressure"), TEXT("2019"),
        TEXT("news"), day_from_civil((struct civil){ 2019, 2, 6 }) };
    assert_text(url_from_pattern(&arena, TEXT("/briefings/:year/:month/:day/:slug/"), &parts),
        "/briefings/2019/02/06/pressure/");
    assert_text(url_from_pattern(&arena, TEXT("/:id/"), &parts), "/2019/uk/pressure/");
    assert_text(
        url_from_pattern(&arena, TEXT("/:section/:type/:slug.html"), &parts), "/2019/news/pressure.html");
    parts.section = TEXT("");
    assert_text(url_from_pattern(&arena, TEXT("/:section/:slug/"), &parts), "/pressure/");
}

static void the_first_page_of_a_list_has_no_number(void **state)
{
    (void)state;
    assert_text(url_of_list_page(&arena, TEXT("/tags/x/"), 1), "/tags/x/");
    assert_text(url_of_list_page(&arena, TEXT("/tags/x/"), 12), "/tags/x/page/12/");
}

static void what_people_write_gets_the_prefix_once(void **state)
{
    (void)state;
    assert_text(url_of_written(&with_prefix, &arena, TEXT("/about/")), "/archive/about/");
    assert_text(url_of_written(&with_prefix, &arena, TEXT("about/")), "/archive/about/");
    assert_text(url_of_written(&with_prefix, &arena, TEXT("/archive/2019/x/")), "/archive/2019/x/");
    assert_text(url_of_written(&with_prefix, &arena, TEXT("https://e.org/x")), "https://e.org/x");
    assert_text(permalink_of_written(&with_prefix, &arena, TEXT("/archive/2019/x/")),
        "https://example.org/archive/2019/x/");
    assert_text(address_of_written(&with_prefix, &arena, TEXT("/archive/2019/x/")), "/2019/x/");
    static const char *const external[] = { "mailto:a@example.org", "tel:+441632960001", "//e.org/x",
        "ftp://e.org/x", "#costs", "Mailto:a@example.org", "sms:+441632960001",
        "data:image/png;base64,AA==" };
    for (size_t i = 0; i < sizeof external / sizeof *external; i++)
        assert_null(address_of_written(&with_prefix, &arena, text_of(external[i])).bytes);
    assert_text(url_of_written(&with_prefix, &arena, TEXT("find/?of=http://e.org/")),
        "/archive/find/?of=http://e.org/");
    assert_text(permalink_of_written(&with_prefix, &arena, TEXT("//e.org/x")), "https://e.org/x");
    assert_text(permalink_of_written(&with_prefix, &arena, TEXT("http://e.org/x")), "http://e.org/x");
}

static void a_host_is_within_another_by_whole_names(void **state)
{
    (void)state;
    static const struct {
        const char *host, *without_port, *name;
        bool is_within;
    } rows[] = {
        { "example.org", "example.org", "example.org", true },
        { "www.Example.org:8080", "www.Example.org", "example.ORG", true },
        { "example.org:90", "example.org", "example.org", true },
        { "notexample.org", "notexample.org", "example.org", false },
        { ".example.org", ".example.org", "example.org", false },
        { "example.org.uk", "example.org.uk", "example.org", false },
        { "org", "org", "example.org", false },
        { "a.org", "a.org", "b.org", false },
        { "example.org:", "example.org", "example.org", true },
        { "[::1]", "[::1]", "[::1]", true },
        { "[::1]:8000", "[::1]", "[::1]", true },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        text host = host_without_port(text_of(rows[i].host));
        assert_text(host, rows[i].without_port);
        assert_int_equal(host_is_within(host, text_of(rows[i].name)), rows[i].is_within);
    }
    static const char *const odd[] = { "example.org:80a", "user:word@example.org", "example.org:/0" };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        assert_null(host_without_port(text_of(odd[i])).bytes);
}

static void years_have_their_address_below_a_folder_called_archive_too(void **state)
{
    (void)state;
    assert_text(url_of_written(&with_prefix, &arena, TEXT("/archive/")), "/archive/archive/");
    assert_text(url_of_written(&with_prefix, &arena, TEXT("/archive/2019/")), "/archive/archive/2019/");
    assert_text(url_of_written(&with_prefix, &arena, TEXT("/archive/2019/02/")), "/archive/archive/2019/02/");
    assert_text(url_of_written(&with_prefix, &arena, TEXT("/archive/2019/02/26/")), "/archive/2019/02/26/");
    assert_text(url_of_written(&with_prefix, &arena, TEXT("/archive/x19/")), "/archive/x19/");
    assert_text(
        permalink_of_written(&with_prefix, &arena, TEXT("/archive/")), "https://example.org/archive/");
    assert_text(url_of_written(&at_root, &arena, TEXT("/archive/2019/")), "/archive/2019/");
}

static void what_is_of_this_site_is_told_by_whole_parts(void **state)
{
    (void)state;
    static const struct {
        const char *url, *address; /* NULL: of another site */
    } whole[] = { { "https://example.org/archive/2019/x/?a#b", "/2019/x/?a#b" },
        { "HTTP://Example.org/archive", "" }, { "//example.org/archive#x", "#x" },
        { "https://example.org/archives/", NULL }, { "https://example.org.uk/archive/", NULL },
        { "https://example.org/", NULL }, { "/archive/2019/", NULL } },
      behind[] = { { "/archive/2019/", "/2019/" }, { "/archive", "" }, { "/archives/", NULL },
          { "/2019/", NULL } };
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        text address = address_of_whole(&with_prefix, text_of(whole[i].url));
        assert_true(!address.bytes == !whole[i].address && text_equal(address, text_of(whole[i].address)));
    }
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        text address = address_behind_prefix(&with_prefix, text_of(behind[i].url));
        assert_true(!address.bytes == !behind[i].address && text_equal(address, text_of(behind[i].address)));
    }
    assert_text(address_of_whole(&at_root, TEXT("https://example.org/x/")), "/x/");
    assert_null(address_of_whole(&at_root, TEXT("https://example.organic/x/")).bytes);
    assert_null(address_behind_prefix(&at_root, TEXT("/x/")).bytes);
}

static void the_host_ends_where_the_path_or_a_query_begins(void **state)
{
    (void)state;
    static const struct {
        const char *url, *host; /* NULL: none */
    } rows[] = { { "https://a.example/x", "a.example" }, { "HTTP://A.example:81?x", "A.example:81" },
        { "//a.example#x", "a.example" }, { "https://a.example", "a.example" }, { "/x//y", NULL },
        { "x", NULL }, { "ftp://a.example/", NULL }, { "data:text/html,//a.example", NULL }, { "", NULL } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        text host = url_host(text_of(rows[i].url));
        assert_true(!host.bytes == !rows[i].host && text_equal(host, text_of(rows[i].host)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_host_ends_where_the_path_or_a_query_begins),
        cmocka_unit_test_setup_teardown(a_place_has_four_forms_of_one_address, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_address_that_climbs_is_refused_with_a_reason, set_up, tear_down),
        cmocka_unit_test_setup_teardown(patterns_are_filled_from_the_parts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_people_write_gets_the_prefix_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_host_is_within_another_by_whole_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            years_have_their_address_below_a_folder_called_archive_too, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_of_this_site_is_told_by_whole_parts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_page_of_a_list_has_no_number, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
