/* SPDX-License-Identifier: MIT */
/*
 * Tags are what stands between '<' and the next '>', as markupsafe has it: markup that is safe has no '>' in
 * its attributes that matters for its words. Names of references are those of HTML that prose uses.
 */
#include "template/markup.h"
#include "base/count.h"
#include "base/tag.h"
#include "base/byte.h"
#include "base/arena.h"
#include "base/escape.h"
#include <string.h>

struct reference {
    text name;
    uint32_t code_point;
};

static const struct reference references[] = {
    { TEXT_INIT("amp"), '&' }, { TEXT_INIT("lt"), '<' }, { TEXT_INIT("gt"), '>' }, { TEXT_INIT("quot"), '"' },
    { TEXT_INIT("apos"), '\'' }, { TEXT_INIT("nbsp"), 0xA0 }, { TEXT_INIT("iexcl"), 0xA1 },
    { TEXT_INIT("cent"), 0xA2 }, { TEXT_INIT("pound"), 0xA3 }, { TEXT_INIT("curren"), 0xA4 },
    { TEXT_INIT("yen"), 0xA5 }, { TEXT_INIT("brvbar"), 0xA6 }, { TEXT_INIT("sect"), 0xA7 },
    { TEXT_INIT("uml"), 0xA8 }, { TEXT_INIT("copy"), 0xA9 }, { TEXT_INIT("ordf"), 0xAA },
    { TEXT_INIT("laquo"), 0xAB }, { TEXT_INIT("not"), 0xAC }, { TEXT_INIT("shy"), 0xAD },
    { TEXT_INIT("reg"), 0xAE }, { TEXT_INIT("macr"), 0xAF }, { TEXT_INIT("deg"), 0xB0 },
    { TEXT_INIT("plusmn"), 0xB1 }, { TEXT_INIT("sup2"), 0xB2 }, { TEXT_INIT("sup3"), 0xB3 },
    { TEXT_INIT("acute"), 0xB4 }, { TEXT_INIT("micro"), 0xB5 }, { TEXT_INIT("para"), 0xB6 },
    { TEXT_INIT("middot"), 0xB7 }, { TEXT_INIT("cedil"), 0xB8 }, { TEXT_INIT("sup1"), 0xB9 },
    { TEXT_INIT("ordm"), 0xBA }, { TEXT_INIT("raquo"), 0xBB }, { TEXT_INIT("frac14"), 0xBC },
    { TEXT_INIT("frac12"), 0xBD }, { TEXT_INIT("frac34"), 0xBE }, { TEXT_INIT("iquest"), 0xBF },
    { TEXT_INIT("Agrave"), 0xC0 }, { TEXT_INIT("Aacute"), 0xC1 }, { TEXT_INIT("Acirc"), 0xC2 },
    { TEXT_INIT("Atilde"), 0xC3 }, { TEXT_INIT("Auml"), 0xC4 }, { TEXT_INIT("Aring"), 0xC5 },
    { TEXT_INIT("AElig"), 0xC6 }, { TEXT_INIT("Ccedil"), 0xC7 }, { TEXT_INIT("Egrave"), 0xC8 },
    { TEXT_INIT("Eacute"), 0xC9 }, { TEXT_INIT("Ecirc"), 0xCA }, { TEXT_INIT("Euml"), 0xCB },
    { TEXT_INIT("Igrave"), 0xCC }, { TEXT_INIT("Iacute"), 0xCD }, { TEXT_INIT("Icirc"), 0xCE },
    { TEXT_INIT("Iuml"), 0xCF }, { TEXT_INIT("ETH"), 0xD0 }, { TEXT_INIT("Ntilde"), 0xD1 },
    { TEXT_INIT("Ograve"), 0xD2 }, { TEXT_INIT("Oacute"), 0xD3 }, { TEXT_INIT("Ocirc"), 0xD4 },
    { TEXT_INIT("Otilde"), 0xD5 }, { TEXT_INIT("Ouml"), 0xD6 }, { TEXT_INIT("times"), 0xD7 },
    { TEXT_INIT("Oslash"), 0xD8 }, { TEXT_INIT("Ugrave"), 0xD9 }, { TEXT_INIT("Uacute"), 0xDA },
    { TEXT_INIT("Ucirc"), 0xDB }, { TEXT_INIT("Uuml"), 0xDC }, { TEXT_INIT("Yacute"), 0xDD },
    { TEXT_INIT("THORN"), 0xDE }, { TEXT_INIT("szlig"), 0xDF }, { TEXT_INIT("agrave"), 0xE0 },
    { TEXT_INIT("aacute"), 0xE1 }, { TEXT_INIT("acirc"), 0xE2 }, { TEXT_INIT("atilde"), 0xE3 },
    { TEXT_INIT("auml"), 0xE4 }, { TEXT_INIT("aring"), 0xE5 }, { TEXT_INIT("aelig"), 0xE6 },
    { TEXT_INIT("ccedil"), 0xE7 }, { TEXT_INIT("egrave"), 0xE8 }, { TEXT_INIT("eacute"), 0xE9 },
    { TEXT_INIT("ecirc"), 0xEA }, { TEXT_INIT("euml"), 0xEB }, { TEXT_INIT("igrave"), 0xEC },
    { TEXT_INIT("iacute"), 0xED }, { TEXT_INIT("icirc"), 0xEE }, { TEXT_INIT("iuml"), 0xEF },
    { TEXT_INIT("eth"), 0xF0 }, { TEXT_INIT("ntilde"), 0xF1 }, { TEXT_INIT("ograve"), 0xF2 },
    { TEXT_INIT("oacute"), 0xF3 }, { TEXT_INIT("ocirc"), 0xF4 }, { TEXT_INIT("otilde"), 0xF5 },
    { TEXT_INIT("ouml"), 0xF6 }, { TEXT_INIT("divide"), 0xF7 }, { TEXT_INIT("oslash"), 0xF8 },
    { TEXT_INIT("ugrave"), 0xF9 }, { TEXT_INIT("uacute"), 0xFA }, { TEXT_INIT("ucirc"), 0xFB },
    { TEXT_INIT("uuml"), 0xFC }, { TEXT_INIT("yacute"), 0xFD }, { TEXT_INIT("thorn"), 0xFE },
    { TEXT_INIT("yuml"), 0xFF }, { TEXT_INIT("OElig"), 0x152 }, { TEXT_INIT("oelig"), 0x153 },
    { TEXT_INIT("Scaron"), 0x160 }, { TEXT_INIT("scaron"), 0x161 }, { TEXT_INIT("ensp"), 0x2002 },
    { TEXT_INIT("emsp"), 0x2003 }, { TEXT_INIT("thinsp"), 0x2009 }, { TEXT_INIT("zwnj"), 0x200C },
    { TEXT_INIT("zwj"), 0x200D }, { TEXT_INIT("ndash"), 0x2013 }, { TEXT_INIT("mdash"), 0x2014 },
    { TEXT_INIT("lsquo"), 0x2018 }, { TEXT_INIT("rsquo"), 0x2019 }, { TEXT_INIT("sbquo"), 0x201A },
    { TEXT_INIT("ldquo"), 0x201C }, { TEXT_INIT("rdquo"), 0x201D }, { TEXT_INIT("bdquo"), 0x201E },
    { TEXT_INIT("dagger"), 0x2020 }, { TEXT_INIT("Dagger"), 0x2021 }, { TEXT_INIT("bull"), 0x2022 },
    { TEXT_INIT("hellip"), 0x2026 }, { TEXT_INIT("permil"), 0x2030 }, { TEXT_INIT("prime"), 0x2032 },
    { TEXT_INIT("lsaquo"), 0x2039 }, { TEXT_INIT("rsaquo"), 0x203A }, { TEXT_INIT("euro"), 0x20AC },
    { TEXT_INIT("trade"), 0x2122 }, { TEXT_INIT("larr"), 0x2190 }, { TEXT_INIT("uarr"), 0x2191 },
    { TEXT_INIT("rarr"), 0x2192 }, { TEXT_INIT("darr"), 0x2193 }, { TEXT_INIT("harr"), 0x2194 },
    { TEXT_INIT("minus"), 0x2212 }, { TEXT_INIT("asymp"), 0x2248 }, { TEXT_INIT("ne"), 0x2260 },
    { TEXT_INIT("le"), 0x2264 }, { TEXT_INIT("ge"), 0x2265 },
    /* to add one: its name without '&' and ';', and its character */
};

enum { REFERENCE_LENGTH_MAX = 12 };

/* Of what stands between '&' and ';'. 0 when it is no reference. */
static uint32_t number_of(text name)
{
    bool is_hexadecimal = name.length > 1 && (name.bytes[1] == 'x' || name.bytes[1] == 'X');
    int base = is_hexadecimal ? 16 : 10;
    text digits = text_from(name, is_hexadecimal ? 2 : 1);
    uint32_t number = 0;
    for (size_t i = 0; i < digits.length; i++) {
        int digit = byte_digit(digits.bytes[i]);
        if (digit >= base)
            return 0;
        number = number * (uint32_t)base + (uint32_t)digit;
        if (number > 0x10FFFF)
            return 0xFFFD;
    }
    bool is_surrogate = number >= 0xD800 && number <= 0xDFFF;
    return is_surrogate ? 0xFFFD : number;
}

static uint32_t code_point_of(text name)
{
    if (name.length > 0 && name.bytes[0] == '#')
        return number_of(name);
    for (size_t i = 0; i < COUNT(references); i++)
        if (text_equal(references[i].name, name))
            return references[i].code_point;
    return 0;
}

/* The name of the reference that begins at `at` with '&'; absent when no ';' follows soon. */
static text reference_name(text markup, size_t at)
{
    text rest = text_slice(markup, at + 1, REFERENCE_LENGTH_MAX);
    size_t end = text_find_byte(rest, ';', 0);
    return end == SIZE_MAX ? TEXT_NONE : text_slice(rest, 0, end);
}

size_t markup_reference(text markup, size_t at, uint32_t *code_point)
{
    text name = markup.bytes[at] == '&' ? reference_name(markup, at) : TEXT_NONE;
    *code_point = name.bytes ? code_point_of(name) : 0;
    return *code_point ? name.length + 2 : 0;
}

/* Character references (&amp; &#8217; &#x2019; &mdash; …) as characters; what is none stays. */
static void append_resolved(struct buffer *out, text markup)
{
    for (size_t at = 0; at < markup.length;) {
        uint32_t code_point;
        size_t length = markup_reference(markup, at, &code_point);
        if (length)
            buffer_append_code_point(out, code_point);
        else
            buffer_append_byte(out, markup.bytes[at]);
        at += length ? length : 1;
    }
}

/* The end of the tag or comment that begins at `at`; `at` itself when there is none. */
static size_t tag_end(text markup, size_t at)
{
    if (markup.bytes[at] != '<')
        return at;
    size_t comment_end = tag_comment_end(markup, at);
    if (comment_end != at)
        return comment_end;
    size_t end = text_find_byte(markup, '>', at);
    return end == SIZE_MAX ? at : end + 1;
}

static text without_tags(struct arena *arena, text markup)
{
    struct buffer words;
    buffer_init(&words, arena);
    /* Once no tag ends any more, none is looked for: a row of '<' would be searched to its end for each. */
    bool may_end = true;
    for (size_t at = 0; at < markup.length;) {
        size_t end = may_end ? tag_end(markup, at) : at;
        if (markup.bytes[at] == '<' && end == at)
            may_end = false;
        if (end == at)
            buffer_append_byte(&words, markup.bytes[at++]);
        else
            at = end;
    }
    return buffer_text(&words);
}

text markup_strip_tags(struct arena *arena, text markup)
{
    text words = text_trim(without_tags(arena, markup));
    struct buffer joined, resolved;
    buffer_init(&joined, arena);
    buffer_init(&resolved, arena);
    for (size_t i = 0; i < words.length; i++) {
        if (!byte_is_space(words.bytes[i]))
            buffer_append_byte(&joined, words.bytes[i]);
        else if (!byte_is_space(words.bytes[i + 1]))
            buffer_append_byte(&joined, ' ');
    }
    append_resolved(&resolved, buffer_text(&joined));
    text stripped = buffer_text(&resolved);
    return stripped.bytes ? stripped : TEXT("");
}

void markup_append_attribute(struct buffer *out, text markup)
{
    struct arena arena;
    arena_init(&arena);
    text words = without_tags(&arena, markup);
    for (size_t at = 0; at < words.length;) {
        uint32_t code_point;
        size_t length = markup_reference(words, at, &code_point);
        if (length)
            buffer_append(out, text_slice(words, at, length));
        else
            escape_html(out, text_slice(words, at, 1));
        at += length ? length : 1;
    }
    arena_release(&arena);
}

struct value markup_words(struct arena *arena, const struct value *value)
{
    if (value->kind != VALUE_TEXT || !value->is_safe)
        return *value;
    bool has_marks = text_find_byte(value->as.text, '<', 0) != SIZE_MAX ||
                     text_find_byte(value->as.text, '&', 0) != SIZE_MAX;
    return has_marks ? value_text(markup_strip_tags(arena, value->as.text)) : *value;
}
