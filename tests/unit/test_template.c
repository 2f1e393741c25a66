/* SPDX-License-Identifier: MIT */
/* template: layouts that extend, include and import each other, and what is reported when they are compiled.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "template_case.h"

static void blocks_override_blocks(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "page.html", "{% extends 'middle.html' %}{% block a %}1{{ super() }}{% endblock %}" },
        { "middle.html", "{% extends 'base.html' %}{% block a %}2{{ super() }}{% endblock %}{% block b %}B{% "
                         "endblock %}" },
        { "base.html",
            "<{% block a %}3{% endblock %}|{% block b %}b{% endblock %}|{% block c %}c{% endblock %}>" },
    };
    /* "<1" is no tag: the context knows. */
    assert_layouts_render(layouts, "<123|B|c>");
}

static void a_block_in_an_attribute_is_escaped_for_it(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "page.html", "{% extends 'base.html' %}{% block c %}{{ super() }} {{ title }}{% endblock %}" },
        { "base.html", "<p class=\"{% block c %}plain{% endblock %}\">" },
    };
    assert_layouts_render(layouts, "<p class=\"plain T&lt;1&gt;\">");
}

static void super_in_an_expression_is_escaped_too(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "page.html",
            "{% extends 'base.html' %}{% block a %}{% with s = [super()] %}{{ s[0]|upper }}{% endwith %}"
            "{% endblock %}" },
        { "base.html", "{% block a %}<b>{{ title }}</b>{% endblock %}" },
    };
    assert_layouts_render(layouts, "<B>T&LT;1&GT;</B>");
}

static void text_is_not_included_in_html(void **state)
{
    (void)state;
    const struct case_layout layouts[] = { { "page.html", "{% set n = 'a' %}{% include n ~ '.txt' %}" },
        { "a.txt", "{{ title }}" } };
    struct template_case *one = case_open(layouts, 2);
    case_render(one, "page.html");
    assert_string_equal(one->diagnostics.first->code, "unescapable-context");
    case_close(one);
}

static void names_set_at_the_top_are_seen_in_blocks_and_above(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "page.html",
            "{% extends 'base.html' %}{% set kind = 'child' %}{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}"
            "{% block a %}{{ kind }} {{ wide }} {{ m(title) }}{% endblock %}" },
        { "base.html", "{% set wide = kind|default('base') %}{% block a %}{% endblock %}" },
    };
    assert_layouts_render(layouts, "child child <i>T&lt;1&gt;</i>");
}

static void a_block_sees_names_around_it_only_when_scoped(void **state)
{
    (void)state;
    assert_renders("{% for x in list %}{% block a scoped %}{{ x }}{% endblock %}{% endfor %}", "312");
    assert_renders("{% for x in list %}{% block a %}{{ x }}{% endblock %}{% endfor %}",
        "page.html:1:36: error: unknown name 'x' [undefined-name]\n"
        "    1 | {% for x in list %}{% block a %}{{ x }}{% endblock %}{% endfor %}\n"
        "      |                                    ^\n"
        "  hint: a text stands in quotes; docs/layouts.md says which names a layout sees\n");
}

static void a_block_without_a_place_is_a_warning(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "page.html", "{% extends 'base.html' %}{% block mian %}x{% endblock %}" },
        { "base.html", "{% block main %}{% endblock %}" },
    };
    assert_layouts_render(layouts,
        "page.html:1:35: warning: no layout above has a block 'mian', so it is never printed [unused-block]\n"
        "    1 | {% extends 'base.html' %}{% block mian %}x{% endblock %}\n"
        "      |                                   ^~~~\n"
        "  hint: did you mean 'main'?\n");
}

static void text_outside_of_blocks_is_a_warning(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "page.html",
            "{% extends 'base.html' %}\n{% set a = 1 %}<!-- words --> <!-- more -->\n{% block main %}x{% "
            "endblock %}\n<p>lost</p>" },
        { "base.html", "{% block main %}{% endblock %}" },
    };
    assert_layouts_render(layouts, "page.html:4:1: warning: 'page.html' extends another layout: what stands "
                                   "outside of its blocks is never printed [unused-block]\n"
                                   "    4 | <p>lost</p>\n"
                                   "      | ^~~~~~~~~~~\n"
                                   "  hint: move it into a block: {% block main %}…{% endblock %}\n");
}

static void text_in_a_condition_outside_of_blocks_is_a_warning(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "page.html",
            "{% extends 'base.html' %}{% if 1 %}{% set a = 1 %}{% else %}\n<p>lost</p>{% endif %}" },
        { "base.html", "{% block main %}x{% endblock %}" },
    };
    assert_layouts_render(layouts, "page.html:2:1: warning: 'page.html' extends another layout: what stands "
                                   "outside of its blocks is never printed [unused-block]\n"
                                   "    2 | <p>lost</p>{% endif %}\n"
                                   "      | ^~~~~~~~~~~\n"
                                   "  hint: move it into a block: {% block main %}…{% endblock %}\n");
}

static void what_is_included_sees_the_names_around_it(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "page.html",
            "{% for title in list %}{% include 'line.html' %}{% endfor %}{% include 'line.html' %}" },
        { "line.html", "{% set own = title %}[{{ own }}]" },
    };
    assert_layouts_render(layouts, "[3][1][2][T&lt;1&gt;]");
}

static void includes_may_be_missing_or_chosen(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "page.html",
            "{% include 'no.html' ignore missing %}{% include ['no.html', 'a.html'] %}"
            "{% include 'a.html' if none_at_all else 'b.html' %}{% set n = 'b' %}{% include n ~ '.html' %}" },
        { "a.html", "a" },
        { "b.html", "b{{ n|default('') }}" },
    };
    assert_layouts_render(layouts, "abbb");
}

static void a_layout_may_include_itself_until_it_ends(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "page.html", "{% set tree = [1, [2, [3]]] %}{% include 'tree.html' %}" },
        { "tree.html", "({% for t in tree %}{% if t is number %}{{ t }}{% else %}"
                       "{% with tree = t %}{% include 'tree.html' %}{% endwith %}{% endif %}{% endfor %})" },
    };
    assert_layouts_render(layouts, "(1(2(3)))");
}

static void endless_includes_are_refused(void **state)
{
    (void)state;
    const struct case_layout layouts[] = { { "page.html", "a{% include 'page.html' %}" } };
    struct template_case *one = case_open(layouts, 1);
    case_render(one, "page.html");
    assert_string_equal(text_to_string(&one->arena, one->diagnostics.first->message),
        "layouts include each other more than 32 deep");
    case_close(one);
}

static void macros_are_imported(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "page.html", "{% import 'macros.html' as m %}{% from 'macros.html' import link, sign as s %}"
                       "{{ m.link('/a', title) }}{{ link('/b', 2) }}{{ s() }}{{ m.mark }}" },
        { "macros.html", "{% set mark = '!' %}{% macro link(url, label) %}<a href=\"{{ url }}\">{{ label "
                         "}}</a>{{ sign() }}"
                         "{% endmacro %}{% macro sign() %}{{ mark }}{% endmacro %}" },
    };
    assert_layouts_render(layouts, "<a href=\"/a\">T&lt;1&gt;</a>!<a href=\"/b\">2</a>!!!");
}

static void an_unknown_macro_is_reported(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "page.html", "{% from 'macros.html' import lnik %}" },
        { "macros.html", "{% macro link() %}{% endmacro %}" },
    };
    assert_layouts_render(layouts,
        "page.html:1:30: error: 'macros.html' has no macro 'lnik' [undefined-name]\n"
        "    1 | {% from 'macros.html' import lnik %}\n"
        "      |                              ^~~~\n"
        "  hint: did you mean 'link'?\n");
}

static void markup_of_xml_macros_is_not_escaped_again(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "feed.xml",
            "{% macro m(x) %}<a>{{ x }}</a>{% endmacro %}<f>{{ m(title) }}</f><g>{{ '<b>'|safe }}</g>" },
    };
    assert_layouts_render(layouts, "<f><a>T&lt;1&gt;</a></f><g>&lt;b&gt;</g>");
}

static void mistakes_in_included_layouts_show_the_way(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "page.html", "{% include 'parts/a.html' %}" },
        { "parts/a.html", "{% macro f(x) %}{{ x + 'a' }}{% endmacro %}\n{{ f(1) }}" },
    };
    assert_layouts_render(layouts,
        "parts/a.html:1:20: error: '+' cannot take integer and text [layout-type]\n"
        "    1 | {% macro f(x) %}{{ x + 'a' }}{% endmacro %}\n"
        "      |                    ^~~~~~~\n"
        "  hint: '~' joins values of any kind as text\n"
        "  note: parts/a.html:2: called from here\n"
        "  note: page.html:1: included from here\n"
        "  note: while rendering 2019/a-page\n");
}

static void all_mistakes_of_a_layout_are_reported(void **state)
{
    (void)state;
    assert_renders("{{ titel }}\n{{ title|uper }}\n{{ list is od }}\n{{ rnage(3) }}\n{{ "
                   "title|truncate(lenght=3) }}\n{{ a + }}",
        "page.html:1:4: error: unknown name 'titel' [undefined-name]\n    1 | {{ titel }}\n      |    ^~~~~\n"
        "  hint: did you mean 'title'?\n"
        "page.html:2:10: error: unknown filter 'uper' [unknown-filter]\n    2 | {{ title|uper }}\n      |    "
        "      ^~~~\n"
        "  hint: did you mean 'upper'?\n"
        "page.html:3:12: error: unknown test 'od' [unknown-test]\n    3 | {{ list is od }}\n      |          "
        "  ^~\n"
        "  hint: did you mean 'odd'?\n"
        "page.html:4:4: error: unknown function 'rnage' [unknown-function]\n    4 | {{ rnage(3) }}\n      |  "
        "  ^~~~~\n"
        "  hint: did you mean 'range'?\n"
        "page.html:5:19: error: filter 'truncate' has no parameter 'lenght' [template-call]\n"
        "    5 | {{ title|truncate(lenght=3) }}\n      |                   ^~~~~~\n  hint: did you mean "
        "'length'?\n"
        "page.html:6:8: error: expected a value, found '}}' [layout-syntax]\n    6 | {{ a + }}\n      |      "
        "  ^~\n");
}

static void places_without_an_escaping_are_refused(void **state)
{
    (void)state;
    assert_renders("<a href={{ title }}>",
        "page.html:1:12: error: nothing can be printed in an unquoted attribute [unescapable-context]\n"
        "    1 | <a href={{ title }}>\n      |            ^~~~~\n"
        "  hint: put quotes around the attribute's value\n");
    assert_renders("<p {% if title %}class=\"{% endif %}x\">",
        "page.html:1:7: error: the text with and without the branch ends in different contexts "
        "[unbalanced-branches]\n"
        "    1 | <p {% if title %}class=\"{% endif %}x\">\n      |       ^~\n"
        "  hint: one ends in a tag, outside attribute values, the other in a quoted attribute\n");
}

static void places_in_other_layouts_show_the_way(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "page.html", "{% import 'm.html' as m %}{% include 'a.html' %}<p class={{ title }}>" },
        { "m.html", "{% macro f(x) %}<b class={{ x }}>{% endmacro %}" },
        { "a.html", "<i class={{ title }}>" },
    };
    assert_layouts_render(layouts,
        "a.html:1:13: error: nothing can be printed in an unquoted attribute [unescapable-context]\n"
        "    1 | <i class={{ title }}>\n      |             ^~~~~\n"
        "  hint: put quotes around the attribute's value\n  note: page.html:1: included from here\n"
        "m.html:1:29: error: nothing can be printed in an unquoted attribute [unescapable-context]\n"
        "    1 | {% macro f(x) %}<b class={{ x }}>{% endmacro %}\n"
        "      |                             ^\n"
        "  hint: put quotes around the attribute's value\n  note: page.html:1: imported from here\n"
        "page.html:1:61: error: nothing can be printed in an unquoted attribute [unescapable-context]\n"
        "    1 | {% import 'm.html' as m %}{% include 'a.html' %}<p class={{ title }}>\n"
        "      |                                                             ^~~~~\n"
        "  hint: put quotes around the attribute's value\n");
}

static void unknown_layouts_and_cycles_are_refused(void **state)
{
    (void)state;
    const struct case_layout missing[] = { { "page.html", "{% include 'footre.html' %}" },
        { "footer.html", "" } };
    assert_layouts_render(missing,
        "page.html:1:12: error: there is no layout 'footre.html' [unknown-layout]\n"
        "    1 | {% include 'footre.html' %}\n      |            ^~~~~~~~~~~~~\n  hint: did you mean "
        "'footer.html'?\n");
    const struct case_layout bare[] = { { "page.html", "{% include 'parts/byline' %}" },
        { "parts/byline.html", "" } };
    assert_layouts_render(bare,
        "page.html:1:12: error: there is no layout 'parts/byline' [unknown-layout]\n"
        "    1 | {% include 'parts/byline' %}\n      |            ^~~~~~~~~~~~~~\n  hint: did you mean "
        "'parts/byline.html'?\n");
    const struct case_layout cycle[] = {
        { "page.html", "{% extends 'a.html' %}" },
        { "a.html", "{% extends 'b.html' %}" },
        { "b.html", "{% extends 'a.html' %}" },
    };
    assert_layouts_render(cycle, "b.html:1:12: error: layouts extend each other: 'a.html' extends 'b.html' "
                                 "extends 'a.html' [layout-cycle]\n"
                                 "    1 | {% extends 'a.html' %}\n      |            ^~~~~~~~\n");
}

static void a_mistake_in_a_shared_layout_is_reported_once(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "page.html", "{% include 'a.html' %}{% include 'a.html' %}" },
        { "a.html", "{{ nothing }}{{ + }}" },
    };
    struct template_case *one = case_open(layouts, 2);
    case_render(one, "page.html");
    assert_int_equal(one->diagnostics.error_count, 2);
    case_close(one);
}

static void dependencies_are_in_order_of_first_use(void **state)
{
    (void)state;
    const struct case_layout layouts[] = {
        { "page.html", "{% extends 'base.html' %}{% import 'm.html' as m %}" },
        { "base.html", "{% include 'a.html' %}" },
        { "m.html", "" },
        { "a.html", "" },
    };
    struct template_case *one = case_open(layouts, 4);
    struct templates *templates =
        templates_open(&one->arena, &one->loader, &one->library, NULL, 0, &one->diagnostics);
    const text *names;
    size_t count;
    template_dependencies(templates_get(templates, TEXT("page.html")), &names, &count);
    assert_string_equal(text_to_string(&one->arena, text_join(&one->arena, names, count, TEXT(" "))),
        "page.html base.html m.html a.html");
    case_close(one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_override_blocks),
        cmocka_unit_test(a_block_in_an_attribute_is_escaped_for_it),
        cmocka_unit_test(super_in_an_expression_is_escaped_too),
        cmocka_unit_test(text_is_not_included_in_html),
        cmocka_unit_test(names_set_at_the_top_are_seen_in_blocks_and_above),
        cmocka_unit_test(a_block_sees_names_around_it_only_when_scoped),
        cmocka_unit_test(a_block_without_a_place_is_a_warning),
        cmocka_unit_test(text_outside_of_blocks_is_a_warning),
        cmocka_unit_test(text_in_a_condition_outside_of_blocks_is_a_warning),
        cmocka_unit_test(what_is_included_sees_the_names_around_it),
        cmocka_unit_test(includes_may_be_missing_or_chosen),
        cmocka_unit_test(a_layout_may_include_itself_until_it_ends),
        cmocka_unit_test(endless_includes_are_refused),
        cmocka_unit_test(macros_are_imported),
        cmocka_unit_test(an_unknown_macro_is_reported),
        cmocka_unit_test(markup_of_xml_macros_is_not_escaped_again),
        cmocka_unit_test(mistakes_in_included_layouts_show_the_way),
        cmocka_unit_test(all_mistakes_of_a_layout_are_reported),
        cmocka_unit_test(places_without_an_escaping_are_refused),
        cmocka_unit_test(places_in_other_layouts_show_the_way),
        cmocka_unit_test(unknown_layouts_and_cycles_are_refused),
        cmocka_unit_test(a_mistake_in_a_shared_layout_is_reported_once),
        cmocka_unit_test(dependencies_are_in_order_of_first_use),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
