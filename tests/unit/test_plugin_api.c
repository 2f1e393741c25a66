/* SPDX-License-Identifier: MIT */
/* api: the functions of `brief`. */
#include "plugin_case.h"

static void the_builder_escapes(void **state)
{
    (void)state;
    case_prints("print(brief.html.a{ href = '/a b/?x=1&y', class = { 'more', 'big' }, 'A < B', brief.html.b{ "
                "'&' } })",
        "<a class=\"more big\" href=\"/a%20b/?x=1&amp;y\">A &lt; B<b>&amp;</b></a>\n");
    case_prints("local none print(brief.html.p{ class = { 'a', none, false, 'b', none, none } })",
        "<p class=\"a b\"></p>\n");
    case_prints("print(brief.html.p{ title = '\"x\\'<', aria_label = 1, ['data-n'] = 2.5, hidden = true, "
                "open = false, for_ = 'y' })",
        "<p aria-label=\"1\" data-n=\"2.5\" for=\"y\" hidden title=\"&quot;x&#39;&lt;\"></p>\n");
    case_prints("print(brief.html.ul{ { brief.html.li{ 1 }, nil, false, brief.html.li 'two' }, "
                "site.articles[1], ' ', site.articles[1].date })",
        "<ul><li>1</li><li>two</li>Floods &amp; dams 2024-03-01</ul>\n");
    case_prints("print(brief.html(brief.html.br{}, 'a&b', { 'c', site.articles[1].key_points }), "
                "brief.html.h2{ site.articles[1].content })",
        "<br>a&amp;bcfirstsecond <h2><p>One &amp; two</p></h2>\n");
}

static void the_builder_refuses_what_is_not_safe(void **state)
{
    (void)state;
    static const struct {
        const char *code, *message;
    } cases[] = {
        { "brief.html.a{ href = 'javascript:alert(1)' }",
            "'javascript:alert(1)' is not a safe address for 'href'" },
        { "brief.html.a{ onclick = 'x' }", "brief.html does not make 'onclick': scripts belong into a file" },
        { "brief.html.a{ ONclick = 'x' }", "brief.html does not make 'ONclick': scripts belong into a file" },
        { "brief.html.a{ HREF = 'javascript:x' }", "'javascript:x' is not a safe address for 'HREF'" },
        { "brief.html.object{ data = 'javascript:x' }", "'javascript:x' is not a safe address for 'data'" },
        { "brief.html.a{ ['xlink:href'] = 'javascript:x' }",
            "'javascript:x' is not a safe address for 'xlink:href'" },
        { "brief.html.iframe{ srcdoc = '<p>' }",
            "brief.html does not make 'srcdoc': what stands in it would be read as HTML" },
        { "brief.html.STYLE{ 'x' }",
            "what stands in 'STYLE' is not escaped; mark it with brief.safe(brief.json(…)) or the like" },
        { "brief.html.p{ class = { big = true } }",
            "the attribute 'class' takes a list of words, at most 1000" },
        { "brief.html.p{ [0] = 'x' }",
            "an element takes names of attributes, and children from 1 on; found the key '0'" },
        { "brief.html.p{ [true] = 'x' }",
            "an element takes names of attributes, and children from 1 on; found the key 'true'" },
        { "brief.html.p{ { class = 'small', 'x' } }",
            "a list that becomes HTML has items from 1 on; found the key 'class'" },
        { "brief.html.p{ [1 << 40] = 'x' }", "a list of 1099511627776 items is too long for HTML" },
        { "brief.html.BR{ 'x' }", "'BR' is an element without content" },
        { "brief.html.script{ 'x' }",
            "what stands in 'script' is not escaped; mark it with brief.safe(brief.json(…)) or the like" },
        { "brief.html.img{ 'x' }", "'img' is an element without content" },
        { "brief.html.a{ ['a b'] = 'x' }", "'a b' cannot be the name of an attribute" },
        { "brief.html['a b']{}", "'a b' cannot be the name of an element" },
        { "brief.html.p{ print }", "a function cannot become HTML" },
        { "brief.html.p{ title = {} }", "the attribute 'title' cannot be a table" },
        { "local t = {} t[1] = t brief.html.p(t)", "lists inside lists are nested too deep for HTML" },
        { "brief.html.p{ site.data }", "a map of the archive cannot become HTML" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct plugin_case test;
        case_open(&test);
        const char *expected = text_to_string(&test.arena,
            text_format(&test.arena, "lua-plugins/x.lua:1: error: %s [plugin-error]\n", cases[i].message));
        assert_string_equal(case_run(&test, cases[i].code), expected);
        case_close(&test);
    }
    case_prints("print(brief.html.p{ table.pack('a', nil, 'b') })", "<p>ab</p>\n");
    case_prints("print(brief.html.script{ type = 'application/ld+json', brief.safe(brief.json({ a = "
                "'</script>' })) })",
        "<script type=\"application/ld+json\">{\"a\":\"\\u003c/script\\u003e\"}</script>\n");
}

static void texts_are_made_and_compared(void **state)
{
    (void)state;
    case_prints("print(brief.escape('<a>'), brief.slug('Crème Brûlée & Co'), brief.upper('straße'), "
                "brief.fold('ÉTÉ'), brief.cut('one two three', 8))",
        "&lt;a&gt; creme-brulee-co STRASSE été one two…\n");
    case_prints("print(brief.sort_key('a') < brief.sort_key('B'), brief.sort_key('é') < brief.sort_key('f'))",
        "true true\n");
    case_prints("print(brief.json({ 1, 2.5, 'x', true }), brief.json({ b = 1, a = {} }), "
                "brief.json(site.articles[1].date), brief.json(site.articles[1]))",
        "[1,2.5,\"x\",true] {\"a\":[],\"b\":1} \"2024-03-01\" \"Floods \\u0026 dams\"\n");
    case_prints("brief.json({}, 17)",
        "lua-plugins/x.lua:1: error: bad argument #2 to 'json' (must be from 0 to 16) "
        "[plugin-error]\n");
    case_prints("print(brief.json({ 1 }, 8))", "[\n        1\n]\n");
    case_prints(
        "brief.json(print)", "lua-plugins/x.lua:1: error: a function cannot be given back [plugin-error]\n");
    case_prints("print(site.data[site.articles[1].date])",
        "lua-plugins/x.lua:1: error: keys of a map are texts, not a date [plugin-error]\n");
    case_prints("print(brief.json({ 1, nil, 3, [5] = 5 }), brief.json({ 1, nil, 3, ['2'] = 2 }))",
        "{\"1\":1,\"3\":3,\"5\":5} {\"1\":1,\"3\":3,\"2\":2}\n");
    case_prints("print(brief.json({ [2] = 'a', x = 'b', [1.5] = 'c' }))",
        "{\"1.5\":\"c\",\"2\":\"a\",\"x\":\"b\"}\n");
    case_prints("brief.json({ [2] = 'a', ['2'] = 'b' })",
        "lua-plugins/x.lua:1: error: a table that is given back has the key '2' as a number and as a text; "
        "use "
        "texts [plugin-error]\n");
    case_prints("brief.json('\\xff')", "lua-plugins/x.lua:1: error: the text is not UTF-8 at the end of "
                                       "'\xff': was it cut inside a letter? [plugin-error]\n");
    case_prints("brief.json('two\\0parts')",
        "lua-plugins/x.lua:1: error: a NUL byte stands behind 'two' [plugin-error]\n");
    case_prints("brief.json(('é'):rep(900) .. ' caf' .. ('é'):sub(1, 1))",
        "lua-plugins/x.lua:1: error: the text is not UTF-8 at the end of 'ééééééééééééééééé caf\xC3': was "
        "it "
        "cut inside a letter? [plugin-error]\n");
    case_prints("brief.json(('x'):rep(900) .. 'two\\0parts')",
        "lua-plugins/x.lua:1: error: a NUL byte stands behind 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxtwo' "
        "[plugin-error]\n");
}

static void lists_are_joined(void **state)
{
    (void)state;
    case_prints("print(brief.join({ 'a', 2, brief.safe('<b>') }, ', '), brief.join({ 'a', 'b' }), "
                "brief.join({ 'a', 'b', 'c' }, '-', 2), brief.join({}, ', ') == '')",
        "a, 2, <b> ab a-b true\n");
    case_prints("local a = site.articles print(brief.join(a, ' | ', 1), brief.join(a, ' ', 1, 'slug'), "
                "brief.join({ { n = 'x' }, { n = 'y' } }, '/', nil, 'n'))",
        "Floods & dams flood x/y\n");
    case_prints("brief.join({ print })",
        "lua-plugins/x.lua:1: error: a function cannot be joined as text [plugin-error]\n");
    case_prints("brief.join({ 'a' }, ' ', 1, 'n')",
        "lua-plugins/x.lua:1: error: a string has no fields [plugin-error]\n");
    case_prints("brief.join(site.articles, ' ', 1, 'titel')",
        "lua-plugins/x.lua:1: error: an article has no field "
        "'titel'; did you mean 'title'? [plugin-error]\n");
}

static void functions_are_memoized(void **state)
{
    (void)state;
    case_prints(
        "local calls = 0 local f = brief.memoize(function(a, b) calls = calls + 1 return tostring(a) .. "
        "tostring(b) end) "
        "print(f(1, 'x'), f(1, 'x'), f(1.5, 'x'), f('1', 'x'), f('1x'), f(true), f(nil, nil), f(), calls)",
        "1x 1x 1.5x 1x 1xnil truenil nilnil nilnil 7\n");
    case_prints(
        "local calls = 0 local f = brief.memoize(function(a) calls = calls + 1 return a and a.title end) "
        "print(f(site.articles[1]), f(site.articles[2]), f(site.articles[1]), f(nil), f(nil), calls)",
        "Floods & dams Masts Floods & dams nil nil 3\n");
    /* The bytes of a number and what follows it, read as those of another kind. */
    case_prints("local calls = 0 local f = brief.memoize(function() calls = calls + 1 end) "
                "f((string.unpack('<d', 'i1234567')), false) f((string.unpack('<i8', '12345671')), nil) "
                "print(calls)",
        "2\n");
    case_prints("local f = brief.memoize(function(a) return brief.html.b{ a } end) print(f('<'), f('<'))",
        "<b>&lt;</b> <b>&lt;</b>\n");
    case_prints(
        "local f f = brief.memoize(function(n) return n == 0 and 0 or n + f(n - 1) end) print(f(30), f(29))",
        "465 435\n");
    case_prints(
        "local ok = false local f = brief.memoize(function() if not ok then error('no', 0) end return 1 end) "
        "print(pcall(f)) ok = true print(f())",
        "false no\n1\n");
    case_prints("brief.memoize(function() return {} end)()",
        "lua-plugins/x.lua:1: error: a memoized function gives text, markup, a number, a boolean or nothing, "
        "but this one a table [plugin-error]\n");
    case_prints("brief.memoize(function() end)({})",
        "lua-plugins/x.lua:1: error: argument 1 of a memoized function is a table; it takes texts, numbers, "
        "booleans, things of the archive and the options [plugin-error]\n");
    case_prints("brief.memoize(function() return math.random() end)()",
        "lua-plugins/x.lua:1: error: math.random in a memoized function would give other numbers in each "
        "build "
        "[plugin-error]\n");
    case_prints("brief.memoize(1)",
        "lua-plugins/x.lua:1: error: bad argument #1 to 'memoize' (function expected, "
        "got number) [plugin-error]\n");
}

static void things_say_what_they_are(void **state)
{
    (void)state;
    case_prints("print(brief.kind(site), brief.kind(site.articles[1]), brief.kind(site.articles), "
                "brief.kind(nil), brief.kind('article'))",
        "site article nil nil nil\n");
}

static void addresses_get_the_prefix_once(void **state)
{
    (void)state;
    case_prints("print(brief.url('/x/'), brief.url('x'), brief.url('/archive/x/'), "
                "brief.url('https://a.org/'), brief.url(site.articles[1]))",
        "/archive/x/ /archive/x /archive/x/ https://a.org/ /archive/flood/\n");
    case_prints("print(brief.absolute_url('/x/'), brief.absolute_url(site.articles[1]), "
                "brief.absolute_url('mailto:a@b.org'))",
        "https://example.org/archive/x/ https://example.org/archive/flood/ mailto:a@b.org\n");
    case_prints("brief.url(site)", "lua-plugins/x.lua:1: error: this site has no address [plugin-error]\n");
}

static void reports_stand_at_the_article(void **state)
{
    (void)state;
    struct plugin_case test;
    case_open(&test);
    case_add(&test, "x",
        "return { name = 'x', api = 1,\n"
        "  prepare = function(site)\n"
        "    brief.warn(site.articles[1], 'has no map')\n"
        "    brief.error('the map service is old')\n"
        "  end,\n"
        "  article = function(article) brief.warn('short') return { a = 1 } end }\n",
        value_none());
    case_load(&test);
    plugins_prepare(test.plugins, &test.site, &test.diagnostics);
    struct plugin_article result;
    plugins_article(test.plugins, &test.articles[1], NULL, &test.arena, &test.diagnostics, &result);
    assert_int_equal(result.fields.kind, VALUE_MAP);
    assert_string_equal(case_reported(&test, true),
        "content/articles/flood.md: warning: has no map [reported-by-plugin]\n"
        "  lua-plugins/x.lua:3: says the plugin 'x'\n"
        "lua-plugins/x.lua:4: error: the map service is old [reported-by-plugin]\n"
        "  lua-plugins/x.lua:4: says the plugin 'x'\n"
        "content/articles/mast.md: warning: short [reported-by-plugin]\n"
        "  lua-plugins/x.lua:6: says the plugin 'x'\n");
    case_close(&test);
}

/* German: "More" and, with two forms, "%d pages". */
static struct strings *german(struct plugin_case *test)
{
    struct value_map_entry *forms = arena_new_array(&test->arena, struct value_map_entry, 2);
    forms[0] = (struct value_map_entry){ .key = TEXT("one"), .value = value_text(TEXT("eine Seite")) };
    forms[1] = (struct value_map_entry){ .key = TEXT("other"), .value = value_text(TEXT("%d Seiten")) };
    struct value_map_entry *words = arena_new_array(&test->arena, struct value_map_entry, 3);
    words[0] = (struct value_map_entry){ .key = TEXT("More"), .value = value_text(TEXT("Mehr")) };
    words[1] =
        (struct value_map_entry){ .key = TEXT("%d pages"), .value = value_map_of(&test->arena, forms, 2) };
    words[2] = (struct value_map_entry){ .key = TEXT("date_format"), .value = value_text(TEXT("%-d.%-m.")) };
    struct value map = value_map_of(&test->arena, words, 3), none = value_none();
    struct language_strings *languages = arena_new_array(&test->arena, struct language_strings, 1);
    languages[0] = strings_of_file(TEXT("de"), &map, &none);
    struct strings *strings = arena_new(&test->arena, struct strings);
    *strings = (struct strings){ languages, 1, TEXT("en"), TEXT("%F"), test->site.unicode };
    return strings;
}

static text markdown(void *data, struct arena *arena, text source)
{
    (void)data;
    return text_format(arena, "<p>%.*s</p>", TEXT_ARGS(source));
}

static void services_of_the_build_are_called(void **state)
{
    (void)state;
    struct plugin_case test;
    case_open(&test);
    case_add(&test, "x",
        "return { name = 'x', api = 1, prepare = function() print(brief.t('More'), brief.t('More', 'de'), "
        "brief.t('%d pages', 'de', 1), brief.t('%d pages', 'de', 2), brief.markdown('*a*') .. '<') end }",
        value_none());
    test.strings = german(&test);
    case_load(&test);
    plugins_set_services(test.plugins, &(struct plugin_services){ .markdown = markdown });
    plugins_prepare(test.plugins, &test.site, &test.diagnostics);
    assert_string_equal(case_reported(&test, false), "More Mehr eine Seite 2 Seiten <p>*a*</p>&lt;\n");
    case_close(&test);
    case_prints("brief.markdown('x')",
        "lua-plugins/x.lua:1: error: brief.markdown cannot be called yet [plugin-error]\n");
}

static void one_version_of_each_text_is_walked(void **state)
{
    (void)state;
    case_prints("local n = '' for i, a in brief.in_language(site.articles, 'DE') do n = n .. i .. a.id end "
                "print(#n > 0)",
        "true\n");
    case_prints("for _ in brief.in_language({}, 'en') do print('never') end print('end')", "end\n");
    case_prints("local walk, list = brief.in_language({}, 'en') print(walk(list, math.maxinteger))", "nil\n");
    case_prints("local a = site.articles for i, each in brief.in_language({ a[2], a[1] }, 'en') do "
                "print(i, each == a[3 - i]) end",
        "1 true\n2 true\n");
    case_prints("for _ in brief.in_language(site.authors, 'en') do end",
        "lua-plugins/x.lua:1: error: only articles and pages have versions, not a thing of the kind "
        "'author' [plugin-error]\n");
    case_prints("for _ in ipairs(brief.in_language(site.articles, 'en')) do end",
        "lua-plugins/x.lua:1: error: ipairs takes a list, found a function; brief.in_language is a walk of "
        "its "
        "own: for number, item in brief.in_language(list, lang) do [plugin-error]\n");
    case_prints("for _ in brief.in_language({ 'x' }, 'en') do end",
        "lua-plugins/x.lua:1: error: expected a thing of the archive, found a string [plugin-error]\n");
    case_prints("brief.in_language('x', 'en')",
        "lua-plugins/x.lua:1: error: bad argument #1 to 'in_language' (table expected, got string) "
        "[plugin-error]\n");
    case_prints("brief.in_language({})",
        "lua-plugins/x.lua:1: error: bad argument #2 to 'in_language' (string expected, got no value) "
        "[plugin-error]\n");
}

static void unknown_functions_say_which_was_meant(void **state)
{
    (void)state;
    case_prints("brief.slugg('x')",
        "lua-plugins/x.lua:1: error: brief has no 'slugg'; did you mean 'brief.slug'? [plugin-error]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_builder_escapes),
        cmocka_unit_test(the_builder_refuses_what_is_not_safe),
        cmocka_unit_test(texts_are_made_and_compared),
        cmocka_unit_test(lists_are_joined),
        cmocka_unit_test(functions_are_memoized),
        cmocka_unit_test(things_say_what_they_are),
        cmocka_unit_test(addresses_get_the_prefix_once),
        cmocka_unit_test(reports_stand_at_the_article),
        cmocka_unit_test(services_of_the_build_are_called),
        cmocka_unit_test(one_version_of_each_text_is_walked),
        cmocka_unit_test(unknown_functions_say_which_was_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
