/* SPDX-License-Identifier: MIT */
/* evaluate: what expressions and statements give, and what is refused while a page is rendered. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "template_case.h"

#define REFUSAL(column, message, code, line, carets)                                                         \
    "page.html:1:" column ": error: " message " [" code "]\n    1 | " line "\n      | " carets "\n"

static void arithmetic_follows_python(void **state)
{
    (void)state;
    assert_renders("{{ 7 / 2 }} {{ 8 / 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 7 % -3 }} {{ 2 ** -1 }}",
        "3.5 4.0 -4 2 -2 0.5");
    assert_renders("{{ 1 + true }} {{ 'ab' * 2 }} {{ ([1] + [2])|length }} {{ 1 ~ 2 }}", "2 abab 2 12");
    assert_renders("{{ 1 < 2 < 3 }} {{ 1 == 1.0 }} {{ 'a' == 1 }} {{ 2 in list }} {{ 'nam' in map }}",
        "true true false true false");
    assert_renders("{{ 0 or 'b' }} {{ 'a' and 'c' }} {{ not '' }} {{ 'x' if false }}", "b c true ");
}

static void impossible_arithmetic_is_refused(void **state)
{
    (void)state;
    assert_renders("{{ 1 // 0 }}", REFUSAL("4", "division by zero", "layout-type", "{{ 1 // 0 }}",
                                       "   ^~~~~~") "  note: while rendering 2019/a-page\n");
    assert_renders("{{ 9223372036854775807 + 1 }}",
        REFUSAL("4", "the number is too large", "layout-type", "{{ 9223372036854775807 + 1 }}",
            "   ^~~~~~~~~~~~~~~~~~~~~~~") "  note: while rendering 2019/a-page\n");
    assert_renders("{{ 'a' + 1 }}",
        REFUSAL("4", "'+' cannot take text and integer", "layout-type", "{{ 'a' + 1 }}",
            "   ^~~~~~~") "  hint: '~' joins values of any kind as text\n  note: while "
                          "rendering 2019/a-page\n");
    assert_renders(
        "{{ 'a' < 1 }}", REFUSAL("4", "'<' cannot compare text with integer", "layout-type", "{{ 'a' < 1 }}",
                             "   ^~~~~~~") "  note: while rendering 2019/a-page\n");
}

static void parts_of_values_are_taken(void **state)
{
    (void)state;
    assert_renders("{{ list[0] }} {{ list[-1] }} {{ list.1 }} {{ map.age }} {{ map['age'] }}", "3 2 1 41 41");
    assert_renders(
        "{{ 'abcdef'[1:4] }} {{ 'abc'[::-1] }} {{ list[1:]|join('+') }} {{ 'abc'[9:] }}", "bcd cba 1+2 ");
    assert_renders("{{ map.get('age') }} {{ map.get('x', 7) }} {{ 'a b'.split()|length }} {{ 'x'.upper() }}",
        "41 7 2 X");
}

static void what_is_missing_is_an_error_where_it_is_used(void **state)
{
    (void)state;
    assert_renders("{{ map.nmae }}",
        REFUSAL("4", "'map' has no 'nmae'", "unknown-field", "{{ map.nmae }}",
            "   ^~~~~~~~") "  hint: did you mean 'name'?\n  note: while rendering 2019/a-page\n");
    assert_renders("{% set key = 'zip' %}{{ map[key] }}",
        REFUSAL("25", "'map' has no 'zip'", "unknown-field", "{% set key = 'zip' %}{{ map[key] }}",
            "                        ^~~~~~~~") "  hint: it has 'name', 'age'; where it may be missing, ask "
                                                "with 'is defined' or "
                                                "use "
                                                "'|default(…)'\n  note: while rendering 2019/a-page\n");
    assert_renders("{{ list.first }}",
        REFUSAL("4", "'list' has no 'first'", "unknown-field", "{{ list.first }}",
            "   ^~~~~~~~~~") "  hint: write 'list|first'\n  note: while rendering 2019/a-page\n");
    assert_renders("{{ absent }}",
        REFUSAL("4", "'absent' is not known on this page", "undefined-name", "{{ absent }}",
            "   ^~~~~~") "  hint: ask with 'absent is defined'\n  note: while rendering 2019/a-page\n");
    assert_renders("{{ none_at_all.x }}",
        REFUSAL("4", "'none_at_all' is none and has no fields", "unknown-field", "{{ none_at_all.x }}",
            "   ^~~~~~~~~~~~~") "  hint: ask first whether there is one: {% if … %}\n  note: while rendering "
                                "2019/a-page\n");
    assert_renders("{% for x in list %}{{ loop.idnex }}{% endfor %}",
        REFUSAL("23", "loop has no field 'idnex'", "unknown-field",
            "{% for x in list %}{{ loop.idnex }}{% endfor %}",
            "                      ^~~~~~~~~~") "  hint: did you mean 'index'?\n  note: while rendering "
                                                "2019/a-page\n");
}

static void what_is_missing_may_be_asked_for(void **state)
{
    (void)state;
    assert_renders(
        "{{ map.x|default('d') }} {{ nowhere is defined }} {{ absent.a.b is defined }}", "d false false");
    assert_renders(
        "{% if map.x %}a{% else %}b{% endif %} {{ map.x or 'c' }} {{ nowhere|default('e') }}", "b c e");
}

static void loops_know_where_they_are(void **state)
{
    (void)state;
    assert_renders("{% for x in list %}{{ loop.index }}/{{ loop.length }}:{{ x }}{% if not loop.last %}, {% "
                   "endif %}{% endfor %}",
        "1/3:3, 2/3:1, 3/3:2");
    assert_renders("{% for k, v in map.items() %}{{ k }}={{ v }};{% endfor %}", "name=A &amp; B;age=41;");
    assert_renders(
        "{% for x in list if x > 1 %}{{ loop.revindex }}{{ x }}{% else %}none{% endfor %}", "2312");
    assert_renders("{% for x in [] %}a{% else %}b{% endfor %}", "b");
    assert_renders("{% for x in list %}{{ loop.cycle('a', 'b') }}{{ loop.changed(x > 1) }} {% endfor %}",
        "atrue btrue atrue ");
    assert_renders(
        "{% for x in list %}{{ loop.previtem|default('-') }}{{ loop.nextitem|default('-') }} {% endfor %}",
        "-1 32 1- ");
}

static void set_in_a_loop_does_not_leak(void **state)
{
    (void)state;
    assert_renders("{% set x = 1 %}{% for i in list %}{{ x }}{% set x = x + i %}{{ x }} {% endfor %}{{ x }}",
        "14 12 13 1");
    assert_renders(
        "{% set ns = namespace(n=0) %}{% for i in list %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}",
        "6");
    assert_renders("{% with title = 'a', b = title %}{{ title }}{{ b }}{% endwith %}{{ title }}",
        "aT&lt;1&gt;T&lt;1&gt;");
    assert_renders(
        "{% set a, b = [1, 2] %}{{ a }}{{ b }}{% if true %}{% set a = 3 %}{% endif %}{{ a }}", "123");
}

static void values_are_escaped_and_markup_is_not(void **state)
{
    (void)state;
    assert_renders("{{ title }}<a title=\"{{ title }}\">", "T&lt;1&gt;<a title=\"T&lt;1&gt;\">");
    assert_renders("{% set x %}<b>{{ title }}</b>{% endset %}{{ x }}", "<b>T&lt;1&gt;</b>");
    assert_renders("{{ '<i>'|safe ~ title }}", "<i>T&lt;1&gt;");
    assert_renders("{% filter upper %}<b>{{ title }}{% endfilter %}", "<B>T&LT;1&GT;");
}

static void addresses_that_are_put_together_in_a_loop_stay_harmless(void **state)
{
    (void)state;
    assert_renders("<a href=\"{% for x in ['java', 'script:', 'x()'] %}{{ x }}{% endfor %}\">",
        "<a href=\"javascript%3Ax()\">");
}

static void macros_take_arguments_in_any_way(void **state)
{
    (void)state;
    assert_renders(
        "{% macro f(a, b=a ~ 2) %}[{{ a }} {{ b }}]{% endmacro %}{{ f(1) }}{{ f(b=3, a=2) }}", "[1 12][2 3]");
    assert_renders(
        "{% macro f() %}{{ varargs|join(',') }}{{ kwargs.x }}{% endmacro %}{{ f(1, 2, x=3) }}", "1,23");
    assert_renders(
        "{% macro f() %}[{{ caller(1) }}]{% endmacro %}{% call(x) f() %}<b>{{ x }}{{ title }}{% endcall %}",
        "[<b>1T&lt;1&gt;]");
    assert_renders(
        "{% macro f(n) %}{{ n }}{% if n %}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(3) }}", "3210");
}

static void wrong_calls_are_refused(void **state)
{
    (void)state;
    assert_renders("{% macro f(a) %}{% endmacro %}{{ f(b=1) }}",
        REFUSAL("36", "macro 'f' has no parameter 'b'", "template-call",
            "{% macro f(a) %}{% endmacro %}{{ f(b=1) }}",
            "                                   ^") "  hint: did you mean 'a'?\n  note: while rendering "
                                                    "2019/a-page\n");
    assert_renders("{{ map.itmes() }}",
        REFUSAL("4", "map has no method 'itmes'", "unknown-function", "{{ map.itmes() }}",
            "   ^~~~~~~~~") "  hint: did you mean 'items'?\n  note: while rendering 2019/a-page\n");
    assert_renders("{{ title() }}", REFUSAL("4", "text cannot be called", "layout-type", "{{ title() }}",
                                        "   ^~~~~") "  note: while rendering 2019/a-page\n");
}

static void limits_end_a_page(void **state)
{
    (void)state;
    const struct case_layout layouts[] = { { "page.html",
        "{% for a in range(900) %}{% for b in range(900) %}{{ b }}{% endfor %}{% endfor %}" } };
    struct template_case *one = case_open(layouts, 1);
    one->limits.steps = 1000;
    case_render(one, "page.html");
    assert_string_equal(
        text_to_string(&one->arena, one->diagnostics.first->message), "the page takes more than 1000 steps");
    case_close(one);
    one = case_open(layouts, 1);
    one->limits.output_bytes = 1000;
    case_render(one, "page.html");
    assert_string_equal(
        text_to_string(&one->arena, one->diagnostics.first->message), "the page is longer than the limit");
    case_close(one);
    const struct case_layout endless[] = { { "page.html",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}" } };
    one = case_open(endless, 1);
    case_render(one, "page.html");
    assert_string_equal(
        text_to_string(&one->arena, one->diagnostics.first->message), "calls are nested too deep");
    assert_string_equal(one->diagnostics.first->code, "layout-limit");
    size_t note_count = 0, skipped_count = 0;
    for (const struct diagnostic_note *note = one->diagnostics.first->notes; note; note = note->next) {
        note_count++;
        skipped_count += text_starts_with(note->message, TEXT("… "));
    }
    assert_int_equal(skipped_count, 1);
    assert_true(note_count <= 20);
    case_close(one);
}

static void text_that_doubles_is_stopped(void **state)
{
    (void)state;
    const struct case_layout layouts[] = { { "page.html",
        "{% set ns = namespace(x='ab') %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor "
        "%}" } };
    struct template_case *one = case_open(layouts, 1);
    one->limits.output_bytes = 100000;
    case_render(one, "page.html");
    assert_string_equal(one->diagnostics.first->code, "layout-limit");
    case_close(one);
}

static void layout_that_includes_itself_often_is_stopped(void **state)
{
    (void)state;
    const struct case_layout layouts[] = { { "page.html",
                                               "{% set d = 0 %}{% set n = 'a.html' %}{% include n %}" },
        { "a.html", "{% set d = d + 1 %}{% if d < 20 %}{% include n %}{% include n %}{% endif %}" } };
    struct template_case *one = case_open(layouts, 2);
    one->limits.output_bytes = 100000;
    one->limits.steps = 500000;
    case_render(one, "page.html");
    assert_true(text_starts_with(one->diagnostics.first->message, TEXT("the page makes more than")));
    case_close(one);
}

/* What the page's arena holds after so many calls of a macro that calls another; two frames do not fit into
 * one piece of the stack. */
static size_t bytes_of_calls(int count)
{
    char layout[4000];
    struct buffer out;
    buffer_init(&out, NULL);
    for (char name = 'f'; name <= 'g'; name++) {
        buffer_print(&out, "{%% macro %c() %%}{%% if none_at_all %%}", name);
        for (int i = 0; i < 40; i++)
            buffer_print(&out, "{%% set a%d = 1 %%}", i);
        buffer_print(&out, "{%% endif %%}%s{%% endmacro %%}", name == 'g' ? "{{ f() }}" : "");
    }
    buffer_print(&out, "{%% for i in range(%d) %%}{{ g() }}{%% endfor %%}", count);
    assert_true(out.length < sizeof layout);
    memcpy(layout, out.bytes, out.length);
    layout[out.length] = '\0';
    buffer_release(&out);
    const struct case_layout layouts[] = { { "page.html", layout } };
    struct template_case *one = case_open(layouts, 1);
    assert_string_equal(case_render(one, "page.html"), "");
    size_t bytes = one->arena.allocated_bytes;
    case_close(one);
    return bytes;
}

static void frames_of_macros_are_used_again(void **state)
{
    (void)state;
    assert_true(bytes_of_calls(900) < bytes_of_calls(100) + 400 * 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arithmetic_follows_python),
        cmocka_unit_test(impossible_arithmetic_is_refused),
        cmocka_unit_test(parts_of_values_are_taken),
        cmocka_unit_test(what_is_missing_is_an_error_where_it_is_used),
        cmocka_unit_test(what_is_missing_may_be_asked_for),
        cmocka_unit_test(loops_know_where_they_are),
        cmocka_unit_test(set_in_a_loop_does_not_leak),
        cmocka_unit_test(values_are_escaped_and_markup_is_not),
        cmocka_unit_test(addresses_that_are_put_together_in_a_loop_stay_harmless),
        cmocka_unit_test(macros_take_arguments_in_any_way),
        cmocka_unit_test(wrong_calls_are_refused),
        cmocka_unit_test(limits_end_a_page),
        cmocka_unit_test(text_that_doubles_is_stopped),
        cmocka_unit_test(layout_that_includes_itself_often_is_stopped),
        cmocka_unit_test(frames_of_macros_are_used_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
