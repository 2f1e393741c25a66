/* SPDX-License-Identifier: MIT */
/*
 * Filters on text. What Python's str methods count in, code points, is counted in here too. A safe input
 * gives a safe result where Jinja does it so, and then whatever comes from outside (the end of a cut, a
 * replacement) is escaped.
 */
#include "template/filters_text.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/byte.h"
#include "base/slug.h"
#include "base/unicode_words.h"
#include "template/filters_arguments.h"
#include "template/markup.h"
#include <string.h>

static bool input_is_safe(const struct template_call *call)
{
    return call->input.kind == VALUE_TEXT && call->input.is_safe;
}

struct value filter_text_string(struct template_call *call, void *data)
{
    (void)data;
    text value;
    if (!filter_input_text(call, &value))
        return value_undefined();
    return filter_text_like_input(call, value);
}

struct value filter_text_upper(struct template_call *call, void *data)
{
    text value;
    if (!filter_input_text(call, &value))
        return value_undefined();
    return filter_text_like_input(call, filter_upper(data, call->arena, value));
}

struct value filter_text_lower(struct template_call *call, void *data)
{
    text value;
    if (!filter_input_text(call, &value))
        return value_undefined();
    return filter_text_like_input(call, filter_lower(data, call->arena, value));
}

/* First character upper, the others lower case. */
static void append_capitalized(struct buffer *out, struct unicode *unicode, struct arena *arena, text value)
{
    size_t first_length = 0;
    if (value.length)
        text_next_code_point(value, &first_length);
    buffer_append(out, filter_upper(unicode, arena, text_slice(value, 0, first_length)));
    buffer_append(out, filter_lower(unicode, arena, text_from(value, first_length)));
}

struct value filter_text_capitalize(struct template_call *call, void *data)
{
    text value;
    if (!filter_input_text(call, &value))
        return value_undefined();
    struct buffer out;
    buffer_init(&out, call->arena);
    append_capitalized(&out, data, call->arena, value);
    return filter_text_like_input(call, buffer_text(&out));
}

/* A word begins after white space and after - ( { [ <. */
static bool is_word_break(uint32_t code_point)
{
    return filter_is_space(code_point) ||
           (code_point < 0x80 && code_point > 0 && strchr("-({[<", (int)code_point));
}

struct value filter_text_title(struct template_call *call, void *data)
{
    text value;
    if (!filter_input_text(call, &value))
        return value_undefined();
    struct buffer out;
    buffer_init(&out, call->arena);
    buffer_reserve(&out, value.length + 1);
    for (size_t at = 0, start = 0; at < value.length;) {
        size_t before = at;
        bool is_break = is_word_break(text_next_code_point(value, &at));
        if (!is_break && at < value.length)
            continue;
        size_t end = is_break ? before : at;
        append_capitalized(&out, data, call->arena, text_slice(value, start, end - start));
        buffer_append(&out, text_slice(value, end, at - end));
        start = at;
    }
    return value_text(buffer_text(&out));
}

static bool is_among(text characters, uint32_t code_point)
{
    for (size_t at = 0; at < characters.length;)
        if (text_next_code_point(characters, &at) == code_point)
            return true;
    return false;
}

/* Absent `characters` mean white space. */
static bool is_trimmed(text characters, uint32_t code_point)
{
    return characters.bytes ? is_among(characters, code_point) : filter_is_space(code_point);
}

static text trimmed(text value, text characters)
{
    size_t start = 0, end = value.length;
    for (size_t at = 0; at < end && is_trimmed(characters, text_next_code_point(value, &at));)
        start = at;
    while (end > start) {
        text last = text_last_character(text_slice(value, 0, end));
        size_t at = 0;
        if (!is_trimmed(characters, text_next_code_point(last, &at)))
            break;
        end -= last.length;
    }
    return text_slice(value, start, end - start);
}

struct value filter_text_trim(struct template_call *call, void *data)
{
    (void)data;
    text value, characters;
    if (!filter_input_text(call, &value) || !filter_option_text(call, 0, TEXT_NONE, &characters))
        return value_undefined();
    return filter_text_like_input(call, trimmed(value, characters));
}

/* The first `count` code points. */
static text front(text value, size_t count)
{
    size_t at = 0;
    while (count-- > 0 && at < value.length)
        text_next_code_point(value, &at);
    return text_slice(value, 0, at);
}

struct value filter_text_truncate(struct template_call *call, void *data)
{
    (void)data;
    text value, end;
    int64_t length, leeway;
    bool may_cut_words;
    if (!filter_input_text(call, &value) || !filter_option_integer(call, 0, 255, &length) ||
        !filter_option_bool(call, 1, &may_cut_words) || !filter_option_text(call, 2, TEXT("..."), &end) ||
        !filter_option_integer(call, 3, 5, &leeway))
        return value_undefined();
    int64_t end_length = (int64_t)text_code_point_count(end);
    if (length < end_length)
        return template_call_fail(
            call, "expected length >= %lld, found %lld", (long long)end_length, (long long)length);
    if (leeway < 0)
        return template_call_fail(call, "expected leeway >= 0, found %lld", (long long)leeway);
    const struct value shown = markup_words(call->arena, &call->input);
    bool is_cut_markup = input_is_safe(call) && !shown.is_safe;
    text words = is_cut_markup ? shown.as.text : value;
    if ((int64_t)text_code_point_count(words) - leeway <= length)
        return filter_text_like_input(call, value);
    text kept = front(words, (size_t)(length - end_length));
    size_t blank = text_find_last_byte(kept, ' ');
    if (!may_cut_words && blank != SIZE_MAX)
        kept = text_slice(kept, 0, blank);
    const struct value *end_value = filter_argument(call, 2);
    if (input_is_safe(call) && !is_cut_markup && end_value)
        end = filter_escaped(call->arena, end_value);
    text cut = text_join(call->arena, (text[]){ kept, end }, 2, TEXT(""));
    return is_cut_markup ? value_text(cut) : filter_text_like_input(call, cut);
}

/* Without Unicode's data: ASCII letters and digits, '_', and all beyond ASCII but blanks and punctuation. */
static bool is_word_character(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point == '_' || (code_point >= '0' && code_point <= '9') ||
               ((code_point | 32) >= 'a' && (code_point | 32) <= 'z');
    return code_point >= 0xC0 && !(code_point >= 0x2000 && code_point <= 0x206F) &&
           !(code_point >= 0x3000 && code_point <= 0x3003);
}

static size_t count_words(text value)
{
    size_t count = 0;
    bool was_in_word = false;
    for (size_t at = 0; at < value.length;) {
        bool is_in_word = is_word_character(text_next_code_point(value, &at));
        count += is_in_word && !was_in_word;
        was_in_word = is_in_word;
    }
    return count;
}

struct value filter_text_wordcount(struct template_call *call, void *data)
{
    text value;
    if (!filter_input_text(call, &value))
        return value_undefined();
    return value_integer((int64_t)(data ? unicode_word_count(data, value) : count_words(value)));
}

enum { REPLACED_BYTES_MAX = 64 << 20 };

/* At most `count` replacements; negative is all. False when it fails. */
static bool replace(struct template_call *call, text value, text from, text to, int64_t count, text *result)
{
    struct buffer out;
    buffer_init(&out, call->arena);
    size_t start = 0;
    while (count != 0) {
        size_t at = text_find(value, from, start);
        if (at == SIZE_MAX)
            break;
        if (out.length + to.length + value.length > REPLACED_BYTES_MAX) {
            template_call_fail(call, "the text is too long");
            return false;
        }
        buffer_append(&out, text_slice(value, start, at - start));
        buffer_append(&out, to);
        start = at + from.length;
        count -= count > 0;
    }
    buffer_append(&out, text_from(value, start));
    *result = buffer_text(&out);
    return true;
}

static bool argument_is_safe(const struct template_call *call, size_t index)
{
    const struct value *argument = filter_argument(call, index);
    return argument && argument->kind == VALUE_TEXT && argument->is_safe;
}

/* A safe text on either side makes the result safe: the input and then the arguments are escaped unless safe.
 */
struct value filter_text_replace(struct template_call *call, void *data)
{
    (void)data;
    text value, from, to;
    int64_t count;
    if (!filter_input_text(call, &value) || !filter_option_text(call, 0, TEXT(""), &from) ||
        !filter_option_text(call, 1, TEXT(""), &to) || !filter_option_integer(call, 2, -1, &count))
        return value_undefined();
    if (from.length == 0)
        return template_call_fail(call, "the text to be replaced is empty");
    bool is_safe = input_is_safe(call) || argument_is_safe(call, 0) || argument_is_safe(call, 1);
    if (!is_safe)
        return replace(call, value, from, to, count, &value) ? value_text(value) : value_undefined();
    value = input_is_safe(call) ? value : filter_escaped(call->arena, &call->input);
    from = filter_escaped(call->arena, filter_argument(call, 0));
    const struct value *replacement = filter_argument(call, 1);
    to = replacement ? filter_escaped(call->arena, replacement) : to;
    return replace(call, value, from, to, count, &value) ? value_safe_text(value) : value_undefined();
}

/* The next line without its end (\n, \r\n or \r); `rest` becomes absent after the last. */
static text next_line(text *rest)
{
    size_t end = 0;
    while (end < rest->length && rest->bytes[end] != '\n' && rest->bytes[end] != '\r')
        end++;
    text line = text_slice(*rest, 0, end);
    bool is_pair = text_starts_with(text_from(*rest, end), TEXT("\r\n"));
    *rest = end < rest->length ? text_from(*rest, end + 1 + is_pair) : TEXT_NONE;
    return line;
}

static bool read_indention(struct template_call *call, text *indention)
{
    const struct value *width = filter_argument(call, 0);
    if (width && width->kind == VALUE_TEXT) {
        *indention = input_is_safe(call) ? filter_escaped(call->arena, width) : width->as.text;
        return true;
    }
    int64_t count = 4;
    if (width && !filter_count(call, 0, 0, 200, &count))
        return false;
    *indention = text_format(call->arena, "%*s", (int)count, "");
    return true;
}

struct value filter_text_indent(struct template_call *call, void *data)
{
    (void)data;
    text value, indention;
    bool indents_first, indents_blank;
    if (!filter_input_text(call, &value) || !read_indention(call, &indention) ||
        !filter_option_bool(call, 1, &indents_first) || !filter_option_bool(call, 2, &indents_blank))
        return value_undefined();
    struct buffer out;
    buffer_init(&out, call->arena);
    text rest = value;
    for (bool is_first = true; rest.bytes; is_first = false) {
        text line = next_line(&rest);
        if (!is_first)
            buffer_append_byte(&out, '\n');
        bool is_indented = is_first ? indents_first : indents_blank || line.length > 0;
        if (is_indented)
            buffer_append(&out, indention);
        buffer_append(&out, line);
    }
    return filter_text_like_input(call, buffer_text(&out));
}

struct value filter_text_slug(struct template_call *call, void *data)
{
    text value;
    if (!filter_input_text(call, &value))
        return value_undefined();
    if (data)
        return value_text(slug_make(data, call->arena, value, call->lang));
    struct buffer out;
    buffer_init(&out, call->arena);
    text lower = text_lower_ascii(call->arena, value);
    for (size_t i = 0; i < lower.length; i++) {
        char byte = lower.bytes[i];
        bool is_kept = byte_is_lower(byte) || byte_is_digit(byte);
        if (is_kept)
            buffer_append_byte(&out, byte);
        else if (out.length > 0 && out.bytes[out.length - 1] != '-')
            buffer_append_byte(&out, '-');
    }
    text made = buffer_text(&out);
    if (text_ends_with(made, TEXT("-")))
        made.length--;
    return value_text(made.bytes ? made : TEXT(""));
}
