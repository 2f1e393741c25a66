/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_STRINGS_H
#define BRIEF_OUTPUT_STRINGS_H
/*
 * strings: the words of the interface in each language. layouts/strings/<lang>.yml has the built-in ones, the
 * site's content/data/strings.<lang>.yml goes before them. English is the key, and the fallback.
 */
#include "base/date.h"
#include "base/diagnostic.h"
#include "base/map.h"
#include "base/value.h"

struct language_strings {
    text lang;
    struct value words;      /* map: English → word */
    struct value site_words; /* the same from the site, or none */
    struct date_words dates;
    text date_format;  /* absent: the site's */
    text month_format; /* a month with its year: "%B %Y" */
};

struct strings {
    const struct language_strings *languages;
    size_t count;
};

/* A language's strings as read from its file; `site_words` may be none. Missing date words are English. */
struct language_strings strings_of_file(text lang, const struct value *words, const struct value *site_words);
/* The language itself, or its base ("de" for "de-AT"), or English; NULL when there is no English either. */
const struct language_strings *strings_find(const struct strings *strings, text lang);
/* The word for `key`, or `key` itself. */
text strings_word(const struct strings *strings, text lang, text key);
#endif
