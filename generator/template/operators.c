/* SPDX-License-Identifier: MIT */
/* Arithmetic and joining, with Python's rules as in Jinja: '/' gives a float, '//' and '%' round down, a
 * boolean counts as 0 or 1. What overflows is an error. Comparisons are in operators_compare.c. */
#include "template/operators.h"
#include "base/arena.h"
#include "base/escape.h"
#include <math.h>
#include <string.h>

enum { TEXT_BYTES_MAX = 64 << 20, LIST_COUNT_MAX = 1 << 20 };

static const char *const names[OPERATION_COUNT] = {
    [OPERATION_NONE] = "",
    [OPERATION_ADD] = "+",
    [OPERATION_SUBTRACT] = "-",
    [OPERATION_MULTIPLY] = "*",
    [OPERATION_DIVIDE] = "/",
    [OPERATION_FLOOR_DIVIDE] = "//",
    [OPERATION_REMAINDER] = "%",
    [OPERATION_POWER] = "**",
    [OPERATION_CONCATENATE] = "~",
    [OPERATION_EQUAL] = "==",
    [OPERATION_NOT_EQUAL] = "!=",
    [OPERATION_LESS] = "<",
    [OPERATION_LESS_EQUAL] = "<=",
    [OPERATION_GREATER] = ">",
    [OPERATION_GREATER_EQUAL] = ">=",
    [OPERATION_IN] = "in",
    [OPERATION_NOT_IN] = "not in",
    [OPERATION_NEGATE] = "-",
    [OPERATION_PLUS] = "+",
    [OPERATION_NOT] = "not",
    [OPERATION_AND] = "and",
    [OPERATION_OR] = "or",
    /* to add one: see ORDER OPERATIONS in tree.h */
};

const char *operators_name(enum operation operation)
{
    return names[operation];
}

static bool fail(struct operands *operands, const char *problem)
{
    operands->problem = text_of(problem);
    return false;
}

static bool fail_kinds(struct operands *operands, enum operation operation)
{
    operands->problem = text_format(operands->arena, "'%s' cannot take %s and %s", names[operation],
        value_kind_name(operands->left), value_kind_name(operands->right));
    bool is_text = operands->left->kind == VALUE_TEXT || operands->right->kind == VALUE_TEXT;
    bool is_list = operands->left->kind == VALUE_LIST || operands->right->kind == VALUE_LIST;
    bool is_map = operands->left->kind == VALUE_MAP || operands->right->kind == VALUE_MAP;
    if (operation == OPERATION_ADD && is_list)
        operands->hint = TEXT("a list takes a list, + [x]; its text is |join(\", \")");
    else if (operation == OPERATION_ADD && is_text && !is_map)
        operands->hint = TEXT("'~' joins values of any kind as text");
    return false;
}

/* A number, or a boolean as one. */
static bool integer_of(const struct value *value, int64_t *integer)
{
    *integer = value->kind == VALUE_BOOL ? value->as.boolean : value->as.integer;
    return value->kind == VALUE_INTEGER || value->kind == VALUE_BOOL;
}

static bool number_of(const struct value *value, double *number)
{
    int64_t integer;
    bool is_integer = integer_of(value, &integer);
    *number = is_integer ? (double)integer : value->as.floating;
    return is_integer || value->kind == VALUE_FLOAT;
}

static int64_t floor_quotient(int64_t a, int64_t b)
{
    int64_t quotient = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

static bool power_overflows(int64_t base, int64_t exponent, int64_t *result)
{
    int64_t power = 1;
    for (; exponent > 0; exponent >>= 1) {
        if ((exponent & 1) && __builtin_mul_overflow(power, base, &power))
            return true;
        if (exponent > 1 && __builtin_mul_overflow(base, base, &base))
            return true;
    }
    *result = power;
    return false;
}

/* Of two integers; false when the result is no integer and floats must do. */
static bool integers_apply(
    enum operation operation, int64_t a, int64_t b, struct operands *operands, struct value *result)
{
    int64_t made = 0;
    bool overflows = false;
    switch (operation) {
    case OPERATION_ADD: overflows = __builtin_add_overflow(a, b, &made); break;
    case OPERATION_SUBTRACT: overflows = __builtin_sub_overflow(a, b, &made); break;
    case OPERATION_MULTIPLY: overflows = __builtin_mul_overflow(a, b, &made); break;
    case OPERATION_FLOOR_DIVIDE:
        overflows = a == INT64_MIN && b == -1;
        made = overflows ? 0 : floor_quotient(a, b);
        break;
    case OPERATION_REMAINDER:
        made = b == -1 ? 0 : a % b + ((a % b != 0 && (a % b < 0) != (b < 0)) ? b : 0);
        break;
    default: overflows = power_overflows(a, b, &made);
    }
    *result = value_integer(made);
    return !overflows || fail(operands, "the number is too large");
}

/* As in Python: of the divisor's sign, nought too. */
static double floor_remainder(double a, double b)
{
    double remainder = fmod(a, b);
    if (remainder == 0)
        return copysign(0, b);
    return (remainder < 0) == (b < 0) ? remainder : remainder + b;
}

static bool floats_apply(
    enum operation operation, double a, double b, struct operands *operands, struct value *result)
{
    double made;
    switch (operation) {
    case OPERATION_ADD: made = a + b; break;
    case OPERATION_SUBTRACT: made = a - b; break;
    case OPERATION_MULTIPLY: made = a * b; break;
    case OPERATION_DIVIDE: made = a / b; break;
    case OPERATION_FLOOR_DIVIDE: made = round((a - floor_remainder(a, b)) / b); break; /* 1 // 0.1 is 9 */
    case OPERATION_REMAINDER: made = floor_remainder(a, b); break;
    default: made = pow(a, b);
    }
    *result = value_float(made);
    return isfinite(made) || fail(operands, "the result is no number");
}

static bool numbers_apply(enum operation operation, struct operands *operands, struct value *result)
{
    int64_t a, b;
    double left, right;
    bool are_integers = integer_of(operands->left, &a) & integer_of(operands->right, &b);
    if (!number_of(operands->left, &left) || !number_of(operands->right, &right))
        return fail_kinds(operands, operation);
    bool divides = operation == OPERATION_DIVIDE || operation == OPERATION_FLOOR_DIVIDE ||
                   operation == OPERATION_REMAINDER;
    if (divides && right == 0)
        return fail(operands, "division by zero");
    bool needs_float = operation == OPERATION_DIVIDE || (operation == OPERATION_POWER && right < 0);
    if (are_integers && !needs_float)
        return integers_apply(operation, a, b, operands, result);
    return floats_apply(operation, left, right, operands, result);
}

static text joined_part(const struct operands *operands, const struct value *value, bool escapes)
{
    text part = value_to_text(value, operands->arena);
    if (!escapes || value->is_safe)
        return part;
    return escape_html_text(operands->arena, part);
}

static bool join(struct operands *operands, struct value *result)
{
    bool is_safe = (operands->left->kind == VALUE_TEXT && operands->left->is_safe) ||
                   (operands->right->kind == VALUE_TEXT && operands->right->is_safe);
    bool escapes = is_safe && operands->is_markup;
    const text parts[] = { joined_part(operands, operands->left, escapes),
        joined_part(operands, operands->right, escapes) };
    if (parts[0].length + parts[1].length > TEXT_BYTES_MAX)
        return fail(operands, "the text is too long");
    text whole = text_join(operands->arena, parts, 2, TEXT(""));
    *result = value_text(whole.bytes ? whole : TEXT(""));
    result->is_safe = escapes;
    result->is_plain = escapes && operands->left->is_plain && operands->right->is_plain;
    return true;
}

static bool can_join(const struct value *value)
{
    return value->kind != VALUE_LIST && value->kind != VALUE_MAP && value->kind != VALUE_CALLABLE;
}

static bool join_lists(struct operands *operands, struct value *result)
{
    const struct value_list *left = operands->left->as.list, *right = operands->right->as.list;
    if (left->count + right->count > LIST_COUNT_MAX)
        return fail(operands, "the list is too long");
    struct value *items = arena_new_array(operands->arena, struct value, left->count + right->count);
    for (size_t i = 0; i < left->count; i++)
        items[i] = value_list_at(left, i);
    for (size_t i = 0; i < right->count; i++)
        items[left->count + i] = value_list_at(right, i);
    *result = value_list_of(operands->arena, items, left->count + right->count);
    return true;
}

static bool repeat(struct operands *operands, const struct value *value, int64_t times, struct value *result)
{
    size_t count = times > 0 ? (size_t)times : 0;
    size_t length = value->kind == VALUE_TEXT ? value->as.text.length : value->as.list->count;
    size_t most = value->kind == VALUE_TEXT ? TEXT_BYTES_MAX : LIST_COUNT_MAX, whole;
    if (__builtin_mul_overflow(count, length, &whole) || whole > most)
        return fail(operands, "the result is too long");
    if (value->kind == VALUE_TEXT) {
        char *bytes = arena_bytes(operands->arena, whole);
        for (size_t i = 0; i < whole; i += length)
            memcpy(bytes + i, value->as.text.bytes, length);
        *result = value_text((text){ bytes, whole });
        result->is_safe = value->is_safe;
        return true;
    }
    struct value *items = arena_new_array(operands->arena, struct value, whole);
    for (size_t i = 0; i < whole; i++)
        items[i] = value_list_at(value->as.list, i % length);
    *result = value_list_of(operands->arena, items, whole);
    return true;
}

static bool can_repeat(const struct value *value)
{
    return value->kind == VALUE_TEXT || value->kind == VALUE_LIST;
}

bool operators_apply(enum operation operation, struct operands *operands, struct value *result)
{
    const struct value *left = operands->left, *right = operands->right;
    int64_t times;
    if (operation == OPERATION_CONCATENATE)
        return can_join(left) && can_join(right) ? join(operands, result) : fail_kinds(operands, operation);
    if (operation == OPERATION_ADD && left->kind == VALUE_TEXT && right->kind == VALUE_TEXT)
        return join(operands, result);
    if (operation == OPERATION_ADD && left->kind == VALUE_LIST && right->kind == VALUE_LIST)
        return join_lists(operands, result);
    if (operation == OPERATION_MULTIPLY && can_repeat(left) && integer_of(right, &times))
        return repeat(operands, left, times, result);
    if (operation == OPERATION_MULTIPLY && can_repeat(right) && integer_of(left, &times))
        return repeat(operands, right, times, result);
    return numbers_apply(operation, operands, result);
}

bool operators_sign(enum operation operation, struct operands *operands, struct value *result)
{
    int64_t integer;
    if (integer_of(operands->left, &integer)) {
        if (operation == OPERATION_NEGATE && integer == INT64_MIN)
            return fail(operands, "the number is too large");
        *result = value_integer(operation == OPERATION_NEGATE ? -integer : integer);
        return true;
    }
    if (operands->left->kind != VALUE_FLOAT) {
        operands->problem = text_format(
            operands->arena, "'%s' cannot take %s", names[operation], value_kind_name(operands->left));
        return false;
    }
    *result = value_float(
        operation == OPERATION_NEGATE ? -operands->left->as.floating : operands->left->as.floating);
    return true;
}
