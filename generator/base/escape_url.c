/* SPDX-License-Identifier: MIT */
/*
 * The part of escape that deals with URLs. Schemes are read as browsers read them, which skip blanks and
 * control bytes that people do not see; what is not known to be harmless is refused.
 */
#include "base/arena.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/escape.h"

/* RFC 3986: bytes that stand for themselves everywhere in a URL, and those that part it. Some of these mean
 * something in HTML, too. */
enum { UNRESERVED = 1, RESERVED = 2, SLASH = 4, MARKUP = 8 };

static const uint8_t kinds[256] = {
    ['A' ... 'Z'] = UNRESERVED,
    ['a' ... 'z'] = UNRESERVED,
    ['0' ... '9'] = UNRESERVED,
    ['-'] = UNRESERVED,
    ['.'] = UNRESERVED,
    ['_'] = UNRESERVED,
    ['~'] = UNRESERVED,
    ['/'] = RESERVED | SLASH,
    [':'] = RESERVED,
    ['?'] = RESERVED,
    ['#'] = RESERVED,
    ['['] = RESERVED,
    [']'] = RESERVED,
    ['@'] = RESERVED,
    ['!'] = RESERVED,
    ['$'] = RESERVED,
    ['&'] = MARKUP,
    ['\''] = MARKUP,
    ['('] = RESERVED,
    [')'] = RESERVED,
    ['*'] = RESERVED,
    ['+'] = RESERVED,
    [','] = RESERVED,
    [';'] = RESERVED,
    ['='] = RESERVED,
};

/* Where the next byte of no such kind stands. */
static size_t run_end(text value, size_t at, uint8_t kept)
{
    const unsigned char *start = (const unsigned char *)value.bytes, *byte = start + at,
                        *end = start + value.length;
    while (end - byte >= 4 && kinds[byte[0]] & kept && kinds[byte[1]] & kept && kinds[byte[2]] & kept &&
           kinds[byte[3]] & kept)
        byte += 4;
    while (byte < end && (kinds[*byte] & kept))
        byte++;
    return (size_t)(byte - start);
}

/* Appends the bytes from `at` up to the next one of no such kind, and says where that stands. */
static size_t append_run(struct buffer *out, text value, size_t at, uint8_t kept)
{
    size_t end = run_end(value, at, kept);
    buffer_append(out, (text){ value.bytes + at, end - at });
    return end;
}

enum { PERCENT_LENGTH = 3 };

/* Writes the escape of the byte and returns where it ends. */
static char *write_percent(char *to, char byte)
{
    static const char digits[] = "0123456789ABCDEF";
    unsigned char value = (unsigned char)byte;
    to[0] = '%';
    to[1] = digits[value >> 4];
    to[2] = digits[value & 15];
    return to + PERCENT_LENGTH;
}

static void append_percent(struct buffer *out, char byte)
{
    char escape[PERCENT_LENGTH];
    write_percent(escape, byte);
    buffer_append(out, (text){ escape, sizeof(escape) });
}

void escape_url_component(struct buffer *out, text value, bool keep_slashes)
{
    uint8_t kept = keep_slashes ? UNRESERVED | SLASH : UNRESERVED;
    char *start = buffer_reserve(out, value.length * PERCENT_LENGTH), *to = start;
    for (size_t i = 0; i < value.length; i++)
        if (kinds[(unsigned char)value.bytes[i]] & kept)
            *to++ = value.bytes[i];
        else
            to = write_percent(to, value.bytes[i]);
    out->length += (size_t)(to - start);
}

void escape_url_form(struct buffer *out, text value)
{
    for (text rest = value; rest.bytes;) {
        escape_url_component(out, text_cut(&rest, ' '), false);
        if (rest.bytes)
            buffer_append_byte(out, '+');
    }
}

bool url_needs_no_escape(text value)
{
    return run_end(value, 0, UNRESERVED | RESERVED) == value.length;
}

int url_escaped_byte(text value, size_t at)
{
    if (value.bytes[at] != '%' || value.length - at < 3)
        return -1;
    int high = byte_digit(value.bytes[at + 1]), low = byte_digit(value.bytes[at + 2]);
    return high > 15 || low > 15 ? -1 : high * 16 + low;
}

void escape_url(struct buffer *out, text value)
{
    for (size_t at = 0; (at = append_run(out, value, at, UNRESERVED | RESERVED | MARKUP)) < value.length;
         at++)
        if (url_escaped_byte(value, at) >= 0)
            buffer_append_byte(out, '%');
        else
            append_percent(out, value.bytes[at]);
}

/* Decodes all escapes but those of the bytes in `kept`. */
static text decode(struct arena *arena, text value, text kept)
{
    if (text_find_byte(value, '%', 0) == SIZE_MAX)
        return value;
    char *bytes = arena_bytes(arena, value.length);
    size_t length = 0;
    for (size_t i = 0; i < value.length; i++) {
        int decoded = url_escaped_byte(value, i);
        if (decoded >= 0 && text_find_byte(kept, (char)decoded, 0) != SIZE_MAX)
            decoded = -1;
        bytes[length++] = decoded < 0 ? value.bytes[i] : (char)decoded;
        if (decoded >= 0)
            i += 2;
    }
    return (text){ bytes, length };
}

text url_decode(struct arena *arena, text value)
{
    return decode(arena, value, TEXT(""));
}

text url_decode_address(struct arena *arena, text value)
{
    return decode(arena, value, TEXT("%?#"));
}

/* scheme = letter { letter | digit | "+" | "-" | "." } ":" */
bool url_has_scheme(text url)
{
    for (size_t i = 0; i < url.length; i++) {
        char byte = url.bytes[i];
        if (byte == ':')
            return i > 0;
        bool is_later_byte = byte_is_digit(byte) || byte == '+' || byte == '-' || byte == '.';
        if (!byte_is_letter(byte) && !(i > 0 && is_later_byte))
            return false;
    }
    return false;
}

/* Longer than every prefix that is looked for. */
enum { FRONT_LENGTH = 24 };

/* The first bytes of a URL in lower case, without blanks and control bytes. `front` has room for
 * FRONT_LENGTH. */
static text read_front(text url, char *front)
{
    size_t length = 0;
    for (size_t i = 0; i < url.length && length < FRONT_LENGTH; i++) {
        unsigned char byte = (unsigned char)url.bytes[i];
        if (byte > ' ' && byte != 0x7F)
            front[length++] = byte_to_lower(byte);
    }
    return (text){ front, length };
}

static bool starts_with_any(text value, const text *prefixes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_starts_with(value, prefixes[i]))
            return true;
    return false;
}

static const text safe_schemes[] = {
    TEXT_INIT("http:"), TEXT_INIT("https:"), TEXT_INIT("mailto:"), TEXT_INIT("tel:"),
    /* to add one: a scheme that runs no code and reads no file, with its colon */
};

static const text safe_image_data[] = {
    TEXT_INIT("data:image/png;"), TEXT_INIT("data:image/png,"), TEXT_INIT("data:image/gif;"),
    TEXT_INIT("data:image/gif,"), TEXT_INIT("data:image/jpeg;"), TEXT_INIT("data:image/jpeg,"),
    TEXT_INIT("data:image/webp;"), TEXT_INIT("data:image/webp,"),
    /* to add one: a type that cannot hold scripts, with what may end it */
};

/* Relative: '/', '?' or '#' comes before any ':'. */
static bool is_relative(text url)
{
    for (size_t i = 0; i < url.length; i++) {
        char byte = url.bytes[i];
        if (byte == '/' || byte == '?' || byte == '#')
            return true;
        if (byte == ':')
            return false;
    }
    return true;
}

bool url_scheme_is_safe(text url)
{
    char front[FRONT_LENGTH];
    /* Most addresses that have a scheme have this one. */
    return text_starts_with(url, TEXT("https:")) || is_relative(url) ||
           starts_with_any(read_front(url, front), safe_schemes, COUNT(safe_schemes));
}

bool url_is_safe_image(text url)
{
    char front[FRONT_LENGTH];
    return url_scheme_is_safe(url) ||
           starts_with_any(read_front(url, front), safe_image_data, COUNT(safe_image_data));
}
