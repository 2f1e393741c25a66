/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_SEARCH_WORDS_H
#define BRIEF_LOAD_SEARCH_WORDS_H
/*
 * search_words: the words of one text as the search index wants them: stems, their weight, which words follow
 * them, and the forms that lead to them. Runs where drafts are made; what comes out is plain bytes
 * (model/search_entry.h) and depends on the texts and their language alone.
 */
#include "base/slug.h"

/* Remembers words it has seen, per language; one a process. */
struct search_maker;

/* `unicode` is borrowed. */
struct search_maker *search_maker_open(struct arena *arena, struct unicode *unicode);
void search_maker_close(struct search_maker *maker);

/* What a word of each field counts for; a word of the body counts once. */
enum {
    SEARCH_WEIGHT_TITLE = 12,
    SEARCH_WEIGHT_TERM = 6, /* tags and other terms */
    SEARCH_WEIGHT_AUTHOR = 6,
    SEARCH_WEIGHT_HEADING = 3, /* on top of what it counts as a part of the body */
    SEARCH_WEIGHT_KEY_POINT = 3,
    SEARCH_WEIGHT_SUMMARY = 3,
    SEARCH_WEIGHT_BODY = 1,
};

/* A stretch of text. Words of two parts never follow one another. */
struct search_part {
    text words;
    unsigned weight;
    bool is_markup;          /* inline HTML: tags and character references are passed over */
    bool has_function_words; /* "the", "how": kept here, dropped elsewhere */
};

/* The entries of all parts together, in the order of their keys. Copied into `arena`. */
text search_words_gather(struct search_maker *maker, struct arena *arena, text language,
    const struct search_part *parts, size_t part_count);
#endif
