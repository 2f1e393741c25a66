/* SPDX-License-Identifier: MIT */
/*
 * The part of text that looks at code points. Well-formed means Unicode's table 3-7: no overlong forms, no
 * surrogates, nothing above U+10FFFF. ASCII is recognised first everywhere, being most of what comes.
 */
#include "base/text.h"
#include "base/icu.h"
#include "base/byte.h"
#include <string.h>

enum { REPLACEMENT = 0xFFFD };

/* Length of the well-formed sequence at `bytes`, 0 if it is none. `room` is at least 1. */
static size_t sequence_length(const unsigned char *bytes, size_t room)
{
    unsigned char first = bytes[0];
    if (first < 0x80)
        return 1;
    size_t length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || length > room)
        return 0;
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (bytes[1] < low || bytes[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
    return length;
}

uint32_t text_next_code_point(text value, size_t *offset)
{
    const unsigned char *bytes = (const unsigned char *)value.bytes + *offset;
    if (bytes[0] < 0x80) {
        *offset += 1;
        return bytes[0];
    }
    size_t length = sequence_length(bytes, value.length - *offset);
    if (length == 0) {
        *offset += 1;
        return REPLACEMENT;
    }
    *offset += length;
    uint32_t code_point = bytes[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++)
        code_point = code_point << 6 | (bytes[i] & 0x3Fu);
    return code_point;
}

enum { WORD_BYTES = sizeof(uint64_t) };

static inline uint64_t word_at(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

size_t text_find_beyond_ascii(text value, size_t start)
{
    const uint64_t highest = UINT64_MAX / 255 << 7;
    const char *bytes = value.bytes;
    size_t at = start;
    if (at >= value.length)
        return SIZE_MAX;
    if (bytes[at] & 0x80)
        return at;
    for (; value.length - at >= 4 * WORD_BYTES; at += 4 * WORD_BYTES) {
        const char *here = bytes + at;
        uint64_t any = word_at(here) | word_at(here + WORD_BYTES) | word_at(here + 2 * WORD_BYTES) |
                       word_at(here + 3 * WORD_BYTES);
        if (any & highest)
            break;
    }
    while (value.length - at >= WORD_BYTES && !(word_at(bytes + at) & highest))
        at += WORD_BYTES;
    for (; at < value.length; at++)
        if (bytes[at] & 0x80)
            return at;
    return SIZE_MAX;
}

bool text_is_ascii(text value)
{
    return text_find_beyond_ascii(value, 0) == SIZE_MAX;
}

bool text_is_small_ascii(text value)
{
    for (size_t i = 0; i < value.length; i++)
        if ((unsigned char)value.bytes[i] >= 0x80 || byte_is_upper(value.bytes[i]))
            return false;
    return true;
}

size_t text_find_invalid_utf8(text value)
{
    const unsigned char *bytes = (const unsigned char *)value.bytes;
    for (size_t at = 0; (at = text_find_beyond_ascii(value, at)) != SIZE_MAX;) {
        size_t length = sequence_length(bytes + at, value.length - at);
        if (length == 0)
            return at;
        at += length;
    }
    return SIZE_MAX;
}

text text_last_character(text value)
{
    /* A lead byte never stands inside a sequence, so whoever comes from the start stops at the same place. */
    for (size_t length = 1; length <= 4 && length <= value.length; length++) {
        const char *start = value.bytes + (value.length - length);
        if (sequence_length((const unsigned char *)start, length) == length)
            return (text){ start, length };
    }
    return value.length ? text_from(value, value.length - 1) : value;
}

size_t text_code_point_count(text value)
{
    size_t count = 0;
    for (size_t at = 0; at < value.length; count++)
        text_next_code_point(value, &at);
    return count;
}

static size_t code_point_width(uint32_t code_point)
{
    if (code_point < 0x300)
        return 1;
    /* Hangul vowels and finals join the initial before them. */
    if (code_point >= 0x1160 && code_point <= 0x11FF)
        return 0;
    unsigned category = (unsigned char)icu()->u_charType((UChar32)code_point);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR)
        return 0;
    int width = icu()->u_getIntPropertyValue((UChar32)code_point, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

size_t text_display_width(text value)
{
    size_t width = 0;
    for (size_t at = 0; at < value.length;)
        width += code_point_width(text_next_code_point(value, &at));
    return width;
}

size_t text_encode_code_point(uint32_t code_point, char *bytes)
{
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        code_point = REPLACEMENT;
    if (code_point < 0x80) {
        bytes[0] = (char)code_point;
        return 1;
    }
    size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    unsigned mark = length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0;
    bytes[0] = (char)(mark | code_point);
    return length;
}

size_t text_code_point_start(text value, size_t offset)
{
    size_t start = offset;
    while (start > 0 && offset - start < 3 && start < value.length && (value.bytes[start] & 0xC0) == 0x80)
        start--;
    size_t end = start;
    if (start < value.length)
        text_next_code_point(value, &end);
    return end > offset ? start : offset;
}

size_t text_code_point_from(text value, size_t offset)
{
    while (offset < value.length && (value.bytes[offset] & 0xC0) == 0x80)
        offset++;
    return offset < value.length ? offset : value.length;
}
