/* SPDX-License-Identifier: MIT */
/*
 * A word stands under the last of the letters that does not come behind it, as accents and case go for
 * nothing. The letters are CLDR's for the language (Ñ in Spanish, CH in Czech, ㄱ for 가 to 깋) and A to Z,
 * but for the radicals of Chinese: that is sorted by strokes, and what comes behind a radical need not have
 * it. What comes behind the last letter of a script, as Þ does in English, and what is of a script that has
 * none here, stands under its own first letter.
 */
#include "base/arena.h"
#include "base/slug.h"
#include "base/unicode.h"
#include "base/unicode_utf16.h"
#include <stdlib.h>
#include <string.h>

enum { LETTER_BYTES = 16 };

/* Sorts behind everything. */
static const char last_of_all[] = "\xEF\xBF\xBF";

struct index_letters {
    UCollator *order;  /* without regard to accents and case */
    bool has_radicals; /* of which Chinese is not sorted by its sounds */
    size_t count;
    char names[][LETTER_BYTES];
};

static int compare(const struct index_letters *letters, text left, text right)
{
    UErrorCode status = U_ZERO_ERROR;
    UCollationResult order = icu()->ucol_strcollUTF8(
        letters->order, left.bytes, (int32_t)left.length, right.bytes, (int32_t)right.length, &status);
    unicode_die_on_failure(status, "collation");
    return (int)order;
}

/* How many of the letters do not come behind the word. */
static size_t place_of(const struct index_letters *letters, text word)
{
    size_t low = 0, high = letters->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(letters, text_of(letters->names[middle]), word) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static UScriptCode script_of(text letter)
{
    size_t at = 0;
    UErrorCode status = U_ZERO_ERROR;
    return icu()->uscript_getScript((UChar32)text_next_code_point(letter, &at), &status);
}

static text text_of_units(struct arena *arena, UChar *units, int32_t length)
{
    return utf16_to_text(arena, &(struct utf16){ .units = units, .length = length });
}

/* Without its accent where that makes no other letter: Е for Ё, but Й stays. */
static text without_accent(struct arena *arena, const struct index_letters *letters, text letter)
{
    size_t at = 0;
    UErrorCode status = U_ZERO_ERROR;
    UChar units[LETTER_BYTES];
    int32_t length = icu()->unorm2_getDecomposition(icu()->unorm2_getNFDInstance(&status),
        (UChar32)text_next_code_point(letter, &at), units, LETTER_BYTES, &status);
    unicode_die_on_failure(status, "letters");
    text plain = length > 1 ? text_of_units(arena, units, 1) : letter;
    return compare(letters, plain, letter) == 0 ? plain : letter;
}

static void add(struct arena *arena, struct index_letters *letters, UChar *units, int32_t length)
{
    text name = without_accent(arena, letters, text_of_units(arena, units, length));
    size_t place = place_of(letters, name);
    bool is_radical = script_of(name) == USCRIPT_HAN;
    letters->has_radicals |= is_radical;
    if (name.length >= LETTER_BYTES || is_radical ||
        (place && compare(letters, text_of(letters->names[place - 1]), name) == 0))
        return;
    memmove(letters->names + place + 1, letters->names + place, (letters->count - place) * LETTER_BYTES);
    memset(letters->names[place], 0, LETTER_BYTES);
    memcpy(letters->names[place], name.bytes, name.length);
    letters->count++;
}

/* One item of ICU's set: a range of code points, or a letter of several. */
static void add_item(struct arena *arena, struct index_letters *letters, const USet *set, int32_t item)
{
    UChar32 first = 0, last = 0;
    UChar units[LETTER_BYTES];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = icu()->uset_getItem(set, item, &first, &last, units, LETTER_BYTES, &status);
    unicode_die_on_failure(status, "letters");
    if (length)
        add(arena, letters, units, length);
    for (; !length && first <= last; first++) {
        int32_t end = 0;
        U16_APPEND_UNSAFE(units, end, first);
        add(arena, letters, units, end);
    }
}

static struct index_letters *open_letters(struct unicode *unicode, struct arena *arena)
{
    UErrorCode status = U_ZERO_ERROR, is_lacking = U_ZERO_ERROR;
    ULocaleData *data = icu()->ulocdata_open(unicode->locale, &status);
    UCollator *order = icu()->ucol_open(unicode->locale, &status);
    icu()->ucol_setAttribute(order, UCOL_STRENGTH, UCOL_PRIMARY, &status);
    icu()->ucol_setAttribute(order, UCOL_NORMALIZATION_MODE, UCOL_ON, &status);
    unicode_die_on_failure(status, "letters");
    USet *set = icu()->ulocdata_getExemplarSet(data, NULL, 0, ULOCDATA_ES_INDEX, &is_lacking);
    size_t most = ('Z' - 'A' + 1) + (set ? (size_t)icu()->uset_size(set) : 0);
    struct index_letters *letters = malloc(sizeof *letters + most * LETTER_BYTES);
    if (!letters)
        arena_die_out_of_memory();
    *letters = (struct index_letters){ .order = order };
    for (int32_t i = 0; set && i < icu()->uset_getItemCount(set); i++)
        add_item(arena, letters, set, i);
    for (UChar letter = u'A'; letter <= u'Z'; letter++)
        add(arena, letters, &letter, 1);
    if (set)
        icu()->uset_close(set);
    icu()->ulocdata_close(data);
    return letters;
}

void unicode_index_letters_release(struct unicode *unicode)
{
    if (!unicode->index_letters)
        return;
    icu()->ucol_close(unicode->index_letters->order);
    free(unicode->index_letters);
    unicode->index_letters = NULL;
}

/* Does the word come behind all that begins with this letter, which is the last of its script? */
static bool is_beyond(struct arena *arena, const struct index_letters *letters, size_t letter, text word)
{
    text name = text_of(letters->names[letter]);
    bool is_last =
        letter + 1 == letters->count || script_of(name) != script_of(text_of(letters->names[letter + 1]));
    return is_last && compare(letters, text_format(arena, "%s%s", name.bytes, last_of_all), word) < 0;
}

text unicode_index_letter(struct unicode *unicode, struct arena *arena, text word)
{
    size_t end = 0;
    UChar32 code_point = word.length ? (UChar32)text_next_code_point(word, &end) : 0;
    if (!icu()->u_isalnum(code_point) || icu()->u_charDigitValue(code_point) >= 0)
        return TEXT("");
    if (!unicode->index_letters)
        unicode->index_letters = open_letters(unicode, arena);
    const struct index_letters *letters = unicode->index_letters;
    text first = text_slice(word, 0, end);
    size_t place = place_of(letters, word);
    if (place && !is_beyond(arena, letters, place - 1, word))
        return text_copy(arena, text_of(letters->names[place - 1]));
    /* Chinese is sorted before all letters, and by its sounds where it has no radicals. */
    bool has_sound = !place && !letters->has_radicals && script_of(first) == USCRIPT_HAN;
    text sound = has_sound ? slug_make(unicode, arena, first, TEXT_NONE) : TEXT("");
    if (sound.length)
        return unicode_upper(unicode, arena, text_slice(sound, 0, 1));
    return without_accent(arena, letters, unicode_upper(unicode, arena, first));
}
