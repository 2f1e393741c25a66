/* SPDX-License-Identifier: MIT */
/*
 * ICU's table of confusable characters gives each text a skeleton; two texts that look alike have the same
 * one. Small and capital letters look like different things, so that both the word as written and the folded
 * word are compared. The table is opened for one comparison and only when a word is not ASCII: that is rare
 * and an error anyway.
 */
#include "base/lookalike.h"
#include "base/icu.h"

/* Longer words are near to no name. */
enum { LONGEST_WORD = 64, ROOM = 4 * LONGEST_WORD };

struct word {
    UChar units[ROOM];
    int32_t length;
};

static void normalize(const UNormalizer2 *form, struct word *word, UErrorCode *status)
{
    struct word from = *word;
    word->length = icu()->unorm2_normalize(form, from.units, from.length, word->units, ROOM, status);
}

static void take_skeleton(const USpoofChecker *checker, struct word *word, UErrorCode *status)
{
    struct word from = *word;
    word->length = icu()->uspoof_getSkeleton(checker, 0, from.units, from.length, word->units, ROOM, status);
}

/* One byte a character: ASCII as it is, marks left out, everything else a byte that is in no name. */
static text to_bytes(const struct word *word, char *bytes)
{
    size_t length = 0;
    for (int32_t at = 0; at < word->length;) {
        UChar32 character;
        U16_NEXT(word->units, at, word->length, character);
        if (icu()->u_charType(character) != U_NON_SPACING_MARK)
            bytes[length++] = character < 0x80 ? (char)character : '\x01';
    }
    return (text){ bytes, length };
}

static text skeleton_of(
    const USpoofChecker *checker, text value, bool is_folded_first, char *bytes, UErrorCode *status)
{
    struct word word;
    icu()->u_strFromUTF8(word.units, ROOM, &word.length, value.bytes, (int32_t)value.length, status);
    if (is_folded_first)
        normalize(icu()->unorm2_getNFKCCasefoldInstance(status), &word, status);
    take_skeleton(checker, &word, status);
    normalize(icu()->unorm2_getNFKCCasefoldInstance(status), &word, status);
    normalize(icu()->unorm2_getNFDInstance(status), &word, status);
    return U_SUCCESS(*status) ? to_bytes(&word, bytes) : TEXT("");
}

static size_t skeleton_distance(
    const USpoofChecker *checker, text word, text name, bool is_folded_first, size_t limit)
{
    char word_bytes[ROOM], name_bytes[ROOM];
    UErrorCode status = U_ZERO_ERROR;
    text from = skeleton_of(checker, word, is_folded_first, word_bytes, &status);
    text to = skeleton_of(checker, name, true, name_bytes, &status);
    return U_SUCCESS(status) ? text_distance(from, to, limit) : limit + 1;
}

size_t lookalike_distance(text word, text name, size_t limit)
{
    size_t distance = text_distance(word, name, limit);
    if (distance == 0 || word.length > LONGEST_WORD || text_is_ascii(word))
        return distance;
    UErrorCode status = U_ZERO_ERROR;
    USpoofChecker *checker = icu()->uspoof_open(&status);
    if (U_FAILURE(status))
        return distance;
    for (int is_folded_first = 0; is_folded_first < 2; is_folded_first++) {
        size_t other = skeleton_distance(checker, word, name, is_folded_first, limit);
        distance = other < distance ? other : distance;
    }
    icu()->uspoof_close(checker);
    return distance;
}
