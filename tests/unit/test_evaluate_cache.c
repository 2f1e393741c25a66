/* SPDX-License-Identifier: MIT */
/* evaluate_cache: what a fragment is kept by, and that a page cannot tell one that was kept from one that was
 * made for it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "cache_case.h"

static void a_fragment_is_made_once(void **state)
{
    (void)state;
    LAYOUT("{% cache first %}<b>{{ first.name }}</b>{% endcache %}");
    assert_string_equal(render(setting, "page.html", "en"), "<b>One</b>");
    assert_string_equal(render(setting, "page.html", "en"), "<b>One</b>");
    assert_int_equal(setting->reads, 1);
    close_setting(setting);
}

static void without_keys_it_is_the_same_on_every_page(void **state)
{
    (void)state;
    LAYOUT("{% cache %}{{ site.name }}{% endcache %}{{ page.name }}");
    assert_string_equal(render(setting, "page.html", "en"), "SitePage");
    assert_string_equal(render(setting, "page.html", "en"), "SitePage");
    assert_int_equal(setting->reads, 3);
    close_setting(setting);
}

static void another_thing_language_or_kind_of_value_is_another_fragment(void **state)
{
    (void)state;
    LAYOUT(
        "{% for x in [first, second, first] %}{% cache x %}{{ x.name }} {{ lang() }} {% endcache %}{% endfor "
        "%}"
        "{% for x in ['1', 1, true, none, '1'|safe, 1, '', 0] %}{% cache x %}[{{ x }}]{% endcache %}{% "
        "endfor %}");
    assert_string_equal(render(setting, "page.html", "en"), "One en Two en One en [1][1][true][][1][1][][0]");
    assert_int_equal(setting->reads, 2);
    assert_int_equal(setting->fragments.newer.by_key.count, 9);
    assert_string_equal(render(setting, "page.html", "de"), "One de Two de One de [1][1][true][][1][1][][0]");
    close_setting(setting);
}

static void keys_may_be_given_values(void **state)
{
    (void)state;
    LAYOUT(
        "{% for n in [1, 2] %}{% cache word = page.name ~ n, first %}{{ word }}{{ first.name }}{% endcache "
        "%}{% endfor %}");
    assert_string_equal(render(setting, "page.html", "en"), "Page1OnePage2One");
    close_setting(setting);
}

static void a_part_that_several_layouts_include_shares_its_fragments(void **state)
{
    (void)state;
    const struct case_layout layouts[] = { { "a.html", "{% set x = first %}{% include 'part.html' %}" },
        { "b.html", "<p>{% for x in [first] %}{% include 'part.html' %}{% endfor %}</p>" },
        { "part.html",
            "{% cache x %}{% for y in [x] %}{{ y.name }}{{ loop.depth }}{% endfor %}{% endcache %}" } };
    struct setting *setting = open_setting(layouts, 3);
    assert_string_equal(render(setting, "b.html", "en"), "<p>One1</p>");
    assert_string_equal(render(setting, "a.html", "en"), "One1");
    assert_int_equal(setting->reads, 1);
    close_setting(setting);
}

static void another_context_is_another_fragment(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "a.html", "{% extends 'base.html' %}{% block a %}title=\"{% endblock %}" },
        { "b.html", "{% extends 'base.html' %}{% block a %}>{% endblock %}" },
        { "base.html", "<p {% block a %}{% endblock %}{% cache %}{{ '<i>'|safe }}{% endcache %}\">" },
    };
    struct setting *setting = open_setting(layouts, 3);
    assert_string_equal(render(setting, "b.html", "en"), "<p ><i>\">");
    assert_string_equal(render(setting, "a.html", "en"), "<p title=\"\">");
    close_setting(setting);
}

static void what_it_read_is_noted_for_every_page(void **state)
{
    (void)state;
    LAYOUT("{% cache first %}{{ first.body }}{{ site.name }}{{ plugin() }}{% endcache %}");
    for (int i = 0; i < 2; i++) {
        render(setting, "page.html", "en");
        assert_int_equal(parts_read(setting, 2), 1u << PART_BODY);
        assert_int_equal(parts_read(setting, 0), 1u << PART_FACTS);
        assert_true(setting->readings.is_plugin);
        assert_int_equal(setting->reads, 2);
    }
    close_setting(setting);
}

static void a_fragment_with_a_warning_is_not_kept(void **state)
{
    (void)state;
    LAYOUT("{% cache first %}{{ warning() }}{% endcache %}");
    render(setting, "page.html", "en");
    render(setting, "page.html", "en");
    assert_int_equal(setting->one->diagnostics.warning_count, 2);
    assert_int_equal(setting->fragments.newer.by_key.count, 0);
    close_setting(setting);
}

static void an_inner_tag_is_as_if_it_were_not_there(void **state)
{
    (void)state;
    LAYOUT("{% cache first, second %}{{ first.name }}{% cache second %}{{ second.name }}{% endcache %}{% "
           "endcache "
           "%}{% cache second %}{{ second.name }}{% endcache %}");
    assert_string_equal(render(setting, "page.html", "en"), "OneTwoTwo");
    assert_int_equal(setting->fragments.newer.by_key.count, 2);
    close_setting(setting);
}

static void names_set_inside_end_with_it(void **state)
{
    (void)state;
    LAYOUT("{% set n = 'out' %}{% cache first %}{% set n = 'in' %}{{ n }}{% endcache %}{{ n }}");
    assert_string_equal(render(setting, "page.html", "en"), "inout");
    assert_string_equal(render(setting, "page.html", "en"), "inout");
    close_setting(setting);
}

/* One page keeps nothing, the next makes the fragment, the last one has it: all fail at one place, or none.
 */
static bool fails_alike(const char *contents, struct template_limits limits)
{
    LAYOUT(contents);
    setting->one->limits = limits;
    for (int page = 0; page < 3; page++) {
        setting->keeps_nothing = page == 0;
        render(setting, "page.html", "en");
    }
    const struct diagnostic *first = setting->one->diagnostics.first;
    assert_int_equal(setting->one->diagnostics.error_count, first ? 3 : 0);
    for (const struct diagnostic *other = first; other; other = other->next) {
        assert_string_equal(other->code, "layout-limit");
        assert_int_equal(other->where.offset, first->where.offset);
    }
    close_setting(setting);
    return first != NULL;
}

static void limits_count_what_was_kept(void **state)
{
    (void)state;
    const char *const contents =
        "{% for x in [1, 2, 3] %}{% cache first %}{% for n in 'x' * 99 %}{{ n ~ '.' }}"
        "{% endfor %}{{ first.name }}{% endcache %}{% endfor %}";
    const char *const on_the_way =
        "{% for x in 'x' * 40 %}{{ x }}{% cache first %}{% set n %}{{ 'y' * 500000 }}"
        "{% endset %}{{ n|length }}{% endcache %}{% endfor %}";
    size_t failed_count = 0;
    for (uint64_t steps = 5; steps < 2000; steps += 23)
        failed_count += fails_alike(contents, (struct template_limits){ .steps = steps });
    assert_in_range(failed_count, 40, 80);
    failed_count = 0;
    for (size_t bytes = 1; bytes < 1000; bytes += 13)
        failed_count += fails_alike(contents, (struct template_limits){ .output_bytes = bytes });
    assert_in_range(failed_count, 40, 60);
    assert_true(fails_alike(on_the_way, (struct template_limits){ .output_bytes = 4000000 }));
}

static void depth_counts_what_was_kept(void **state)
{
    (void)state;
    LAYOUT(
        "{% macro down(n) %}{% if n %}{{ down(n - 1) }}{% else %}{% cache first %}{% macro deep(n) %}{% if n "
        "%}{{ deep(n - 1) }}{% endif %}{% endmacro %}{{ deep(250) }}{{ first.name }}{% endcache %}{% endif "
        "%}{% endmacro %}{{ down(1) }}{{ down(300) }}");
    const char *said = render(setting, "page.html", "en");
    if (!strstr(said, "page.html:1:"))
        fail_msg("%s", said);
    assert_non_null(strstr(said, "calls are nested too deep"));
    assert_int_equal(setting->fragments.newer.by_key.count, 1);
    close_setting(setting);
}

static void a_full_table_forgets_the_oldest(void **state)
{
    (void)state;
    static char bytes[1 << 20];
    struct fragments fragments;
    struct arena arena;
    arena_init(&arena);
    fragments_init(&fragments);
    memset(bytes, 'x', sizeof bytes);
    const struct fragment large = { .bytes = { bytes, sizeof bytes } };
    for (int i = 0; i < 40; i++) {
        text key = text_format(&arena, "%d", i);
        fragments_keep(&fragments, key, &large);
        assert_true(text_equal(fragments_find(&fragments, key)->bytes, large.bytes));
        /* What was made for the pages just before is there, however full the table is. */
        for (int k = i > 6 ? i - 6 : 0; k < i; k++)
            assert_non_null(fragments_find(&fragments, text_format(&arena, "%d", k)));
        assert_true(
            fragments.newer.arena.allocated_bytes + fragments.older.arena.allocated_bytes <= 17 << 20);
    }
    assert_null(fragments_find(&fragments, TEXT("0")));
    assert_null(fragments_find(&fragments, TEXT("20")));
    fragments_release(&fragments);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fragment_is_made_once),
        cmocka_unit_test(without_keys_it_is_the_same_on_every_page),
        cmocka_unit_test(another_thing_language_or_kind_of_value_is_another_fragment),
        cmocka_unit_test(keys_may_be_given_values),
        cmocka_unit_test(a_part_that_several_layouts_include_shares_its_fragments),
        cmocka_unit_test(another_context_is_another_fragment),
        cmocka_unit_test(what_it_read_is_noted_for_every_page),
        cmocka_unit_test(a_fragment_with_a_warning_is_not_kept),
        cmocka_unit_test(an_inner_tag_is_as_if_it_were_not_there),
        cmocka_unit_test(names_set_inside_end_with_it),
        cmocka_unit_test(limits_count_what_was_kept),
        cmocka_unit_test(depth_counts_what_was_kept),
        cmocka_unit_test(a_full_table_forgets_the_oldest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
