/* SPDX-License-Identifier: MIT */
/* json_fault: what is JSON, and where it stops being that. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>
#include "base/json_fault.h"

/* The library reads it too, or not. */
static bool is_json(const char *bytes)
{
    json_t *json = json_loads(bytes, JSON_DECODE_ANY, NULL);
    bool is_read = json != NULL;
    json_decref(json);
    return is_read;
}

static void json_has_no_fault(void **state)
{
    (void)state;
    static const char *const texts[] = { "{}", "[]", "[[]]", "{\"a\":{\"b\":[1,2]},\"c\":null}",
        " [ 1 , -2.5e+3 ] \n", "\"\\u00e9 \\\"x\\\\\"", "0", "-0.5", "[true,false,null]", "\"\"", "[{},{}]",
        "[0,10,1E5,1e-5]" };
    struct json_fault fault;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_true(is_json(texts[i]));
        assert_false(json_find_fault(text_of(texts[i]), &fault));
    }
}

static void a_fault_is_where_reading_ends(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        size_t offset;
        const char *expected;
    } faults[] = {
        { "", 0, "a value" },
        { "[1,]", 3, "a value" },
        { "[1 2]", 3, "',' or ']'" },
        { "[1", 2, "',' or ']'" },
        { "[,1]", 1, "a value" },
        { "{\"a\":1,}", 7, "a name in quotation marks" },
        { "{\"a\":1 \"b\":2}", 7, "',' or '}'" },
        { "{\"a\" 1}", 5, "':'" },
        { "{a: 1}", 1, "a name in quotation marks" },
        { "{\"a\":}", 5, "a value" },
        { "[1]]", 3, "the end" },
        { "[1}", 2, "',' or ']'" },
        { "\"a\nb\"", 2, "a quotation mark at the end of a text" },
        { "\"a", 2, "a quotation mark at the end of a text" },
        { "\"\\x\"", 2, "an escape such as \\n or \\u00e9" },
        { "\"\\u12g4\"", 5, "four hexadecimal digits" },
        { "01", 2, "a number such as -1.5" },
        { "-", 1, "a number such as -1.5" },
        { "1.", 2, "a digit behind the point" },
        { "[1e]", 3, "a digit behind the e" },
        { "nul", 0, "a value" },
        { "'a'", 0, "a value" },
        { "\xEF\xBB\xBF[]", 0, "a value" },
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct json_fault fault;
        assert_false(is_json(faults[i].json));
        assert_true(json_find_fault(text_of(faults[i].json), &fault));
        assert_int_equal(fault.offset, faults[i].offset);
        assert_string_equal(fault.expected, faults[i].expected);
    }
}

static void endless_nesting_is_a_fault(void **state)
{
    (void)state;
    enum { LEVELS = 100000 };
    static char bytes[LEVELS];
    struct json_fault fault;
    memset(bytes, '[', LEVELS);
    assert_true(json_find_fault((text){ bytes, LEVELS }, &fault));
    assert_string_equal(fault.expected, "fewer levels");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_has_no_fault),
        cmocka_unit_test(a_fault_is_where_reading_ends),
        cmocka_unit_test(endless_nesting_is_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
