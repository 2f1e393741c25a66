/* SPDX-License-Identifier: MIT */
/*
 * value = "{" [member {"," member}] "}" | "[" [value {"," value}] "]" | string | number | word; member =
 * string ":" value. What is open stands on a stack of its own, so that deep nesting costs no more than flat.
 */
#include "base/json_fault.h"
#include "base/byte.h"
#include <string.h>

enum { MOST_LEVELS = 2000 };

struct reading {
    text json;
    size_t at, depth;
    const char *expected; /* NULL: no fault yet */
    char open[MOST_LEVELS];
};

static char peek(const struct reading *reading)
{
    return reading->at < reading->json.length ? reading->json.bytes[reading->at] : '\0';
}

static bool fail(struct reading *reading, const char *expected)
{
    reading->expected = expected;
    return false;
}

static void skip_space(struct reading *reading)
{
    for (char byte = peek(reading); byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
         byte = peek(reading))
        reading->at++;
}

static bool take(struct reading *reading, char byte)
{
    skip_space(reading);
    bool is_there = peek(reading) == byte;
    reading->at += is_there;
    return is_there;
}

/* Behind the backslash. */
static bool read_escape(struct reading *reading)
{
    char letter = peek(reading);
    if (!letter || !strchr("\"\\/bfnrtu", letter))
        return fail(reading, "an escape such as \\n or \\u00e9");
    reading->at++;
    for (int i = 0; letter == 'u' && i < 4; i++, reading->at++)
        if (byte_digit(peek(reading)) >= 16)
            return fail(reading, "four hexadecimal digits");
    return true;
}

/* Behind the first quotation mark. */
static bool read_string(struct reading *reading)
{
    for (;;) {
        unsigned char byte = (unsigned char)peek(reading);
        if (byte < 0x20)
            return fail(reading, "a quotation mark at the end of a text");
        reading->at++;
        if (byte == '"')
            return true;
        if (byte == '\\' && !read_escape(reading))
            return false;
    }
}

static size_t take_digits(struct reading *reading)
{
    size_t start = reading->at;
    while (byte_is_digit(peek(reading)))
        reading->at++;
    return reading->at - start;
}

static bool read_number(struct reading *reading)
{
    reading->at += peek(reading) == '-';
    bool is_zero = peek(reading) == '0';
    size_t digits = take_digits(reading);
    if (!digits || (is_zero && digits > 1))
        return fail(reading, "a number such as -1.5");
    if (peek(reading) == '.') {
        reading->at++;
        if (!take_digits(reading))
            return fail(reading, "a digit behind the point");
    }
    if (byte_to_lower(peek(reading)) == 'e') {
        reading->at++;
        reading->at += peek(reading) == '+' || peek(reading) == '-';
        if (!take_digits(reading))
            return fail(reading, "a digit behind the e");
    }
    return true;
}

static bool read_word(struct reading *reading)
{
    static const text words[] = { TEXT_INIT("true"), TEXT_INIT("false"), TEXT_INIT("null") };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_starts_with(text_from(reading->json, reading->at), words[i])) {
            reading->at += words[i].length;
            return true;
        }
    return fail(reading, "a value");
}

static bool read_name(struct reading *reading)
{
    if (!take(reading, '"'))
        return fail(reading, "a name in quotation marks");
    return read_string(reading) && (take(reading, ':') || fail(reading, "':'"));
}

/* Behind "{" or "[", unless it ends at once. */
static bool open(struct reading *reading, char bracket)
{
    if (reading->depth == MOST_LEVELS)
        return fail(reading, "fewer levels");
    reading->open[reading->depth++] = bracket;
    return bracket == '[' || read_name(reading);
}

/* Up to the end of a value that has no parts, or to the first part of one that has some. */
static bool read_value(struct reading *reading, bool *is_open)
{
    *is_open = false;
    if (take(reading, '"'))
        return read_string(reading);
    char byte = peek(reading);
    if (byte == '-' || byte_is_digit(byte))
        return read_number(reading);
    if (byte != '{' && byte != '[')
        return read_word(reading);
    reading->at++;
    if (take(reading, byte == '{' ? '}' : ']'))
        return true;
    *is_open = true;
    return open(reading, byte);
}

/* Behind a value: closes what ends here, up to the next part of what does not. */
static bool read_on(struct reading *reading)
{
    while (reading->depth) {
        bool is_map = reading->open[reading->depth - 1] == '{';
        if (take(reading, ','))
            return !is_map || read_name(reading);
        if (!take(reading, is_map ? '}' : ']'))
            return fail(reading, is_map ? "',' or '}'" : "',' or ']'");
        reading->depth--;
    }
    return true;
}

bool json_find_fault(text json, struct json_fault *fault)
{
    __attribute__((uninitialized)) struct reading reading;
    reading.json = json;
    reading.at = reading.depth = 0;
    reading.expected = NULL;
    bool is_open;
    do {
        if (read_value(&reading, &is_open) && !is_open)
            read_on(&reading);
    } while (!reading.expected && reading.depth);
    if (!reading.expected)
        skip_space(&reading);
    if (!reading.expected && reading.at < json.length)
        reading.expected = "the end";
    *fault = (struct json_fault){ reading.at, reading.expected };
    return reading.expected != NULL;
}
