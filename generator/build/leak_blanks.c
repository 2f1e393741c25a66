/* SPDX-License-Identifier: MIT */
/*
 * Most files have nothing of what is looked for, so they are looked through for the bytes that it begins
 * with, by the library's fastest means, and copied from the first find on.
 */
#include "build/leak_blanks.h"
#include "base/byte.h"
#include "template/filters_arguments.h"
#include "template/markup.h"

/* "&nbsp;", "\u00a0", and the first bytes of U+00A0 and U+00AD, of U+2000 to U+206F, of U+3000. */
static const char starts[] = { '&', '\\', '\xC2', '\xE2', '\xE3' };

enum { START_COUNT = sizeof starts, ESCAPE_LENGTH = 6 };

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
static uint32_t escaped_code_point(text bytes, size_t at)
{
    uint32_t code_point = 0;
    if (bytes.length - at < ESCAPE_LENGTH || bytes.bytes[at + 1] != 'u')
        return 0;
    for (size_t i = 2; i < ESCAPE_LENGTH; i++) {
        int digit = byte_digit(bytes.bytes[at + i]);
        if (digit >= 16)
            return 0;
        code_point = code_point * 16 + (uint32_t)digit;
    }
    return code_point;
}

/* The character that stands at `at`, however it is written. Moves `at` behind it. */
static uint32_t read_character(text bytes, size_t *at)
{
    uint32_t code_point = 0;
    if (bytes.bytes[*at] == '&') {
        size_t length = markup_reference(bytes, *at, &code_point);
        *at += length ? length : 1;
    } else if (bytes.bytes[*at] == '\\') {
        code_point = escaped_code_point(bytes, *at);
        *at += code_point ? ESCAPE_LENGTH : 1;
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

text leak_plain_blanks(text bytes, struct buffer *out)
{
    struct reading reading = { .bytes = bytes };
    size_t copied = 0;
    for (size_t i = 0; i < START_COUNT; i++)
        reading.next[i] = text_find_byte(bytes, starts[i], 0);
    for (size_t at = next_start(&reading, 0); at < bytes.length; at = next_start(&reading, at)) {
        size_t start = at;
        uint32_t code_point = read_character(bytes, &at);
        bool is_blank = code_point && filter_is_space(code_point);
        if (!is_blank && !is_unseen(code_point))
            continue;
        buffer_append(out, text_slice(bytes, copied, start - copied));
        if (is_blank)
            append_blank(out, text_from(bytes, at));
        copied = at;
    }
    if (!copied)
        return bytes;
    buffer_append(out, text_from(bytes, copied));
    return buffer_text(out);
}
