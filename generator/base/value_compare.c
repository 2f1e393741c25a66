/* SPDX-License-Identifier: MIT */
/*
 * The part of value that compares. Integers and floats meet without rounding: 2^53 + 1 is not 2^53. An object
 * counts as its label where it meets a text. Nesting deeper than any file that the loaders accept counts as
 * unequal.
 */
#include "base/object.h"
#include "base/value.h"
#include <math.h>

enum { DEPTH_MAX = 100 };

static int order_of_integers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Not-a-number comes first, so that sorting has an order. */
static int order_of_floats(double a, double b)
{
    if (isnan(a) || isnan(b))
        return isnan(b) - isnan(a);
    return (a > b) - (a < b);
}

static int order_of_integer_and_float(int64_t integer, double floating)
{
    const double beyond_int64 = 9223372036854775808.0;
    if (isnan(floating))
        return 1;
    if (floating >= beyond_int64)
        return -1;
    if (floating < -beyond_int64)
        return 1;
    double whole = trunc(floating);
    int order = order_of_integers(integer, (int64_t)whole);
    return order ? order : order_of_floats(whole, floating);
}

static int order_of_numbers(const struct value *a, const struct value *b)
{
    if (a->kind == VALUE_INTEGER && b->kind == VALUE_INTEGER)
        return order_of_integers(a->as.integer, b->as.integer);
    if (a->kind == VALUE_INTEGER)
        return order_of_integer_and_float(a->as.integer, b->as.floating);
    if (b->kind == VALUE_INTEGER)
        return -order_of_integer_and_float(b->as.integer, a->as.floating);
    return order_of_floats(a->as.floating, b->as.floating);
}

/* The text of a text or of an object with a label; absent for all else. */
static text text_or_label(const struct value *value)
{
    if (value->kind == VALUE_TEXT)
        return value->as.text;
    if (value->kind == VALUE_OBJECT)
        return object_label(value->as.object.pointer, value->as.object.type);
    return TEXT_NONE;
}

static bool equal_at_depth(const struct value *a, const struct value *b, int depth);

static bool lists_equal(const struct value_list *a, const struct value_list *b, int depth)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        struct value left = value_list_at(a, i), right = value_list_at(b, i);
        if (!equal_at_depth(&left, &right, depth))
            return false;
    }
    return true;
}

static bool maps_equal(const struct value_map *a, const struct value_map *b, int depth)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        const struct value *other = value_map_find(b, a->entries[i].key);
        if (!other || !equal_at_depth(&a->entries[i].value, other, depth))
            return false;
    }
    return true;
}

static bool same_kind_equal(const struct value *a, const struct value *b, int depth)
{
    switch ((enum value_kind)a->kind) {
    case VALUE_UNDEFINED:
    case VALUE_NONE: return true;
    case VALUE_BOOL: return a->as.boolean == b->as.boolean;
    case VALUE_INTEGER: return a->as.integer == b->as.integer;
    case VALUE_FLOAT: return a->as.floating == b->as.floating;
    case VALUE_TEXT: return text_equal(a->as.text, b->as.text);
    case VALUE_DATE: return date_compare(a->as.date, b->as.date) == 0;
    case VALUE_LIST: return lists_equal(a->as.list, b->as.list, depth + 1);
    case VALUE_MAP: return maps_equal(a->as.map, b->as.map, depth + 1);
    case VALUE_OBJECT: return a->as.object.pointer == b->as.object.pointer;
    case VALUE_CALLABLE:
        return a->as.callable.pointer == b->as.callable.pointer && a->as.callable.data == b->as.callable.data;
    }
    return false;
}

static bool equal_at_depth(const struct value *a, const struct value *b, int depth)
{
    if (depth > DEPTH_MAX)
        return false;
    if (a->kind == b->kind)
        return same_kind_equal(a, b, depth);
    if (value_is_number(a) && value_is_number(b))
        return order_of_numbers(a, b) == 0;
    text left = text_or_label(a), right = text_or_label(b);
    return left.bytes && right.bytes && text_equal(left, right);
}

bool value_equal(const struct value *a, const struct value *b)
{
    return equal_at_depth(a, b, 0);
}

int value_compare(const struct value *a, const struct value *b, bool *comparable)
{
    *comparable = true;
    if (value_is_number(a) && value_is_number(b))
        return order_of_numbers(a, b);
    if (a->kind == VALUE_BOOL && b->kind == VALUE_BOOL)
        return a->as.boolean - b->as.boolean;
    if (a->kind == VALUE_DATE && b->kind == VALUE_DATE)
        return date_compare(a->as.date, b->as.date);
    text left = text_or_label(a), right = text_or_label(b);
    if (left.bytes && right.bytes)
        return text_compare(left, right);
    *comparable = false;
    return 0;
}
