/* SPDX-License-Identifier: MIT */
/*
 * What a search takes for a word. ICU's words are cut once more where signs join them ("login.gov",
 * "l'eau", "snake_case"), so that each part is found; layouts/assets/search.js cuts queries by the same rule.
 */
#include "base/arena.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/unicode_utf16.h"
#include "base/unicode_words.h"

/* Letters that no normal form takes apart, and what they are without their strokes. */
static const struct bare_letter {
    UChar letter;
    UChar ascii[3];
} bare_letters[] = {
    { 0x00E6, u"ae" }, /* æ */
    { 0x00F0, u"d" },  /* ð */
    { 0x00F8, u"o" },  /* ø */
    { 0x00FE, u"th" }, /* þ */
    { 0x0111, u"d" },  /* đ */
    { 0x0127, u"h" },  /* ħ */
    { 0x0131, u"i" },  /* ı */
    { 0x0142, u"l" },  /* ł */
    { 0x0153, u"oe" }, /* œ */
    /* to add one: a row here and in search.js */
};

static int32_t nfkd(
    const struct unicode *unicode, const struct utf16 *from, UChar *to, int32_t capacity, UErrorCode *status)
{
    (void)unicode;
    const UNormalizer2 *form = icu()->unorm2_getNFKDInstance(status);
    return icu()->unorm2_normalize(form, from->units, from->length, to, capacity, status);
}

static const struct bare_letter *find_letter(UChar32 code_point)
{
    for (size_t i = 0; i < COUNT(bare_letters); i++)
        if (bare_letters[i].letter == code_point)
            return &bare_letters[i];
    return NULL;
}

/* The marks of Latin, Greek, Cyrillic, Hebrew and Arabic: readers leave them out. From India to Japan marks
 * are vowels, tones and consonants: without them "rice" is "news" in Thai. */
static bool is_accent(UChar32 code_point)
{
    bool is_needed = code_point >= 0x0900 && code_point <= 0x309A;
    return !is_needed && icu()->u_charType(code_point) == U_NON_SPACING_MARK;
}

/* Drops accents and strokes, from `current` to `current`: at most two units for one. */
static void strip(struct unicode *unicode)
{
    struct utf16 *from = &unicode->current, *to = &unicode->other;
    utf16_reserve(to, (size_t)from->length * 2 + 1);
    to->length = 0;
    for (int32_t i = 0; i < from->length;) {
        int32_t start = i;
        UChar32 code_point;
        U16_NEXT(from->units, i, from->length, code_point);
        const struct bare_letter *letter = find_letter(code_point);
        for (int k = 0; letter && letter->ascii[k]; k++)
            to->units[to->length++] = letter->ascii[k];
        for (; !letter && !is_accent(code_point) && start < i; start++)
            to->units[to->length++] = from->units[start];
    }
    utf16_swap(unicode);
}

text unicode_bare(struct unicode *unicode, struct arena *arena, text value)
{
    /* Most words are: they are learnt from small letters. */
    if (value.bytes && text_is_small_ascii(value))
        return value;
    if (text_is_ascii(value))
        return value.bytes ? text_lower_ascii(arena, value) : TEXT("");
    utf16_from_text(&unicode->current, value);
    utf16_apply(unicode, nfkd);
    utf16_apply(unicode, utf16_fold);
    utf16_apply(unicode, nfkd);
    strip(unicode);
    utf16_apply(unicode, utf16_nfkc);
    return utf16_to_text(arena, &unicode->current);
}

struct cutting {
    struct unicode *unicode;
    text chunk;
    void (*visit)(void *data, text word, bool is_joined);
    void *data;
    size_t last_end; /* of the word before, in the chunk; SIZE_MAX: there is none */
};

static bool is_digit(text word, size_t at)
{
    return at < word.length && byte_is_digit(word.bytes[at]);
}

/* "2.5", "1,000" */
static bool is_inside_number(text word, size_t at)
{
    bool is_sign = word.bytes[at] == '.' || word.bytes[at] == ',';
    return is_sign && at > 0 && is_digit(word, at - 1) && is_digit(word, at + 1);
}

/* A hyphen, a full stop, an underscore or a middle dot, and nothing else. */
static bool joins(text between)
{
    static const text joiners[] = { TEXT_INIT("-"), TEXT_INIT("."), TEXT_INIT("_"), TEXT_INIT("\xc2\xb7"),
        TEXT_INIT("\xe2\x80\x90"), TEXT_INIT("\xe2\x80\x91") };
    return text_is_one_of(between, joiners, COUNT(joiners));
}

static void visit_part(struct cutting *cutting, text part)
{
    size_t start = (size_t)(part.bytes - cutting->chunk.bytes);
    bool is_joined = cutting->last_end != SIZE_MAX &&
                     joins(text_slice(cutting->chunk, cutting->last_end, start - cutting->last_end));
    cutting->last_end = start + part.length;
    cutting->visit(cutting->data, part, is_joined);
}

/* Letters, digits and their marks; ICU also gives the full stop of a Chinese sentence as a word. */
static bool is_of_word(const struct unicode *unicode, uint32_t code_point)
{
    switch (unicode_word_class(unicode, code_point)) {
    case CLASS_LETTER:
    case CLASS_NUMBER:
    case CLASS_EXTEND: return true;
    case CLASS_UNKNOWN:
        return U_MASK(icu()->u_charType((UChar32)code_point)) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK);
    case CLASS_OTHER:
    case CLASS_CONNECTOR:
    case CLASS_MID_LETTER:
    case CLASS_MID_NUMBER:
    case CLASS_MID_BOTH: break;
    }
    return false;
}

static void cut_word(void *data, text word)
{
    struct cutting *cutting = data;
    size_t start = 0;
    for (size_t at = 0; at < word.length;) {
        size_t sign = at;
        if (is_of_word(cutting->unicode, text_next_code_point(word, &at)) || is_inside_number(word, sign))
            continue;
        if (sign > start)
            visit_part(cutting, text_slice(word, start, sign - start));
        start = at;
    }
    if (word.length > start)
        visit_part(cutting, text_from(word, start));
}

void unicode_each_search_word(
    struct unicode *unicode, text chunk, void (*visit)(void *data, text word, bool is_joined), void *data)
{
    struct cutting cutting = { unicode, chunk, visit, data, SIZE_MAX };
    unicode_each_word(unicode, chunk, cut_word, &cutting);
}

bool unicode_is_unspaced(text chunk)
{
    for (size_t at = 0; at < chunk.length;) {
        UErrorCode status = U_ZERO_ERROR;
        uint32_t code_point = text_next_code_point(chunk, &at);
        if (code_point >= WORD_CLASS_END &&
            icu()->uscript_breaksBetweenLetters(icu()->uscript_getScript((UChar32)code_point, &status)))
            return true;
    }
    return false;
}
