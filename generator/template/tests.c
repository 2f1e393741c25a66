/* SPDX-License-Identifier: MIT */
/*
 * What may stand behind `is`. A test gives true or false and fails only for a missing or impossible argument;
 * a kind that it cannot apply to is false, or an error where Jinja has one.
 */
#include "base/arena.h"
#include "base/count.h"
#include "template/filters.h"
#include "template/filters_arguments.h"
#include <math.h>

static struct value test_defined(struct template_call *call, void *data)
{
    (void)data;
    return value_bool(call->input.kind != VALUE_UNDEFINED);
}

static struct value test_undefined(struct template_call *call, void *data)
{
    (void)data;
    return value_bool(call->input.kind == VALUE_UNDEFINED);
}

static struct value test_none(struct template_call *call, void *data)
{
    (void)data;
    return value_bool(call->input.kind == VALUE_NONE);
}

static struct value test_true(struct template_call *call, void *data)
{
    (void)data;
    return value_bool(call->input.kind == VALUE_BOOL && call->input.as.boolean);
}

static struct value test_false(struct template_call *call, void *data)
{
    (void)data;
    return value_bool(call->input.kind == VALUE_BOOL && !call->input.as.boolean);
}

static struct value test_boolean(struct template_call *call, void *data)
{
    (void)data;
    return value_bool(call->input.kind == VALUE_BOOL);
}

static struct value test_integer(struct template_call *call, void *data)
{
    (void)data;
    return value_bool(call->input.kind == VALUE_INTEGER);
}

static struct value test_float(struct template_call *call, void *data)
{
    (void)data;
    return value_bool(call->input.kind == VALUE_FLOAT);
}

static struct value test_number(struct template_call *call, void *data)
{
    (void)data;
    return value_bool(value_is_number(&call->input));
}

static struct value test_string(struct template_call *call, void *data)
{
    (void)data;
    return value_bool(call->input.kind == VALUE_TEXT);
}

static struct value test_date(struct template_call *call, void *data)
{
    (void)data;
    return value_bool(call->input.kind == VALUE_DATE);
}

static struct value test_mapping(struct template_call *call, void *data)
{
    (void)data;
    return value_bool(call->input.kind == VALUE_MAP);
}

static bool has_items(const struct value *value)
{
    return value->kind == VALUE_LIST || value->kind == VALUE_MAP || value->kind == VALUE_TEXT;
}

static struct value test_sequence(struct template_call *call, void *data)
{
    (void)data;
    return value_bool(has_items(&call->input));
}

static struct value test_callable(struct template_call *call, void *data)
{
    (void)data;
    return value_bool(call->input.kind == VALUE_CALLABLE);
}

static struct value test_escaped(struct template_call *call, void *data)
{
    (void)data;
    return value_bool(call->input.kind == VALUE_TEXT && call->input.is_safe);
}

static struct value test_empty(struct template_call *call, void *data)
{
    (void)data;
    return value_bool(
        call->input.kind == VALUE_NONE || (has_items(&call->input) && !value_is_true(&call->input)));
}

/* The remainder, with the divisor's sign as in Python. */
static bool remainder_of(struct template_call *call, const struct value *divisor, double *remainder)
{
    const struct value *input = &call->input;
    if (!value_is_number(input) || !value_is_number(divisor)) {
        template_call_fail(
            call, "expected a number, found %s", value_kind_name(value_is_number(input) ? divisor : input));
        return false;
    }
    if (input->kind == VALUE_INTEGER && divisor->kind == VALUE_INTEGER && divisor->as.integer != 0) {
        /* -1 divides all, and INT64_MIN % -1 is no number. */
        *remainder = divisor->as.integer == -1 ? 0 : (double)(input->as.integer % divisor->as.integer);
        return true;
    }
    if (value_number(divisor) == 0) {
        template_call_fail(call, "division by zero");
        return false;
    }
    *remainder = fmod(value_number(input), value_number(divisor));
    return true;
}

static struct value test_odd(struct template_call *call, void *data)
{
    (void)data;
    struct value two = value_integer(2);
    double remainder;
    return remainder_of(call, &two, &remainder) ? value_bool(fabs(remainder) == 1) : value_undefined();
}

static struct value test_even(struct template_call *call, void *data)
{
    (void)data;
    struct value two = value_integer(2);
    double remainder;
    return remainder_of(call, &two, &remainder) ? value_bool(remainder == 0) : value_undefined();
}

/* The argument; NULL after making the call fail. */
static const struct value *other_value(struct template_call *call)
{
    if (call->argument_count > 0 && call->arguments[0].kind != VALUE_UNDEFINED)
        return &call->arguments[0];
    template_call_fail(call, "a value to compare with is missing");
    return NULL;
}

static struct value test_divisibleby(struct template_call *call, void *data)
{
    (void)data;
    const struct value *divisor = other_value(call);
    double remainder;
    return divisor && remainder_of(call, divisor, &remainder) ? value_bool(remainder == 0)
                                                              : value_undefined();
}

static struct value test_eq(struct template_call *call, void *data)
{
    (void)data;
    const struct value *other = other_value(call);
    return other ? value_bool(value_equal(&call->input, other)) : value_undefined();
}

static struct value test_ne(struct template_call *call, void *data)
{
    (void)data;
    const struct value *other = other_value(call);
    return other ? value_bool(!value_equal(&call->input, other)) : value_undefined();
}

static bool is_sharing(const struct value *a, const struct value *b)
{
    switch ((enum value_kind)a->kind) {
    case VALUE_LIST: return a->as.list == b->as.list;
    case VALUE_MAP: return a->as.map == b->as.map;
    case VALUE_DATE: return a->as.date == b->as.date;
    default: return value_equal(a, b);
    }
}

static struct value test_sameas(struct template_call *call, void *data)
{
    (void)data;
    const struct value *other = other_value(call);
    if (!other)
        return value_undefined();
    return value_bool(call->input.kind == other->kind && is_sharing(&call->input, other));
}

static bool compare(struct template_call *call, int *order)
{
    const struct value *other = other_value(call);
    bool comparable;
    if (!other)
        return false;
    *order = value_compare(&call->input, other, &comparable);
    if (!comparable)
        template_call_fail(
            call, "%s and %s have no order", value_kind_name(&call->input), value_kind_name(other));
    return comparable;
}

static struct value test_lt(struct template_call *call, void *data)
{
    (void)data;
    int order;
    return compare(call, &order) ? value_bool(order < 0) : value_undefined();
}

static struct value test_le(struct template_call *call, void *data)
{
    (void)data;
    int order;
    return compare(call, &order) ? value_bool(order <= 0) : value_undefined();
}

static struct value test_gt(struct template_call *call, void *data)
{
    (void)data;
    int order;
    return compare(call, &order) ? value_bool(order > 0) : value_undefined();
}

static struct value test_ge(struct template_call *call, void *data)
{
    (void)data;
    int order;
    return compare(call, &order) ? value_bool(order >= 0) : value_undefined();
}

static struct value test_in(struct template_call *call, void *data)
{
    (void)data;
    const struct value *whole = other_value(call);
    struct filter_items items;
    if (!whole)
        return value_undefined();
    if (whole->kind == VALUE_TEXT) {
        if (call->input.kind != VALUE_TEXT)
            return template_call_fail(call, "expected text, found %s", value_kind_name(&call->input));
        return value_bool(text_find(whole->as.text, call->input.as.text, 0) != SIZE_MAX);
    }
    if (whole->kind == VALUE_MAP)
        return value_bool(value_map_find_by(whole->as.map, &call->input, call->arena));
    if (!filter_items_of(call, whole, &items))
        return value_undefined();
    for (size_t i = 0; i < items.count; i++)
        if (value_equal(&call->input, &items.items[i]))
            return value_bool(true);
    return value_bool(false);
}

/* Does the text have letters with case, all of them in the one that `change` makes? */
static struct value is_in_case(struct template_call *call, void *data,
    text (*change)(struct unicode *, struct arena *, text),
    text (*other)(struct unicode *, struct arena *, text))
{
    text value;
    if (!filter_input_text(call, &value))
        return value_undefined();
    bool is_unchanged = text_equal(change(data, call->arena, value), value);
    return value_bool(is_unchanged && !text_equal(other(data, call->arena, value), value));
}

static struct value test_lower(struct template_call *call, void *data)
{
    return is_in_case(call, data, filter_lower, filter_upper);
}

static struct value test_upper(struct template_call *call, void *data)
{
    return is_in_case(call, data, filter_upper, filter_lower);
}

/* clang-format off */
const struct template_function template_tests[] = {
    { "boolean", "", test_boolean, NULL, ROW_NOTES_READINGS, "Is it true or false?" },
    { "callable", "", test_callable, NULL, ROW_NOTES_READINGS, "Is it a function or a macro?" },
    { "date", "", test_date, NULL, ROW_NOTES_READINGS, "Is it a date?" },
    { "defined", "", test_defined, NULL, ROW_TAKES_UNDEFINED | ROW_NOTES_READINGS, "Is there such a name?" },
    { "divisibleby", "num", test_divisibleby, NULL, 0, "Can it be divided by num without remainder?" },
    { "empty", "", test_empty, NULL, ROW_NOTES_READINGS, "Is it none, or a text, list or map with nothing in it?" },
    { "eq", "other", test_eq, NULL, 0, "Is it equal?" },
    { "equalto", "other", test_eq, NULL, 0, "The same as eq." },
    { "==", "other", test_eq, NULL, 0, "The same as eq, for select and reject." },
    { "escaped", "", test_escaped, NULL, 0, "Is it a safe text?" },
    { "even", "", test_even, NULL, 0, "Is it an even number?" },
    { "false", "", test_false, NULL, ROW_NOTES_READINGS, "Is it false?" },
    { "float", "", test_float, NULL, 0, "Is it a number with a fraction?" },
    { "ge", "other", test_ge, NULL, 0, "Is it greater or equal?" },
    { ">=", "other", test_ge, NULL, 0, "The same as ge." },
    { "gt", "other", test_gt, NULL, 0, "Is it greater?" },
    { "greaterthan", "other", test_gt, NULL, 0, "The same as gt." },
    { ">", "other", test_gt, NULL, 0, "The same as gt." },
    { "in", "seq", test_in, NULL, 0, "Is it an item of the list, a key of the map, a part of the text?" },
    { "integer", "", test_integer, NULL, 0, "Is it a whole number?" },
    { "iterable", "", test_sequence, NULL, ROW_NOTES_READINGS, "Can a for loop run over it?" },
    { "le", "other", test_le, NULL, 0, "Is it less or equal?" },
    { "<=", "other", test_le, NULL, 0, "The same as le." },
    { "lower", "", test_lower, NULL, 0, "Is it in lower case?" },
    { "lt", "other", test_lt, NULL, 0, "Is it less?" },
    { "lessthan", "other", test_lt, NULL, 0, "The same as lt." },
    { "<", "other", test_lt, NULL, 0, "The same as lt." },
    { "mapping", "", test_mapping, NULL, ROW_NOTES_READINGS, "Is it a map?" },
    { "ne", "other", test_ne, NULL, 0, "Is it different?" },
    { "!=", "other", test_ne, NULL, 0, "The same as ne." },
    { "none", "", test_none, NULL, ROW_NOTES_READINGS, "Is it none?" },
    { "number", "", test_number, NULL, ROW_NOTES_READINGS, "Is it a number?" },
    { "odd", "", test_odd, NULL, 0, "Is it an odd number?" },
    { "sameas", "other", test_sameas, NULL, ROW_NOTES_READINGS, "Is it the very same thing?" },
    { "sequence", "", test_sequence, NULL, ROW_NOTES_READINGS, "Does it have items that are counted?" },
    { "string", "", test_string, NULL, ROW_NOTES_READINGS, "Is it a text?" },
    { "true", "", test_true, NULL, ROW_NOTES_READINGS, "Is it true?" },
    { "undefined", "", test_undefined, NULL, ROW_TAKES_UNDEFINED | ROW_NOTES_READINGS, "Is there no such name?" },
    { "upper", "", test_upper, NULL, 0, "Is it in upper case?" },
    /* to add one: its function above, a row here, tests */
};
/* clang-format on */

const size_t template_test_count = COUNT(template_tests);
