/* SPDX-License-Identifier: MIT */
/* sandbox: what is there, what is not, and that everything comes out the same in every run. */
#include "plugin_case.h"

static void only_listed_names_exist(void **state)
{
    (void)state;
    case_prints("local names = {} for name in pairs(_G) do names[#names + 1] = name end "
                "print(table.concat(names, ' '))",
        "_G _VERSION assert brief error getmetatable ipairs math next os pairs pcall print rawequal rawget "
        "rawlen rawset require "
        "select setmetatable string table tonumber tostring type utf8 xpcall\n");
    case_prints("for _, library in ipairs{ 'os', 'string' } do local names = {} for name in "
                "pairs(_G[library]) do names[#names + 1] = name end "
                "print(table.concat(names, ' ')) end",
        "date time\nbyte char find format gmatch gsub len lower match pack packsize rep reverse sub unpack "
        "upper\n");
}

static void what_reaches_outside_is_not_there(void **state)
{
    (void)state;
    static const char *const names[] = { "io", "debug", "package", "load", "loadfile", "dofile",
        "collectgarbage", "coroutine", "socket", "warn" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct plugin_case test;
        case_open(&test);
        const char *code = text_to_string(&test.arena, text_format(&test.arena, "local x = %s", names[i]));
        const char *expected = text_to_string(&test.arena,
            text_format(&test.arena,
                "lua-plugins/x.lua:1: error: there is no global name '%s' in plugins [plugin-error]\n",
                names[i]));
        assert_string_equal(case_run(&test, code), expected);
        case_close(&test);
    }
    case_prints("print(os.execute, os.getenv, string.dump, math.randomseed)", "nil nil nil nil\n");
}

static void globals_cannot_be_made_or_misspelt(void **state)
{
    (void)state;
    case_prints("count = 1", "lua-plugins/x.lua:1: error: plugins have no global names of their own; write "
                             "'local count' [plugin-error]\n");
    case_prints("prnt('x')",
        "lua-plugins/x.lua:1: error: there is no global name 'prnt'; did you mean 'print'? [plugin-error]\n");
}

static void metatables_of_others_are_locked(void **state)
{
    (void)state;
    case_prints("print(getmetatable(''), getmetatable(site), getmetatable(_G), getmetatable(brief))",
        "locked site locked locked\n");
    case_prints("setmetatable(_G, {})",
        "lua-plugins/x.lua:1: error: cannot change a protected metatable [plugin-error]\n");
    case_prints("brief.escape = 1", "lua-plugins/x.lua:1: error: brief is read-only [plugin-error]\n");
    case_prints("print(('x'):rep(3), #'x')", "xxx 1\n");
}

static void plugins_do_not_see_each_other(void **state)
{
    (void)state;
    struct plugin_case test;
    case_open(&test);
    case_add(&test, "x", "string.upper = function() return 'changed' end return { name = 'x', api = 1 }",
        value_none());
    case_add(&test, "y", "print(('a'):upper()) return { name = 'y', api = 1 }", value_none());
    case_load(&test);
    assert_string_equal(case_reported(&test, false), "A\n");
    case_close(&test);
}

static void pairs_and_next_go_in_a_fixed_order(void **state)
{
    (void)state;
    case_prints(
        "local t = { b = 1, a = 2, [10] = 3, [2] = 4, [true] = 5, [1.5] = 6, [-1] = 7, B = 8, 'one' } "
        "for k, v in pairs(t) do print(k, v) end print(next(t), next(t, 'a')) print(next({}))",
        "-1 7\n1 one\n1.5 6\n2 4\n10 3\nB 8\na 2\nb 1\ntrue 5\n-1 b 1\nnil\n");
    case_prints(
        "local t = { a = 1, b = 2, c = 3 } for k in pairs(t) do t[k] = nil t.b = nil print(k) end", "a\nc\n");
    case_prints("for k, v in pairs(setmetatable({}, { __pairs = function() return function(_, k) if not k "
                "then return 1, 2 end end end })) "
                "do print(k, v) end",
        "1 2\n");
}

static void things_of_the_archive_are_ordered_keys(void **state)
{
    (void)state;
    case_prints(
        "local t = {} for i, article in ipairs(site.articles) do t[article] = i end t[site.authors[1]] = 4 "
        "for k, v in pairs(t) do print(k, v) end print(t[site:article('mast')])",
        "Canals 3\nFloods & dams 1\nMasts 2\nAda <O>kafor 4\n2\n");
    case_prints("for k in pairs({ [{}] = 1 }) do print(k) end",
        "lua-plugins/x.lua:1: error: pairs and next cannot put table keys in an order; use texts or numbers "
        "as keys [plugin-error]\n");
}

static void nothing_prints_an_address(void **state)
{
    (void)state;
    case_prints("print({}, print, function() end, site, site.articles, site.articles[1].date)",
        "table function function Archive list 2024-03-01\n");
    case_prints("print(string.format('%s %s %5.1f%% %q %d', {}, print, 1.25, 'a', 3))",
        "table function   1.2% \"a\" 3\n");
    case_prints("print(tostring(setmetatable({}, { __tostring = function() return 'mine' end })), "
                "tostring(setmetatable({}, { __name = 'x' })))",
        "mine table\n");
    case_prints("print(select(2, pcall(function() return _G[{}] end)), select(2, pcall(function() return "
                "brief[print] end)))",
        "lua-plugins/x.lua:1: there is no global name 'table' in plugins lua-plugins/x.lua:1: brief has no "
        "'function'\n");
    case_prints("print(string.format('%p', {}))", "lua-plugins/x.lua:1: error: '%p' would print an address, "
                                                  "which differs from run to run [plugin-error]\n");
}

static void random_numbers_are_the_same_in_every_run(void **state)
{
    (void)state;
    struct plugin_case test;
    case_open(&test);
    const char *first = case_run(&test, "print(math.random(1000000), math.random())");
    const char *second = case_run(&test, "print(math.random(1000000), math.random())");
    assert_string_equal(first, second);
    case_close(&test);
}

static void sorting_keeps_the_order_of_equals(void **state)
{
    (void)state;
    case_prints("for _, n in ipairs({ 1, 2, 5, 12, 13, 500 }) do "
                "local t = {} for i = 1, n do t[i] = { i * 7 % 3, i } end "
                "table.sort(t, function(a, b) return a[1] < b[1] end) "
                "for i = 2, n do local a, b = t[i - 1], t[i] assert(a[1] < b[1] or (a[1] == b[1] and a[2] "
                "< b[2])) end print(#t) end",
        "1\n2\n5\n12\n13\n500\n");
    case_prints("table.sort(setmetatable({ 2, 1 }, { __len = function() return 3 end }))",
        "lua-plugins/x.lua:1: error: cannot sort a list with nil in it (at 3) [plugin-error]\n");
    case_prints("local t = {} for i = 1, 1100000 do t[i] = i end "
                "table.sort(setmetatable(t, { __len = function() return math.mininteger + 2147483647 end })) "
                "print(t[9])",
        "9\n");
    case_prints("local t = { 3, 1, 2 } table.sort(t) print(table.concat(t, ' ')) table.sort({}) local w = { "
                "'b', 'a', 'C' } table.sort(w) "
                "print(table.concat(w, ' ')) table.sort(w, function(a, b) return a > b end) "
                "print(table.concat(w, ' '))",
        "1 2 3\nC a b\nb a C\n");
    case_prints("table.sort({ 1, 'a' })",
        "lua-plugins/x.lua:1: error: attempt to compare string with number [plugin-error]\n");
}

static void caught_errors_are_as_in_lua(void **state)
{
    (void)state;
    case_prints("print(pcall(function(a, b) return a + b, 'x' end, 1, 2)) print(pcall(error, 'm')) "
                "print(pcall(error, { 1 }) == false) "
                "print(xpcall(function(a) error('no ' .. a, 0) end, function(m) return m .. '!' end, 'way')) "
                "print(xpcall(tostring, print, 1))",
        "true 3 x\nfalse m\ntrue\nfalse no way!\ntrue 1\n");
}

static void require_finds_only_the_plugins_folder(void **state)
{
    (void)state;
    struct plugin_case test;
    case_open(&test);
    case_write(&test, "words", "print('once') return { hello = 'hello' }");
    case_write(&test, "again", "return require('again')");
    assert_string_equal(
        case_run(&test, "print(require('words').hello, require('words').hello)"), "once\nhello hello\n");
    assert_string_equal(case_run(&test, "require('wods')"),
        "lua-plugins/x.lua:1: error: there is no 'lua-plugins/wods.lua'; "
        "did you mean 'words'? [plugin-error]\n");
    assert_string_equal(case_run(&test, "require('../../etc/passwd')"),
        "lua-plugins/x.lua:1: error: there is no 'lua-plugins/../../etc/passwd.lua'; only that folder is "
        "searched [plugin-error]\n");
    assert_string_equal(case_run(&test, "require('again')"),
        "lua-plugins/again.lua:1: error: 'again' requires itself [plugin-error]\n");
    case_write(&test, "again", "local = 1");
    assert_string_equal(case_run(&test, "require('again')"),
        "lua-plugins/again.lua:1: error: <name> expected near '=' [plugin-error]\n");
    assert_string_equal(case_run(&test, "pcall(require, 'again') require('again')"),
        "lua-plugins/again.lua:1: error: <name> expected near '=' [plugin-error]\n");
    case_write(&test, "again", "error('no luck')");
    assert_string_equal(case_run(&test, "pcall(require, 'again') require('again')"),
        "lua-plugins/again.lua:1: error: no luck [plugin-error]\n");
    case_close(&test);
}

static void it_is_always_the_build_time(void **state)
{
    (void)state;
    case_prints("print(os.time(), os.date(), os.date('!%H:%M'), os.date('%Y', 0), os.date('*t').yday, "
                "os.date('!*t', 86399).hour)",
        "1717239600 2024-06-01 12:00:00 11:00 1970 153 23\n");
    case_prints("print(os.time{ year = 2024, month = 1, day = 1, hour = 0 }, os.time{ year = 2023, month = "
                "13, day = 32 }, "
                "os.date('!%F', os.time{ year = 2023, month = 14, day = 1 }))",
        "1704067200 1706788800 2024-02-01\n");
    case_prints("os.time{ year = 2024 }",
        "lua-plugins/x.lua:1: error: os.time: the field 'month' is not an integer [plugin-error]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_listed_names_exist),
        cmocka_unit_test(what_reaches_outside_is_not_there),
        cmocka_unit_test(globals_cannot_be_made_or_misspelt),
        cmocka_unit_test(metatables_of_others_are_locked),
        cmocka_unit_test(plugins_do_not_see_each_other),
        cmocka_unit_test(pairs_and_next_go_in_a_fixed_order),
        cmocka_unit_test(things_of_the_archive_are_ordered_keys),
        cmocka_unit_test(nothing_prints_an_address),
        cmocka_unit_test(random_numbers_are_the_same_in_every_run),
        cmocka_unit_test(sorting_keeps_the_order_of_equals),
        cmocka_unit_test(caught_errors_are_as_in_lua),
        cmocka_unit_test(require_finds_only_the_plugins_folder),
        cmocka_unit_test(it_is_always_the_build_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
