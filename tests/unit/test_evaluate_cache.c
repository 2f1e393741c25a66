/* SPDX-License-Identifier: MIT */
/* evaluate_cache and the wall that the resolver puts around it: what may stand inside, what it is kept by,
 * and that a page cannot tell a fragment that was kept from one that was made for it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "template/fragment.h"
#include "template_case.h"

/* A thing of the archive. `reads` counts who asks for its name: only what is made asks. */
struct thing {
    text name;
    int64_t *reads;
};

static struct value name_of(const void *object, struct arena *arena)
{
    const struct thing *thing = object;
    (void)arena;
    (*thing->reads)++;
    return value_text(thing->name);
}

static const struct field thing_fields[] = {
    { "name", FIELD_COMPUTED, 0, NULL, name_of, "text", "", PART_FACTS },
    { "body", FIELD_COMPUTED, 0, NULL, name_of, "text", "", PART_BODY },
};
static const struct object_type thing_type = { "thing", "", thing_fields, 2, "name", OBJECT_LASTS };
static const struct object_type passing_type = { "passing", "", thing_fields, 2, "name", OBJECT_STAYS };

static struct value page_word(struct template_call *call, void *data)
{
    (void)data;
    return value_text(call->lang);
}

static struct value plugin_word(struct template_call *call, void *data)
{
    (void)data;
    call->readings->is_plugin = true;
    return value_text(TEXT("plugged"));
}

static struct value warning_word(struct template_call *call, void *data)
{
    (void)call;
    diagnostic_warning(data, SPAN_NONE, "a-warning", "said again");
    return value_text(TEXT("warned"));
}

static const struct template_function page_functions[] = {
    { "slot", "", page_word, NULL, false, "" },
};

static const char *const globals[] = { "site", "page", "first", "second", "list" };
enum { GLOBALS = sizeof globals / sizeof *globals };

struct setting {
    struct template_case *one;
    struct templates *templates;
    struct fragments fragments;
    struct readings readings;
    struct template_function functions[3];
    struct thing things[4];
    int64_t reads;
    bool keeps_nothing;
};

static bool is_builtin(void *data, text name)
{
    (void)data;
    return text_starts_with(name, TEXT("builtin"));
}

static struct setting *open_setting(const struct case_layout *layouts, size_t count)
{
    static struct setting setting;
    setting = (struct setting){ .one = case_open(layouts, count) };
    struct template_case *one = setting.one;
    const char *const names[] = { "Site", "Page", "One", "Two" };
    for (size_t i = 0; i < 4; i++)
        setting.things[i] = (struct thing){ text_of(names[i]), &setting.reads };
    setting.functions[0] = (struct template_function){ "lang", "", page_word, NULL, false, "" };
    setting.functions[1] = (struct template_function){ "plugin", "", plugin_word, NULL, false, "" };
    setting.functions[2] =
        (struct template_function){ "warning", "", warning_word, &one->diagnostics, false, "" };
    one->loader.is_builtin = is_builtin;
    one->library.functions = setting.functions;
    one->library.function_count = 3;
    one->library.page_functions = page_functions;
    one->library.page_function_count = 1;
    one->library.shared_global_count = 1;
    fragments_init(&setting.fragments);
    setting.templates =
        templates_open(&one->arena, &one->loader, &one->library, globals, GLOBALS, &one->diagnostics);
    return &setting;
}

static void close_setting(struct setting *setting)
{
    fragments_release(&setting->fragments);
    readings_release(&setting->readings);
    case_close(setting->one);
}

/* One page, or what was reported so far. */
static const char *render(struct setting *setting, const char *name, const char *lang)
{
    struct template_case *one = setting->one;
    const struct value values[GLOBALS] = { value_object(&setting->things[0], &thing_type),
        value_object(&setting->things[1], &passing_type), value_object(&setting->things[2], &thing_type),
        value_object(&setting->things[3], &thing_type), value_list_of(&one->arena, NULL, 0) };
    const struct template *template = templates_get(setting->templates, text_of(name));
    readings_reset(&setting->readings);
    const struct template_page page = { .globals = values,
        .lang = text_of(lang),
        .limits = one->limits,
        .readings = &setting->readings,
        .fragments = setting->keeps_nothing ? NULL : &setting->fragments };
    struct buffer out;
    buffer_init(&out, &one->arena);
    if (!template || !template_render(template, &page, &one->arena, &out, &one->diagnostics)) {
        buffer_reset(&out);
        diagnostics_print(&one->diagnostics, &one->sources, &(struct diagnostic_style){ 0 }, &out);
    }
    return text_to_string(&one->arena, buffer_text(&out));
}

static uint32_t parts_read(const struct setting *setting, size_t thing)
{
    for (size_t i = 0; i < setting->readings.room; i++)
        if (setting->readings.items[i].object == &setting->things[thing])
            return setting->readings.items[i].parts;
    return 0;
}

#define LAYOUT(contents)                                                                                     \
    const struct case_layout only_layout = { "page.html", (contents) };                                      \
    struct setting *setting = open_setting(&only_layout, 1)

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
        "'page' is not known between 'cache' and 'endcache' [impure-cache]", "'cache page'");
    assert_refused("{% cache first %}{{ page is defined }}{% endcache %}", "21", "'page' is not known", "");
    assert_refused("{% cache first %}{{ page|default('') }}{% endcache %}", "21", "'page' is not known", "");
    assert_refused("{% for x in [1] %}{% cache x %}{{ loop.index }}{% endcache %}{% endfor %}", "35",
        "'loop' is not known", "");
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
        cmocka_unit_test(nothing_further_out_is_seen_inside),
        cmocka_unit_test(what_looks_at_the_page_is_refused_inside),
        cmocka_unit_test(what_is_included_or_imported_inside_sees_no_more),
        cmocka_unit_test(a_key_lasts_as_long_as_the_site),
        cmocka_unit_test(a_builtin_tag_gives_way),
        cmocka_unit_test(a_builtin_tag_gives_way_while_rendering),
        cmocka_unit_test(a_full_table_forgets_the_oldest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
