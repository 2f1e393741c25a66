/* SPDX-License-Identifier: MIT */
/* json: values as JSON, on one line and indented. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include "base/arena.h"
#include "base/json.h"
#include "base/object.h"

static void becomes(struct value value, int indent, const char *expected)
{
    struct buffer out;
    buffer_init(&out, NULL);
    json_write(&out, &value, indent);
    buffer_append_byte(&out, '\0');
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void scalars_are_json(void **state)
{
    (void)state;
    becomes(value_none(), 0, "null");
    becomes(value_undefined(), 0, "null");
    becomes(value_bool(true), 0, "true");
    becomes(value_integer(-7), 0, "-7");
    becomes(value_float(1), 0, "1.0");
    becomes(value_float(INFINITY), 0, "null");
    becomes(value_float(NAN), 0, "null");
    becomes(value_text(TEXT("a \"b\" </script>")), 0, "\"a \\\"b\\\" \\u003c/script\\u003e\"");
}

static void lists_and_maps_keep_their_order(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct value items[] = { value_integer(1), value_list_of(&arena, NULL, 0),
        value_map_of(&arena, NULL, 0) };
    struct value_map_entry entries[] = {
        { .key = TEXT("z"), .value = value_list_of(&arena, items, 3) },
        { .key = TEXT("a<"), .value = value_none() },
    };
    struct value map = value_map_of(&arena, entries, 2);
    becomes(map, 0, "{\"z\":[1,[],{}],\"a\\u003c\":null}");
    becomes(map, 2,
        "{\n  \"z\": [\n    1,\n    [],\n    {}\n  ],\n"
        "  \"a\\u003c\": null\n}");
    arena_release(&arena);
}

struct thing {
    text name;
};

static const struct field thing_fields[] = {
    { .name = "name", .kind = FIELD_TEXT, .offset = offsetof(struct thing, name) },
};

static void objects_are_their_label(void **state)
{
    (void)state;
    static const struct object_type thing_type = {
        .name = "thing", .fields = thing_fields, .field_count = 1, .label_field = "name"
    };
    static const struct object_type nameless_type = { .name = "nameless" };
    struct thing thing = { TEXT("Ada") };
    becomes(value_object(&thing, &thing_type), 0, "\"Ada\"");
    becomes(value_object(&thing, &nameless_type), 0, "null");
}

static void endless_nesting_ends_in_null(void **state)
{
    (void)state;
    struct value loop;
    struct value_list list = { .count = 1, .items = &loop };
    loop = value_list(&list);
    struct buffer out;
    buffer_init(&out, NULL);
    json_write(&out, &loop, 0);
    assert_int_equal(out.length, 101 + 4 + 101);
    assert_memory_equal(out.bytes + 100, "[null]", 6);
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalars_are_json),
        cmocka_unit_test(lists_and_maps_keep_their_order),
        cmocka_unit_test(objects_are_their_label),
        cmocka_unit_test(endless_nesting_ends_in_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
