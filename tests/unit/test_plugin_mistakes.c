/* SPDX-License-Identifier: MIT */
/* host, convert, pages, memoize, bindings: what somebody is told who writes a plugin and errs. */
#include "plugin_case.h"

struct mistake {
    const char *code, *message;
};

/* Each alone in a plugin of its own; `hook` has %s where its code stands. */
static void each_is_said(const char *hook, const struct mistake *mistakes, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++) {
        struct plugin_case test;
        case_open(&test);
        struct buffer plugin;
        buffer_init(&plugin, &test.arena);
        const char *place = strstr(hook, "%s");
        buffer_append(&plugin, (text){ hook, (size_t)(place - hook) });
        buffer_append(&plugin, text_of(mistakes[i].code));
        buffer_append(&plugin, text_of(place + 2));
        case_add(&test, "x", text_to_string(&test.arena, buffer_text(&plugin)), value_none());
        case_load(&test);
        plugins_prepare(test.plugins, &test.site, &test.diagnostics);
        struct plugin_pages pages;
        plugins_pages(test.plugins, &test.arena, &test.diagnostics, &pages);
        struct plugin_article result;
        plugins_article(test.plugins, &test.articles[0], NULL, &test.arena, &test.diagnostics, &result);
        const char *expected = text_to_string(&test.arena,
            text_format(&test.arena, "lua-plugins/x.lua:1: error: %s [%s]\n", mistakes[i].message, code));
        assert_string_equal(case_reported(&test, false), expected);
        case_close(&test);
    }
}

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static void what_article_returns(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        { "return 'x'", "the hook 'article' returns a table or nothing, found a string" },
        { "return { 'x' }",
            "the hook 'article' returns names of slots and fields, found a key that is a number" },
        { "return { after_body = function() end }", "the slot 'after_body' takes markup, found a function; "
                                                    "make it with brief.html or mark it with brief.safe" },
        { "return { when = function() end }", "a function cannot be given back" },
        { "return { when = { [true] = 1 } }",
            "a table that is given back has a boolean as a key; use texts" },
        { "local t = {} t.t = t return { when = t }",
            "a table that is given back is nested too deep, or contains itself" },
    };
    each_is_said("return { name = 'x', api = 1, article = function(article, site, options) %s end }\n",
        mistakes, COUNT(mistakes), "plugin-error");
}

static void what_pages_returns(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        { "return 'x'", "the hook 'pages' returns a list of pages or nothing, found a string" },
        { "return { 'x' }", "item 1 of the list of pages is a string instead of a table" },
        { "return { { title = 'X', layout = 'page.html' } }", "page 1 of the list has no 'url'" },
        { "return { { url = '/x/', titel = 'X' } }", "a page has no 'titel'; did you mean 'title'?" },
        { "return { { url = '/x/', title = 'X', layout = 'page.html', data = 'x' } }",
            "'data' of a page must be a table, found a string" },
        { "return { { url = '/x/', title = 'X', layout = 'page.html', list = 'x' } }",
            "'list' of a page must be a list of articles, found a string" },
        { "return { { url = '/x/', title = 'X', layout = 'page.html', list = { 'x' } } }",
            "'list' of a page must hold articles; found 'string' at 1" },
        { "return { { url = '/x/', title = 'X', layout = 'page.html', list = {}, feed = 'x' } }",
            "'feed' of a page must be true, false or a list of articles, found a string" },
        { "return { { url = '/x/', title = 'X', layout = 'page.html', list = {}, feed = { 'x' } } }",
            "'feed' of a page must hold articles; found 'string' at 1" },
        { "return { { url = '/x/', title = 'X', layout = 'page.html', list = site.articles, paginate = -1 } "
          "}",
            "'paginate' of a page must be an integer that is not negative" },
        { "return { { url = '/x/', title = 'X', layout = 'page.html', list = site.articles, paginate = 1.5 } "
          "}",
            "'paginate' of a page must be an integer that is not negative" },
        { "return { { url = '/x/', title = 'X', layout = 'page.html', noindex = 'yes' } }",
            "'noindex' of a page must be true or false, found a string" },
        { "return { { url = '/x/', title = 'X', layout = 'page.html', lang = 'deutsch!' } }",
            "'lang' of a page is 'deutsch!', which is no language; write a tag such as \"de\"" },
    };
    each_is_said("return { name = 'x', api = 1, pages = function(site, options) %s end }\n", mistakes,
        COUNT(mistakes), "plugin-error");
}

static void what_elements_are_made_of(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        { "local t = {} for i = 1, 41 do t['a' .. i] = 'x' end brief.html.p(t)",
            "an element with more than 40 attributes" },
        { "brief.html.style{ site.title }",
            "what stands in 'style' is not escaped; mark it with brief.safe(brief.json(…)) or the like" },
        { "brief.html.style(site.title)",
            "what stands in 'style' is not escaped; mark it with brief.safe(brief.json(…)) or the like" },
        { "brief.html.p{ class = print }", "the attribute 'class' cannot be a function" },
        { "brief.html.p{ class = { 'a', print } }", "the attribute 'class' cannot be a function" },
        { "brief.html.p{ rel = { {} } }", "the attribute 'rel' cannot be a table" },
        { "brief.html.p{ title = site.articles }", "the attribute 'title' cannot be a list of the archive" },
        { "brief.html.a{ href = site.articles[1] }",
            "'href' takes an address, and article is written as its title; write article.url" },
    };
    each_is_said("return { name = 'x', api = 1, prepare = function(site, options) %s end }\n", mistakes,
        COUNT(mistakes), "plugin-error");
    case_prints("print(brief.html.p{ class = { nil, 'a', 5, false, site.articles[1].date }, lang = 7 })",
        "<p class=\"a 5 2024-03-01\" lang=\"7\"></p>\n");
}

static void how_the_model_is_asked(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        { "return site.articles[1].date.yaer", "a date has no field 'yaer'; try date:format(\"%d %B %Y\")" },
        { "ipairs(site.articles[1])(site.articles[1], 0)",
            "fields of article are asked for by name, not by a number" },
        { "next(site.articles)", "bad argument #1 to 'next' (table expected, got list)" },
        { "brief.read_data('no.yml')", "there is no 'content/data/no.yml'" },
        { "site.related(site.articles[1], { limit = 1 })",
            "write site:related(article, weights) with a colon" },
        { "local name = 'rel' .. 'ated' site[name](site, site.articles[1], {})",
            "write site:related(…) where it is called: brief prepares it when it reads that" },
        { "site:related(site.articles[1], 5)", "bad argument #2 to 'related' (table expected, got number)" },
        { "site:related(site.articles[1], { tagz = 1 })",
            "site:related has no weight 'tagz'; it has limit, exclude, terms, text, authors, series, links, "
            "nearness, minimum" },
        { "site:related(site.articles[1], { text = 'x' })", "'text' must be a number from 0 to 1000" },
        { "local t = {} for i = 1, 200000 do t[i] = site.articles[1] end site:related(site.articles[1], { "
          "exclude = t })",
            "'exclude' is too long" },
        { "brief.memoize(function(t) return 1 end)({})",
            "argument 1 of a memoized function is a table; it takes texts, numbers, booleans, things of the "
            "archive and the options" },
        { "return 'x' .. site.articles[1].date",
            "a date cannot be joined with '..'; write date:format(\"%d %B %Y\")" },
        { "return 'x' .. site.articles[1]",
            "an article cannot be joined with '..'; take a field of it, or write tostring(…)" },
        { "return 'x' .. site.articles",
            "a list cannot be joined with '..'; write brief.join(list, \", \")" },
    };
    each_is_said("return { name = 'x', api = 1, prepare = function(site, options) %s end }\n", mistakes,
        COUNT(mistakes), "plugin-error");
}

static void errors_of_all_kinds(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        { "error({})", "the error is a table instead of a text" },
        { "error(5)", "5" },
        { "error()", "the error is a nil instead of a text" },
        { "error(site.articles[1])", "the error is a thing of the archive instead of a text" },
        { "error(site.articles[1].date)", "the error is a date instead of a text" },
        { "os.time{ year = 99999999999999, month = 1, day = 1 }",
            "os.time: the field 'year' is out of range" },
        { "next({ a = 1 }, 'b')", "the key given to next is not in the table" },
        { "for key in pairs({ [{}] = 1, [{}] = 2 }) do end",
            "pairs and next cannot put table keys in an order; use texts or numbers as keys" },
        { "require('nothing')", "there is no 'lua-plugins/nothing.lua'; only that folder is searched" },
    };
    each_is_said("return { name = 'x', api = 1, prepare = function(site, options) %s end }\n", mistakes,
        COUNT(mistakes), "plugin-error");
}

static void what_a_plugin_declares(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        { "name = 'x', api = 1, options = 'x'", "'options' must be a table, found a string" },
        { "name = 'x', api = 1, options = { a = 5 }", "the option 'a' is declared by a table" },
        { "name = 'x', api = 1, filters = { f = 5 }", "the filter 'f' must be a function, found a number" },
        { "name = 'x', api = 2", "this program has version 1 of the API for plugins" },
    };
    each_is_said("return { %s }\n", mistakes, COUNT(mistakes), "wrong-plugin");
    struct plugin_case test;
    case_open(&test);
    case_add(&test, "x", "return { api = 1 }\n", value_none());
    case_load(&test);
    assert_string_equal(case_reported(&test, true), "lua-plugins/x.lua: error: the plugin's table has no "
                                                    "'name' [wrong-plugin]\n  hint: write name = \"x\"\n");
    case_close(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_article_returns),
        cmocka_unit_test(what_pages_returns),
        cmocka_unit_test(what_elements_are_made_of),
        cmocka_unit_test(how_the_model_is_asked),
        cmocka_unit_test(errors_of_all_kinds),
        cmocka_unit_test(what_a_plugin_declares),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
