/* SPDX-License-Identifier: MIT */
/*
 * Slugs: fold, then the language's own spellings, then to Latin letters without accents, then hyphens between
 * what is left. ASCII passes without ICU and comes out the same as with it. Heading ids only drop and lower.
 */
#include "base/slug.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/byte.h"
#include "base/unicode_utf16.h"
#include <string.h>

enum { CAPITAL_I_WITH_DOT = 0x130, COMBINING_DOT_ABOVE = 0x307 };

/*
 * Between the two steps go signs for soft and hard letters and for glottal stops, which say nothing in an
 * address, and invisible characters: Latin-ASCII would make quotes and hyphens of them, which cut words.
 */
static const UChar to_latin_id[] =
    u"Any-Latin; [[:Cf:]\u02B9\u02BA\u02BB\u02BC\u02BE\u02BF] Remove; Latin-ASCII";

/* How a language writes its letters where it has only ASCII. All other accents are dropped: å→a, ä→a, ł→l,
 * ø→o. */
static const struct spelling {
    text language;
    UChar letter; /* lower case */
    const char *ascii;
} spellings[] = {
    { TEXT_INIT("de"), 0x00E4, "ae" }, /* ä; ß is ss by case folding */
    { TEXT_INIT("de"), 0x00F6, "oe" }, /* ö */
    { TEXT_INIT("de"), 0x00FC, "ue" }, /* ü */
    { TEXT_INIT("da"), 0x00E6, "ae" }, /* æ */
    { TEXT_INIT("da"), 0x00F8, "oe" }, /* ø */
    { TEXT_INIT("da"), 0x00E5, "aa" }, /* å */
    { TEXT_INIT("nb"), 0x00E6, "ae" }, { TEXT_INIT("nb"), 0x00F8, "oe" }, { TEXT_INIT("nb"), 0x00E5, "aa" },
    { TEXT_INIT("nn"), 0x00E6, "ae" }, { TEXT_INIT("nn"), 0x00F8, "oe" }, { TEXT_INIT("nn"), 0x00E5, "aa" },
    { TEXT_INIT("no"), 0x00E6, "ae" }, { TEXT_INIT("no"), 0x00F8, "oe" }, { TEXT_INIT("no"), 0x00E5, "aa" },
    /* to add one: a row here, its test in tests/unit/test_slug.c, its line in the reference; addresses of old
       articles change */
};

/* "de" of "de-AT". */
static text primary_language(text language)
{
    size_t end = 0;
    while (end < language.length && language.bytes[end] != '-' && language.bytes[end] != '_')
        end++;
    return text_slice(language, 0, end);
}

static const char *spelling_find(text language, UChar unit)
{
    for (size_t i = 0; i < sizeof(spellings) / sizeof(*spellings); i++)
        if (spellings[i].letter == unit && text_equal_ignoring_ascii_case(spellings[i].language, language))
            return spellings[i].ascii;
    return NULL;
}

/* Replaces letters by the language's spellings, from `current` to `current`. */
static void spell(struct unicode *unicode, text language)
{
    struct utf16 *from = &unicode->current, *to = &unicode->other;
    utf16_reserve(to, (size_t)from->length * 2 + 1);
    to->length = 0;
    for (int32_t i = 0; i < from->length; i++) {
        const char *ascii = from->units[i] < 0x80 ? NULL : spelling_find(language, from->units[i]);
        if (!ascii)
            to->units[to->length++] = from->units[i];
        for (; ascii && *ascii; ascii++)
            to->units[to->length++] = (UChar)*ascii;
    }
    utf16_swap(unicode);
}

static UTransliterator *latin_of(struct unicode *unicode)
{
    if (!unicode->latin) {
        UErrorCode status = U_ZERO_ERROR;
        unicode->latin = icu()->utrans_openU(to_latin_id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
        unicode_die_on_failure(status, "transliteration");
    }
    return unicode->latin;
}

/* Its ASCII letter when it is one with accents, which transliteration drops; 0 when it is not. */
static UChar letter_without_accents(const struct unicode *unicode, UChar unit)
{
    UChar parts[8];
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = icu()->unorm2_getDecomposition(unicode->nfc, unit, parts, 8, &status);
    for (int32_t i = 1; i < count; i++)
        if (U_FAILURE(status) || icu()->u_charType(parts[i]) != U_NON_SPACING_MARK)
            return 0;
    return count > 1 && parts[0] < 0x80 && byte_is_letter_or_digit((char)parts[0]) ? parts[0] : 0;
}

/* Dashes, quotes and the like, of which hyphens are made whether or not they are made ASCII before. */
static bool is_punctuation(UChar unit)
{
    return (unit >= 0x2010 && unit <= 0x2027) ||
           (unit > 0xA0 && unit < 0xC0 && U_MASK(icu()->u_charType(unit)) & U_GC_P_MASK);
}

/* What needs no transliterator, which takes longer to open than a small archive to build: ASCII, letters of
 * ASCII with accents, and punctuation. */
static bool romanise_at_once(struct unicode *unicode)
{
    struct utf16 *from = &unicode->current, *to = &unicode->other;
    utf16_reserve(to, (size_t)from->length + 1);
    to->length = from->length;
    for (int32_t i = 0; i < from->length; i++) {
        UChar unit = from->units[i];
        if (unit >= 0x80 && !is_punctuation(unit))
            unit = letter_without_accents(unicode, unit);
        if (!unit)
            return false;
        to->units[i] = unit;
    }
    utf16_swap(unicode);
    return true;
}

/* ICU transliterates in place and says only afterwards that there was no room, so the source is kept for
 * another try. */
static void romanise(struct unicode *unicode)
{
    if (romanise_at_once(unicode))
        return;
    const UTransliterator *latin = latin_of(unicode);
    struct utf16 *from = &unicode->current, *to = &unicode->other;
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    for (size_t capacity = (size_t)from->length * 4 + 64; status == U_BUFFER_OVERFLOW_ERROR; capacity *= 2) {
        utf16_reserve(to, capacity);
        memcpy(to->units, from->units, (size_t)from->length * sizeof(UChar));
        int32_t limit = to->length = from->length;
        status = U_ZERO_ERROR;
        icu()->utrans_transUChars(latin, to->units, &to->length, to->capacity, 0, &limit, &status);
    }
    unicode_die_on_failure(status, "transliteration");
    utf16_swap(unicode);
}

/* The hyphen that is due, unless nothing is before it. */
static void append_due_hyphen(struct buffer *out, bool *is_due)
{
    if (*is_due && out->length > 0)
        buffer_append_byte(out, '-');
    *is_due = false;
}

static text slug_of_ascii(struct arena *arena, text value)
{
    struct buffer out;
    bool is_due = false;
    buffer_init(&out, arena);
    for (size_t i = 0; i < value.length; i++) {
        char byte = value.bytes[i];
        if (!byte_is_letter_or_digit(byte)) {
            is_due = true;
            continue;
        }
        append_due_hyphen(&out, &is_due);
        buffer_append_byte(&out, byte_to_lower(byte));
    }
    return out.length ? buffer_finish(&out) : TEXT("");
}

/* Marks stay only on letters of a script that could not be romanised; invisible ones do not cut a word. */
static void append_code_point(struct buffer *out, UChar32 code_point, bool *is_due)
{
    uint32_t type = U_MASK(icu()->u_charType(code_point));
    int32_t digit = type & U_GC_ND_MASK ? icu()->u_charDigitValue(code_point) : -1;
    if (type & (U_GC_L_MASK | U_GC_N_MASK)) {
        append_due_hyphen(out, is_due);
        buffer_append_code_point(
            out, digit >= 0 ? (uint32_t)('0' + digit) : (uint32_t)icu()->u_tolower(code_point));
    } else if (type & U_GC_M_MASK) {
        if (!*is_due && out->length > 0 && (unsigned char)out->bytes[out->length - 1] >= 0x80)
            buffer_append_code_point(out, (uint32_t)code_point);
    } else if (!(type & U_GC_CF_MASK)) {
        *is_due = true;
    }
}

text slug_make_whole(struct unicode *unicode, struct arena *arena, text value, text language)
{
    if (text_is_ascii(value))
        return slug_of_ascii(arena, value);
    utf16_from_text(&unicode->current, value);
    utf16_apply(unicode, utf16_nfkc);
    utf16_apply(unicode, utf16_fold);
    utf16_apply(unicode, utf16_nfkc);
    spell(unicode, primary_language(language.bytes ? language : unicode->language));
    romanise(unicode);
    struct buffer out;
    bool is_due = false;
    buffer_init(&out, arena);
    for (int32_t at = 0; at < unicode->current.length;) {
        UChar32 code_point;
        U16_NEXT(unicode->current.units, at, unicode->current.length, code_point);
        append_code_point(&out, code_point, &is_due);
    }
    return out.length ? buffer_finish(&out) : TEXT("");
}

/* At most SLUG_BYTES, cut at a hyphen if there is one, else between code points. */
text slug_make(struct unicode *unicode, struct arena *arena, text value, text language)
{
    text slug = slug_make_whole(unicode, arena, value, language);
    if (slug.length <= SLUG_BYTES)
        return slug;
    size_t hyphen = text_find_last_byte(text_slice(slug, 0, SLUG_BYTES + 1), '-');
    if (hyphen != SIZE_MAX)
        return text_slice(slug, 0, hyphen);
    size_t end = SLUG_BYTES;
    while (end > 0 && ((unsigned char)slug.bytes[end] & 0xC0) == 0x80)
        end--;
    return text_slice(slug, 0, end);
}

static void append_heading_code_point(struct buffer *out, uint32_t code_point)
{
    /* Not the numbers that are no digits: GitHub drops the ² of CO². */
    const uint32_t kept = U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK | U_GC_NL_MASK | U_GC_PC_MASK;
    if (!(U_MASK(icu()->u_charType((UChar32)code_point)) & kept))
        return;
    buffer_append_code_point(out, (uint32_t)icu()->u_tolower((UChar32)code_point));
    /* The one letter whose lower case is two code points. */
    if (code_point == CAPITAL_I_WITH_DOT)
        buffer_append_code_point(out, COMBINING_DOT_ABOVE);
}

text slug_heading(struct unicode *unicode, struct arena *arena, text value)
{
    struct buffer out;
    buffer_init(&out, arena);
    buffer_reserve(&out, value.length + 1);
    for (size_t at = 0; at < value.length;) {
        char byte = value.bytes[at];
        if ((unsigned char)byte >= 0x80) {
            append_heading_code_point(&out, text_next_code_point(value, &at));
            continue;
        }
        at++;
        if (byte == ' ' || byte == '-')
            buffer_append_byte(&out, '-');
        else if (byte == '_' || byte_is_letter_or_digit(byte))
            buffer_append_byte(&out, byte_to_lower(byte));
    }
    return unicode_nfc(unicode, arena, buffer_text(&out));
}
