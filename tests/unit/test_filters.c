/* SPDX-License-Identifier: MIT */
/* filters: the rows called as the evaluator calls them; what layouts see of them is in tests/templates. */
#include <string.h>
#include "base/json.h"
#include "base/object.h"
#include "template/filters.h"
#include "arena_case.h"

static struct value word(const char *string)
{
    return value_text(text_of(string));
}

static struct value safe(const char *string)
{
    return value_safe_text(text_of(string));
}

static struct value list_of(size_t count, const struct value *items)
{
    struct value *copy = arena_new_array(&arena, struct value, count);
    memcpy(copy, items, count * sizeof(*items));
    return value_list_of(&arena, copy, count);
}

#define LIST(...)                                                                                            \
    list_of(sizeof((struct value[]){ __VA_ARGS__ }) / sizeof(struct value), (struct value[]){ __VA_ARGS__ })

static struct value person(const char *name, int64_t age)
{
    struct value_map_entry *entries = arena_new_array(&arena, struct value_map_entry, 2);
    entries[0] = (struct value_map_entry){ .key = TEXT("name"), .value = word(name) };
    entries[1] = (struct value_map_entry){ .key = TEXT("age"), .value = value_integer(age) };
    return value_map_of(&arena, entries, 2);
}

static const struct template_function *row_of(const char *name)
{
    for (size_t i = 0; i < template_filter_count; i++)
        if (strcmp(template_filters[i].name, name) == 0)
            return &template_filters[i];
    fail_msg("no filter %s", name);
    return NULL;
}

/* The result as JSON, "safe " before a safe text, or the fault with its hint. */
static const char *shown(const struct template_call *call, const struct value *result)
{
    struct buffer out;
    buffer_init(&out, &arena);
    if (call->fault.bytes) {
        buffer_print(&out, "fault: %.*s", TEXT_ARGS(call->fault));
        if (call->fault_hint.bytes)
            buffer_print(&out, " (%.*s)", TEXT_ARGS(call->fault_hint));
    } else if (result->kind == VALUE_UNDEFINED) {
        buffer_append_literal(&out, "undefined");
    } else {
        buffer_append(&out, result->kind == VALUE_TEXT && result->is_safe ? TEXT("safe ") : TEXT(""));
        json_write(&out, result, 0);
    }
    return text_to_string(&arena, buffer_text(&out));
}

static const char *apply_all(
    const char *name, struct value input, size_t count, const struct value *arguments)
{
    const struct template_function *row = row_of(name);
    struct template_call call = {
        .arena = &arena, .input = input, .arguments = arguments, .argument_count = count
    };
    struct value result = row->call(&call, row->data);
    return shown(&call, &result);
}

#define APPLY(name, input, ...)                                                                              \
    apply_all((name), (input), sizeof((struct value[]){ { 0 }, ##__VA_ARGS__ }) / sizeof(struct value) - 1,  \
        (struct value[]){ { 0 }, ##__VA_ARGS__ } + 1)

static void rows_are_in_the_order_of_names_and_have_help(void **state)
{
    (void)state;
    for (size_t i = 0; i < template_filter_count; i++) {
        if (i > 0)
            assert_true(strcmp(template_filters[i - 1].name, template_filters[i].name) < 0);
        assert_true(strlen(template_filters[i].help) > 10);
        assert_non_null(template_filters[i].parameters);
    }
    for (size_t i = 0; i < template_test_count; i++)
        assert_true(strlen(template_tests[i].help) > 8);
}

static void case_and_blanks(void **state)
{
    (void)state;
    assert_string_equal(APPLY("upper", word("a b1")), "\"A B1\"");
    assert_string_equal(APPLY("upper", safe("a")), "safe \"A\"");
    assert_string_equal(APPLY("lower", word("A\xC3\x84")), "\"a\xC3\x84\"");
    assert_string_equal(APPLY("capitalize", word("fOO BAR")), "\"Foo bar\"");
    assert_string_equal(APPLY("title", word("foo-bar (baz) it's")), "\"Foo-Bar (Baz) It's\"");
    assert_string_equal(APPLY("title", safe("a")), "\"A\"");
    assert_string_equal(APPLY("title", word("")), "\"\"");
    assert_string_equal(APPLY("trim", word("  a \xC2\xA0\n")), "\"a\"");
    assert_string_equal(APPLY("trim", word("xxaxbx"), word("x")), "\"axb\"");
    assert_string_equal(APPLY("trim", word("   ")), "\"\"");
    assert_string_equal(APPLY("upper", LIST(word("a"))), "fault: expected text, found list");
    assert_string_equal(APPLY("upper", value_none()), "\"\"");
}

static void cutting(void **state)
{
    (void)state;
    assert_string_equal(APPLY("truncate", word("foo bar baz qux"), value_integer(9)), "\"foo...\"");
    assert_string_equal(
        APPLY("truncate", word("foo bar baz qux"), value_integer(9), value_bool(true)), "\"foo ba...\"");
    assert_string_equal(APPLY("truncate", word("foo bar baz qux"), value_integer(11)), "\"foo bar baz qux\"");
    assert_string_equal(APPLY("truncate", word("foo bar baz qux"), value_integer(11), value_bool(false),
                            word("..."), value_integer(0)),
        "\"foo bar...\"");
    assert_string_equal(APPLY("truncate", word("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"), value_integer(2),
                            value_bool(true), word("."), value_integer(0)),
        "\"\xC3\xA9.\"");
    assert_string_equal(
        APPLY("truncate", safe("aaaa bbbb cccc"), value_integer(6), value_bool(false), word("<")),
        "safe \"aaaa\\u0026lt;\"");
    assert_string_equal(
        APPLY("truncate", word("abc"), value_integer(2)), "fault: expected length >= 3, found 2");
    assert_string_equal(APPLY("wordcount", word("one two, three")), "3");
}

static void replacing_and_joining_keep_safety(void **state)
{
    (void)state;
    assert_string_equal(APPLY("replace", word("aaa"), word("a"), word("b"), value_integer(2)), "\"bba\"");
    assert_string_equal(
        APPLY("replace", safe("<b>"), word("b"), word("<")), "safe \"\\u003c\\u0026lt;\\u003e\"");
    assert_string_equal(APPLY("replace", word("<x>"), word("x"), safe("<br>")),
        "safe \"\\u0026lt;\\u003cbr\\u003e\\u0026gt;\"");
    assert_string_equal(
        APPLY("replace", word("a"), word(""), word("b")), "fault: the text to be replaced is empty");
    assert_string_equal(APPLY("join", LIST(word("a"), value_integer(1)), word(", ")), "\"a, 1\"");
    assert_string_equal(APPLY("join", LIST(word("<"), safe("<b>")), word("&")),
        "safe \"\\u0026lt;\\u0026amp;\\u003cb\\u003e\"");
    assert_string_equal(
        APPLY("join", LIST(word("<"), word("x")), safe("<br>")), "safe \"\\u0026lt;\\u003cbr\\u003ex\"");
    assert_string_equal(
        APPLY("join", LIST(person("Ann", 1), person("Bob", 2)), word(" "), word("name")), "\"Ann Bob\"");
    assert_string_equal(APPLY("join", LIST(person("Ann", 1)), word(" "), word("nam")),
        "fault: map has no attribute 'nam' (did you mean 'name'?)");
    assert_string_equal(APPLY("striptags", safe("<p>a &amp; b</p>")), "\"a \\u0026 b\"");
    assert_string_equal(APPLY("escape", word("<")), "safe \"\\u0026lt;\"");
    assert_string_equal(APPLY("escape", safe("<")), "safe \"\\u003c\"");
    assert_string_equal(APPLY("forceescape", safe("<")), "safe \"\\u0026lt;\"");
    assert_string_equal(APPLY("indent", safe("a\nb"), word("<")), "safe \"a\\n\\u0026lt;b\"");
}

static void sorting(void **state)
{
    (void)state;
    struct value people = LIST(person("bea", 3), person("Ann", 1), person("ann", 2), person("Cid", 1));
    assert_string_equal(
        APPLY("sort", LIST(value_integer(3), value_float(1.5), value_integer(2))), "[1.5,2,3]");
    assert_string_equal(APPLY("sort", LIST(word("b"), word("A"), word("a"))), "[\"A\",\"a\",\"b\"]");
    assert_string_equal(APPLY("sort", LIST(word("b"), word("A"), word("a")), value_none(), value_bool(false),
                            value_bool(true)),
        "[\"A\",\"a\",\"b\"]");
    assert_string_equal(APPLY("map", people, value_none(), word("age")), "[3,1,2,1]");
    assert_string_equal(APPLY("sort", people, word("age,name")),
        "[{\"name\":\"Ann\",\"age\":1},{\"name\":\"Cid\",\"age\":1},{\"name\":\"ann\",\"age\":2},{\"name\":"
        "\"bea\",\"age\":3}]");
    assert_string_equal(
        APPLY("sort", LIST(word("b"), word("A"), word("a")), value_bool(true)), "[\"b\",\"A\",\"a\"]");
    assert_string_equal(
        APPLY("sort", LIST(word("a"), value_integer(1))), "fault: text and integer have no order");
    assert_string_equal(APPLY("sort", LIST(value_none(), value_integer(1))),
        "fault: none and integer have no order (leave out what has none first: |selectattr(\"…\"))");
    assert_string_equal(
        APPLY("sort", people, word("nam")), "fault: map has no attribute 'nam' (did you mean 'name'?)");
    assert_string_equal(APPLY("min", people, value_bool(false), word("age")), "{\"name\":\"Ann\",\"age\":1}");
    assert_string_equal(APPLY("max", LIST(value_integer(1), value_integer(2))), "2");
    assert_string_equal(APPLY("max", value_list_of(&arena, NULL, 0)), "undefined");
    assert_string_equal(
        APPLY("unique", LIST(word("a"), word("A"), value_integer(1), value_float(1.0))), "[\"a\",1]");
}

/* What is computed once per item must not be computed per comparison: with n² this would not end. */
static void a_hundred_thousand_items_are_sorted(void **state)
{
    (void)state;
    enum { COUNT = 100000 };
    struct value *items = arena_new_array(&arena, struct value, COUNT);
    for (size_t i = 0; i < COUNT; i++)
        items[i] = value_integer((int64_t)(i * 7919 % COUNT));
    struct template_call call = { .arena = &arena, .input = value_list_of(&arena, items, COUNT) };
    struct value sorted = row_of("sort")->call(&call, NULL);
    assert_int_equal(sorted.kind, VALUE_LIST);
    for (size_t i = 0; i < COUNT; i++)
        assert_int_equal(value_list_at(sorted.as.list, i).as.integer, i);
}

static void grouping(void **state)
{
    (void)state;
    struct value people = LIST(person("bea", 3), person("Ann", 1), person("Bea", 2));
    assert_string_equal(APPLY("group_by", people, word("name")),
        "[{\"grouper\":\"bea\",\"list\":[{\"name\":\"bea\",\"age\":3},{\"name\":\"Bea\",\"age\":2}]},"
        "{\"grouper\":\"Ann\",\"list\":[{\"name\":\"Ann\",\"age\":1}]}]");
    assert_string_equal(APPLY("groupby", people, word("age")),
        "[{\"grouper\":1,\"list\":[{\"name\":\"Ann\",\"age\":1}]},{\"grouper\":2,\"list\":[{\"name\":\"Bea\","
        "\"age\":2}]},"
        "{\"grouper\":3,\"list\":[{\"name\":\"bea\",\"age\":3}]}]");
    assert_string_equal(APPLY("groupby", people, word("x")),
        "fault: map has no attribute 'x' (leave out those without it "
        "first: |selectattr(\"x\", \"defined\"))");
    assert_string_equal(APPLY("map", people, word("upper")), "fault: upper: expected text, found map");
    assert_string_equal(
        APPLY("where", people, word("age"), value_integer(2)), "[{\"name\":\"Bea\",\"age\":2}]");
    assert_string_equal(APPLY("selectattr", people, word("age"), word("gt"), value_integer(2)),
        "[{\"name\":\"bea\",\"age\":3}]");
    assert_string_equal(APPLY("selectattr", people, word("nam"), word("defined")), "[]");
    assert_string_equal(
        APPLY("selectattr", people, word("nam")), "fault: map has no attribute 'nam' (did you mean 'name'?)");
    assert_string_equal(APPLY("select", LIST(value_integer(1), value_integer(2)), word("odd")), "[1]");
    assert_string_equal(APPLY("reject", LIST(value_integer(1), value_integer(2)), word("odd")), "[2]");
    assert_string_equal(APPLY("select", LIST(value_integer(1)), word("old")),
        "fault: there is no test 'old' (did you mean 'odd'?)");
}

struct city {
    text name;
    int64_t size;
};

static const struct field city_fields[] = {
    { "name", FIELD_TEXT, offsetof(struct city, name), NULL, NULL, "text", "", 0 },
    { "size", FIELD_INTEGER, offsetof(struct city, size), NULL, NULL, "integer", "", 0 },
};
static const struct object_type city_type = { "city", "", city_fields, 2, "name", OBJECT_STAYS };

static void objects_of_the_model(void **state)
{
    (void)state;
    static const struct city ulm = { TEXT_INIT("Ulm"), 2 }, aachen = { TEXT_INIT("aachen"), 1 };
    const void *const cities[] = { &ulm, &aachen };
    struct value list = value_list_of_objects(&arena, cities, 2, &city_type);
    assert_string_equal(APPLY("sort", list), "[\"aachen\",\"Ulm\"]");
    assert_string_equal(APPLY("sort", list, word("size"), value_bool(true)), "[\"Ulm\",\"aachen\"]");
    assert_string_equal(APPLY("join", list, word("+")), "\"Ulm+aachen\"");
    assert_string_equal(APPLY("first", list), "\"Ulm\"");
    assert_string_equal(APPLY("sum", list, word("size")), "3");
    assert_string_equal(
        APPLY("sort", list, word("sise")), "fault: city has no attribute 'sise' (did you mean 'size'?)");
}

static void numbers(void **state)
{
    (void)state;
    assert_string_equal(APPLY("round", value_float(2.5)), "2.0");
    assert_string_equal(APPLY("round", value_float(2.675), value_integer(2)), "2.67");
    assert_string_equal(APPLY("round", value_float(1.01), value_integer(0), word("ceil")), "2.0");
    assert_string_equal(APPLY("round", value_integer(7)), "7");
    assert_string_equal(APPLY("int", word(" 42 ")), "42");
    assert_string_equal(APPLY("int", word("4.9")), "4");
    assert_string_equal(APPLY("int", word("x"), value_integer(-1)), "-1");
    assert_string_equal(APPLY("int", word("ff"), value_integer(0), value_integer(16)), "255");
    assert_string_equal(APPLY("int", word("1e400")), "0");
    assert_string_equal(APPLY("float", word("x")), "0.0");
    assert_string_equal(APPLY("abs", value_integer(INT64_MIN)), "fault: the number is too large");
    assert_string_equal(
        APPLY("sum", LIST(value_integer(INT64_MAX), value_integer(1))), "fault: the sum is too large");
    assert_string_equal(APPLY("filesizeformat", value_integer(13500)), "\"13.5 kB\"");
    assert_string_equal(
        APPLY("format", word("%s-%05.1f-%-4d|%%"), word("a"), value_float(2.25), value_integer(7)),
        "\"a-002.2-7   |%\"");
    assert_string_equal(
        APPLY("format", safe("<b>%s</b>"), word("<")), "safe \"\\u003cb\\u003e\\u0026lt;\\u003c/b\\u003e\"");
    assert_string_equal(APPLY("format", word("%n"), word("a")),
        "fault: unknown conversion '%n' (known are %s, %d, %f and %%)");
    assert_string_equal(APPLY("format", word("%s")), "fault: not enough values for the pattern");
    assert_string_equal(APPLY("plural", value_integer(1), word("page"), word("pages")), "\"page\"");
    assert_string_equal(
        APPLY("plural", LIST(value_none(), value_none()), word("page"), word("pages")), "\"pages\"");
}

static void lists(void **state)
{
    (void)state;
    struct value three = LIST(value_integer(1), value_integer(2), value_integer(3));
    assert_string_equal(APPLY("limit", three, value_integer(2)), "[1,2]");
    assert_string_equal(APPLY("limit", three, value_integer(9)), "[1,2,3]");
    assert_string_equal(APPLY("limit", three, value_integer(-1)),
        "fault: expected a number from 0 to 9223372036854775807, found -1");
    assert_string_equal(APPLY("batch", three, value_integer(2), word("-")), "[[1,2],[3,\"-\"]]");
    assert_string_equal(APPLY("slice", three, value_integer(2), word("-")), "[[1,2],[3,\"-\"]]");
    assert_string_equal(
        APPLY("batch", three, value_integer(0)), "fault: expected a number from 1 to 1000000, found 0");
    assert_string_equal(APPLY("reverse", word("a\xC3\xA9")), "\"\xC3\xA9"
                                                             "a\"");
    assert_string_equal(APPLY("first", value_list_of(&arena, NULL, 0)), "undefined");
    assert_string_equal(APPLY("last", word("ab")), "\"b\"");
    assert_string_equal(APPLY("length", word("\xC3\xA9")), "1");
    assert_string_equal(APPLY("length", value_integer(1)), "fault: integer has no length");
    assert_string_equal(APPLY("items", person("a", 1)), "[[\"name\",\"a\"],[\"age\",1]]");
    assert_string_equal(APPLY("dictsort", person("a", 1)), "[[\"age\",1],[\"name\",\"a\"]]");
    assert_string_equal(APPLY("default", value_undefined(), word("x")), "\"x\"");
    assert_string_equal(APPLY("default", word(""), word("x")), "\"\"");
    assert_string_equal(APPLY("default", word(""), word("x"), value_bool(true)), "\"x\"");
}

static void markup_and_addresses(void **state)
{
    (void)state;
    assert_string_equal(APPLY("urlencode", word("a b/\xC3\xA9&")), "\"a%20b/%C3%A9%26\"");
    assert_string_equal(APPLY("urlencode", person("a b/", 1)), "\"name=a+b%2F\\u0026age=1\"");
    assert_string_equal(
        APPLY("urlencode", LIST(value_integer(1))), "fault: expected pairs of name and value");
    assert_string_equal(APPLY("nl2br", word("<\n")), "safe \"\\u0026lt;\\u003cbr\\u003e\\n\"");
    assert_string_equal(APPLY("json", word("it's <b>")), "safe \"\\\"it\\\\u0027s \\\\u003cb\\\\u003e\\\"\"");
    assert_string_equal(APPLY("safe", value_integer(1)), "safe \"1\"");
    assert_string_equal(APPLY("slug", word(" A b--C! ")), "\"a-b-c\"");
}

static void dates(void **state)
{
    (void)state;
    static const struct date day = { .is_set = true, .day = { 17953 } };
    assert_string_equal(APPLY("date", value_date(&day)), "\"26 February 2019\"");
    assert_string_equal(APPLY("date", value_date(&day), word("%b %-d, %Y")), "\"Feb 26, 2019\"");
    assert_string_equal(APPLY("date", value_date(&day), word("iso")), "\"2019-02-26\"");
    assert_string_equal(APPLY("date", word("2019")), "fault: expected a date, found text");
}

static void functions_make_lists_and_maps(void **state)
{
    (void)state;
    const struct value arguments[] = { value_integer(5), value_integer(0), value_integer(-2) };
    struct template_call call = { .arena = &arena, .arguments = arguments, .argument_count = 3 };
    struct value result = template_functions[0].call(&call, NULL);
    assert_string_equal(shown(&call, &result), "[5,3,1]");
    call.argument_count = 1;
    result = template_functions[0].call(&call, NULL);
    assert_string_equal(shown(&call, &result), "[0,1,2,3,4]");
    const struct value huge[] = { value_integer(INT64_MIN), value_integer(INT64_MAX) };
    call = (struct template_call){ .arena = &arena, .arguments = huge, .argument_count = 2 };
    result = template_functions[0].call(&call, NULL);
    assert_string_equal(shown(&call, &result), "fault: a range of more than 100000 numbers");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_in_the_order_of_names_and_have_help),
        cmocka_unit_test(case_and_blanks),
        cmocka_unit_test(cutting),
        cmocka_unit_test(replacing_and_joining_keep_safety),
        cmocka_unit_test(sorting),
        cmocka_unit_test(a_hundred_thousand_items_are_sorted),
        cmocka_unit_test(grouping),
        cmocka_unit_test(objects_of_the_model),
        cmocka_unit_test(numbers),
        cmocka_unit_test(lists),
        cmocka_unit_test(markup_and_addresses),
        cmocka_unit_test(dates),
        cmocka_unit_test(functions_make_lists_and_maps),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
