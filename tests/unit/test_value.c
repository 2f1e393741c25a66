/* SPDX-License-Identifier: MIT */
/* value: making, finding, truth, equality, order, text. */
#include <math.h>
#include "base/object.h"
#include "base/value.h"
#include "arena_case.h"

static const struct date monday = { .is_set = true, .day = { 100 }, .instant = { 8640000000 } };
static const struct date tuesday = { .is_set = true, .day = { 101 }, .instant = { 8726400000 } };
static const struct date no_date = { .is_set = false };

static struct value list_of_3(int64_t a, int64_t b, int64_t c)
{
    struct value *items = arena_new_array(&arena, struct value, 3);
    items[0] = value_integer(a);
    items[1] = value_integer(b);
    items[2] = value_float((double)c);
    return value_list_of(&arena, items, 3);
}

static void nothing_becomes_none(void **state)
{
    (void)state;
    assert_int_equal(value_text(TEXT_NONE).kind, VALUE_NONE);
    assert_int_equal(value_safe_text(TEXT_NONE).kind, VALUE_NONE);
    assert_false(value_safe_text(TEXT_NONE).is_safe);
    assert_int_equal(value_date(&no_date).kind, VALUE_NONE);
    assert_int_equal(value_date(NULL).kind, VALUE_NONE);
    assert_int_equal(value_object(NULL, NULL).kind, VALUE_NONE);
    assert_int_equal(value_list_at(list_of_3(1, 2, 3).as.list, 3).kind, VALUE_UNDEFINED);
}

static void the_first_of_equal_keys_is_found_in_maps_of_any_size(void **state)
{
    (void)state;
    for (size_t count = 1; count < 200; count += 7) {
        struct value_map_entry *entries = arena_new_array(&arena, struct value_map_entry, count + 1);
        for (size_t i = 0; i <= count; i++) {
            entries[i].key = text_format(&arena, "key-%zu", i % count);
            entries[i].value = value_integer((int64_t)i);
        }
        struct value map = value_map_of(&arena, entries, count + 1);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(value_map_find(map.as.map, entries[i].key)->as.integer, i);
        assert_null(value_map_find(map.as.map, TEXT("key")));
    }
    assert_null(value_map_find(value_map_of(&arena, NULL, 0).as.map, TEXT("")));
}

static void empty_things_are_false(void **state)
{
    (void)state;
    struct value falses[] = { value_undefined(), value_none(), value_bool(false), value_integer(0),
        value_float(0), value_text(TEXT("")), value_list_of(&arena, NULL, 0), value_map_of(&arena, NULL, 0) };
    for (size_t i = 0; i < sizeof(falses) / sizeof(falses[0]); i++)
        assert_false(value_is_true(&falses[i]));
    struct value trues[] = { value_bool(true), value_integer(-1), value_float(0.5), value_text(TEXT("0")),
        list_of_3(0, 0, 0), value_date(&monday) };
    for (size_t i = 0; i < sizeof(trues) / sizeof(trues[0]); i++)
        assert_true(value_is_true(&trues[i]));
}

static void what_says_nothing_is_blank(void **state)
{
    (void)state;
    struct value blank[] = { value_none(), value_text(TEXT("")), value_text(TEXT(" \t")) };
    struct value others[] = { value_undefined(), value_bool(false), value_text(TEXT(" a")),
        value_list_of(&arena, NULL, 0) };
    for (size_t i = 0; i < sizeof blank / sizeof *blank; i++)
        assert_true(value_is_blank(&blank[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(value_is_blank(&others[i]));
}

static bool equal(struct value a, struct value b)
{
    assert_int_equal(value_equal(&a, &b), value_equal(&b, &a));
    return value_equal(&a, &b);
}

static void equality_is_deep(void **state)
{
    (void)state;
    assert_true(equal(value_integer(1), value_float(1)));
    assert_false(equal(value_integer((INT64_C(1) << 53) + 1), value_float(9007199254740992.0)));
    assert_false(equal(value_integer(1), value_bool(true)));
    assert_false(equal(value_integer(1), value_text(TEXT("1"))));
    assert_true(equal(value_safe_text(TEXT("a")), value_text(TEXT("a"))));
    assert_true(equal(value_none(), value_none()));
    assert_false(equal(value_none(), value_text(TEXT(""))));
    assert_true(equal(list_of_3(1, 2, 3), list_of_3(1, 2, 3)));
    assert_false(equal(list_of_3(1, 2, 3), list_of_3(1, 2, 4)));
    assert_true(equal(value_date(&monday), value_date(&monday)));
    struct value_map_entry ab[] = { { .key = TEXT("a"), .value = value_integer(1) },
        { .key = TEXT("b"), .value = list_of_3(1, 2, 3) } };
    struct value_map_entry ba[] = { ab[1], ab[0] };
    assert_true(equal(value_map_of(&arena, ab, 2), value_map_of(&arena, ba, 2)));
    assert_false(equal(value_map_of(&arena, ab, 2), value_map_of(&arena, ab, 1)));
}

static void a_list_that_holds_itself_is_compared_without_end_of_stack(void **state)
{
    (void)state;
    struct value left, right;
    struct value_list a = { .count = 1, .items = &left }, b = { .count = 1, .items = &right };
    left = value_list(&a);
    right = value_list(&b);
    assert_false(value_equal(&left, &right));
}

struct thing {
    text name;
};

static void an_object_meets_a_text_as_its_label(void **state)
{
    (void)state;
    static const struct field fields[] = { { .name = "name", .kind = FIELD_TEXT } };
    static const struct object_type type = {
        .name = "thing", .fields = fields, .field_count = 1, .label_field = "name"
    };
    struct thing ada = { TEXT("Ada") }, other_ada = { TEXT("Ada") };
    assert_true(equal(value_object(&ada, &type), value_text(TEXT("Ada"))));
    assert_false(equal(value_object(&ada, &type), value_text(TEXT("Eve"))));
    assert_false(equal(value_object(&ada, &type), value_object(&other_ada, &type)));
    assert_true(equal(value_object(&ada, &type), value_object(&ada, &type)));
}

/* '<', '=', '>' or '?' for no order. */
static char order(struct value a, struct value b)
{
    bool comparable;
    int result = value_compare(&a, &b, &comparable);
    return !comparable ? '?' : result < 0 ? '<' : result > 0 ? '>' : '=';
}

static void order_is_by_kind_s_own_rule(void **state)
{
    (void)state;
    assert_int_equal(order(value_integer(1), value_float(1.5)), '<');
    assert_int_equal(order(value_float(1.5), value_integer(1)), '>');
    assert_int_equal(order(value_float(-1.5), value_integer(-1)), '<');
    assert_int_equal(order(value_integer(INT64_MAX), value_float(9223372036854775808.0)), '<');
    assert_int_equal(order(value_integer(INT64_MIN), value_float(-9223372036854775808.0)), '=');
    assert_int_equal(order(value_integer(INT64_MIN), value_float(-INFINITY)), '>');
    assert_int_equal(order(value_float(NAN), value_integer(INT64_MIN)), '<');
    assert_int_equal(order(value_float(NAN), value_float(NAN)), '=');
    assert_int_equal(order(value_bool(false), value_bool(true)), '<');
    assert_int_equal(order(value_text(TEXT("Z")), value_text(TEXT("a"))), '<');
    assert_int_equal(order(value_date(&monday), value_date(&tuesday)), '<');
    assert_int_equal(order(value_none(), value_none()), '?');
    assert_int_equal(order(value_integer(1), value_text(TEXT("1"))), '?');
    assert_int_equal(order(list_of_3(1, 2, 3), list_of_3(1, 2, 3)), '?');
}

static void prints(struct value value, const char *expected)
{
    assert_string_equal(text_to_string(&arena, value_to_text(&value, &arena)), expected);
}

static void values_print_as_templates_show_them(void **state)
{
    (void)state;
    prints(value_undefined(), "");
    prints(value_none(), "");
    prints(value_bool(true), "true");
    prints(value_bool(false), "false");
    prints(value_integer(-3), "-3");
    prints(value_float(1), "1.0");
    prints(value_float(0.1), "0.1");
    prints(value_text(TEXT("a<b")), "a<b");
    prints(list_of_3(1, 2, 3), "[1,2,3.0]");
}

static void kinds_have_names(void **state)
{
    (void)state;
    struct value value = value_text(TEXT("x"));
    assert_string_equal(value_kind_name(&value), "text");
    value = list_of_3(1, 2, 3);
    assert_string_equal(value_kind_name(&value), "list");
    value = value_undefined();
    assert_string_equal(value_kind_name(&value), "undefined");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_becomes_none),
        cmocka_unit_test(the_first_of_equal_keys_is_found_in_maps_of_any_size),
        cmocka_unit_test(empty_things_are_false),
        cmocka_unit_test(what_says_nothing_is_blank),
        cmocka_unit_test(equality_is_deep),
        cmocka_unit_test(a_list_that_holds_itself_is_compared_without_end_of_stack),
        cmocka_unit_test(an_object_meets_a_text_as_its_label),
        cmocka_unit_test(order_is_by_kind_s_own_rule),
        cmocka_unit_test(values_print_as_templates_show_them),
        cmocka_unit_test(kinds_have_names),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
