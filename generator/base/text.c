/* SPDX-License-Identifier: MIT */
/*
 * Bytes and lengths. Nothing here knows a locale: case means the 26 ASCII letters, order means byte order.
 * What looks at code points is in text_utf8.c, what builds new texts in text_make.c.
 */
#include "base/text.h"
#include "base/byte.h"
#include <string.h>

enum { SHORT_NEEDLE_BYTES = 16 };

const bool text_blanks[256] = { [' '] = true, ['\n'] = true, ['\t'] = true, ['\r'] = true };

text text_from(text whole, size_t start)
{
    if (!whole.bytes)
        return TEXT_NONE;
    if (start > whole.length)
        start = whole.length;
    return (text){ whole.bytes + start, whole.length - start };
}

text text_slice(text whole, size_t start, size_t length)
{
    text rest = text_from(whole, start);
    return (text){ rest.bytes, length < rest.length ? length : rest.length };
}

bool text_matches_ignoring_ascii_case(text a, text b)
{
    for (size_t i = 0; i < a.length; i++)
        if (byte_to_lower(a.bytes[i]) != byte_to_lower(b.bytes[i]))
            return false;
    return true;
}

int text_compare(text a, text b)
{
    size_t shared = a.length < b.length ? a.length : b.length;
    int order = shared ? memcmp(a.bytes, b.bytes, shared) : 0;
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

bool text_starts_with(text value, text prefix)
{
    return value.length >= prefix.length && text_equal((text){ value.bytes, prefix.length }, prefix);
}

bool text_starts_with_ignoring_ascii_case(text value, text prefix)
{
    return value.length >= prefix.length &&
           text_equal_ignoring_ascii_case((text){ value.bytes, prefix.length }, prefix);
}

bool text_is_one_of(text value, const text *table, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(value, table[i]))
            return true;
    return false;
}

bool text_is_one_of_ignoring_ascii_case(text value, const text *table, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal_ignoring_ascii_case(value, table[i]))
            return true;
    return false;
}

size_t text_shared_length(text a, text b)
{
    size_t length = 0;
    while (length < a.length && length < b.length && a.bytes[length] == b.bytes[length])
        length++;
    return length;
}

size_t text_mark_length(text value)
{
    return text_starts_with(value, TEXT("\xEF\xBB\xBF")) ? 3 : 0;
}

bool text_ends_with(text value, text suffix)
{
    return value.length >= suffix.length &&
           text_equal(text_from(value, value.length - suffix.length), suffix);
}

/* memmem goes byte by byte; memchr looks at many at a time, and the needles of this program begin with bytes
 * that prose seldom has. Long ones come from sites: memmem is linear for any. */
static const char *find_short(const char *start, const char *end, text needle)
{
    for (const char *last = end - needle.length; start <= last; start++) {
        start = memchr(start, needle.bytes[0], (size_t)(last - start) + 1);
        if (!start)
            return NULL;
        if (memcmp(start, needle.bytes, needle.length) == 0)
            return start;
    }
    return NULL;
}

size_t text_find(text value, text needle, size_t start)
{
    if (start > value.length)
        return SIZE_MAX;
    if (needle.length == 0)
        return start;
    if (needle.length > value.length - start)
        return SIZE_MAX;
    const char *from = value.bytes + start, *end = value.bytes + value.length;
    const char *found = needle.length <= SHORT_NEEDLE_BYTES
                            ? find_short(from, end, needle)
                            : memmem(from, (size_t)(end - from), needle.bytes, needle.length);
    return found ? (size_t)(found - value.bytes) : SIZE_MAX;
}

size_t text_find_byte(text value, char byte, size_t start)
{
    if (start >= value.length)
        return SIZE_MAX;
    const char *found = memchr(value.bytes + start, byte, value.length - start);
    return found ? (size_t)(found - value.bytes) : SIZE_MAX;
}

size_t text_find_last_byte(text value, char byte)
{
    if (value.length == 0)
        return SIZE_MAX;
    const char *found = memrchr(value.bytes, byte, value.length);
    return found ? (size_t)(found - value.bytes) : SIZE_MAX;
}

text text_trim(text value)
{
    while (value.length > 0 && byte_is_space(value.bytes[0]))
        value = text_from(value, 1);
    while (value.length > 0 && byte_is_space(value.bytes[value.length - 1]))
        value.length--;
    return value;
}

text text_cut(text *rest, char separator)
{
    text whole = *rest;
    size_t at = text_find_byte(whole, separator, 0);
    if (at == SIZE_MAX) {
        *rest = TEXT_NONE;
        return whole;
    }
    *rest = text_from(whole, at + 1);
    return (text){ whole.bytes, at };
}

text text_cut_line(text *rest)
{
    text line = text_cut(rest, '\n');
    if (text_ends_with(line, TEXT("\r")))
        line.length--;
    return line;
}

/* Longer differing parts are never "near", so the rows of the table have a fixed length. */
enum { DISTANCE_LENGTH_MAX = 1024 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Equal bytes at the ends cost nothing and are left out of the table. */
static void drop_common_ends(text *a, text *b)
{
    while (a->length && b->length && byte_to_lower(a->bytes[0]) == byte_to_lower(b->bytes[0])) {
        *a = text_from(*a, 1);
        *b = text_from(*b, 1);
    }
    while (a->length && b->length &&
           byte_to_lower(a->bytes[a->length - 1]) == byte_to_lower(b->bytes[b->length - 1])) {
        a->length--;
        b->length--;
    }
}

/* Edits that make the first `i` bytes of `a` the first `j` of `b`, from the rows for i-1 and i-2. */
static size_t distance_cell(text a, text b, size_t i, size_t j, uint16_t rows[3][DISTANCE_LENGTH_MAX + 1])
{
    const uint16_t *above = rows[(i + 2) % 3], *row = rows[i % 3];
    char last_a = byte_to_lower(a.bytes[i - 1]), last_b = byte_to_lower(b.bytes[j - 1]);
    size_t best = smaller(smaller(above[j], row[j - 1]) + 1u, above[j - 1] + (size_t)(last_a != last_b));
    bool is_swap =
        i > 1 && j > 1 && last_a == byte_to_lower(b.bytes[j - 2]) && byte_to_lower(a.bytes[i - 2]) == last_b;
    return is_swap ? smaller(best, rows[(i + 1) % 3][j - 2] + 1u) : best;
}

size_t text_distance(text a, text b, size_t limit)
{
    drop_common_ends(&a, &b);
    size_t difference = a.length > b.length ? a.length - b.length : b.length - a.length;
    if (difference > limit)
        return limit + 1;
    if (a.length == 0 || b.length == 0)
        return difference;
    if (a.length > DISTANCE_LENGTH_MAX || b.length > DISTANCE_LENGTH_MAX)
        return limit + 1;
    uint16_t rows[3][DISTANCE_LENGTH_MAX + 1];
    for (size_t j = 0; j <= b.length; j++)
        rows[0][j] = (uint16_t)j;
    size_t previous_least = 0;
    for (size_t i = 1; i <= a.length; i++) {
        rows[i % 3][0] = (uint16_t)i;
        size_t least = i;
        for (size_t j = 1; j <= b.length; j++) {
            size_t cell = distance_cell(a, b, i, j, rows);
            rows[i % 3][j] = (uint16_t)cell;
            least = smaller(least, cell);
        }
        /* A swap reaches two rows back; only when both are over the limit is everything below them. */
        if (least > limit && previous_least > limit)
            return limit + 1;
        previous_least = least;
    }
    size_t distance = rows[a.length % 3][b.length];
    return distance > limit ? limit + 1 : distance;
}
