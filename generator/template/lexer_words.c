/* SPDX-License-Identifier: MIT */
/*
 * Strings have Python's escapes, as Jinja's do; numbers may have '_' between digits and the prefixes 0x, 0o
 * and 0b. A number that does not fit is reported rather than rounded.
 */
#include "template/lexer_words.h"
#include "base/byte.h"
#include "base/count.h"
#include "model/name.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static char peek(const struct lexer_word *word, size_t ahead)
{
    return word->at + ahead < word->contents.length ? word->contents.bytes[word->at + ahead] : '\0';
}

static bool read_name(struct lexer_word *word, struct token *token)
{
    size_t start = word->at;
    while (name_takes_in_layout(peek(word, 0), word->at == start))
        word->at++;
    token->kind = TOKEN_NAME;
    token->text = text_slice(word->contents, start, word->at - start);
    return true;
}

/* Up to `most` digits of `base`; the count of those read. */
static size_t read_digits(struct lexer_word *word, int base, size_t most, uint32_t *number)
{
    size_t count = 0;
    for (*number = 0; count < most && byte_digit(peek(word, 0)) < base; count++, word->at++)
        *number = *number * (uint32_t)base + (uint32_t)byte_digit(peek(word, 0));
    return count;
}

static void read_numbered_escape(struct lexer_word *word, struct buffer *out, int base, size_t digits)
{
    uint32_t number;
    size_t count = read_digits(word, base, digits, &number);
    bool is_surrogate = number >= 0xD800 && number <= 0xDFFF;
    if ((base == 16 && count < digits) || number > 0x10FFFF || is_surrogate)
        word->problem = "the escape in the string names no character";
    else
        buffer_append_code_point(out, number);
}

/* escape = "\" …, word->at is behind the backslash. */
static void read_escape(struct lexer_word *word, struct buffer *out)
{
    static const char letters[] = "abfnrtv\\'\"", meanings[] = "\a\b\f\n\r\t\v\\'\"";
    word->at += peek(word, 0) == '\r' && peek(word, 1) == '\n';
    char letter = peek(word, 0);
    const char *found = letter ? strchr(letters, letter) : NULL;
    if (byte_digit(letter) < 8) {
        read_numbered_escape(word, out, 8, 3);
        return;
    }
    word->at++;
    if (found)
        buffer_append_byte(out, meanings[found - letters]);
    else if (letter == 'x')
        read_numbered_escape(word, out, 16, 2);
    else if (letter == 'u')
        read_numbered_escape(word, out, 16, 4);
    else if (letter == 'U')
        read_numbered_escape(word, out, 16, 8);
    else if (letter != '\n') {
        buffer_append_byte(out, '\\');
        buffer_append_byte(out, letter);
    }
}

static bool read_string(struct lexer_word *word, struct token *token)
{
    char quote = peek(word, 0);
    struct buffer value;
    buffer_init(&value, word->arena);
    size_t start = ++word->at;
    token->kind = TOKEN_STRING;
    while (word->at < word->contents.length && peek(word, 0) != quote) {
        word->at += peek(word, 0) == '\r' && peek(word, 1) == '\n';
        if (peek(word, 0) == '\\' && word->at + 1 < word->contents.length) {
            word->at++;
            read_escape(word, &value);
        } else {
            buffer_append_byte(&value, word->contents.bytes[word->at++]);
        }
    }
    token->text = value.length ? buffer_text(&value) : TEXT("");
    if (word->at < word->contents.length) {
        word->at++;
        return true;
    }
    /* Read on behind the line, or one lost quote would swallow the rest of the layout. */
    size_t line_end = text_find_byte(word->contents, '\n', start);
    size_t tag_end = text_find(word->contents, TEXT("}}"), start),
           other_end = text_find(word->contents, TEXT("%}"), start);
    tag_end = other_end < tag_end ? other_end : tag_end;
    word->at = tag_end < line_end ? tag_end : line_end == SIZE_MAX ? word->contents.length : line_end;
    word->problem = "the string is not closed";
    return true;
}

/* Copies digits without their '_'; false when the text is no number any more. */
static void copy_digits(struct lexer_word *word, struct buffer *out)
{
    while (byte_is_digit(peek(word, 0)) || (peek(word, 0) == '_' && byte_is_digit(peek(word, 1)))) {
        if (peek(word, 0) != '_')
            buffer_append_byte(out, peek(word, 0));
        word->at++;
    }
}

static void read_prefixed(struct lexer_word *word, struct token *token, int base)
{
    uint64_t number = 0;
    size_t start = word->at += 2;
    while (byte_digit(peek(word, peek(word, 0) == '_')) < base) {
        word->at += peek(word, 0) == '_';
        if (number > INT64_MAX / (uint64_t)base)
            word->problem = "the number is too large";
        number = number * (uint64_t)base + (uint64_t)byte_digit(peek(word, 0));
        word->at++;
    }
    if (word->at == start) {
        word->problem = "the number has no digits";
        word->at += peek(word, 0) == '_';
    }
    token->number.integer = (int64_t)(number & INT64_MAX);
}

static void read_fraction(struct lexer_word *word, struct buffer *digits)
{
    if (peek(word, 0) == '.') {
        buffer_append_byte(digits, '.');
        word->at++;
        copy_digits(word, digits);
    }
    size_t sign = peek(word, 1) == '+' || peek(word, 1) == '-' ? 1 : 0;
    if ((peek(word, 0) | 0x20) != 'e' || !byte_is_digit(peek(word, 1 + sign)))
        return;
    for (size_t i = 0; i <= sign; i++)
        buffer_append_byte(digits, word->contents.bytes[word->at++]);
    copy_digits(word, digits);
}

static bool starts_fraction(const struct lexer_word *word)
{
    if (word->is_after_dot)
        return false;
    size_t sign = peek(word, 1) == '+' || peek(word, 1) == '-' ? 1 : 0;
    return (peek(word, 0) == '.' && byte_is_digit(peek(word, 1))) ||
           ((peek(word, 0) | 0x20) == 'e' && byte_is_digit(peek(word, 1 + sign)));
}

static bool read_number(struct lexer_word *word, struct token *token)
{
    static const struct {
        char letter;
        int base;
    } prefixes[] = { { 'x', 16 }, { 'o', 8 }, { 'b', 2 } };
    token->kind = TOKEN_INTEGER;
    for (size_t i = 0; peek(word, 0) == '0' && i < COUNT(prefixes); i++)
        if ((peek(word, 1) | 0x20) == prefixes[i].letter) {
            read_prefixed(word, token, prefixes[i].base);
            return true;
        }
    struct buffer digits;
    buffer_init(&digits, word->arena);
    copy_digits(word, &digits);
    bool is_float = starts_fraction(word);
    if (is_float)
        read_fraction(word, &digits);
    buffer_append_byte(&digits, '\0');
    errno = 0;
    if (is_float) {
        token->kind = TOKEN_FLOAT;
        token->number.floating = strtod(digits.bytes, NULL);
    } else {
        token->number.integer = strtoll(digits.bytes, NULL, 10);
    }
    /* A fraction that is too small is 0. */
    if (errno && !(is_float && token->number.floating < 1))
        word->problem = "the number is too large";
    return true;
}

bool lexer_word_read(struct lexer_word *word, struct token *token)
{
    char byte = peek(word, 0);
    size_t start = word->at;
    bool is_read = name_takes_in_layout(byte, true) ? read_name(word, token)
                   : byte == '"' || byte == '\''    ? read_string(word, token)
                   : byte_is_digit(byte)            ? read_number(word, token)
                                                    : false;
    if (is_read && token->kind != TOKEN_STRING)
        token->text = text_slice(word->contents, start, word->at - start);
    return is_read;
}
