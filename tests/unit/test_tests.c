/* SPDX-License-Identifier: MIT */
/* tests: what may stand behind `is`. */
#include <string.h>
#include "template/filters.h"
#include "arena_case.h"

/* "yes", "no" or the fault. */
static const char *verdict(const char *name, struct value input, struct value argument)
{
    for (size_t i = 0; i < template_test_count; i++) {
        if (strcmp(template_tests[i].name, name) != 0)
            continue;
        struct template_call call = { .arena = &arena,
            .input = input,
            .arguments = &argument,
            .argument_count = argument.kind != VALUE_UNDEFINED };
        struct value result = template_tests[i].call(&call, NULL);
        if (call.fault.bytes)
            return text_to_string(&arena, call.fault);
        assert_int_equal(result.kind, VALUE_BOOL);
        return result.as.boolean ? "yes" : "no";
    }
    return "no such test";
}

static const char *is(struct value input, const char *name)
{
    return verdict(name, input, value_undefined());
}

static struct value word(const char *string)
{
    return value_text(text_of(string));
}

static void kinds(void **state)
{
    (void)state;
    struct value list = value_list_of(&arena, NULL, 0), map = value_map_of(&arena, NULL, 0);
    assert_string_equal(is(value_undefined(), "defined"), "no");
    assert_string_equal(is(value_none(), "defined"), "yes");
    assert_string_equal(is(value_undefined(), "undefined"), "yes");
    assert_string_equal(is(value_none(), "none"), "yes");
    assert_string_equal(is(value_bool(true), "true"), "yes");
    assert_string_equal(is(value_integer(1), "true"), "no");
    assert_string_equal(is(value_bool(false), "false"), "yes");
    assert_string_equal(is(value_bool(false), "boolean"), "yes");
    assert_string_equal(is(value_integer(1), "integer"), "yes");
    assert_string_equal(is(value_float(1), "integer"), "no");
    assert_string_equal(is(value_float(1), "float"), "yes");
    assert_string_equal(is(value_float(1), "number"), "yes");
    assert_string_equal(is(word(""), "string"), "yes");
    assert_string_equal(is(map, "mapping"), "yes");
    assert_string_equal(is(list, "mapping"), "no");
    assert_string_equal(is(list, "iterable"), "yes");
    assert_string_equal(is(word("a"), "sequence"), "yes");
    assert_string_equal(is(value_integer(1), "iterable"), "no");
    assert_string_equal(is(list, "empty"), "yes");
    assert_string_equal(is(map, "empty"), "yes");
    assert_string_equal(is(value_none(), "empty"), "yes");
    assert_string_equal(is(value_integer(0), "empty"), "no");
    assert_string_equal(is(value_safe_text(TEXT("a")), "escaped"), "yes");
    assert_string_equal(is(word("a"), "escaped"), "no");
}

static void numbers(void **state)
{
    (void)state;
    assert_string_equal(is(value_integer(-3), "odd"), "yes");
    assert_string_equal(is(value_integer(4), "even"), "yes");
    assert_string_equal(is(word("a"), "odd"), "expected a number, found text");
    assert_string_equal(verdict("divisibleby", value_integer(9), value_integer(3)), "yes");
    assert_string_equal(verdict("divisibleby", value_integer(INT64_MIN), value_integer(-1)), "yes");
    assert_string_equal(verdict("divisibleby", value_integer(9), value_integer(0)), "division by zero");
    assert_string_equal(verdict("divisibleby", value_integer(9), word("a")), "expected a number, found text");
    assert_string_equal(is(value_integer(9), "divisibleby"), "a value to compare with is missing");
}

static void comparison(void **state)
{
    (void)state;
    struct value items[] = { value_integer(1), word("a") };
    struct value list = value_list_of(&arena, items, 2), same = value_list_of(&arena, items, 2);
    assert_string_equal(verdict("eq", value_integer(1), value_float(1)), "yes");
    assert_string_equal(verdict("==", list, same), "yes");
    assert_string_equal(verdict("sameas", list, same), "no");
    assert_string_equal(verdict("sameas", list, list), "yes");
    assert_string_equal(verdict("ne", word("a"), word("b")), "yes");
    assert_string_equal(verdict("lt", value_integer(1), value_integer(2)), "yes");
    assert_string_equal(verdict("le", value_integer(2), value_integer(2)), "yes");
    assert_string_equal(verdict("gt", value_integer(2), value_integer(2)), "no");
    assert_string_equal(verdict(">=", word("b"), word("a")), "yes");
    assert_string_equal(verdict("<", word("b"), value_integer(1)), "text and integer have no order");
    assert_string_equal(verdict("in", word("a"), list), "yes");
    assert_string_equal(verdict("in", word("b"), list), "no");
    assert_string_equal(verdict("in", word("b"), word("abc")), "yes");
    assert_string_equal(verdict("in", value_integer(1), word("abc")), "expected text, found integer");
    assert_string_equal(verdict("in", value_integer(1), value_integer(1)), "expected a list, found integer");
}

static void letters(void **state)
{
    (void)state;
    assert_string_equal(is(word("abc 1"), "lower"), "yes");
    assert_string_equal(is(word("1"), "lower"), "no");
    assert_string_equal(is(word("aB"), "lower"), "no");
    assert_string_equal(is(word("AB!"), "upper"), "yes");
    assert_string_equal(is(word(""), "upper"), "no");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds),
        cmocka_unit_test(numbers),
        cmocka_unit_test(comparison),
        cmocka_unit_test(letters),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
