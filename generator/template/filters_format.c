/* SPDX-License-Identifier: MIT */
/*
 * Patterns are read here, never by printf: `format` knows %s, %d, %f and %% with flags, width and precision,
 * within bounds that no layout passes by accident.
 */
#include "template/filters_format.h"
#include "base/byte.h"
#include "base/buffer.h"
#include "template/filters.h"
#include "template/filters_arguments.h"
#include <math.h>

enum { WIDTH_MAX = 200, PRECISION_MAX = 50 };
/* From here on not every integer is a double. */
#define INTEGERS_END 0x1p53

struct conversion {
    bool is_left, has_zeros, has_sign;
    int width;
    int precision; /* -1 when none is given */
    char letter;   /* 0 at the end of the pattern */
};

static int read_number(text pattern, size_t *at)
{
    int number = 0;
    for (; *at < pattern.length && byte_is_digit(pattern.bytes[*at]); ++*at)
        number = number > WIDTH_MAX ? number : number * 10 + (pattern.bytes[*at] - '0');
    return number;
}

/* conversion = [-0+]* [width] [. precision] letter; *at is behind '%'. */
static struct conversion read_conversion(text pattern, size_t *at)
{
    struct conversion conversion = { .precision = -1 };
    for (; *at < pattern.length; ++*at) {
        char byte = pattern.bytes[*at];
        if (byte != '-' && byte != '0' && byte != '+')
            break;
        conversion.is_left |= byte == '-';
        conversion.has_zeros |= byte == '0';
        conversion.has_sign |= byte == '+';
    }
    conversion.width = read_number(pattern, at);
    if (*at < pattern.length && pattern.bytes[*at] == '.') {
        ++*at;
        conversion.precision = read_number(pattern, at);
    }
    conversion.letter = *at < pattern.length ? pattern.bytes[(*at)++] : '\0';
    return conversion;
}

static void append_padded(struct buffer *out, const struct conversion *conversion, text value, bool is_number)
{
    size_t length = text_code_point_count(value);
    size_t missing = length < (size_t)conversion->width ? (size_t)conversion->width - length : 0;
    bool has_zeros = conversion->has_zeros && is_number && !conversion->is_left;
    bool has_sign = value.length > 0 && (value.bytes[0] == '-' || value.bytes[0] == '+');
    if (has_zeros && has_sign) {
        buffer_append_byte(out, value.bytes[0]);
        value = text_from(value, 1);
    }
    for (size_t i = 0; !conversion->is_left && i < missing; i++)
        buffer_append_byte(out, has_zeros ? '0' : ' ');
    buffer_append(out, value);
    for (size_t i = 0; conversion->is_left && i < missing; i++)
        buffer_append_byte(out, ' ');
}

static bool number_of(struct template_call *call, const struct value *value, double *number)
{
    if (value->kind == VALUE_INTEGER)
        *number = (double)value->as.integer;
    else if (value->kind == VALUE_FLOAT)
        *number = value->as.floating;
    else
        template_call_fail(call, "expected a number to format, found %s", value_kind_name(value));
    return !call->fault.bytes;
}

static bool append_number(struct template_call *call, struct buffer *out, const struct conversion *conversion,
    const struct value *value)
{
    double number = 0;
    if (!number_of(call, value, &number))
        return false;
    bool is_whole = conversion->letter != 'f', is_integer = value->kind == VALUE_INTEGER;
    int precision = conversion->precision;
    text written;
    if (is_whole && (is_integer || fabs(number) < INTEGERS_END)) /* so many digits at least */
        written = text_format(call->arena, "%.*lld", precision < 1 ? 1 : precision,
            is_integer ? (long long)value->as.integer : (long long)number);
    else if (is_whole)
        written = text_format(call->arena, "%.0f", trunc(number));
    else
        written = text_format(call->arena, "%.*f", precision < 0 ? 6 : precision, number);
    if (conversion->has_sign && written.bytes[0] != '-')
        written = text_format(call->arena, "+%.*s", TEXT_ARGS(written));
    append_padded(out, conversion, written, true);
    return true;
}

static bool append_words(struct template_call *call, struct buffer *out, const struct conversion *conversion,
    const struct value *value)
{
    bool is_safe = call->input.kind == VALUE_TEXT && call->input.is_safe;
    text words = is_safe ? filter_escaped(call->arena, value) : value_to_text(value, call->arena);
    if (conversion->precision >= 0) {
        size_t end = 0;
        for (int i = 0; i < conversion->precision && end < words.length; i++)
            text_next_code_point(words, &end);
        words.length = end;
    }
    append_padded(out, conversion, words, false);
    return true;
}

static bool append_conversion(
    struct template_call *call, struct buffer *out, const struct conversion *conversion, size_t *used)
{
    if (conversion->letter == '%') {
        buffer_append_byte(out, '%');
        return true;
    }
    if (conversion->width > WIDTH_MAX || conversion->precision > PRECISION_MAX) {
        template_call_fail(call, "width or precision is too large");
        return false;
    }
    if (*used >= call->argument_count) {
        template_call_fail(call, "not enough values for the pattern");
        return false;
    }
    const struct value *value = &call->arguments[(*used)++];
    switch (conversion->letter) {
    case 's': return append_words(call, out, conversion, value);
    case 'd':
    case 'i':
    case 'f': return append_number(call, out, conversion, value);
    default: break;
    }
    template_call_fail(
        call, "unknown conversion '%%%c' (known are %%s, %%d, %%f and %%%%)", conversion->letter);
    return false;
}

struct value filter_format_pattern(struct template_call *call, void *data)
{
    (void)data;
    text pattern;
    if (!filter_input_text(call, &pattern))
        return value_undefined();
    struct buffer out;
    buffer_init(&out, call->arena);
    size_t used = 0;
    for (size_t at = 0; at < pattern.length;) {
        size_t percent = text_find_byte(pattern, '%', at);
        buffer_append(&out, text_slice(pattern, at, percent - at));
        if (percent == SIZE_MAX)
            break;
        at = percent + 1;
        struct conversion conversion = read_conversion(pattern, &at);
        if (!append_conversion(call, &out, &conversion, &used))
            return value_undefined();
    }
    if (used < call->argument_count)
        return template_call_fail(call, "more values than the pattern takes");
    return filter_text_like_input(call, buffer_text(&out));
}

struct value filter_format_filesize(struct template_call *call, void *data)
{
    (void)data;
    static const char *const decimal[] = { "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB" };
    static const char *const binary[] = { "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB" };
    double size = 0;
    bool is_binary;
    if (!number_of(call, &call->input, &size) || !filter_option_bool(call, 0, &is_binary))
        return value_undefined();
    double base = is_binary ? 1024 : 1000;
    if (size == 1)
        return value_text(TEXT("1 Byte"));
    if (size < base)
        return value_text(text_format(call->arena, "%.0f Bytes", trunc(size) + 0.0)); /* no "-0" */
    size_t unit = 0;
    for (size /= base; size >= base && unit < 7; unit++)
        size /= base;
    return value_text(text_format(call->arena, "%.1f %s", size, is_binary ? binary[unit] : decimal[unit]));
}

struct value filter_date_with_words(
    struct template_call *call, const struct date_words *words, text default_format)
{
    text format;
    if (call->input.kind != VALUE_DATE) {
        if (call->input.kind == VALUE_NONE)
            call->fault_hint = TEXT("ask first whether there is one: {% if … %}");
        return template_call_fail(call, "expected a date, found %s", value_kind_name(&call->input));
    }
    if (!filter_option_text(call, 0, default_format, &format))
        return value_undefined();
    text unknown = TEXT_NONE;
    text written = date_format(call->arena, call->input.as.date, format, words, &unknown);
    if (!unknown.bytes && !date_format_is_constant(format))
        return value_text(written);
    call->fault_hint = TEXT("write date(\"%-d %B %Y\"); docs/site-yml.md lists the letters");
    return unknown.bytes
               ? template_call_fail(call, "unknown conversion '%.*s' in a date format", TEXT_ARGS(unknown))
               : template_call_fail(call, "'%.*s' would be shown for every date", TEXT_ARGS(format));
}

struct value filter_format_date(struct template_call *call, void *data)
{
    (void)data;
    return filter_date_with_words(call, &date_words_english, TEXT("%-d %B %Y"));
}

/* A list or map counts its items. */
struct value filter_format_plural(struct template_call *call, void *data)
{
    (void)data;
    const struct value *input = &call->input;
    bool is_one;
    if (input->kind == VALUE_INTEGER)
        is_one = input->as.integer == 1;
    else if (input->kind == VALUE_FLOAT)
        is_one = input->as.floating == 1;
    else if (input->kind == VALUE_LIST)
        is_one = input->as.list->count == 1;
    else if (input->kind == VALUE_MAP)
        is_one = input->as.map->count == 1;
    else
        return template_call_fail(call, "expected a number or a list, found %s", value_kind_name(input));
    const struct value *word = filter_argument(call, is_one ? 0 : 1);
    if (!word || word->kind != VALUE_TEXT)
        return template_call_fail(call, "two words are needed, for one and for many");
    return *word;
}
