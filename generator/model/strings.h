/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_STRINGS_H
#define BRIEF_MODEL_STRINGS_H
/*
 * strings: the words of the interface in each language. layouts/strings/<lang>.yml has the built-in ones, the
 * site's content/data/strings.<lang>.yml goes before them. English is the key, and the fallback. Read by
 * output/layout_files.c before the site is put together; const afterwards.
 */
#include "base/date.h"
#include "base/unicode.h"
#include "base/value.h"

struct language_strings {
    text lang;
    struct value words;      /* map: English → word, or map of plural categories → word */
    struct value site_words; /* the same from the site, or none */
    struct date_words dates;
    text date_format;  /* strftime; absent: the site's */
    text month_format; /* a month with its year: "%B %Y" */
};

struct strings {
    const struct language_strings *languages;
    size_t count;
    text site_lang;        /* the site's language */
    text site_date_format; /* as site.yml says; absent when it does not */
    struct unicode *unicode;
};

/* A language's strings as read from its file; `site_words` may be none. Missing date words are English. */
struct language_strings strings_of_file(text lang, const struct value *words, const struct value *site_words);
/* The language itself, or its base ("de" for "de-AT"), or English; NULL when there is no English either. */
const struct language_strings *strings_find(const struct strings *strings, text lang);
/* Are there words in the language or its base, so that none is English for want of them? */
bool strings_has(const struct strings *strings, text lang);
/* The word for `key`, or `key` itself; of a word with plural forms the one that goes with many. */
text strings_word(const struct strings *strings, text lang, text key);
/* The form of the word that goes with `count` by the language's rule (CLDR); its %d is left in. */
text strings_word_for(const struct strings *strings, text lang, text key, int64_t count);
/* All forms of a word that is counted, by their plural categories; of one that has the same for every count
 * { other: word }. */
struct value strings_forms(struct arena *arena, const struct strings *strings, text lang, text key);
/* `word` with `value` in place of its first `mark`: "%d" or "%s". */
text strings_filled(struct arena *arena, text word, text mark, text value);
/* The pattern for dates in `lang`: site.yml's in the site's own language, else that of the language. */
text strings_date_format(const struct strings *strings, text lang);
/* The words for dates in `lang`. */
const struct date_words *strings_date_words(const struct strings *strings, text lang);
#endif
