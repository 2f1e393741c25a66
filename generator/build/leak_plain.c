/* SPDX-License-Identifier: MIT */
/*
 * Most files have nothing of what is looked for, so they are looked through for the bytes that it begins
 * with, by the library's fastest means, and copied from the first find on.
 */
#include "build/leak_plain.h"
#include "base/byte.h"
#include "base/escape.h"
#include "template/filters_arguments.h"
#include "template/markup.h"

/* "&eacute;", "\u00e9", a line end, and the first bytes of U+00A0 and U+00AD, of U+2000 to U+206F, of U+3000.
 */
static const char starts[] = { '&', '\\', '\n', '\xC2', '\xE2', '\xE3' };

enum { START_COUNT = sizeof starts, ESCAPE_LENGTH = 6, FIRST_BEYOND_ASCII = 0x80 };
enum { FIRST_HIGH = 0xD800, FIRST_LOW = 0xDC00, AFTER_LOW = 0xE000, FIRST_BY_PAIR = 0x10000 };

struct reading {
    text bytes;
    size_t next[START_COUNT]; /* where each start stands; SIZE_MAX: nowhere any more */
};

/* The next start at or behind `at`, or SIZE_MAX. */
static size_t next_start(struct reading *reading, size_t at)
{
    size_t nearest = SIZE_MAX;
    for (size_t i = 0; i < START_COUNT; i++) {
        if (reading->next[i] < at)
            reading->next[i] = text_find_byte(reading->bytes, starts[i], at);
        if (reading->next[i] < nearest)
            nearest = reading->next[i];
    }
    return nearest;
}

/* JSON's \u00a0. 0: it is none. */
static uint32_t escaped_unit(text bytes, size_t at)
{
    uint32_t code_point = 0;
    if (at + ESCAPE_LENGTH > bytes.length || bytes.bytes[at] != '\\' || bytes.bytes[at + 1] != 'u')
        return 0;
    for (size_t i = 2; i < ESCAPE_LENGTH; i++) {
        int digit = byte_digit(bytes.bytes[at + i]);
        if (digit >= 16)
            return 0;
        code_point = code_point * 16 + (uint32_t)digit;
    }
    return code_point;
}

/* The same, of two where one takes two. Moves `at` behind it, behind the sign at least. 0: it is none, or a
 * sign of ASCII, which stays as it is: \u003c is how escape_json writes it, too. */
static uint32_t read_escaped(text bytes, size_t *at)
{
    uint32_t unit = escaped_unit(bytes, *at), low = escaped_unit(bytes, *at + ESCAPE_LENGTH);
    bool is_pair = unit >= FIRST_HIGH && unit < FIRST_LOW && low >= FIRST_LOW && low < AFTER_LOW;
    bool is_half = !is_pair && unit >= FIRST_HIGH && unit < AFTER_LOW;
    *at += is_pair ? 2 * ESCAPE_LENGTH : unit ? ESCAPE_LENGTH : 1;
    if (is_pair)
        return FIRST_BY_PAIR + ((unit - FIRST_HIGH) << 10) + (low - FIRST_LOW);
    bool is_sign = unit < FIRST_BEYOND_ASCII && !filter_is_space(unit);
    return is_sign || is_half ? 0 : unit;
}

/* The character that stands at `at`, however it is written. Moves `at` behind it. */
static uint32_t read_character(text bytes, size_t *at)
{
    uint32_t code_point = 0;
    if (bytes.bytes[*at] == '&') {
        size_t length = markup_reference(bytes, *at, &code_point);
        *at += length ? length : 1;
    } else if (bytes.bytes[*at] == '\\') {
        code_point = read_escaped(bytes, at);
    } else {
        code_point = text_next_code_point(bytes, at);
    }
    return code_point;
}

/* Soft hyphen, zero-width space, word joiner, byte order mark. */
static bool is_unseen(uint32_t code_point)
{
    return code_point == 0xAD || code_point == 0x200B || code_point == 0x2060 || code_point == 0xFEFF;
}

static void append_blank(struct buffer *out, text rest)
{
    text before = buffer_text(out);
    bool is_beside = (before.length && text_is_blank(before.bytes[before.length - 1])) ||
                     (rest.length && text_is_blank(rest.bytes[0]));
    if (!is_beside)
        buffer_append_byte(out, ' ');
}

/* What was written as an escape. What HTML cannot have otherwise is written as escape_html does. */
static void append_character(struct buffer *out, uint32_t code_point)
{
    char byte = (char)code_point;
    if (code_point < FIRST_BEYOND_ASCII)
        escape_html(out, (text){ &byte, 1 });
    else
        buffer_append_code_point(out, code_point);
}

/* A line end takes the blanks beside it with it, so that what a layout sets in is found. */
static size_t append_line_end(struct buffer *out, text bytes, size_t copied, size_t at)
{
    size_t end = at, next = at + 1;
    while (end > copied && bytes.bytes[end - 1] != '\n' && text_is_blank(bytes.bytes[end - 1]))
        end--;
    while (next < bytes.length && bytes.bytes[next] != '\n' && text_is_blank(bytes.bytes[next]))
        next++;
    if (end == at && next == at + 1)
        return copied;
    buffer_append(out, text_slice(bytes, copied, end - copied));
    buffer_append_byte(out, '\n');
    return next;
}

text leak_plain(text bytes, struct buffer *out)
{
    struct reading reading = { .bytes = bytes };
    size_t copied = 0;
    for (size_t i = 0; i < START_COUNT; i++)
        reading.next[i] = text_find_byte(bytes, starts[i], 0);
    for (size_t at = next_start(&reading, 0); at < bytes.length; at = next_start(&reading, at)) {
        size_t start = at;
        uint32_t code_point = read_character(bytes, &at);
        if (code_point == '\n' && bytes.bytes[start] == '\n') {
            copied = append_line_end(out, bytes, copied, start);
            at = copied > at ? copied : at;
            continue;
        }
        bool is_blank = code_point && filter_is_space(code_point), is_seen = !is_unseen(code_point);
        bool is_escape = code_point && (bytes.bytes[start] == '&' || bytes.bytes[start] == '\\');
        if (!is_blank && is_seen && !is_escape)
            continue;
        buffer_append(out, text_slice(bytes, copied, start - copied));
        if (is_blank)
            append_blank(out, text_from(bytes, at));
        else if (is_seen)
            append_character(out, code_point);
        copied = at;
    }
    if (!copied)
        return bytes;
    buffer_append(out, text_from(bytes, copied));
    return buffer_text(out);
}
