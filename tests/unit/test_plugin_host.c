/* SPDX-License-Identifier: MIT */
/* host: every hook's way in and out; what is reported when one fails. */
#include "plugin_each.h"

static const char *show(const struct value *value)
{
    return text_to_string(&test.arena, value_to_text(value, &test.arena));
}

static void what_hooks_give_back_again_is_there_once(void **state)
{
    (void)state;
    case_add(&test, "x",
        "return { name = 'x', api = 1, article = function(article) return {\n"
        "  after_body = brief.safe('<hr>'), who = { { name = 'Ada', links = {} } }, id = article.id,\n"
        "  json = brief.json{ { name = 'Ada', links = {} } } } end }\n",
        value_none());
    case_load(&test);
    plugins_prepare(test.plugins, &test.site, &test.diagnostics);
    struct plugin_article results[2];
    const struct value *who[2];
    for (size_t i = 0; i < 2; i++) {
        plugins_article(test.plugins, &test.articles[i], NULL, &test.arena, &test.diagnostics, &results[i]);
        who[i] = value_map_find(results[i].fields.as.map, TEXT("who"));
    }
    assert_string_equal(case_reported(&test, true), "");
    assert_ptr_equal(results[0].slots[0].markup.bytes, results[1].slots[0].markup.bytes);
    assert_ptr_equal(who[0]->as.list, who[1]->as.list);
    assert_ptr_not_equal(results[0].fields.as.map, results[1].fields.as.map);
    assert_string_equal(show(&results[1].fields),
        "{\"id\":\"mast\",\"json\":\"[{\\\"links\\\":[],\\\"name\\\":\\\"Ada\\\"}]\","
        "\"who\":[{\"links\":[],\"name\":\"Ada\"}]}");
}

static const char *show_slots(const struct plugin_article *article)
{
    struct buffer out;
    buffer_init(&out, &test.arena);
    for (size_t i = 0; i < article->slot_count; i++)
        buffer_print(
            &out, "%.*s: %.*s\n", TEXT_ARGS(article->slots[i].name), TEXT_ARGS(article->slots[i].markup));
    return text_to_string(&test.arena, buffer_text(&out));
}

static void article_gives_slots_and_fields_in_order_of_plugins(void **state)
{
    (void)state;
    case_add(&test, "x",
        "local seen\n"
        "return { name = 'x', api = 1,\n"
        "  prepare = function(site) seen = #site.articles end,\n"
        "  article = function(article, site, options)\n"
        "    return { after_body = brief.html.p{ article.title }, seen = seen, note = brief.safe('<b>') }\n"
        "  end }\n",
        value_none());
    case_add(&test, "y",
        "return { name = 'y', api = 1, article = function(article) return { after_body = brief.safe('<hr>'), "
        "level = { 'a', 1.5 } } end }\n",
        value_none());
    case_load(&test);
    plugins_prepare(test.plugins, &test.site, &test.diagnostics);
    struct plugin_article result;
    plugins_article(test.plugins, &test.articles[0], NULL, &test.arena, &test.diagnostics, &result);
    assert_string_equal(case_reported(&test, true), "");
    assert_string_equal(
        show_slots(&result), "after_body: <p>Floods &amp; dams</p>\nnote: <b>\nafter_body: <hr>\n");
    assert_string_equal(
        show(&result.fields), "{\"level\":[\"a\",1.5],\"note\":\"\\u003cb\\u003e\",\"seen\":3}");
}

static void failing_article_hook_is_reported_and_the_rest_goes_on(void **state)
{
    (void)state;
    case_add(&test, "x",
        "local function title(article)\n"
        "  return article.titel\n"
        "end\n"
        "return { name = 'x', api = 1, article = function(article)\n"
        "  if article.id == 'mast' then\n"
        "    local words = title(article)\n"
        "    return { words = words }\n"
        "  end\n"
        "  return { after_body = 'plain' }\n"
        "end }\n",
        value_none());
    case_add(&test, "y",
        "return { name = 'y', api = 1, article = function(article) return { ok = true } end }\n",
        value_none());
    case_load(&test);
    plugins_prepare(test.plugins, &test.site, &test.diagnostics);
    struct plugin_article result;
    plugins_article(test.plugins, &test.articles[1], NULL, &test.arena, &test.diagnostics, &result);
    assert_string_equal(show(&result.fields), "{\"ok\":true}");
    plugins_article(test.plugins, &test.articles[0], NULL, &test.arena, &test.diagnostics, &result);
    assert_string_equal(show(&result.fields), "{\"ok\":true}");
    assert_string_equal(case_reported(&test, true),
        "lua-plugins/x.lua:2: error: an article has no field 'titel'; did you mean 'title'? [plugin-error]\n"
        "  lua-plugins/x.lua:2: in function 'title'\n"
        "  lua-plugins/x.lua:6: in function of line 4\n"
        "  in the hook 'article' of the plugin 'x'\n"
        "  content/articles/mast.md: at hand: content/articles/mast.md\n"
        "lua-plugins/x.lua:4: error: the slot 'after_body' takes markup, found a string; make it with "
        "brief.html or mark it with "
        "brief.safe [plugin-error]\n"
        "  in the hook 'article' of the plugin 'x'\n"
        "  content/articles/flood.md: at hand: content/articles/flood.md\n");
}

static void plugin_whose_prepare_fails_is_not_called_again(void **state)
{
    (void)state;
    case_add(&test, "x",
        "return { name = 'x', api = 1, prepare = function() local a = nil; return a.b end, article = "
        "function() return { a = 1 } end }\n",
        value_none());
    case_load(&test);
    plugins_prepare(test.plugins, &test.site, &test.diagnostics);
    struct plugin_article result;
    plugins_article(test.plugins, &test.articles[0], NULL, &test.arena, &test.diagnostics, &result);
    assert_int_equal(result.fields.kind, VALUE_NONE);
    assert_false(plugins_have(test.plugins, HOOK_ARTICLE));
    assert_string_equal(case_reported(&test, false),
        "lua-plugins/x.lua:1: error: attempt to index a nil value (local 'a') [plugin-error]\n");
}

static void pages_are_plain_structs(void **state)
{
    (void)state;
    case_add(&test, "x",
        "return { name = 'x', api = 1,\n"
        "  pages = function(site, options)\n"
        "    return { { url = '/glossary/', title = 'Glossary', layout = 'page.html', data = { terms = { "
        "'a', 'b' } } },\n"
        "      { url = '/old/', title = 'Old', layout = 'list.html', list = { site.articles[3] }, paginate = "
        "5, feed = true,\n"
        "        subject = site:author('okafor') } }\n"
        "  end }\n",
        value_none());
    case_load(&test);
    plugins_prepare(test.plugins, &test.site, &test.diagnostics);
    struct plugin_pages pages = { 0 };
    plugins_pages(test.plugins, &test.arena, &test.diagnostics, &pages);
    assert_string_equal(case_reported(&test, true), "");
    assert_int_equal(pages.count, 2);
    assert_string_equal(show(&pages.items[0].data), "{\"terms\":[\"a\",\"b\"]}");
    assert_false(pages.items[0].has_list);
    assert_true(pages.items[1].has_list && pages.items[1].has_feed);
    assert_ptr_equal(pages.items[1].list.items[0], &test.articles[2]);
    assert_ptr_equal(pages.items[1].subject.as.object.pointer, &test.authors[0]);
    assert_int_equal(pages.items[1].paginate, 5);
}

static void wrong_pages_are_reported(void **state)
{
    (void)state;
    static const struct {
        const char *result, *message;
    } cases[] = {
        { "{ url = '/x/' }", "the hook 'pages' returns a list of pages; put braces around a single one" },
        { "{ { url = '/x/', layout = 'x.html' } }", "page 1 of the list has no 'title'" },
        { "{ { titel = 'x' } }", "a page has no 'titel'; did you mean 'title'?" },
        { "{ { list = { 1 } } }", "'list' of a page must hold articles; found 'number' at 1" },
        { "{ { list = site.authors } }", "'list' of a page must hold articles; found 'author' at 1" },
        { "{ { list = { nil, site.articles[1] } } }", "'list' of a page has a hole: item 1 is nil" },
        { "{ nil, {} }", "the list of pages has a hole: item 1 is nil" },
        { "{ { subject = site } }",
            "'subject' of a page must be an author, term, taxonomy or article, found a thing of the kind "
            "'site'" },
        { "'x'", "the hook 'pages' returns a list of pages or nothing, found a string" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        test.config.plugin_count = 0;
        const char *lua = text_to_string(&test.arena,
            text_format(&test.arena, "return { name = 'x', api = 1, pages = function(site) return %s end }\n",
                cases[i].result));
        case_add(&test, "x", lua, value_none());
        case_load(&test);
        plugins_prepare(test.plugins, &test.site, &test.diagnostics);
        struct plugin_pages pages = { 0 };
        plugins_pages(test.plugins, &test.arena, &test.diagnostics, &pages);
        const char *expected = text_to_string(&test.arena,
            text_format(&test.arena, "lua-plugins/x.lua:1: error: %s [plugin-error]\n", cases[i].message));
        assert_string_equal(case_reported(&test, false), expected);
        assert_int_equal(pages.count, 0);
        plugins_close(test.plugins);
    }
    test.plugins = NULL;
}

static void html_has_the_last_word(void **state)
{
    (void)state;
    case_add(&test, "x",
        "local kept\n"
        "return { name = 'x', api = 1, html = function(html, page, options)\n"
        "  if kept then print(select(2, pcall(function() return kept.title end))) end\n"
        "  kept = page\n"
        "  return (html:gsub('</body>', page.title .. '%0'))\n"
        "end }\n",
        value_none());
    case_add(
        &test, "y", "return { name = 'y', api = 1, html = function(html) return nil end }\n", value_none());
    case_add(&test, "z", "return { name = 'z', api = 1, prepare = function() end }\n", value_none());
    case_load(&test);
    plugins_prepare(test.plugins, &test.site, &test.diagnostics);
    struct page page = { .title = TEXT("About"), .path = TEXT("about/index.html") };
    text html =
        plugins_html(test.plugins, &page, TEXT("<body></body>"), NULL, &test.arena, &test.diagnostics);
    assert_string_equal(text_to_string(&test.arena, html), "<body>About</body>");
    plugins_html(test.plugins, &page, TEXT("<body></body>"), NULL, &test.arena, &test.diagnostics);
    assert_string_equal(case_reported(&test, false),
        "lua-plugins/x.lua:3: this page belonged to a call that is over; keep "
        "what you need of it as text or numbers\n");
}

static struct value call(const char *name, enum hook group, const struct value *arguments, size_t count)
{
    const struct plugin_function *function = plugins_find(test.plugins, group, text_of(name));
    assert_non_null(function);
    struct value result;
    const struct value_map_entry named[] = { { .key = TEXT("times"), .value = value_integer(2) } };
    plugin_function_call(function, &(struct plugin_arguments){ arguments, count, named, 1 },
        (struct plugin_subject){ TEXT("index.html"), SPAN_NONE, NULL }, &test.arena, &test.diagnostics,
        &result);
    return result;
}

static void filters_and_functions_take_and_give_values(void **state)
{
    (void)state;
    case_add(&test, "x",
        "local counts = {}\n"
        "return { name = 'x', api = 1,\n"
        "  prepare = function(site) for _, article in ipairs(site.articles) do counts[article] = "
        "article.words end end,\n"
        "  filters = {\n"
        "    shout = function(value, named) return value:upper():rep(named.times) end,\n"
        "    count = function(articles) local all = 0 for _, a in ipairs(articles) do all = all + counts[a] "
        "end return all end,\n"
        "    fail = function(value) return value.x.y end,\n"
        "  },\n"
        "  functions = { now = function() return { at = brief.date('2024-01-02'), safe = brief.safe('<b>') } "
        "end } }\n",
        value_none());
    case_load(&test);
    plugins_prepare(test.plugins, &test.site, &test.diagnostics);
    struct value word = value_text(TEXT("ab"));
    struct value result = call("shout", HOOK_FILTERS, &word, 1);
    assert_string_equal(show(&result), "ABAB");
    struct value articles = value_list_of_objects(&test.arena, test.article_items, 2, &article_type);
    result = call("count", HOOK_FILTERS, &articles, 1);
    assert_int_equal(result.as.integer, 7);
    result = call("now", HOOK_FUNCTIONS, NULL, 0);
    assert_string_equal(show(&result), "{\"at\":\"2024-01-02\",\"safe\":\"\\u003cb\\u003e\"}");
    assert_true(value_map_find(result.as.map, TEXT("safe"))->is_safe);
    assert_string_equal(case_reported(&test, true), "");
    result = call("fail", HOOK_FILTERS, &articles, 1);
    assert_int_equal(result.kind, VALUE_UNDEFINED);
    assert_string_equal(case_reported(&test, true), "lua-plugins/x.lua:7: error: a list has no field 'x'; "
                                                    "its items are list[1] to list[#list] [plugin-error]\n"
                                                    "  lua-plugins/x.lua:7: in function of line 7\n"
                                                    "  in the filter 'fail' of the plugin 'x'\n"
                                                    "  at hand: index.html\n");
}

static void later_plugins_replace_filters_of_earlier_ones(void **state)
{
    (void)state;
    case_add(&test, "x",
        "return { name = 'x', api = 1, filters = { b = function() return 1 end, a = function() return 1 end "
        "} }\n",
        value_none());
    case_add(&test, "y",
        "return { name = 'y', api = 1, filters = { b = function() return 2 end, c = function() return 2 end "
        "} }\n",
        value_none());
    case_load(&test);
    plugins_prepare(test.plugins, &test.site, &test.diagnostics);
    size_t count;
    const struct plugin_function *const *functions = plugins_functions(test.plugins, HOOK_FILTERS, &count);
    assert_int_equal(count, 3);
    assert_true(text_equal(functions[0]->name, TEXT("a")) && text_equal(functions[1]->name, TEXT("b")) &&
                text_equal(functions[2]->name, TEXT("c")));
    assert_int_equal(call("b", HOOK_FILTERS, NULL, 0).as.integer, 2);
}

static void shortcodes_run_before_prepare(void **state)
{
    (void)state;
    case_add(&test, "x",
        "local kept\n"
        "return { name = 'x', api = 1, shortcodes = {\n"
        "  chart = function(arguments, article, options) kept = article\n"
        "    return brief.html.figure{ class = 'chart', arguments.file, ' in ', article.title } end,\n"
        "  plain = function(arguments) return 'a < b' end,\n"
        "  wrong = function(arguments) return {} end,\n"
        "}, prepare = function() print(select(2, pcall(function() return kept.title end))) end }\n",
        value_none());
    case_load(&test);
    const struct value_map_entry given[] = { { .key = TEXT("file"), .value = value_text(TEXT("a&b.csv")) } };
    struct value arguments = value_map_of(&test.arena, given, 1),
                 article = value_object(&test.articles[0], &article_type);
    const struct plugin_subject subject = { TEXT("content/articles/flood.md"),
        { test.articles[0].source, 0, 0 }, NULL };
    text markup;
    assert_true(plugin_shortcode_call(plugins_find(test.plugins, HOOK_SHORTCODES, TEXT("chart")), &arguments,
        &article, subject, &test.arena, &test.diagnostics, &markup));
    assert_string_equal(text_to_string(&test.arena, markup),
        "<figure class=\"chart\">a&amp;b.csv in Floods &amp; dams</figure>");
    assert_true(plugin_shortcode_call(plugins_find(test.plugins, HOOK_SHORTCODES, TEXT("plain")), &arguments,
        &article, subject, &test.arena, &test.diagnostics, &markup));
    assert_string_equal(text_to_string(&test.arena, markup), "<p>a &lt; b</p>\n");
    assert_false(plugin_shortcode_call(plugins_find(test.plugins, HOOK_SHORTCODES, TEXT("wrong")), &arguments,
        &article, subject, &test.arena, &test.diagnostics, &markup));
    plugins_prepare(test.plugins, &test.site, &test.diagnostics);
    assert_string_equal(case_reported(&test, false),
        "lua-plugins/x.lua:6: error: what a shortcode returns must be markup, found a table [plugin-error]\n"
        "lua-plugins/x.lua:7: this article belonged to a call that is over; keep what you need of it as text "
        "or numbers\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(what_hooks_give_back_again_is_there_once),
        CASE(article_gives_slots_and_fields_in_order_of_plugins),
        CASE(failing_article_hook_is_reported_and_the_rest_goes_on),
        CASE(plugin_whose_prepare_fails_is_not_called_again),
        CASE(pages_are_plain_structs),
        CASE(wrong_pages_are_reported),
        CASE(html_has_the_last_word),
        CASE(filters_and_functions_take_and_give_values),
        CASE(later_plugins_replace_filters_of_earlier_ones),
        CASE(shortcodes_run_before_prepare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
