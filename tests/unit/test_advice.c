/* SPDX-License-Identifier: MIT */
/* advice: what those to whom Lua is new are told when a call of theirs fails. */
#include "plugin_case.h"

/* The first hint of a call that ends with an error. */
static void advises(const char *code, const char *hint)
{
    struct plugin_case test;
    case_open(&test);
    const struct diagnostics *diagnostics = &test.diagnostics;
    case_add(&test, "x",
        text_to_string(&test.arena,
            text_format(&test.arena,
                "return { name = 'x', api = 1, prepare = function(site, options) %s end }", code)),
        value_none());
    case_load(&test);
    if (!diagnostics->first)
        plugins_prepare(test.plugins, &test.site, &test.diagnostics);
    assert_non_null(diagnostics->first);
    assert_string_equal(text_to_string(&test.arena, diagnostics->first->hint), hint);
    case_close(&test);
}

static void what_is_nil_is_asked_for_first(void **state)
{
    (void)state;
    advises("local a = site.articles[9].title",
        "a list begins at 1 and may be empty: ask first, if #list > 0 then … end");
    advises("local a = site.articles[0].title",
        "a list begins at 1 and may be empty: ask first, if #list > 0 then … end");
    advises("local a = site.licence.length",
        "what is none is nil: ask first, if x then … end, or write x and x.field");
    advises("local a = 'by ' .. site.licence", "give what stands there when it is nil: (x or \"\")");
    advises("local a = ('%d'):format(1 / 0)",
        "%d takes whole numbers: write math.floor(x), or %.1f; what was divided by 0 is none");
    advises("local a = site.articles[1].date + 1.5",
        "a whole number belongs there: math.floor(x) or math.ceil(x)");
    advises("local a = ('%d %d'):format(1)", "the format has more places than values behind it");
    advises("local a = ('50 % of %d'):format(1)", "write %% for the sign itself; %s prints any value");
    advises("local n = nil n = n + 1", "give the number to begin with: (x or 0) + 1");
}

static void brackets_and_colons_are_told_apart(void **state)
{
    (void)state;
    advises("local a = site.articles[1]:title()", "fields are read with a dot and without brackets: x.field");
    advises("local a = site.articles()", "go through it with ipairs(list), and read an item with list[1]");
    advises("for article in site.articles do end",
        "go through it with ipairs(list), and read an item with list[1]");
    advises("for n in { 1 } do end",
        "go through it with ipairs(t) or pairs(t), and read an entry with t[1] or t.name");
    advises("local a = site.article('2025/levy')",
        "an id is no thing yet: site:article(\"2025/levy\") finds it, and is called with a colon");
    advises("local a = site:related('2025/levy')",
        "an id is no thing yet: site:article(\"2025/levy\") finds it, and is called with a colon");
    advises("local a = brief:slug('a b')",
        "functions of brief and string are called with a dot: brief.slug(text)");
    advises(
        "local a = site.articles[1].date.format('%Y')", "call it with a colon: date:format(\"%d %B %Y\")");
}

static void what_cannot_be_compared_is_made_alike(void **state)
{
    (void)state;
    advises("local a = site.articles[1].date < '2025-01-01'", "a text becomes a date with brief.date(text)");
    advises("local a = os.date('%F') >= site.build_time", "a text becomes a date with brief.date(text)");
    advises("local a = site.build_time > site.articles[1].updated",
        "ask first whether there is one: if date and … then");
    advises("local a = site.build_time > site.articles[1]", "compare with its field that is a date");
    advises("table.sort({ { day = 1 }, { day = 2 } })",
        "say what of them counts: table.sort(list, function(a, b) return a.date < b.date end)");
    advises("local a = site.build_time < 5", "a date's fields are numbers: date.year, date.timestamp");
}

static void what_is_read_only_is_copied(void **state)
{
    (void)state;
    advises("table.sort(site.articles, function(a, b) return a.title < b.title end)",
        "sort or change a copy: local mine = brief.copy(list)");
    advises("table.insert(site.articles, 1)", "sort or change a copy: local mine = brief.copy(list)");
    advises("options.x = 1", "change a copy: local mine = brief.copy(map)");
    advises("site.articles[1].title = 'x'",
        "in the hook 'article' write return { name = value }; layouts print it as {{ article.fields.name }}");
}

static void bytes_are_no_letters(void **state)
{
    (void)state;
    advises("local a = brief.json(('£5'):match('[£€]'))",
        "Lua counts bytes, and a letter like £ or é has several: cut with brief.cut(text, 100), and in a "
        "pattern write such letters outside of [ ]");
}

static void what_is_near_to_what_was_meant_is_shown(void **state)
{
    (void)state;
    advises("local a = site.articles[1].fields.x",
        "what the hook 'article' returns is not there yet while it runs; layouts, filters and 'html' see it");
    advises("local a = ('x'):trim()", "write (text:match(\"^%s*(.-)%s*$\"))");
    advises("local a = ('x'):split()", "go through the parts: for part in text:gmatch(\"[^,]+\") do … end");
    advises("local a = os.date('%Y', site.build_time)",
        "write date:format(\"%d %B %Y\"), or give its number, date.timestamp");
    advises(
        "brief.warn('x', site.articles[1])", "the thing comes first: brief.warn(article, \"has no map\")");
    advises("local a = table.concat(site.articles, ', ')", "write brief.join(list, \", \")");
    advises("local a = brief.transmogrify('x')", "docs/plugins.md lists the functions of brief");
    advises("local a = json.encode({})", "write brief.json(value)");
    advises("local a = brief.date('soon')",
        "write the day as in 2026-03-11, or 2026-03-11 18:30, where the text comes from");
    advises("local a = require('lib/x.lua')",
        "the name has no ending and no lua-plugins/: require(\"lib.words\") finds lua-plugins/lib/words.lua");
    advises("local a = brief.read_data('content/data/events.yml')",
        "paths begin below content/data/, as in brief.read_data(\"events.yml\")");
    advises("local a = brief.html.p({ class = 'note' }, 'text')",
        "attributes and children stand in one table: brief.html.p{ class = \"note\", \"text\", more }");
    advises("local a = brief.html('div', { class = 'note' })",
        "brief.html.div{ class = \"box\", … } makes an element; what it holds is text, markup, or a list of "
        "these");
    advises("local a = brief.html.a{ onclick = 'f()' }",
        "a script is a file of layouts/assets/ that a layout names: <script src=\"{{ asset(\"x.js\") }}\" "
        "defer>");
}

static void habits_of_other_languages_are_named(void **state)
{
    (void)state;
    advises("local a = 'x' + 'y'",
        "texts are joined with '..', as in \"a\" .. \"b\"; tonumber(x) makes a number of a text");
    advises("if site.title == null then end", "write nil");
    advises("local f = io.open('x')", "data files are read with brief.read_data(\"name.yml\")");
    advises("local a = load('return 1')",
        "plugins do without it; docs/plugins.md says what there is, and what is not");
    advises("local a = (unpack or 1)", "write table.unpack");
    advises("local a = ('x'):find('(')", "signs of patterns are written with %, as in %( %. %[ %%; "
                                         "text:find(what, 1, true) finds text as it is");
    advises("if 1 != 2 then end", "Lua writes ~= for 'not equal' and 'not' before what is denied");
    advises("local n = 0 n += 1", "Lua has no += and ++: write n = n + 1");
    advises("if site.title = 'x' then end", "a comparison is '=='");
    advises("if site.title then", "each function, if, for and while ends with 'end' before the table does");
    advises("local a = site.title ? 1 : 2", "Lua writes condition and this or that");
    advises("for _, a in ipairs(site.articles) do if a then continue end end",
        "a line is a call, with brackets, or sets a name; Lua has no 'continue': put the rest into an if");
    advises("if site.title then end, x = 1",
        "each function, if, for and while ends with 'end' before the comma") /* the comma */;
    advises("end html = function() end",
        "entries of a table end with a comma; one of the lines above may lack it");
}

static void words_of_the_plugin_itself_get_no_advice(void **state)
{
    (void)state;
    advises("error('no capture of the day')", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_nil_is_asked_for_first),
        cmocka_unit_test(brackets_and_colons_are_told_apart),
        cmocka_unit_test(what_cannot_be_compared_is_made_alike),
        cmocka_unit_test(what_is_read_only_is_copied),
        cmocka_unit_test(bytes_are_no_letters),
        cmocka_unit_test(what_is_near_to_what_was_meant_is_shown),
        cmocka_unit_test(habits_of_other_languages_are_named),
        cmocka_unit_test(words_of_the_plugin_itself_get_no_advice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
