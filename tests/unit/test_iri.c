/* SPDX-License-Identifier: MIT */
/* Addresses in any script, as browsers send them. */
#include "base/iri.h"
#include "arena_case.h"

static void hosts_and_paths_have_a_form_in_ascii(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "https://bücher.example", "https://xn--bcher-kva.example" },
        { "https://Bu\xCC\x88"
          "cher.example/",
            "https://xn--bcher-kva.example/" },
        { "https://faß.example", "https://xn--fa-hia.example" },
        { "http://例え.example:8443/テスト", "http://xn--r8jz45g.example:8443/%E3%83%86%E3%82%B9%E3%83%88" },
        { "https://example.org/a b/%C3%BC", "https://example.org/a%20b/%C3%BC" },
        { "https://example.org", "https://example.org" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(text_to_string(&arena, iri_to_url(&arena, text_of(rows[i][0]))), rows[i][1]);
}

static void what_is_no_host_has_none(void **state)
{
    (void)state;
    static const char *const rows[] = { "", "bücher.example", "://bücher.example", "https://", "https:///ü",
        "https://-ü-.example", "https://a_ü.example", "https://ü..example", "https://user@ü.example",
        "https://ü\xFF.example", "https://xn--ü.example" };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_null(iri_to_url(&arena, text_of(rows[i])).bytes);
    char longest[600] = "https://";
    for (size_t i = 8; i < sizeof longest - 1; i++)
        longest[i] = i % 50 ? 'a' : '.';
    assert_null(iri_to_url(&arena, text_of(longest)).bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(hosts_and_paths_have_a_form_in_ascii, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_host_has_none, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
