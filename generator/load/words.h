/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_WORDS_H
#define BRIEF_LOAD_WORDS_H
/*
 * words: what the words of one text give: keywords, which say what it is about, and entries of the search
 * index. Runs where drafts are made, in one walk for both; what comes out depends on the texts and their
 * language alone.
 */
#include "base/unicode_words.h"
#include "model/article.h"

enum { KEYWORD_LIMIT = 32 };

/* What a word of each field counts for in a search; a word of the body counts once. */
enum {
    SEARCH_WEIGHT_TITLE = 12,
    SEARCH_WEIGHT_TERM = 6, /* tags and other terms */
    SEARCH_WEIGHT_AUTHOR = 6,
    SEARCH_WEIGHT_HEADING = 3, /* on top of what it counts as a part of the body */
    SEARCH_WEIGHT_KEY_POINT = 3,
    SEARCH_WEIGHT_SUMMARY = 3,
    SEARCH_WEIGHT_ATTACHMENT = 3,
    SEARCH_WEIGHT_BODY = 1,
};

/* Remembers words it has seen, per language; one a process. */
struct word_maker;

/* What is wanted of a text, to be combined. */
enum { WANT_KEYWORDS = 1, WANT_SEARCH_ENTRIES = 2 };

/* `unicode` is borrowed. `wanted` says what words_gather will give. */
struct word_maker *word_maker_open(struct arena *arena, struct unicode *unicode, unsigned wanted);
void word_maker_close(struct word_maker *maker);

/* A stretch of text. Words of two parts never follow one another. */
struct word_part {
    text words;
    unsigned keyword_weight, search_weight;
    bool is_markup;          /* inline HTML: tags and character references are passed over */
    bool has_function_words; /* "the", "how": entries are made of them here, elsewhere they are dropped */
    size_t word_count;       /* out: as unicode_word_count says */
};

struct gathered_words {
    /*
     * The best KEYWORD_LIMIT stems of all parts together by weighted count, ties in byte order. Words that
     * say nothing (base/language.h), numbers and single letters are left out.
     */
    struct keyword_list keywords;
    text search_entries; /* of all parts together, in the order of their keys: model/search_entry.h */
};

/* Copies into `arena`. */
struct gathered_words words_gather(
    struct word_maker *maker, struct arena *arena, text language, struct word_part *parts, size_t part_count);
#endif
