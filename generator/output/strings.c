/* SPDX-License-Identifier: MIT */
/* One YAML map a language; `months` and its kin are lists in it. A word that is missing falls back to the
 * key. */
#include "output/strings.h"

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
    read_names(words, "short_months", dates->short_months, 12);
    read_names(words, "weekdays", dates->weekdays, 7);
    read_names(words, "short_weekdays", dates->short_weekdays, 7);
    dates->am = read_text(words, "am", dates->am);
    dates->pm = read_text(words, "pm", dates->pm);
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
        if (text_equal_ignoring_ascii_case(strings->languages[i].lang, lang))
            return &strings->languages[i];
    return NULL;
}

const struct language_strings *strings_find(const struct strings *strings, text lang)
{
    const struct language_strings *found = find_exact(strings, lang);
    text rest = lang;
    if (!found && lang.length)
        found = find_exact(strings, text_cut(&rest, '-'));
    return found ? found : find_exact(strings, TEXT("en"));
}

text strings_word(const struct strings *strings, text lang, text key)
{
    const struct language_strings *language = strings_find(strings, lang);
    if (!language)
        return key;
    const struct value *word = find(&language->site_words, key);
    if (!word)
        word = find(&language->words, key);
    return word && word->kind == VALUE_TEXT ? word->as.text : key;
}
