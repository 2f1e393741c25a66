/* SPDX-License-Identifier: MIT */
/* bindings: the model in Lua: fields, lists, maps, dates and markup. */
#include "plugin_case.h"

static void fields_come_from_the_field_tables(void **state)
{
    (void)state;
    case_prints("local a = site.articles[2] print(a.title, a.words, a.date, a.series.name, a.lang, a.image, "
                "a.has_toc, a.tags[2].name, a.extra)",
        "Masts 4 2023-12-31T09:30:00+00:00 Networks en nil false Water map\n");
    case_prints("local a = site.articles[1] print(a.title, a.title, a.image, a.image, a.content, "
                "type(a.content), a.status.kind)",
        "Floods & dams Floods & dams nil nil <p>One &amp; two</p> userdata current\n");
}

static void misspelt_fields_say_which_was_meant(void **state)
{
    (void)state;
    case_prints("return site.articles[1].titel", "lua-plugins/x.lua:1: error: an article has no field "
                                                 "'titel'; did you mean 'title'? [plugin-error]\n");
    case_prints("return site.authors[1][1]", "lua-plugins/x.lua:1: error: fields of author are asked for by "
                                             "name, not by a number [plugin-error]\n");
    case_prints("return site:artikel('x')", "lua-plugins/x.lua:1: error: a site has no field 'artikel'; did "
                                            "you mean 'article'? [plugin-error]\n");
    case_prints("return site.articles.titles", "lua-plugins/x.lua:1: error: a list has no field 'titles'; "
                                               "its items are list[1] to list[#list] [plugin-error]\n");
}

static void everything_is_read_only(void **state)
{
    (void)state;
    static const char *const things[] = { "site", "site.articles", "site.data", "site.articles[1].date",
        "site.articles[1].content" };
    static const char *const names[] = { "site", "a list", "a map", "a date", "markup" };
    for (size_t i = 0; i < 5; i++) {
        struct plugin_case test;
        case_open(&test);
        const char *code =
            text_to_string(&test.arena, text_format(&test.arena, "local t = %s t.x = 1", things[i]));
        const char *expected = text_to_string(&test.arena,
            text_format(&test.arena,
                "lua-plugins/x.lua:1: error: %s is read-only; what a hook adds it returns [plugin-error]\n",
                names[i]));
        assert_string_equal(case_run(&test, code), expected);
        case_close(&test);
    }
}

static void the_same_thing_is_one_value(void **state)
{
    (void)state;
    case_prints("local t = {} t[site.articles[1]] = 'yes' print(site.articles[1] == site:article('flood'), "
                "t[site:article('flood')], "
                "site.articles[1] == site.articles[2], rawequal(site.articles[1], site.articles[1]), "
                "site:article('nothing'))",
        "true yes false true nil\n");
}

static void lists_count_from_one(void **state)
{
    (void)state;
    case_prints("local l = site.articles print(#l, l[0], l[1].id, l[3].id, l[4]) for i, a in ipairs(l) do "
                "print(i, a.id) end "
                "for i, a in pairs(l) do print(i, a.id) end print(l == site.articles, l == site.authors, l "
                "== site, l == l[1].date)",
        "3 nil flood canal nil\n1 flood\n2 mast\n3 canal\n1 flood\n2 mast\n3 canal\ntrue false false "
        "false\n");
    case_prints("local l = site.data.gapped for i, x in ipairs(l) do print(i, x) end for i, x in pairs(l) do "
                "print(i, x) end print(#l)",
        "1 1\n1 1\n2 nil\n3 3\n3\n");
    case_prints(
        "local p = site.articles[1].aliases print(#p, p[0], p[2], p[3], table.concat(p, '+'), select('#', "
        "table.unpack(p)))",
        "2 nil second nil first+second 2\n");
    case_prints(
        "local a = site.articles[1] print(type(a.aliases[1]), type(a.key_points[1]))", "string userdata\n");
    case_prints(
        "local l = brief.copy(site.articles) table.sort(l, function(a, b) return a.title < b.title end) "
        "for _, a in ipairs(l) do print(a) end",
        "Canals\nFloods & dams\nMasts\n");
}

static void maps_keep_the_order_of_the_file(void **state)
{
    (void)state;
    case_prints(
        "local p = site.data.partners print(p.alpha, p.zulu, p.none) for k, v in pairs(p) do print(k, v) end "
        "print(brief.read_data('partners.yml').alpha, brief.read_data('partners').zulu, "
        "brief.json(brief.copy(p)))",
        "two 1 nil\nzulu 1\nalpha two\ntwo 1 {\"alpha\":\"two\",\"zulu\":1}\n");
    case_prints("print(brief.read_data('partners.v2').alpha, brief.read_data('partners.v2.yml').alpha)",
        "later later\n");
    case_prints("local c = brief.copy{ 'one', nil, 'three', x = 2, [true] = 3 } print(c[1], c[2], c[3], c.x, "
                "c[true])",
        "one nil three 2 3\n");
    case_prints(
        "local next_item, list = ipairs(site.articles) print(next_item(list, math.maxinteger))", "\n");
    case_prints("brief.read_data('partner.yml')",
        "lua-plugins/x.lua:1: error: there is no 'content/data/partner.yml'; did you mean 'partners'? "
        "[plugin-error]\n");
}

static void dates_count_in_days(void **state)
{
    (void)state;
    case_prints("local a, b = site.articles[1].date, site.articles[3].date print(a - b, b + 1, a - 1, 1 + b, "
                "a > b, a <= b, a == brief.date('2024-03-01'))",
        "1462 2020-03-01 2024-02-29 2020-03-01 true false true\n");
    case_prints("local d = site.articles[2].date print(d.year, d.month, d.day, d.hour, d.minute, d.second, "
                "d.weekday, d.timestamp, d.has_time, d.iso)",
        "2023 12 31 9 30 0 7 1704015000 true 2023-12-31T09:30:00+00:00\n");
    case_prints(
        "local d = brief.date('1969-12-31T23:59:59.500Z') print(d.timestamp, d:format('%s'))", "-1 -1\n");
    case_prints("local d = site.articles[2].date print(d:format(), d:format('%a %H:%M'), d + 100, "
                "site.articles[1].date.rfc3339)",
        "31 December 2023 Sun 09:30 2024-04-09T09:30:00+01:00 2024-03-01T00:00:00+00:00\n");
    case_prints("return site.build_time * 2",
        "lua-plugins/x.lua:1: error: attempt to perform arithmetic on a "
        "date value (field 'build_time') [plugin-error]\n");
    case_prints("return site.articles[1].date.jear",
        "lua-plugins/x.lua:1: error: a date has no field 'jear'; try "
        "date:format(\"%d %B %Y\") [plugin-error]\n");
    case_prints("return site.articles[1].date:format('%d %Q')",
        "lua-plugins/x.lua:1: error: unknown conversion '%Q' in a date format [plugin-error]\n");
    case_prints("return site.articles[1].date:format('YYYY-MM-DD')",
        "lua-plugins/x.lua:1: error: 'YYYY-MM-DD' would be shown for every date [plugin-error]\n");
    case_prints("return site.articles[1].date:format('100 %%')",
        "lua-plugins/x.lua:1: error: '100 %%' would be shown for every date [plugin-error]\n");
    case_prints("return os.date('%Q')",
        "lua-plugins/x.lua:1: error: unknown conversion '%Q' in a date format [plugin-error]\n");
    case_prints("return brief.date('2024-02-31')", "lua-plugins/x.lua:1: error: '2024-02-31' is not a date "
                                                   "like 2019-02-26 or 2019-02-26 09:00 [plugin-error]\n");
    case_prints("return site.articles[1].date - math.mininteger",
        "lua-plugins/x.lua:1: error: the date is out of range [plugin-error]\n");
    case_prints("return site.articles[1].date + 1e300",
        "lua-plugins/x.lua:1: error: bad argument #2 to 'add' "
        "(number has no integer representation) [plugin-error]\n");
}

static void markup_stays_markup(void **state)
{
    (void)state;
    case_prints("local m = brief.safe('<b>') print(m .. 'a<b', 'x & ' .. m, #m, m == brief.safe('<b>'), "
                "m:upper(), (m:gsub('b', 'i')), type(m:upper()))",
        "<b>a&lt;b x &amp; <b> 3 true <B> <i> string\n");
    case_prints("return brief.safe('x') .. nil",
        "lua-plugins/x.lua:1: error: attempt to concatenate a nil value with markup [plugin-error]\n");
    case_prints("return brief.safe('x').uper",
        "lua-plugins/x.lua:1: error: markup has no field 'uper' [plugin-error]\n");
}

static void what_is_no_text_is_not_joined(void **state)
{
    (void)state;
    case_prints("return 'a' .. site.articles",
        "lua-plugins/x.lua:1: error: a list cannot be joined with '..'; write brief.join(list, \", \") "
        "[plugin-error]\n");
    case_prints("return site.articles[1].date .. 'a'",
        "lua-plugins/x.lua:1: error: a date cannot be joined with '..'; write date:format(\"%d %B %Y\") "
        "[plugin-error]\n");
    case_prints("return 'by ' .. site.authors[1]",
        "lua-plugins/x.lua:1: error: an author cannot be joined with '..'; take a field of it, or write "
        "tostring(…) [plugin-error]\n");
    case_prints("return 'a' .. site.data",
        "lua-plugins/x.lua:1: error: a map cannot be joined with '..'; take a value of it [plugin-error]\n");
}

static void fields_can_be_walked(void **state)
{
    (void)state;
    case_prints("for name, value in pairs(site.taxonomies[1].terms[1]) do print(name, value) end "
                "print(site:term('tags', 'water'), site:taxonomy('tags').title)",
        "name 5G\nslug 5g\ntaxonomy tags\nancestors list\nnarrower list\narticles list\nWater Tags\n");
}

static void methods_want_a_colon(void **state)
{
    (void)state;
    case_prints("return site.article('x')",
        "lua-plugins/x.lua:1: error: expected a thing of the archive, found a string [plugin-error]\n");
    case_prints("return site.article(site.articles[1], 'x')",
        "lua-plugins/x.lua:1: error: write site:name(…) with a colon [plugin-error]\n");
}

static void many_things_fit_into_the_memory(void **state)
{
    (void)state;
    case_prints("local n = 0 for i = 1, 300000 do local a = site.articles[i % 3 + 1] n = n + #a.title + "
                "#a.authors + a.date.year end print(n > 0)",
        "true\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_come_from_the_field_tables),
        cmocka_unit_test(misspelt_fields_say_which_was_meant),
        cmocka_unit_test(everything_is_read_only),
        cmocka_unit_test(the_same_thing_is_one_value),
        cmocka_unit_test(lists_count_from_one),
        cmocka_unit_test(maps_keep_the_order_of_the_file),
        cmocka_unit_test(dates_count_in_days),
        cmocka_unit_test(markup_stays_markup),
        cmocka_unit_test(what_is_no_text_is_not_joined),
        cmocka_unit_test(fields_can_be_walked),
        cmocka_unit_test(methods_want_a_colon),
        cmocka_unit_test(many_things_fit_into_the_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
