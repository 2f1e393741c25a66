/* SPDX-License-Identifier: MIT */
/*
 * Languages for which the words around the text are not there, or not all; each is told once, where it is
 * first named. In the site's own files of words, keys that are nearly those of a word that is lacking.
 */
#include "check/check.h"
#include "base/byte.h"

enum { SHOWN_MAX = 12 }; /* of a language that single articles have */

struct told {
    struct checking *checking;
    struct map languages;
};

static const struct value_map *words_of(const struct value *words)
{
    return words->kind == VALUE_MAP ? words->as.map : NULL;
}

static bool has_word(const struct value *words, text key)
{
    return words_of(words) && value_map_find(words_of(words), key);
}

/* "1" on the first of a month is no English word: it stands in most languages. */
static bool is_number(const struct value *word)
{
    return word->kind == VALUE_TEXT && word->as.text.length == 1 && byte_is_digit(word->as.text.bytes[0]);
}

/* The English words, which are all there are; those that the language does not have are counted and listed.
 */
static text *find_lacking(const struct told *told, const struct language_strings *language,
    const struct value_map *all, size_t *count)
{
    text *lacking = arena_new_array(told->checking->arena, text, all->count);
    *count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (!is_number(&all->entries[i].value) && !has_word(&language->words, all->entries[i].key) &&
            !has_word(&language->site_words, all->entries[i].key))
            lacking[(*count)++] = all->entries[i].key;
    return lacking;
}

static void report_lacking(
    const struct told *told, text language, span where, const text *lacking, size_t count, size_t word_count)
{
    struct buffer words;
    buffer_init(&words, told->checking->arena);
    bool is_of_site = text_equal(language, told->checking->subject->site->config->language);
    size_t shown = is_of_site || count < SHOWN_MAX ? count : SHOWN_MAX;
    for (size_t i = 0; i < shown; i++)
        buffer_print(&words, "%s\"%.*s\"", i ? ", " : "", TEXT_ARGS(lacking[i]));
    diagnostic_hint(told->checking->diagnostics,
        check_report(told->checking, where,
            "%zu of %zu words of the interface in '%.*s' are lacking; they are English", count, word_count,
            TEXT_ARGS(language)),
        "add to content/data/strings.%.*s.yml: %.*s%s", TEXT_ARGS(language), TEXT_ARGS(buffer_text(&words)),
        count > shown ? " …" : "");
}

/* Keys of the site's file that layouts of its own may ask for; those nearly like one that lacks have slipped.
 */
static void check_keys(const struct told *told, const struct value *site_words, const text *lacking,
    size_t count, const struct value_map *all)
{
    const struct value_map *keys = words_of(site_words);
    for (size_t i = 0; keys && i < keys->count; i++) {
        const struct value_map_entry *entry = &keys->entries[i];
        text nearest =
            value_map_find(all, entry->key) ? TEXT_NONE : diagnostic_nearest_text(entry->key, lacking, count);
        if (nearest.bytes)
            diagnostic_hint(told->checking->diagnostics,
                check_report(told->checking, entry->key_where, "no layout of brief asks for the word '%.*s'",
                    TEXT_ARGS(entry->key)),
                "did you mean '%.*s'?", TEXT_ARGS(nearest));
    }
}

static void check_words(const struct told *told, text name, span where)
{
    const struct strings *strings = told->checking->subject->strings;
    const struct language_strings *language = strings_find(strings, name),
                                  *english = strings_find(strings, TEXT("en"));
    const struct value_map *all = english ? words_of(&english->words) : NULL;
    if (!all || language == english)
        return;
    size_t count;
    const text *lacking = find_lacking(told, language, all, &count);
    if (count)
        report_lacking(told, name, where, lacking, count, all->count);
    check_keys(told, &language->site_words, lacking, count, all);
}

static void check_language(struct told *told, text language, span where)
{
    struct checking *checking = told->checking;
    if (!language.length || map_contains(&told->languages, language) ||
        !unicode_knows_language(checking->arena, language))
        return;
    map_set(&told->languages, language, told);
    if (strings_has(checking->subject->strings, language))
        check_words(told, language, where);
    else
        diagnostic_hint(checking->diagnostics,
            check_report(checking, where, "there are no words of the interface in '%.*s'; they are English",
                TEXT_ARGS(language)),
            "write them in content/data/strings.%.*s.yml", TEXT_ARGS(language));
}

void check_interface_words(struct checking *checking)
{
    const struct config *config = checking->subject->site->config;
    struct told told = { .checking = checking };
    map_init(&told.languages, checking->arena);
    check_language(&told, config->language, config->language_where);
    for (size_t i = 0; i < config->language_count; i++)
        check_language(&told, config->languages[i].tag, config->languages[i].where);
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (draft)
            check_language(&told, draft->front_matter.lang.text, draft->front_matter.lang.where);
    }
}
