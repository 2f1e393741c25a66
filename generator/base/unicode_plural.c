/* SPDX-License-Identifier: MIT */
/* Which form of a word goes with a number: CLDR's rules, as ICU has them. Rules are opened once a language.
 */
#include "base/count.h"
#include "base/unicode_utf16.h"
#include <string.h>

enum { KEYWORD_UNITS = 16 };

/* All that CLDR has. */
static const char *const categories[] = { "zero", "one", "two", "few", "many", "other" };

static UPluralRules *open_rules(struct unicode *unicode, const char *locale)
{
    size_t place = unicode->plural_next++ % PLURAL_LANGUAGES;
    UErrorCode status = U_ZERO_ERROR;
    if (unicode->plurals[place].rules)
        icu()->uplrules_close(unicode->plurals[place].rules);
    memcpy(unicode->plurals[place].locale, locale, strlen(locale) + 1);
    unicode->plurals[place].rules = icu()->uplrules_open(locale, &status);
    unicode_die_on_failure(status, "plural rules");
    return unicode->plurals[place].rules;
}

static UPluralRules *rules_of(struct unicode *unicode, text language)
{
    char locale[sizeof unicode->plurals[0].locale] = "";
    if (language.length < sizeof locale)
        memcpy(locale, language.bytes, language.length);
    for (size_t i = 0; i < PLURAL_LANGUAGES; i++)
        if (unicode->plurals[i].rules && strcmp(unicode->plurals[i].locale, locale) == 0)
            return unicode->plurals[i].rules;
    return open_rules(unicode, locale);
}

text unicode_plural_category(struct unicode *unicode, text language, int64_t count)
{
    UChar keyword[KEYWORD_UNITS];
    char name[KEYWORD_UNITS] = "";
    UErrorCode status = U_ZERO_ERROR;
    int32_t length =
        icu()->uplrules_select(rules_of(unicode, language), (double)count, keyword, KEYWORD_UNITS, &status);
    unicode_die_on_failure(status, "plural category");
    for (int32_t i = 0; i < length && i < KEYWORD_UNITS - 1; i++)
        name[i] = (char)keyword[i];
    for (size_t i = 0; i < COUNT(categories); i++)
        if (strcmp(categories[i], name) == 0)
            return text_of(categories[i]);
    return TEXT("other");
}

void unicode_plural_release(struct unicode *unicode)
{
    for (size_t i = 0; i < PLURAL_LANGUAGES; i++)
        if (unicode->plurals[i].rules)
            icu()->uplrules_close(unicode->plurals[i].rules);
    memset(unicode->plurals, 0, sizeof unicode->plurals);
}
