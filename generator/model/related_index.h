/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_RELATED_INDEX_H
#define BRIEF_MODEL_RELATED_INDEX_H
/*
 * related_index: what is inside the index of related articles; private to related*.c. A *feature* is anything
 * two articles can share: a term, a stem, an author, a series. A *posting* says that an article has a
 * feature.
 */
#include "base/map.h"
#include "model/related.h"

enum {
    RELATED_HALF_STEP = 50,      /* points of one step of rarity: 100 for what every second article has */
    RELATED_STEMS = 12,          /* the best stems of an article that count */
    RELATED_POSTINGS = 128,      /* postings read of one feature: those nearest in time */
    RELATED_COMMON_SHARE = 8,    /* a stem that more than one article in so many has says nothing … */
    RELATED_COMMON_AT_LEAST = 8, /* … unless no more than this many have it */
    RELATED_FULL = 256,          /* the strength of what an article simply has */
};

enum feature_kind { FEATURE_TERM, FEATURE_STEM, FEATURE_AUTHOR, FEATURE_SERIES, FEATURE_KINDS };

struct posting {
    uint32_t article;  /* its number in the index */
    uint32_t strength; /* how much the article is about it, up to RELATED_FULL */
};

struct feature {
    uint64_t key; /* hash of kind and name: what makes two features the same */
    uint8_t kind;
    uint8_t rarity;         /* logarithm of (articles ÷ article_count) to base √2, rounded down */
    uint32_t article_count; /* articles that have it and can be found */
    uint32_t posting_count; /* of them, those for which it is among the best */
    size_t first_posting;
    uint64_t digest; /* of its postings: who has it, how strongly, in which words */
};

/* One feature of one article. */
struct article_feature {
    uint32_t feature;
    uint32_t place; /* of the article among the feature's postings, or where it would be */
    uint16_t strength;
    uint16_t position; /* of what it stands for: among the keywords, all terms, or the authors */
};

struct indexed_article {
    const struct article *article;
    struct article_feature *features; /* in order of feature */
    uint32_t feature_count;
    bool can_be_found;
    uint64_t digest; /* related_digest */
};

/* Hash table from key to feature, open addressing; numbers are given in the order of adding. */
struct feature_table {
    struct feature *items;
    size_t count, capacity;
    uint32_t *slots; /* number + 1, 0 = free */
    size_t slot_count;
    struct arena *arena;
};

struct shared_feature;

struct related_index {
    struct indexed_article *articles;  /* newest first, then by id */
    size_t article_count, found_count; /* all; those that can be found */
    struct map numbers;                /* id → struct indexed_article * */
    struct feature_table features;
    struct posting *postings;      /* of each feature by article number */
    bool has_versions;             /* some articles are translations of others */
    uint32_t usual_words;          /* length of a usual article, in half powers of two */
    uint32_t *points;              /* one an article; all 0 between questions */
    int32_t *days;                 /* one an article: its date */
    uint32_t *touched;             /* numbers of the articles whose score is not 0 */
    struct shared_feature *shared; /* room for comparing two articles; holds nothing between questions */
    size_t steps;
};

/* related_features.c */
/* Fills features and articles' lists of features; articles are there and sorted. */
void related_index_gather(struct related_index *index, struct arena *arena);
/* floor(2 × log2(whole ÷ part)); 0 when part is not smaller. */
uint8_t related_rarity(size_t whole, size_t part);

/* related_score.c */
/* The index's own view of the article; NULL when it is not of the index's site. */
const struct indexed_article *related_indexed(
    const struct related_index *index, const struct article *article);
/* The score of `points` for two articles so far apart in time, and the least score that is an answer. */
uint32_t related_with_nearness(const struct related_index *index, const struct related_weights *weights,
    const struct indexed_article *asked, const struct indexed_article *found, uint64_t points);
uint64_t related_least(const struct related_index *index, const struct related_weights *weights);

/* related_reasons.c */
/* Says why `found` is an answer for `asked`. */
void related_explain(const struct related_index *index, const struct related_weights *weights,
    struct arena *arena, const struct indexed_article *asked, const struct indexed_article *found,
    struct related *related);
/* Points for what both share, in hundredths; strengths up to RELATED_FULL. */
uint32_t related_points(
    const struct related_weights *weights, const struct feature *feature, uint32_t asked, uint32_t found);
/* Points of one link. */
uint32_t related_link_points(const struct related_weights *weights);
#endif
