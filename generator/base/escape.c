/* SPDX-License-Identifier: MIT */
/*
 * A table says which bytes are special to which escape. Each escape appends the run of other bytes before a
 * special one at once and then writes what stands for the special one. URLs have a file of their own,
 * escape_url.c.
 */
#include "base/escape.h"

enum { HTML = 1, XML = 2, JSON = 4, TERMINAL = 8 };

static const unsigned char special_to[256] = {
    [0x00 ... 0x08] = HTML | XML | JSON | TERMINAL,
    ['\t'] = JSON | TERMINAL,
    ['\n'] = JSON | TERMINAL,
    [0x0B ... 0x0C] = HTML | XML | JSON | TERMINAL,
    ['\r'] = JSON | TERMINAL,
    [0x0E ... 0x1F] = HTML | XML | JSON | TERMINAL,
    ['"'] = HTML | XML | JSON,
    ['&'] = HTML | XML | JSON,
    ['\''] = HTML | XML,
    ['<'] = HTML | XML | JSON,
    ['>'] = HTML | XML | JSON,
    ['\\'] = JSON,
    [0x7F] = HTML | TERMINAL,
    [0x80 ... 0xFF] = XML | JSON | TERMINAL,
};

/* Appends the bytes from *at up to the next one that is special to `target`; false at the end of the value.
 */
static bool append_run(struct buffer *out, text value, size_t *at, unsigned char target)
{
    const unsigned char *start = (const unsigned char *)value.bytes + *at, *byte = start;
    const unsigned char *end = (const unsigned char *)value.bytes + value.length;
    /* Runs are long: four bytes are looked at together. */
    while (
        end - byte >= 4 &&
        !((special_to[byte[0]] | special_to[byte[1]] | special_to[byte[2]] | special_to[byte[3]]) & target))
        byte += 4;
    while (byte < end && !(special_to[*byte] & target))
        byte++;
    buffer_append(out, (text){ (const char *)start, (size_t)(byte - start) });
    *at += (size_t)(byte - start);
    return byte < end;
}

/* The reference for a markup byte; absent for a control byte, which is dropped. */
static text markup_reference(char byte)
{
    switch (byte) {
    case '&': return TEXT("&amp;");
    case '<': return TEXT("&lt;");
    case '>': return TEXT("&gt;");
    case '"': return TEXT("&quot;");
    case '\'': return TEXT("&#39;");
    default: return TEXT_NONE;
    }
}

void escape_html(struct buffer *out, text value)
{
    for (size_t at = 0; append_run(out, value, &at, HTML); at++)
        buffer_append(out, markup_reference(value.bytes[at]));
}

/* Is what starts at `at` a surrogate, as encoded by programs that take UTF-16 for characters? */
static bool is_encoded_surrogate(text value, size_t at)
{
    return value.length - at >= 3 && value.bytes[at] == '\xED' && (value.bytes[at + 1] & 0xE0) == 0xA0 &&
           (value.bytes[at + 2] & 0xC0) == 0x80;
}

text escape_html_text(struct arena *arena, text value)
{
    struct buffer out;
    buffer_init(&out, arena);
    escape_html(&out, value);
    return buffer_finish(&out);
}

void escape_xml(struct buffer *out, text value)
{
    size_t at = 0;
    while (append_run(out, value, &at, XML)) {
        if (!(value.bytes[at] & 0x80)) {
            buffer_append(out, markup_reference(value.bytes[at++]));
        } else if (is_encoded_surrogate(value, at)) {
            at += 3;
        } else {
            uint32_t code_point = text_next_code_point(value, &at);
            if (code_point != 0xFFFE && code_point != 0xFFFF)
                buffer_append_code_point(out, code_point);
        }
    }
}

/* Of what has four hexadecimal digits. */
static void append_json_number(struct buffer *out, uint32_t code_point)
{
    static const char digits[] = "0123456789abcdef";
    char escape[] = { '\\', 'u', digits[code_point >> 12 & 15], digits[code_point >> 8 & 15],
        digits[code_point >> 4 & 15], digits[code_point & 15] };
    buffer_append(out, (text){ escape, sizeof escape });
}

static void append_json_escape(struct buffer *out, uint32_t code_point)
{
    switch (code_point) {
    case '"': buffer_append_literal(out, "\\\""); break;
    case '\\': buffer_append_literal(out, "\\\\"); break;
    case '\n': buffer_append_literal(out, "\\n"); break;
    case '\r': buffer_append_literal(out, "\\r"); break;
    case '\t': buffer_append_literal(out, "\\t"); break;
    default: append_json_number(out, code_point); break;
    }
}

void escape_json(struct buffer *out, text value)
{
    size_t at = 0;
    while (append_run(out, value, &at, JSON)) {
        uint32_t code_point = text_next_code_point(value, &at);
        if (code_point < 0x80 || code_point == 0x2028 || code_point == 0x2029)
            append_json_escape(out, code_point);
        else
            buffer_append_code_point(out, code_point);
    }
}

/* Characters that are not seen, but change what is seen or what a word is: C1 controls, soft hyphens,
 * zero-width blanks, line separators, bidi marks and overrides. */
static bool misleads_terminal(uint32_t code_point)
{
    return (code_point >= 0x80 && code_point <= 0x9F) || code_point == 0xAD || code_point == 0x061C ||
           code_point == 0x200B || code_point == 0x2060 || (code_point >= 0x200E && code_point <= 0x200F) ||
           (code_point >= 0x2028 && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069) ||
           code_point == 0xFEFF;
}

void escape_terminal(struct buffer *out, text value)
{
    size_t at = 0;
    while (append_run(out, value, &at, TERMINAL)) {
        size_t start = at;
        uint32_t code_point = text_next_code_point(value, &at);
        if (at - start == 1)
            buffer_print(out, "\\x%02x", (unsigned char)value.bytes[start]);
        else if (misleads_terminal(code_point))
            buffer_print(out, "\\u{%x}", (unsigned)code_point);
        else
            buffer_append_code_point(out, code_point);
    }
}

void escape_pattern(struct buffer *out, text value)
{
    static const text special = TEXT_INIT("\\^$.[]|()?*+{}\"");
    for (size_t i = 0; i < value.length; i++) {
        if (text_find_byte(special, value.bytes[i], 0) != SIZE_MAX)
            buffer_append_byte(out, '\\');
        buffer_append_byte(out, value.bytes[i]);
    }
}

void escape_shell(struct buffer *out, text value)
{
    buffer_append_byte(out, '\'');
    for (size_t i = 0; i < value.length; i++) {
        if (value.bytes[i] == '\'')
            buffer_append_literal(out, "'\\''");
        else
            buffer_append_byte(out, value.bytes[i]);
    }
    buffer_append_byte(out, '\'');
}
