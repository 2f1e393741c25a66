/* SPDX-License-Identifier: MIT */
/* load, options: finding, loading and checking plugins and what site.yml gives them. */
#include "plugin_each.h"

static void reports(const char *name, const char *lua, const char *expected)
{
    case_add(&test, name, lua, value_none());
    case_load(&test);
    assert_string_equal(case_reported(&test, true), expected);
}

static void unknown_plugin_is_reported_with_the_nearest(void **state)
{
    (void)state;
    case_write(&test, "glossary", "return {}");
    reports("glosary", NULL,
        "error: there is no plugin 'glosary' [unknown-plugin]\n  hint: did you mean 'glossary'?\n");
    unlink(text_to_string(&test.arena, text_format(&test.arena, "%s/lua-plugins/glossary.lua", test.folder)));
}

static void syntax_error_stands_at_its_line(void **state)
{
    (void)state;
    reports("x", "local a = 1\nlocal = 2\n",
        "lua-plugins/x.lua:2: error: <name> expected near '=' [plugin-syntax]\n");
}

static void compiled_lua_is_not_run(void **state)
{
    (void)state;
    reports("x", "\033Lua something",
        "lua-plugins/x.lua: error: attempt to load a binary chunk (mode is 't') [plugin-syntax]\n"
        "  hint: plugins are Lua text; compiled Lua is not run\n");
}

static void file_without_a_table_is_reported(void **state)
{
    (void)state;
    reports("x", "local a = 1\n",
        "lua-plugins/x.lua: error: the file must return the plugin's table, found a nil [wrong-plugin]\n"
        "  hint: end it with return { name = \"x\", api = 1, … }\n");
}

static void wrong_name_api_and_keys_are_reported(void **state)
{
    (void)state;
    reports("x",
        "return {\n  name = 'y',\n  api = 2,\n  articl = function() end,\n  html = 3,\n  filters = { a = 1 "
        "},\n}\n",
        "lua-plugins/x.lua:4: error: unknown key 'articl' in the plugin's table [wrong-plugin]\n"
        "  hint: did you mean 'article'?\n"
        "lua-plugins/x.lua:2: error: the plugin calls itself 'y', but its file is 'x.lua' [wrong-plugin]\n"
        "  hint: write name = \"x\"\n"
        "lua-plugins/x.lua:3: error: this program has version 1 of the API for plugins [wrong-plugin]\n"
        "  hint: write api = 1\n"
        "lua-plugins/x.lua:5: error: 'html' must be a function, found a number [wrong-plugin]\n"
        "  hint: write html = function(html, page, options) … end\n"
        "lua-plugins/x.lua:6: error: the filter 'a' must be a function, found a number [wrong-plugin]\n"
        "  hint: write a = function(value, …) … end\n");
}

static void keys_that_are_no_texts_are_called_by_what_they_are(void **state)
{
    (void)state;
    reports("x", "return { name = 'x', api = 1, [true] = 1,\n  filters = { [false] = 1, [2.5] = 2 } }\n",
        "lua-plugins/x.lua:1: error: unknown key 'true' in the plugin's table [wrong-plugin]\n"
        "lua-plugins/x.lua:2: error: the filter '2.5' must be a function, found a number [wrong-plugin]\n"
        "  hint: write 2.5 = function(value, …) … end\n"
        "lua-plugins/x.lua:2: error: the filter 'false' must be a function, found a number [wrong-plugin]\n"
        "  hint: write false = function(value, …) … end\n");
}

static void error_while_loading_is_reported(void **state)
{
    (void)state;
    reports("x", "local function f()\n  error('no good')\nend\nf()\nreturn {}\n",
        "lua-plugins/x.lua:2: error: no good [plugin-error]\n"
        "  lua-plugins/x.lua:2: in function 'f'\n"
        "  lua-plugins/x.lua:4: in the file itself\n"
        "  in the loading of the plugin 'x'\n");
}

static void options_are_checked_and_have_defaults(void **state)
{
    (void)state;
    const struct value_map_entry given[] = {
        { .key = TEXT("limit"), .value = value_integer(3) },
        { .key = TEXT("hedding"), .value = value_text(TEXT("x")) },
        { .key = TEXT("wide"), .value = value_text(TEXT("yes")) },
        { .key = TEXT("order"), .value = value_text(TEXT("name")) },
    };
    case_add(&test, "x",
        "return { name = 'x', api = 1,\n"
        "  options = {\n"
        "    heading = { type = 'string', default = 'About %s', help = 'the heading' },\n"
        "    limit = { type = 'integer', default = 5 },\n"
        "    order = { type = 'string', default = 'date', choices = { 'date', 'title' } },\n"
        "    wide = { type = 'boolean', default = true },\n"
        "  },\n"
        "  prepare = function(site, options)\n"
        "    print(options.heading, options.limit, options.order, options.wide)\n"
        "    for key, value in pairs(options) do print(key, value) end\n"
        "    pcall(function() options.limit = 1 end)\n"
        "    print(select(2, pcall(function() return options.limits end)))\n"
        "  end }\n",
        value_map_of(&test.arena, given, 4));
    case_load(&test);
    assert_string_equal(case_reported(&test, true),
        "error: the plugin 'x' has no option 'hedding' [unknown-option]\n"
        "  hint: did you mean 'heading'?\n"
        "error: 'wide' must be of type boolean, found text [wrong-option]\n"
        "  hint: write wide: true or false, without quotes\n"
        "error: 'order' cannot be 'name' [wrong-option]\n"
        "  hint: one of 'date', 'title'\n");
}

static void good_options_reach_the_plugin(void **state)
{
    (void)state;
    const struct value_map_entry given[] = { { .key = TEXT("limit"), .value = value_integer(3) } };
    case_add(&test, "x",
        "return { name = 'x', api = 1,\n"
        "  options = { heading = { type = 'string', default = 'About %s' }, limit = { type = 'integer', "
        "default = 5 } },\n"
        "  prepare = function(site, options)\n"
        "    for key, value in pairs(options) do print(key, value) end\n"
        "    print(select(2, pcall(function() options.limit = 1 end)))\n"
        "    print(select(2, pcall(function() return options.limits end)))\n"
        "  end }\n",
        value_map_of(&test.arena, given, 1));
    case_load(&test);
    plugins_prepare(test.plugins, &test.site, &test.diagnostics);
    assert_string_equal(case_reported(&test, true),
        "heading About %s\nlimit 3\n"
        "lua-plugins/x.lua:5: a map is read-only; what a hook adds it returns\n"
        "lua-plugins/x.lua:6: options has no 'limits'; did you mean 'limit'?\n");
}

static void numbers_have_bounds_and_maps_are_no_lists(void **state)
{
    (void)state;
    const struct value_map_entry sizes[] = { { .key = TEXT("a"), .value = value_float(0.5) },
        { .key = TEXT("b"), .value = value_integer(-1) }, { .key = TEXT("c"), .value = value_integer(9) } };
    const struct value_map_entry given[] = { { .key = TEXT("limit"), .value = value_integer(11) },
        { .key = TEXT("least"), .value = value_integer(-1) },
        { .key = TEXT("most"), .value = value_float(10.5) },
        { .key = TEXT("good"), .value = value_integer(3) },
        { .key = TEXT("sizes"), .value = value_map_of(&test.arena, sizes, 3) },
        { .key = TEXT("empty"), .value = value_list_of(&test.arena, NULL, 0) } };
    case_add(&test, "x",
        "return { name = 'x', api = 1, options = {\n"
        "  limit = { type = 'integer', default = 5, min = 1, max = 10 }, least = { type = 'number', min = 0 "
        "},\n"
        "  most = { type = 'number', max = 10 }, good = { type = 'integer', min = 1, max = 3 },\n"
        "  sizes = { type = 'map', min = 0 }, empty = { type = 'map', default = {} } },\n"
        "  prepare = function(site, options) print(options.limit, options.good, options.empty.x) end }\n",
        value_map_of(&test.arena, given, 6));
    case_load(&test);
    assert_string_equal(case_reported(&test, true),
        "error: 'limit' cannot be 11 [wrong-option]\n"
        "  hint: write a number from 1 to 10\n"
        "error: 'least' cannot be -1 [wrong-option]\n"
        "  hint: write 0 or more\n"
        "error: 'most' cannot be 10.5 [wrong-option]\n"
        "  hint: write 10 or less\n"
        "error: 'b' cannot be -1 [wrong-option]\n"
        "  hint: write 0 or more\n"
        "error: 'empty' must be of type map, found list [wrong-option]\n"
        "  hint: write empty: {key: value}\n");
}

static void an_empty_table_is_an_empty_map(void **state)
{
    (void)state;
    case_add(&test, "x",
        "return { name = 'x', api = 1, options = { weights = { type = 'map', default = {} } },\n"
        "  prepare = function(site, options) print(options.weights.terms) end }\n",
        value_none());
    case_load(&test);
    plugins_prepare(test.plugins, &test.site, &test.diagnostics);
    assert_string_equal(case_reported(&test, true), "nil\n");
}

static void wrong_declarations_of_options_are_reported(void **state)
{
    (void)state;
    reports("x",
        "return { name = 'x', api = 1, options = {\n  a = 1,\n  bee = { type = 'text' },\n  see = { type = "
        "'integer', default = 'x' },\n"
        "  dee = { type = 'list', defalt = {} },\n"
        "  ef = { type = 'string', choices = {} },\n"
        "  eye = { type = 'string', min = 1 }, jay = { type = 'integer', min = 2, max = 1 }, kay = { type = "
        "'integer', min = 2, default = 1 },\n"
        "  gee = { type = 'map', keys = { a = 'text' } }, haitch = { type = 'string', keys = { a = 'string' "
        "} },\n} "
        "}\n",
        "lua-plugins/x.lua:2: error: the option 'a' is declared by a table [wrong-plugin]\n"
        "  hint: write a = { type = \"string\", default = \"…\", help = \"…\" }\n"
        "lua-plugins/x.lua:3: error: the option 'bee' has no type that is known [wrong-plugin]\n"
        "  hint: types are string, integer, number, boolean, list, map and any\n"
        "lua-plugins/x.lua:5: error: the option 'dee' has an unknown key 'defalt' [wrong-plugin]\n"
        "  hint: did you mean 'default'?\n"
        "lua-plugins/x.lua:6: error: the choices of the option 'ef' must be a list of values of its type "
        "[wrong-plugin]\n"
        "  hint: write choices = { … }, each of type string\n"
        "lua-plugins/x.lua:7: error: min and max of the option 'eye' must be numbers, in order, and it a "
        "number or a map [wrong-plugin]\n"
        "  hint: write type = \"integer\", min = 0, max = 10; or leave one of the two out\n"
        "lua-plugins/x.lua:8: error: the keys of the option 'gee' must be those of a map, each with its type "
        "[wrong-plugin]\n"
        "  hint: write type = \"map\", keys = { name = \"string\" }; types are string, integer, number, "
        "boolean, "
        "list, map and any\n"
        "lua-plugins/x.lua:8: error: the keys of the option 'haitch' must be those of a map, each with its "
        "type "
        "[wrong-plugin]\n"
        "  hint: write type = \"map\", keys = { name = \"string\" }; types are string, integer, number, "
        "boolean, "
        "list, map and any\n"
        "lua-plugins/x.lua:7: error: min and max of the option 'jay' must be numbers, in order, and it a "
        "number or a map [wrong-plugin]\n"
        "  hint: write type = \"integer\", min = 0, max = 10; or leave one of the two out\n"
        "lua-plugins/x.lua:7: error: the default of the option 'kay' is not between its min and max "
        "[wrong-plugin]\n"
        "lua-plugins/x.lua:4: error: the default of the option 'see' must be of type integer, found text "
        "[wrong-plugin]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(unknown_plugin_is_reported_with_the_nearest),
        CASE(syntax_error_stands_at_its_line),
        CASE(compiled_lua_is_not_run),
        CASE(file_without_a_table_is_reported),
        CASE(wrong_name_api_and_keys_are_reported),
        CASE(keys_that_are_no_texts_are_called_by_what_they_are),
        CASE(error_while_loading_is_reported),
        CASE(options_are_checked_and_have_defaults),
        CASE(good_options_reach_the_plugin),
        CASE(numbers_have_bounds_and_maps_are_no_lists),
        CASE(an_empty_table_is_an_empty_map),
        CASE(wrong_declarations_of_options_are_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
