/* SPDX-License-Identifier: MIT */
/* resolve: the wall around {% cache %}, past which nothing is seen, and built-in tags that give way. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "cache_case.h"

#define assert_refused(contents, at, message, hint_part)                                                     \
    do {                                                                                                     \
        LAYOUT(contents);                                                                                    \
        const char *said = render(setting, "page.html", "en");                                               \
        if (!strstr(said, "page.html:1:" at ": error: " message) || !strstr(said, hint_part))                \
            fail_msg("%s", said);                                                                            \
        assert_int_equal(setting->one->diagnostics.error_count, 1);                                          \
        close_setting(setting);                                                                              \
    } while (0)

static void nothing_further_out_is_seen_inside(void **state)
{
    (void)state;
    assert_refused("{% cache first %}{{ page.name }}{% endcache %}", "21",
        "'page' is not known between 'cache' and 'endcache' [impure-cache]", "needs: 'cache x = page.");
    assert_refused("{% set n = first %}{% cache %}{{ n.name }}{% endcache %}", "34", "'n' is not known",
        "'cache n' or 'cache x = n.");
    assert_refused("{% cache first %}{{ page is defined }}{% endcache %}", "21", "'page' is not known", "");
    assert_refused("{% cache first %}{{ page|default('') }}{% endcache %}", "21", "'page' is not known", "");
    assert_refused("{% for x in [1] %}{% cache x %}{{ loop.index }}{% endcache %}{% endfor %}", "35",
        "'loop' is not known", "needs: 'cache x = loop.");
    assert_refused("{% macro m() %}{% endmacro %}{% cache %}{{ m() }}{% endcache %}", "44",
        "'m' is not known", "import macros inside");
    /* A function of that name further out does not become what the macro was meant for. */
    assert_refused("{% macro lang() %}{% endmacro %}{% cache %}{{ lang() }}{% endcache %}", "47",
        "'lang' is not known", "");
    assert_refused("{% set ns = namespace(n=0) %}{% cache %}{% set ns.n = 1 %}{% endcache %}", "48",
        "'ns' is not known", "");
    assert_refused("{% set n = 1 %}{% cache %}{% macro m() %}{{ n }}{% endmacro %}{{ m() }}{% endcache %}",
        "45", "'n' is not known", "");
    assert_refused("{% cache %}{{ frist }}{% endcache %}", "15", "unknown name 'frist'", "");
    assert_refused("{% cache %}{% set n = n + 1 %}{{ n }}{% endcache %}", "23", "'n' has no value here", "");
}

static void what_looks_at_the_page_is_refused_inside(void **state)
{
    (void)state;
    assert_refused("{% cache %}{{ slot() }}{% endcache %}", "15", "'slot' looks at the page", "'x = slot(");
    assert_refused(
        "{% cache %}{% block b %}{% endblock %}{% endcache %}", "15", "a block cannot stand in", "");
    assert_renders("{% cache %}{{ super() }}{% endcache %}",
        "page.html:1:15: error: 'super' cannot stand between 'cache' and 'endcache' [impure-cache]\n"
        "    1 | {% cache %}{{ super() }}{% endcache %}\n"
        "      |               ^~~~~~~\n");
}

static void what_is_included_or_imported_inside_sees_no_more(void **state)
{
    (void)state;
    const struct case_layout layouts[] = { { "a.html", "{% cache %}{% include 'part.html' %}{% endcache %}" },
        { "b.html", "{% cache %}{% from 'macros.html' import m %}{{ m() }}{% endcache %}" },
        { "c.html", "{% cache %}{% set n = 'part' %}{% include n ~ '.html' %}{% endcache %}" },
        { "part.html", "{{ page.name }}" },
        { "macros.html", "{% macro m() %}{{ page.body }}{% endmacro %}" } };
    const char *const names[] = { "a.html", "b.html", "c.html" };
    for (size_t i = 0; i < 3; i++) {
        struct setting *setting = open_setting(layouts, 5);
        assert_non_null(strstr(render(setting, names[i], "en"), "'page' is not known between"));
        close_setting(setting);
    }
}

static void a_key_lasts_as_long_as_the_site(void **state)
{
    (void)state;
    assert_refused("{% cache page %}{{ page.name }}{% endcache %}", "10",
        "nothing can be kept by 'page', which is made for this page: a passing [impure-cache]", "'x = page.");
    assert_refused(
        "{% cache list %}{% endcache %}", "10", "nothing can be kept by 'list', which is list", "");
    assert_refused("{% cache x = 1.5 %}{% endcache %}", "10", "nothing can be kept by 'x'", "a whole number");
    assert_refused(
        "{% macro m() %}{% endmacro %}{% cache m %}{% endcache %}", "39", "nothing can be kept by 'm'", "");
    assert_refused("{% cache missing %}{% endcache %}", "10", "unknown name 'missing'", "");
    assert_refused("{% cache %}{{ page.name }}", "4", "'cache' is not closed", "endcache");
    assert_refused("{% cache first second %}{% endcache %}", "16", "expected the end of the tag", "");
}

/* A layout of the program's own, with a part that a site wrote: nobody can mend the tag. */
static void a_builtin_tag_gives_way(void **state)
{
    (void)state;
    const struct case_layout layouts[] = { { "page.html",
                                               "{% set n = 3 %}{% for x in [first, page] %}{% include "
                                               "'builtin_card.html' %}{% endfor %}" },
        { "builtin_card.html", "{% cache x %}{{ x.name }}{% include 'part.html' %}{% endcache %}" },
        { "part.html", "{{ slot() }}{{ loop.index }}{{ n }}{{ second.name }} " } };
    struct setting *setting = open_setting(layouts, 3);
    assert_string_equal(render(setting, "page.html", "en"), "Oneen13Two Pageen23Two ");
    assert_int_equal(setting->fragments.newer.by_key.count, 0);
    close_setting(setting);
    const struct case_layout pure[] = { layouts[0], layouts[1], { "part.html", "!" } };
    setting = open_setting(pure, 3);
    assert_string_equal(render(setting, "page.html", "en"), "One!Page!");
    assert_int_equal(setting->fragments.newer.by_key.count, 1);
    close_setting(setting);
}

/* Found out only when the page names the layout. */
static void a_builtin_tag_gives_way_while_rendering(void **state)
{
    (void)state;
    const struct case_layout layouts[] = { { "page.html", "{% include 'builtin.html' %}" },
        { "builtin.html", "{% cache first %}{% set p = 'part' %}{% include p ~ '.html' %}{% endcache %}" },
        { "part.html", "{{ page.name }}" } };
    struct setting *setting = open_setting(layouts, 3);
    assert_string_equal(render(setting, "page.html", "en"), "Page");
    setting->things[1].name = TEXT("Other");
    assert_string_equal(render(setting, "page.html", "en"), "Other");
    assert_int_equal(setting->fragments.newer.by_key.count, 0);
    close_setting(setting);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_further_out_is_seen_inside),
        cmocka_unit_test(what_looks_at_the_page_is_refused_inside),
        cmocka_unit_test(what_is_included_or_imported_inside_sees_no_more),
        cmocka_unit_test(a_key_lasts_as_long_as_the_site),
        cmocka_unit_test(a_builtin_tag_gives_way),
        cmocka_unit_test(a_builtin_tag_gives_way_while_rendering),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
