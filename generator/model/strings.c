/* SPDX-License-Identifier: MIT */
/*
 * One YAML map a language; `months` and its kin are lists in it. A word that is missing falls back to the
 * key. A word that is counted is a map from CLDR's plural categories to its forms: {one: "%d page", other:
 * "%d pages"}.
 */
#include "model/strings.h"
#include "base/arena.h"

static const struct value *find(const struct value *map, text key)
{
    return map->kind == VALUE_MAP ? value_map_find(map->as.map, key) : NULL;
}

static void read_names(const struct value *words, const char *key, text *names, size_t count)
{
    const struct value *list = find(words, text_of(key));
    for (size_t i = 0; list && list->kind == VALUE_LIST && i < count && i < list->as.list->count; i++) {
        struct value name = value_list_at(list->as.list, i);
        if (name.kind == VALUE_TEXT)
            names[i] = name.as.text;
    }
}

static text read_text(const struct value *words, const char *key, text fallback)
{
    const struct value *found = find(words, text_of(key));
    return found && found->kind == VALUE_TEXT ? found->as.text : fallback;
}

static void read_dates(struct language_strings *language, const struct value *words)
{
    struct date_words *dates = &language->dates;
    read_names(words, "months", dates->months, 12);
    read_names(words, "standalone_months", dates->standalone_months, 12);
    read_names(words, "short_months", dates->short_months, 12);
    read_names(words, "weekdays", dates->weekdays, 7);
    read_names(words, "short_weekdays", dates->short_weekdays, 7);
    dates->am = read_text(words, "am", dates->am);
    dates->pm = read_text(words, "pm", dates->pm);
    dates->first_day = read_text(words, "first_day", dates->first_day);
    language->date_format = read_text(words, "date_format", language->date_format);
    language->month_format = read_text(words, "month_format", language->month_format);
}

struct language_strings strings_of_file(text lang, const struct value *words, const struct value *site_words)
{
    struct language_strings language = {
        .lang = lang, .words = *words, .site_words = *site_words, .dates = date_words_english
    };
    language.month_format = TEXT("%B %Y");
    read_dates(&language, words);
    read_dates(&language, site_words);
    return language;
}

static const struct language_strings *find_exact(const struct strings *strings, text lang)
{
    for (size_t i = 0; i < strings->count; i++)
        if (text_equal(strings->languages[i].lang, lang) ||
            text_equal_ignoring_ascii_case(strings->languages[i].lang, lang))
            return &strings->languages[i];
    return NULL;
}

/* The language's own, or those of what is left of its tag without its last parts: "zh-Hant" for "zh-Hant-TW".
 */
static const struct language_strings *find_own(const struct strings *strings, text lang)
{
    const struct language_strings *found = find_exact(strings, lang);
    for (size_t end; !found && (end = text_find_last_byte(lang, '-')) != SIZE_MAX;) {
        lang = text_slice(lang, 0, end);
        found = find_exact(strings, lang);
    }
    return found;
}

const struct language_strings *strings_find(const struct strings *strings, text lang)
{
    const struct language_strings *found = find_own(strings, lang);
    return found ? found : find_exact(strings, TEXT("en"));
}

bool strings_has(const struct strings *strings, text lang)
{
    return find_own(strings, lang) != NULL;
}

/* The form of a word that is a map of forms; `category` is there or "other" is taken. */
static text form_of(const struct value *word, text category, text key)
{
    if (word->kind == VALUE_TEXT)
        return word->as.text;
    const struct value *form = find(word, category);
    if (!form)
        form = find(word, TEXT("other"));
    return form && form->kind == VALUE_TEXT ? form->as.text : key;
}

static const struct value *find_word(const struct language_strings *language, text key)
{
    const struct value *word = find(&language->site_words, key);
    return word ? word : find(&language->words, key);
}

text strings_word(const struct strings *strings, text lang, text key)
{
    const struct language_strings *language = strings_find(strings, lang);
    const struct value *word = language ? find_word(language, key) : NULL;
    return word ? form_of(word, TEXT("other"), key) : key;
}

text strings_word_for(const struct strings *strings, text lang, text key, int64_t count)
{
    const struct language_strings *language = strings_find(strings, lang);
    const struct value *word = language ? find_word(language, key) : NULL;
    if (!word || word->kind != VALUE_MAP)
        return strings_word(strings, lang, key);
    return form_of(word, unicode_plural_category(strings->unicode, language->lang, count), key);
}

struct value strings_forms(struct arena *arena, const struct strings *strings, text lang, text key)
{
    const struct language_strings *language = strings_find(strings, lang);
    const struct value *word = language ? find_word(language, key) : NULL;
    if (word && word->kind == VALUE_MAP)
        return *word;
    const struct value_map_entry other = { .key = TEXT("other"),
        .value = value_text(word ? form_of(word, TEXT("other"), key) : key) };
    return value_map_copy(arena, &other, 1);
}

text strings_filled(struct arena *arena, text word, text mark, text value)
{
    size_t at = text_find(word, mark, 0);
    if (at == SIZE_MAX)
        return word;
    text before = text_slice(word, 0, at), after = text_from(word, at + mark.length);
    return text_format(arena, "%.*s%.*s%.*s", TEXT_ARGS(before), TEXT_ARGS(value), TEXT_ARGS(after));
}

text strings_date_format(const struct strings *strings, text lang)
{
    const struct language_strings *language = strings_find(strings, lang);
    bool is_own = language == strings_find(strings, strings->site_lang);
    if (strings->site_date_format.length && (is_own || !language || !language->date_format.length))
        return strings->site_date_format;
    return language && language->date_format.length ? language->date_format : TEXT("%-d %B %Y");
}

const struct date_words *strings_date_words(const struct strings *strings, text lang)
{
    const struct language_strings *language = strings_find(strings, lang);
    return language ? &language->dates : &date_words_english;
}
