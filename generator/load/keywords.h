/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_KEYWORDS_H
#define BRIEF_LOAD_KEYWORDS_H
/*
 * keywords: the words that say what a text is about, stemmed and counted. Runs where drafts are made; what
 * comes out depends on the text and its language alone.
 */
#include "base/slug.h"
#include "base/stem.h"
#include "model/article.h"

enum { KEYWORD_LIMIT = 32 };

/* Remembers words it has seen, per language; one a process. */
struct keyword_maker;

/* `unicode` is borrowed. */
struct keyword_maker *keyword_maker_open(struct arena *arena, struct unicode *unicode);
void keyword_maker_close(struct keyword_maker *maker);

/* A stretch of text and how much each of its words counts. */
struct keyword_part {
    text words;
    unsigned weight;
    bool is_markup;    /* inline HTML: tags and character references are passed over */
    size_t word_count; /* out: of this stretch, as unicode_word_count says */
};

/*
 * The best KEYWORD_LIMIT stems of all parts together by weighted count, ties in byte order. Words that say
 * nothing (base/stem.h), numbers and single letters are left out. Copies into `arena`.
 */
struct keyword_list keywords_gather(struct keyword_maker *maker, struct arena *arena, text language,
    struct keyword_part *parts, size_t part_count);
#endif
