/* SPDX-License-Identifier: MIT */
/*
 * The tokens of CSS Syntax Module Level 3 in which an address may stand, and those in which what looks like
 * one is something else: comments, strings, names that end in "url". All other bytes are passed over one by
 * one.
 */
#include "base/css.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/byte.h"

enum { MOST_HEX_DIGITS = 6, REPLACEMENT = 0xFFFD, LAST_CODE_POINT = 0x10FFFF, FIRST_NON_ASCII = 0x80 };

static char byte_at(text css, size_t at)
{
    return at < css.length ? css.bytes[at] : '\0';
}

static bool is_line_end(char byte)
{
    return byte == '\n' || byte == '\r' || byte == '\f';
}

static bool is_white(char byte)
{
    return is_line_end(byte) || byte == ' ' || byte == '\t';
}

/* Behind a blank, or behind CR and LF as one. */
static size_t behind_white(text css, size_t at)
{
    return byte_at(css, at) == '\r' && byte_at(css, at + 1) == '\n' ? at + 2 : at + 1;
}

/* What ends behind its "\" is one, too. */
static bool is_escape(text css, size_t at)
{
    return byte_at(css, at) == '\\' && (at + 1 == css.length || !is_line_end(css.bytes[at + 1]));
}

/* escape = "\" ( hex { hex } [ blank ] | any ), up to six digits. Appends what it stands for; `out` may be
 * NULL. */
static size_t read_escape(text css, size_t at, struct buffer *out)
{
    size_t start = ++at;
    uint32_t code_point = 0;
    for (int digit; at - start < MOST_HEX_DIGITS && (digit = byte_digit(byte_at(css, at))) < 16; at++)
        code_point = code_point * 16 + (uint32_t)digit;
    if (at == start)
        code_point = at < css.length ? text_next_code_point(css, &at) : REPLACEMENT;
    else if (is_white(byte_at(css, at)))
        at = behind_white(css, at);
    bool is_none = !code_point || code_point > LAST_CODE_POINT || (code_point >> 11) == 0xD800 >> 11;
    if (out)
        buffer_append_code_point(out, is_none ? REPLACEMENT : code_point);
    return at;
}

static bool is_of_name(char byte)
{
    return byte_is_letter(byte) || byte_is_digit(byte) || byte == '-' || byte == '_' ||
           (unsigned char)byte >= FIRST_NON_ASCII;
}

/* name = { letter | digit | "-" | "_" | escape }. What it says goes to `out`. */
static size_t read_name(text css, size_t at, struct buffer *out)
{
    for (;;) {
        if (is_escape(css, at))
            at = read_escape(css, at, out);
        else if (at < css.length && is_of_name(css.bytes[at]))
            buffer_append_byte(out, css.bytes[at++]);
        else
            return at;
    }
}

/* Behind the comment that begins at `at`; `at` itself when none does. */
static size_t behind_comment(text css, size_t at)
{
    if (byte_at(css, at) != '/' || byte_at(css, at + 1) != '*')
        return at;
    size_t end = text_find(css, TEXT("*/"), at + 2);
    return end == SIZE_MAX ? css.length : end + 2;
}

static size_t behind_whites(text css, size_t at)
{
    while (at < css.length && is_white(css.bytes[at]))
        at++;
    return at;
}

static size_t behind_whites_and_comments(text css, size_t at)
{
    for (size_t before = SIZE_MAX; at != before;) {
        before = at;
        at = behind_comment(css, behind_whites(css, at));
    }
    return at;
}

/* string = quote { any | escape | "\" line end } quote. One that its line ends is none: false. */
static bool read_string(text css, size_t *at, struct buffer *out, text *written)
{
    char quote = css.bytes[*at];
    size_t start = ++*at;
    while (*at < css.length && css.bytes[*at] != quote) {
        if (is_line_end(css.bytes[*at]))
            return false;
        if (css.bytes[*at] == '\\' && *at + 1 == css.length)
            ++*at;
        else if (is_escape(css, *at))
            *at = read_escape(css, *at, out);
        else if (css.bytes[*at] == '\\') /* goes on in the next line */
            *at = behind_white(css, *at + 1);
        else
            buffer_append_byte(out, css.bytes[(*at)++]);
    }
    *written = text_slice(css, start, *at - start);
    *at += *at < css.length;
    return true;
}

/* Behind the ")" that ends an address which is none. */
static size_t behind_bad_url(text css, size_t at)
{
    while (at < css.length && css.bytes[at] != ')')
        at = is_escape(css, at) ? read_escape(css, at, NULL) : at + 1;
    return at < css.length ? at + 1 : at;
}

static bool may_stand_in_url(char byte)
{
    unsigned char number = (unsigned char)byte;
    bool is_printed = number >= ' ' && number != 0x7F;
    return is_printed && byte != '"' && byte != '\'' && byte != '(' && byte != '\\';
}

/* url = { blank } { any | escape } { blank } ")", behind "url(". */
static bool read_url(text css, size_t *at, struct buffer *out, text *written)
{
    size_t start = *at = behind_whites(css, *at), end;
    while (*at < css.length && css.bytes[*at] != ')' && !is_white(css.bytes[*at])) {
        if (is_escape(css, *at))
            *at = read_escape(css, *at, out);
        else if (may_stand_in_url(css.bytes[*at]))
            buffer_append_byte(out, css.bytes[(*at)++]);
        else
            break;
    }
    end = *at;
    *at = behind_whites(css, *at);
    if (*at < css.length && css.bytes[*at] != ')') {
        *at = behind_bad_url(css, *at);
        return false;
    }
    *at += *at < css.length;
    *written = text_slice(css, start, end - start);
    return true;
}

/* An address at `at`, behind "url(" or behind "@import". */
static bool read_address(text css, size_t *at, bool is_import, struct buffer *out, text *written)
{
    size_t start = is_import ? behind_whites_and_comments(css, *at) : behind_whites(css, *at);
    if (byte_at(css, start) == '"' || byte_at(css, start) == '\'') {
        *at = start;
        return read_string(css, at, out, written);
    }
    return !is_import && read_url(css, at, out, written);
}

text css_next_address(struct arena *arena, text css, size_t *offset, text *written)
{
    struct buffer out;
    buffer_init(&out, arena);
    for (size_t at = *offset; at < css.length;) {
        size_t start = at;
        bool is_rule = css.bytes[at] == '@', is_hash = css.bytes[at] == '#';
        out.length = 0;
        if ((at = behind_comment(css, at)) != start)
            continue;
        if (css.bytes[at] == '"' || css.bytes[at] == '\'') {
            read_string(css, &at, &out, written);
            continue;
        }
        at = read_name(css, at + (is_rule || is_hash), &out);
        text name = buffer_text(&out);
        bool is_import = is_rule && text_equal_ignoring_ascii_case(name, TEXT("import"));
        bool is_url = !is_rule && !is_hash && byte_at(css, at) == '(' &&
                      text_equal_ignoring_ascii_case(name, TEXT("url"));
        at += is_url || at == start;
        out.length = 0;
        if ((is_import || is_url) && read_address(css, &at, is_import, &out, written)) {
            *offset = at;
            return out.length ? buffer_text(&out) : TEXT("");
        }
    }
    *offset = css.length;
    return TEXT_NONE;
}
