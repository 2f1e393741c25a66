/* SPDX-License-Identifier: MIT */
/* address_pattern: places in patterns, which addresses follow one, and what is made of them. */
#include "arena_case.h"
#include "model/address_pattern.h"

static const char *follow(const char *pattern, const char *address, const char *other)
{
    struct address_parts parts;
    if (!address_pattern_match(text_of(pattern), text_of(address), &parts))
        return "(none)";
    return text_to_string(&arena, address_pattern_fill(&arena, text_of(other), &parts));
}

static void addresses_follow_patterns(void **state)
{
    (void)state;
    assert_string_equal(follow("/tags/:term/", "/tags/water/", "/category/:term/"), "/category/water/");
    assert_string_equal(follow("/archive/:y/:m/", "/archive/2019/02/", "/:y_:m.html"), "/2019_02.html");
    assert_string_equal(follow("/tags/:term/feed.xml", "/tags/a/feed.xml", "/:term:/x"), "/a:/x");
    assert_string_equal(follow("/about/", "/about/", "/:other/"), "/:other/");
    static const char *const others[][2] = { { "/tags/:term/", "/tags/" }, { "/tags/:term/", "/tags//" },
        { "/tags/:term/", "/tags/water" }, { "/tags/:term/", "/tags/water/page/2/" },
        { "/tags/:term/", "/tag/water/" }, { "/tags/:term", "/tags/water/" }, { "/:a/:a/", "/x/x/" } };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_string_equal(follow(others[i][0], others[i][1], "/"), "(none)");
}

static void places_are_told(void **state)
{
    (void)state;
    struct address_parts places;
    assert_true(address_pattern_places(TEXT("/:year_:month.html"), &places));
    assert_int_equal(places.count, 2);
    assert_non_null(address_parts_find(&places, TEXT(":month")));
    assert_null(address_parts_find(&places, TEXT(":day")));
    assert_true(address_pattern_places(TEXT("/x/"), &places) && !places.count);
    assert_false(address_pattern_places(TEXT("/:a/:a/"), &places));
    assert_true(address_pattern_places(TEXT("/:a:b:c:d:e:f:g:h/"), &places));
    assert_false(address_pattern_places(TEXT("/:a:b:c:d:e:f:g:h:i/"), &places));
    assert_true(address_pattern_places(TEXT("/:/"), &places));
    assert_int_equal(places.items[0].name.length, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_follow_patterns),
        cmocka_unit_test(places_are_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
