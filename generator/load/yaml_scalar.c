/* SPDX-License-Identifier: MIT */
/*
 * The core schema of YAML 1.2, read by hand: `no`, `on`, `12:30:45`, `1_000` and dates stay text, `010` is
 * ten. A first look at the first byte sends nearly every text on its way without trying the grammars of
 * numbers.
 */
#include "load/yaml_scalar.h"
#include "base/byte.h"
#include "base/buffer.h"
#include "base/count.h"
#include "load/yaml_check.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Longest number that is looked at; anything longer is text. */
enum { LONGEST_NUMBER = 400 };

static const struct {
    const char *word;
    enum value_kind kind;
    bool boolean;
} words[] = {
    { "null", VALUE_NONE, false },
    { "Null", VALUE_NONE, false },
    { "NULL", VALUE_NONE, false },
    { "~", VALUE_NONE, false },
    { "", VALUE_NONE, false },
    { "true", VALUE_BOOL, true },
    { "True", VALUE_BOOL, true },
    { "TRUE", VALUE_BOOL, true },
    { "false", VALUE_BOOL, false },
    { "False", VALUE_BOOL, false },
    { "FALSE", VALUE_BOOL, false },
};

static size_t skip_digits(text written, size_t at)
{
    while (at < written.length && byte_is_digit(written.bytes[at]))
        at++;
    return at;
}

static bool find_word(text written, struct value *value)
{
    if (written.length > 5)
        return false;
    for (size_t i = 0; i < COUNT(words); i++) {
        if (text_equal(written, text_of(words[i].word))) {
            *value = words[i].kind == VALUE_BOOL ? value_bool(words[i].boolean) : value_none();
            return true;
        }
    }
    return false;
}

/* integer = [-+]? [0-9]+ | 0o [0-7]+ | 0x [0-9a-fA-F]+ ; returns its base, or 0 */
static int integer_base(text written)
{
    size_t start = written.bytes[0] == '-' || written.bytes[0] == '+';
    if (start < written.length && skip_digits(written, start) == written.length)
        return 10;
    if (written.length < 3 || written.bytes[0] != '0')
        return 0;
    const char *digits = written.bytes[1] == 'x'   ? "0123456789abcdefABCDEF"
                         : written.bytes[1] == 'o' ? "01234567"
                                                   : "";
    for (size_t i = 2; i < written.length; i++)
        if (!written.bytes[i] || !strchr(digits, written.bytes[i]))
            return 0;
    return written.bytes[1] == 'x' ? 16 : 8;
}

/* float = [-+]? ( '.' [0-9]+ | [0-9]+ ( '.' [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? */
static bool is_float(text written)
{
    size_t at = written.bytes[0] == '-' || written.bytes[0] == '+';
    size_t whole = skip_digits(written, at);
    size_t digits = whole - at;
    at = whole;
    if (at < written.length && written.bytes[at] == '.') {
        size_t end = skip_digits(written, at + 1);
        digits += end - at - 1;
        at = end;
    }
    if (digits == 0)
        return false;
    if (at < written.length && (written.bytes[at] == 'e' || written.bytes[at] == 'E')) {
        at++;
        at += at < written.length && (written.bytes[at] == '-' || written.bytes[at] == '+');
        size_t end = skip_digits(written, at);
        if (end == at)
            return false;
        at = end;
    }
    return at == written.length;
}

static bool find_special_float(text written, double *floating)
{
    bool is_negative = written.bytes[0] == '-';
    text name = is_negative || written.bytes[0] == '+' ? text_from(written, 1) : written;
    if (text_equal(name, TEXT(".inf")) || text_equal(name, TEXT(".Inf")) || text_equal(name, TEXT(".INF")))
        *floating = is_negative ? -INFINITY : INFINITY;
    else if (text_equal(written, TEXT(".nan")) || text_equal(written, TEXT(".NaN")) ||
             text_equal(written, TEXT(".NAN")))
        *floating = NAN;
    else
        return false;
    return true;
}

static struct value resolve_number(text written)
{
    char number[LONGEST_NUMBER + 1];
    memcpy(number, written.bytes, written.length);
    number[written.length] = '\0';
    int base = integer_base(written);
    if (base) {
        errno = 0;
        long long integer = strtoll(base == 10 ? number : number + 2, NULL, base);
        return errno == ERANGE && base == 10 ? value_float(strtod(number, NULL))
               : errno == ERANGE             ? value_text(written)
                                             : value_integer(integer);
    }
    double floating;
    if (is_float(written))
        return value_float(strtod(number, NULL));
    if (find_special_float(written, &floating))
        return value_float(floating);
    return value_text(written);
}

struct value yaml_scalar_resolve(text written)
{
    struct value value;
    if (find_word(written, &value))
        return value;
    char first = written.bytes[0];
    bool may_be_number = byte_is_digit(first) || first == '-' || first == '+' || first == '.';
    return may_be_number && written.length <= LONGEST_NUMBER ? resolve_number(written) : value_text(written);
}

/* Texts here, truth values for readers of YAML 1.1. */
static bool is_truth_elsewhere(text value)
{
    static const text truths[] = { TEXT_INIT("yes"), TEXT_INIT("no"), TEXT_INIT("on"), TEXT_INIT("off"),
        TEXT_INIT("true"), TEXT_INIT("false"), TEXT_INIT("null"), TEXT_INIT("y"), TEXT_INIT("n") };
    return text_is_one_of_ignoring_ascii_case(value, truths, COUNT(truths));
}

/* Digits and signs without a letter are a date, a time or a number to somebody. */
static bool has_letter(text value)
{
    for (size_t i = 0; i < value.length; i++) {
        unsigned char byte = (unsigned char)value.bytes[i];
        if (byte_is_letter(byte) || byte >= 0x80)
            return true;
    }
    return false;
}

/* Characters that end a line for libyaml, and that nobody sees: U+0085, U+2028, U+2029. */
static const struct line_end {
    text bytes;
    const char *name, *escape;
} line_ends[] = { { TEXT_INIT("\xc2\x85"), "U+0085", "\\N" }, { TEXT_INIT("\xe2\x80\xa8"), "U+2028", "\\L" },
    { TEXT_INIT("\xe2\x80\xa9"), "U+2029", "\\P" } };

static const struct line_end *line_end_at(text rest)
{
    for (size_t i = 0; i < COUNT(line_ends); i++)
        if (text_starts_with(rest, line_ends[i].bytes))
            return &line_ends[i];
    return NULL;
}

size_t yaml_scalar_find_line_end(text value, const char **name)
{
    for (size_t i = 0; i < value.length; i++) {
        const struct line_end *found = line_end_at(text_from(value, i));
        if (!found)
            continue;
        *name = found->name;
        return i;
    }
    return SIZE_MAX;
}

/* Does a character begin there that stands in YAML as an escape only? */
static bool needs_escape(text value, size_t at)
{
    bool is_line_end = line_end_at(text_from(value, at));
    uint32_t code_point = text_next_code_point(value, &at);
    return is_line_end || code_point < 0x20 || !yaml_is_printable(code_point);
}

/* No sign that ends a value, or begins something else, where it stands. */
static bool has_plain_bytes(text value)
{
    for (size_t i = 0; i < value.length; i++) {
        unsigned char byte = (unsigned char)value.bytes[i];
        bool is_before_blank = i + 1 == value.length || value.bytes[i + 1] == ' ';
        bool is_behind_blank = i == 0 || value.bytes[i - 1] == ' ';
        if (needs_escape(value, i) || strchr("[]{},", byte) || (byte == ':' && is_before_blank) ||
            (byte == '#' && is_behind_blank) || (byte == '"' || byte == '\\'))
            return false;
    }
    return !strchr("-?:#&*!|>'%@`=~ ", value.bytes[0]) && value.bytes[value.length - 1] != ' ';
}

/* The character at *at, as it stands in double quotes; *at moves behind it. */
static void append_quoted(struct buffer *out, text value, size_t *at)
{
    const size_t start = *at;
    const struct line_end *end = line_end_at(text_from(value, start));
    uint32_t code_point = text_next_code_point(value, at);
    if (end)
        buffer_print(out, "%s", end->escape);
    else if (code_point == '"' || code_point == '\\')
        buffer_print(out, "\\%c", (char)code_point);
    else if (needs_escape(value, start))
        buffer_print(out, code_point < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)code_point);
    else
        buffer_append(out, text_slice(value, start, *at - start));
}

text yaml_scalar_write(struct arena *arena, text value)
{
    struct buffer out;
    if (value.length && has_plain_bytes(value) && (has_letter(value) || value.bytes[0] == '/') &&
        !is_truth_elsewhere(value) && yaml_scalar_resolve(value).kind == VALUE_TEXT)
        return value;
    buffer_init(&out, arena);
    buffer_append_byte(&out, '"');
    for (size_t at = 0; at < value.length;)
        append_quoted(&out, value, &at);
    buffer_append_byte(&out, '"');
    return buffer_text(&out);
}
