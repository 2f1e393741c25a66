/* SPDX-License-Identifier: MIT */
/*
 * Quotation marks: CLDR's delimiters, as ICU has them, and what CLDR does not say, the space inside French
 * ones. ICU is asked once a language.
 */
#include "base/quotation.h"
#include "base/unicode_utf16.h"
#include <string.h>

enum { MARK_UNITS = 8, LOCALE_BYTES = 64 };

const struct quotation quotation_english = { "“", "”", "‘", "’" };

static const char narrow_no_break_space[] = "\xE2\x80\xAF";

static void read_mark(ULocaleData *data, ULocaleDataDelimiterType type, char *mark)
{
    UChar units[MARK_UNITS];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = icu()->ulocdata_getDelimiter(data, type, units, MARK_UNITS, &status);
    icu()->u_strToUTF8(mark, QUOTATION_MARK_BYTES, NULL, units, length, &status);
    unicode_die_on_failure(status, "quotation marks");
}

/* In France and Canada a space stands inside guillemets, and inside no other marks; in Switzerland none does.
 */
static bool sets_spaces(const char *locale)
{
    char language[LOCALE_BYTES] = "", country[LOCALE_BYTES] = "";
    UErrorCode status = U_ZERO_ERROR;
    icu()->uloc_getLanguage(locale, language, LOCALE_BYTES, &status);
    icu()->uloc_getCountry(locale, country, LOCALE_BYTES, &status);
    return U_SUCCESS(status) && strcmp(language, "fr") == 0 && strcmp(country, "CH") != 0;
}

static void put_spaces(char *start, char *end)
{
    char mark[QUOTATION_MARK_BYTES];
    if (strcmp(start, "«") != 0)
        return;
    memcpy(mark, end, QUOTATION_MARK_BYTES);
    strncat(start, narrow_no_break_space, QUOTATION_MARK_BYTES - strlen(start) - 1);
    memcpy(end, narrow_no_break_space, sizeof narrow_no_break_space);
    strncat(end, mark, QUOTATION_MARK_BYTES - strlen(end) - 1);
}

/* CLDR has ”…“ for quotations within quotations in Canadian French, where everybody writes “…”. */
static void turn_round(char *start, char *end)
{
    if (strcmp(start, "”") != 0 || strcmp(end, "“") != 0)
        return;
    memcpy(start, "“", sizeof "“");
    memcpy(end, "”", sizeof "”");
}

static struct quotation read_quotation(const char *tag)
{
    char locale[LOCALE_BYTES] = "";
    struct quotation quotation = quotation_english;
    UErrorCode status = U_ZERO_ERROR;
    icu()->uloc_forLanguageTag(tag, locale, LOCALE_BYTES, NULL, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING ||
        !*icu()->uloc_getISO3Language(locale))
        return quotation;
    ULocaleData *data = icu()->ulocdata_open(locale, &status);
    unicode_die_on_failure(status, "quotation marks");
    read_mark(data, ULOCDATA_QUOTATION_START, quotation.start);
    read_mark(data, ULOCDATA_QUOTATION_END, quotation.end);
    read_mark(data, ULOCDATA_ALT_QUOTATION_START, quotation.inner_start);
    read_mark(data, ULOCDATA_ALT_QUOTATION_END, quotation.inner_end);
    icu()->ulocdata_close(data);
    turn_round(quotation.inner_start, quotation.inner_end);
    if (sets_spaces(locale)) {
        put_spaces(quotation.start, quotation.end);
        put_spaces(quotation.inner_start, quotation.inner_end);
    }
    return quotation;
}

const struct quotation *unicode_quotation(struct unicode *unicode, text language)
{
    char tag[sizeof unicode->quotations[0].tag] = "";
    if (!language.length || language.length >= sizeof tag)
        return &quotation_english;
    memcpy(tag, language.bytes, language.length);
    for (size_t i = 0; i < QUOTATION_LANGUAGES; i++)
        if (strcmp(unicode->quotations[i].tag, tag) == 0)
            return &unicode->quotations[i].quotation;
    size_t place = unicode->quotation_next++ % QUOTATION_LANGUAGES;
    memcpy(unicode->quotations[place].tag, tag, sizeof tag);
    unicode->quotations[place].quotation = read_quotation(tag);
    return &unicode->quotations[place].quotation;
}
