/* SPDX-License-Identifier: MIT */
/* A scanner over bytes. It steps over comments, so that an id in one does not count. */
#include "base/tag.h"
#include "base/byte.h"
#include "base/count.h"

/* What may end a word. */
enum { SPACE = 1, GREATER = 2, SLASH = 4, EQUALS = 8 };

static const unsigned char ends[256] = {
    [' '] = SPACE,
    ['\t'] = SPACE,
    ['\n'] = SPACE,
    ['\r'] = SPACE,
    ['\f'] = SPACE,
    ['>'] = GREATER,
    ['/'] = SLASH,
    ['='] = EQUALS,
};

static bool is_space(char byte)
{
    return ends[(unsigned char)byte] == SPACE;
}

static void skip_spaces(text html, size_t *at)
{
    while (*at < html.length && is_space(html.bytes[*at]))
        (*at)++;
}

/* Up to a byte of these kinds. */
static text take_word(text html, size_t *at, unsigned char until)
{
    size_t start = *at, end = start;
    while (end < html.length && !(ends[(unsigned char)html.bytes[end]] & until))
        end++;
    *at = end;
    return (text){ html.bytes + start, end - start };
}

static text take_attribute_value(text html, size_t *at)
{
    char quote = *at < html.length ? html.bytes[*at] : '\0';
    if (quote != '"' && quote != '\'')
        return take_word(html, at, SPACE | GREATER);
    size_t start = *at + 1;
    size_t end = text_find_byte(html, quote, start);
    *at = end == SIZE_MAX ? html.length : end + 1;
    if (end == SIZE_MAX)
        return TEXT_NONE;
    return text_slice(html, start, end - start);
}

text tag_attribute(text html, size_t *at, text *value)
{
    *value = TEXT_NONE;
    skip_spaces(html, at);
    while (*at < html.length && html.bytes[*at] == '/') {
        (*at)++;
        skip_spaces(html, at);
    }
    if (*at >= html.length || html.bytes[*at] == '>') {
        *at += *at < html.length;
        return TEXT("");
    }
    size_t start = *at;
    text name = take_word(html, at, SPACE | EQUALS | GREATER | SLASH);
    *at += *at == start; /* a stray '=' */
    size_t behind = *at;
    skip_spaces(html, &behind);
    if (behind < html.length && html.bytes[behind] == '=') {
        *at = behind + 1;
        skip_spaces(html, at);
        *value = take_attribute_value(html, at);
    }
    return name.length > 0 ? name : TEXT("=");
}

static bool is_raw_text(text name)
{
    static const text names[] = { TEXT_INIT("script"), TEXT_INIT("style"), TEXT_INIT("textarea"),
        TEXT_INIT("iframe"), TEXT_INIT("xmp") };
    return text_is_one_of_ignoring_ascii_case(name, names, COUNT(names));
}

void tag_skip_raw_text(text html, text name, size_t *at)
{
    if (!is_raw_text(name))
        return;
    while ((*at = text_find(html, TEXT("</"), *at)) != SIZE_MAX) {
        *at += 2;
        if (text_equal_ignoring_ascii_case(tag_name_at(html, *at), name))
            return;
    }
    *at = html.length;
}

/* HTML, 13.2.5.43 to 13.2.5.52: the dashes of the start count for "-->", but not for "--!>". */
size_t tag_comment_end(text html, size_t at)
{
    static const text start = TEXT_INIT("<!--");
    if (!text_starts_with(text_from(html, at), start))
        return at;
    for (size_t dashes = at + 2; (dashes = text_find(html, TEXT("--"), dashes)) != SIZE_MAX; dashes++) {
        text rest = text_from(html, dashes + 2);
        if (text_starts_with(rest, TEXT(">")))
            return dashes + 3;
        if (dashes >= at + start.length && text_starts_with(rest, TEXT("!>")))
            return dashes + 4;
    }
    return html.length;
}

text tag_name_at(text html, size_t at)
{
    return take_word(html, &at, SPACE | GREATER | SLASH);
}

text tag_next(text html, size_t *at)
{
    while ((*at = text_find_byte(html, '<', *at)) != SIZE_MAX) {
        bool may_be_comment = *at + 1 < html.length && html.bytes[*at + 1] == '!';
        size_t end = may_be_comment ? tag_comment_end(html, *at) : *at;
        if (end > *at) {
            *at = end;
            continue;
        }
        (*at)++;
        if (*at < html.length && byte_is_letter(html.bytes[*at]))
            return take_word(html, at, SPACE | GREATER | SLASH);
    }
    *at = html.length;
    return TEXT_NONE;
}

text tag_next_link(text html, size_t *offset)
{
    text name, value, link = TEXT_NONE;
    while (!link.bytes && tag_next(html, offset).bytes)
        while ((name = tag_attribute(html, offset, &value)).length > 0)
            if (!link.bytes && text_equal(name, TEXT("href")))
                link = value;
    return link;
}

/* "<!--!>" ends in what is no end, as its dashes are those of the start. */
bool tag_comment_is_closed(text comment)
{
    static const text shortest = TEXT_INIT("<!----!>");
    return text_ends_with(comment, TEXT("-->")) ||
           (text_ends_with(comment, TEXT("--!>")) && comment.length >= shortest.length);
}

bool tag_is_component(text name)
{
    bool has_small = false;
    for (size_t i = 0; i < name.length; i++)
        has_small |= byte_is_lower(name.bytes[i]);
    return has_small && name.length > 1 && name.bytes[0] >= 'A' && name.bytes[0] <= 'Z';
}
