/* SPDX-License-Identifier: MIT */
/*
 * Numbers as Python has them: rounding goes to the even neighbour of the exact binary value, for which
 * printf's exact digits are read back; sums stay integers while they fit.
 */
#include "template/filters_number.h"
#include "base/arena.h"
#include "template/filters_arguments.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>

enum { PRECISION_MAX = 22 };

struct value filter_number_abs(struct template_call *call, void *data)
{
    (void)data;
    if (call->input.kind == VALUE_FLOAT)
        return value_float(fabs(call->input.as.floating));
    if (call->input.kind != VALUE_INTEGER)
        return template_call_fail(call, "expected a number, found %s", value_kind_name(&call->input));
    if (call->input.as.integer == INT64_MIN)
        return template_call_fail(call, "the number is too large");
    return value_integer(llabs(call->input.as.integer));
}

/* To `precision` digits behind the point; the exact value's half goes to the even digit. */
static double rounded(struct arena *arena, double number, int precision)
{
    if (!isfinite(number))
        return number;
    if (precision < 0) {
        double unit = pow(10, -precision);
        return nearbyint(number / unit) * unit;
    }
    text digits = text_format(arena, "%.*f", precision, number);
    return strtod(text_to_string(arena, digits), NULL);
}

static bool read_method(struct template_call *call, double (**step)(double))
{
    text method;
    *step = NULL;
    if (!filter_option_text(call, 1, TEXT("common"), &method))
        return false;
    if (text_equal(method, TEXT("ceil")))
        *step = ceil;
    else if (text_equal(method, TEXT("floor")))
        *step = floor;
    else if (!text_equal(method, TEXT("common")))
        template_call_fail(
            call, "unknown method '%.*s' (known are common, ceil and floor)", TEXT_ARGS(method));
    return !call->fault.bytes;
}

struct value filter_number_round(struct template_call *call, void *data)
{
    (void)data;
    int64_t precision;
    double (*step)(double);
    const struct value *input = &call->input;
    if (!filter_option_integer(call, 0, 0, &precision) || !read_method(call, &step))
        return value_undefined();
    if (!value_is_number(input))
        return template_call_fail(call, "expected a number, found %s", value_kind_name(input));
    if (precision < -PRECISION_MAX || precision > PRECISION_MAX)
        return template_call_fail(
            call, "expected a precision from -22 to 22, found %lld", (long long)precision);
    if (input->kind == VALUE_INTEGER && !step && precision >= 0)
        return *input;
    double number = value_number(input);
    double result;
    if (step) {
        double unit = pow(10, (double)precision);
        result = (step(number * unit) + 0.0) / unit; /* Python's whole numbers have no -0 */
    } else {
        result = rounded(call->arena, number, (int)precision);
    }
    bool is_integer = input->kind == VALUE_INTEGER && !step && fabs(result) < 9e18;
    return is_integer ? value_integer((int64_t)result) : value_float(result);
}

/* The whole text as a number; false when it is none. */
static bool parse_float(struct arena *arena, text value, double *number)
{
    text trimmed = text_trim(value);
    for (size_t i = 0; i < trimmed.length; i++)
        if (trimmed.bytes[i] == 'x' || trimmed.bytes[i] == 'X' || trimmed.bytes[i] == 'p' ||
            trimmed.bytes[i] == '(')
            return false;
    char *string = text_to_string(arena, trimmed), *end = string;
    *number = strtod(string, &end);
    return trimmed.length > 0 && end == string + trimmed.length;
}

static bool parse_integer(struct arena *arena, text value, int base, int64_t *number)
{
    text trimmed = text_trim(value);
    char *string = text_to_string(arena, trimmed), *end = string;
    errno = 0;
    *number = strtoll(string, &end, base);
    return trimmed.length > 0 && errno == 0 && end == string + trimmed.length;
}

/* False for what has no integer: infinity, not-a-number, 10^300. */
static bool integer_of(double number, int64_t *result)
{
    if (!(fabs(number) < 9223372036854775808.0))
        return false;
    *result = (int64_t)number;
    return true;
}

struct value filter_number_int(struct template_call *call, void *data)
{
    (void)data;
    int64_t fallback, base, result;
    double number;
    const struct value *input = &call->input;
    if (!filter_option_integer(call, 0, 0, &fallback) || !filter_option_integer(call, 1, 10, &base))
        return value_undefined();
    if (base < 2 || base > 36)
        return template_call_fail(call, "expected a base from 2 to 36, found %lld", (long long)base);
    if (input->kind == VALUE_INTEGER)
        return *input;
    if (input->kind == VALUE_BOOL)
        return value_integer(input->as.boolean);
    if (input->kind == VALUE_TEXT && parse_integer(call->arena, input->as.text, (int)base, &result))
        return value_integer(result);
    bool has_number = input->kind == VALUE_FLOAT;
    if (has_number)
        number = input->as.floating;
    else
        has_number = input->kind == VALUE_TEXT && parse_float(call->arena, input->as.text, &number);
    return value_integer(has_number && integer_of(number, &result) ? result : fallback);
}

struct value filter_number_float(struct template_call *call, void *data)
{
    (void)data;
    const struct value *input = &call->input, *fallback = filter_argument(call, 0);
    double number;
    if (input->kind == VALUE_FLOAT)
        return *input;
    if (input->kind == VALUE_INTEGER)
        return value_float((double)input->as.integer);
    if (input->kind == VALUE_BOOL)
        return value_float(input->as.boolean);
    if (input->kind == VALUE_TEXT && parse_float(call->arena, input->as.text, &number))
        return value_float(number);
    return fallback ? *fallback : value_float(0);
}

struct total {
    int64_t integer;
    double floating;
    bool is_floating;
};

static bool add(struct template_call *call, struct total *total, const struct value *value)
{
    if (value->kind == VALUE_INTEGER && !total->is_floating) {
        if (!__builtin_add_overflow(total->integer, value->as.integer, &total->integer))
            return true;
        template_call_fail(call, "the sum is too large");
        return false;
    }
    if (!value_is_number(value)) {
        template_call_fail(call, "expected numbers, found %s", value_kind_name(value));
        return false;
    }
    if (!total->is_floating)
        total->floating = (double)total->integer;
    total->is_floating = true;
    total->floating += value_number(value);
    return true;
}

struct value filter_number_sum(struct template_call *call, void *data)
{
    (void)data;
    struct filter_items items;
    struct filter_path path;
    struct total total = { 0 };
    const struct value *start = filter_argument(call, 1);
    if (!filter_input_items(call, &items) || !filter_path_read(call, 0, &path) ||
        (start && !add(call, &total, start)))
        return value_undefined();
    for (size_t i = 0; i < items.count; i++) {
        struct value value;
        if (!filter_path_need(call, &path, &items.items[i], NULL, &value) || !add(call, &total, &value))
            return value_undefined();
    }
    return total.is_floating ? value_float(total.floating) : value_integer(total.integer);
}

struct value filter_number_length(struct template_call *call, void *data)
{
    (void)data;
    const struct value *input = &call->input;
    if (input->kind == VALUE_TEXT)
        return value_integer((int64_t)text_code_point_count(input->as.text));
    if (input->kind == VALUE_LIST)
        return value_integer((int64_t)input->as.list->count);
    if (input->kind == VALUE_MAP)
        return value_integer((int64_t)input->as.map->count);
    return template_call_fail(call, "%s has no length", value_kind_name(input));
}
