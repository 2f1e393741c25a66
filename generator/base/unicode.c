/* SPDX-License-Identifier: MIT */
/*
 * Normal forms, case and collation. Each is a short row of steps in UTF-16; ASCII, which is most text, is
 * changed by none of the normal forms and is done here without ICU.
 */
#include "base/unicode.h"
#include "base/arena.h"
#include "base/process.h"
#include "base/unicode_utf16.h"
#include <stdio.h>
#include <stdlib.h>

enum { LOCALE_BYTES = 160 };

void unicode_die_on_failure(UErrorCode status, const char *what)
{
    if (U_SUCCESS(status))
        return;
    fprintf(stderr, "brief: fatal: ICU failed (%s): %s\n", what, icu()->u_errorName(status));
    exit(PROCESS_MACHINE_FAILED);
}

/* ICU's name of a BCP 47 language; the root locale when the tag is none. */
static char *locale_of(struct arena *arena, text language)
{
    char locale[LOCALE_BYTES];
    UErrorCode status = U_ZERO_ERROR;
    icu()->uloc_forLanguageTag(text_to_string(arena, language), locale, LOCALE_BYTES, NULL, &status);
    bool is_whole = U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING;
    return text_to_string(arena, is_whole ? text_of(locale) : TEXT(""));
}

bool unicode_knows_language(struct arena *arena, text language)
{
    const char *locale = locale_of(arena, language);
    return *locale && *icu()->uloc_getISO3Language(locale);
}

bool unicode_is_right_to_left(struct arena *arena, text language)
{
    return icu()->uloc_isRightToLeft(locale_of(arena, language));
}

text unicode_language_name(struct arena *arena, text language, text reader)
{
    UDisplayContext capital[] = { UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU };
    const char *locale = locale_of(arena, language);
    UChar name[LOCALE_BYTES];
    char bytes[3 * LOCALE_BYTES];
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    ULocaleDisplayNames *names = icu()->uldn_openForContext(locale_of(arena, reader), capital, 1, &status);
    int32_t units = icu()->uldn_localeDisplayName(names, locale, name, LOCALE_BYTES, &status);
    icu()->u_strToUTF8(bytes, sizeof bytes, &length, name, units, &status);
    if (names)
        icu()->uldn_close(names);
    bool is_named = *locale && U_SUCCESS(status) && length > 0;
    return is_named ? text_copy(arena, (text){ bytes, (size_t)length }) : language;
}

struct unicode *unicode_open(struct arena *arena, text language)
{
    struct unicode *unicode = arena_new(arena, struct unicode);
    UErrorCode status = U_ZERO_ERROR;
    icu()->u_init(&status);
    unicode->language = language.bytes ? text_copy(arena, language) : TEXT("");
    unicode->locale = locale_of(arena, unicode->language);
    unicode->nfc = icu()->unorm2_getNFCInstance(&status);
    unicode->nfkc = icu()->unorm2_getNFKCInstance(&status);
    unicode_die_on_failure(status, "data");
    unicode_words_init(unicode);
    return unicode;
}

void unicode_close(struct unicode *unicode)
{
    if (!unicode)
        return;
    if (unicode->latin)
        icu()->utrans_close(unicode->latin);
    if (unicode->collator)
        icu()->ucol_close(unicode->collator);
    if (unicode->words)
        icu()->ubrk_close(unicode->words);
    unicode_plural_release(unicode);
    unicode_index_letters_release(unicode);
    free(unicode->current.units);
    free(unicode->other.units);
    free(unicode->broken.units);
    unicode->latin = NULL;
    unicode->collator = NULL;
    unicode->words = NULL;
    unicode->current = unicode->other = unicode->broken = (struct utf16){ 0 };
}

static int32_t nfc(
    const struct unicode *unicode, const struct utf16 *from, UChar *to, int32_t capacity, UErrorCode *status)
{
    return icu()->unorm2_normalize(unicode->nfc, from->units, from->length, to, capacity, status);
}

int32_t utf16_nfkc(
    const struct unicode *unicode, const struct utf16 *from, UChar *to, int32_t capacity, UErrorCode *status)
{
    return icu()->unorm2_normalize(unicode->nfkc, from->units, from->length, to, capacity, status);
}

int32_t utf16_fold(
    const struct unicode *unicode, const struct utf16 *from, UChar *to, int32_t capacity, UErrorCode *status)
{
    (void)unicode;
    return icu()->u_strFoldCase(to, capacity, from->units, from->length, U_FOLD_CASE_DEFAULT, status);
}

static int32_t upper(
    const struct unicode *unicode, const struct utf16 *from, UChar *to, int32_t capacity, UErrorCode *status)
{
    (void)unicode;
    return icu()->u_strToUpper(to, capacity, from->units, from->length, "", status);
}

static int32_t lower(
    const struct unicode *unicode, const struct utf16 *from, UChar *to, int32_t capacity, UErrorCode *status)
{
    (void)unicode;
    return icu()->u_strToLower(to, capacity, from->units, from->length, "", status);
}

/* `value` through up to three steps; NULL ends them. */
static text convert(struct unicode *unicode, struct arena *arena, text value, utf16_step *const steps[3])
{
    utf16_from_text(&unicode->current, value);
    for (int i = 0; i < 3 && steps[i]; i++)
        utf16_apply(unicode, steps[i]);
    return utf16_to_text(arena, &unicode->current);
}

/* Does a look at the bytes tell that it is NFC? All below U+0300 is, and so are dashes, quotes and the
 * ellipsis. */
static bool is_plainly_nfc(text value)
{
    const unsigned char *bytes = (const unsigned char *)value.bytes;
    for (size_t at = 0; (at = text_find_beyond_ascii(value, at)) != SIZE_MAX; at++) {
        if (bytes[at] < 0xCC)
            continue;
        if (bytes[at] != 0xE2 || value.length - at < 3 || bytes[at + 1] != 0x80 || bytes[at + 2] < 0x82)
            return false;
    }
    return true;
}

text unicode_nfc(struct unicode *unicode, struct arena *arena, text value)
{
    if (is_plainly_nfc(value))
        return value;
    UErrorCode status = U_ZERO_ERROR;
    utf16_from_text(&unicode->current, value);
    bool is_nfc =
        icu()->unorm2_isNormalized(unicode->nfc, unicode->current.units, unicode->current.length, &status);
    unicode_die_on_failure(status, "normal form");
    if (is_nfc && text_find_invalid_utf8(value) == SIZE_MAX)
        return value;
    utf16_apply(unicode, nfc);
    return utf16_to_text(arena, &unicode->current);
}

static int32_t nfd(
    const struct unicode *unicode, const struct utf16 *from, UChar *to, int32_t capacity, UErrorCode *status)
{
    (void)unicode;
    const UNormalizer2 *normalizer = icu()->unorm2_getNFDInstance(status);
    return icu()->unorm2_normalize(normalizer, from->units, from->length, to, capacity, status);
}

text unicode_nfd(struct unicode *unicode, struct arena *arena, text value)
{
    static utf16_step *const steps[3] = { nfd };
    return text_find_beyond_ascii(value, 0) == SIZE_MAX ? value : convert(unicode, arena, value, steps);
}

static text lower_ascii(struct arena *arena, text value)
{
    return value.bytes ? text_lower_ascii(arena, value) : TEXT("");
}

text unicode_fold(struct unicode *unicode, struct arena *arena, text value)
{
    /* Folding can undo a normal form (U+0390), so that it is made once more. */
    static utf16_step *const steps[3] = { utf16_nfkc, utf16_fold, utf16_nfkc };
    return text_is_ascii(value) ? lower_ascii(arena, value) : convert(unicode, arena, value, steps);
}

text unicode_fold_path(struct unicode *unicode, struct arena *arena, text value)
{
    static utf16_step *const steps[3] = { nfc, utf16_fold, nfc };
    return text_is_ascii(value) ? lower_ascii(arena, value) : convert(unicode, arena, value, steps);
}

text unicode_upper(struct unicode *unicode, struct arena *arena, text value)
{
    static utf16_step *const steps[3] = { upper };
    return convert(unicode, arena, value, steps);
}

text unicode_lower(struct unicode *unicode, struct arena *arena, text value)
{
    static utf16_step *const steps[3] = { lower };
    return text_is_ascii(value) ? lower_ascii(arena, value) : convert(unicode, arena, value, steps);
}

static UCollator *collator_of(struct unicode *unicode)
{
    if (!unicode->collator) {
        UErrorCode status = U_ZERO_ERROR;
        unicode->collator = icu()->ucol_open(unicode->locale, &status);
        unicode_die_on_failure(status, "collation");
        icu()->ucol_setAttribute(unicode->collator, UCOL_NORMALIZATION_MODE, UCOL_ON, &status);
        unicode_die_on_failure(status, "collation");
    }
    return unicode->collator;
}

text unicode_sort_key(struct unicode *unicode, struct arena *arena, text value)
{
    const UCollator *collator = collator_of(unicode);
    utf16_from_text(&unicode->current, value);
    int32_t capacity = unicode->current.length * 2 + 32;
    char *key = arena_bytes(arena, (size_t)capacity);
    int32_t length = icu()->ucol_getSortKey(
        collator, unicode->current.units, unicode->current.length, (uint8_t *)key, capacity);
    if (length > capacity) {
        key = arena_bytes(arena, (size_t)length);
        icu()->ucol_getSortKey(
            collator, unicode->current.units, unicode->current.length, (uint8_t *)key, length);
    }
    if (length <= 0)
        arena_die_out_of_memory();
    /* The key ends in a NUL that says nothing. */
    return (text){ key, (size_t)length - 1 };
}
