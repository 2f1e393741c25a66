/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_RELATED_H
#define BRIEF_MODEL_RELATED_H
/*
 * related: which articles have to do with each other, and why. The index is made once from the frozen site,
 * before the fork; every worker then asks its own copy. Only what is current is ever found: withdrawn,
 * superseded and archived articles can be asked about but are no answers. Equal archives give equal answers,
 * in whatever order their articles were loaded.
 */
#include "model/site.h"

/* What counts how much. 0 leaves a ground out; the defaults are related_weights_default. */
struct related_weights {
    double terms;    /* a shared term is worth the logarithm of its rarity times this */
    double text;     /* a shared word of title or text, the same */
    double authors;  /* a shared author, the same */
    double series;   /* a shared series, the same */
    double links;    /* a link between the two: as much as a term that one article in 64 has, times this */
    double nearness; /* what is of the same day gains this share of its score, a year later half of that */
    double minimum;  /* what scores less is not found: a share of the worth of the rarest term there can be */
};

extern const struct related_weights related_weights_default;

/* What is asked of an article besides. */
struct related_question {
    struct related_weights weights;
    size_t limit;
    struct object_list excluded; /* of article */
};

/* The weights by name, for options and the documentation. All are finite and ≥ 0. */
struct related_weight_row {
    const char *name;
    size_t offset; /* of the double in struct related_weights */
    const char *help;
};
extern const struct related_weight_row related_weight_rows[];
extern const size_t related_weight_row_count;

/* One answer. */
struct related {
    const struct article *article;
    text title;                  /* the article's */
    int64_t score;               /* in hundredths; see struct related_weights */
    struct text_list reasons;    /* "terms", "words", "authors", "series", "links": the weightiest first */
    struct object_list shared;   /* of term: those that both have, the rarest first */
    struct object_list authors;  /* of author: those that both have */
    const struct series *series; /* the series of both, or NULL */
    text link; /* "to": the asked article links to it, "from": it links to the asked one, "both"; or absent */
    struct text_list words; /* the weightiest words of both texts, as the found article writes them */
};

extern const struct object_type related_type;

/* A copy in `arena` with lists of its own; texts and things are the model's. */
const struct related *related_copy(struct arena *arena, const struct related *related);

enum { RELATED_LIMIT = 100, RELATED_WORDS = 5 };

struct related_index;

/* Reads the site once; time and memory grow with the count of articles. `arena` must outlive the index. */
struct related_index *related_index_make(struct arena *arena, const struct site *site);
/* Gives an index that was made in shared memory working memory that is not, which processes must not share.
 */
void related_make_room(struct related_index *index, struct arena *arena);
/*
 * Up to `limit` (at most RELATED_LIMIT) articles, best first; equal scores newest first, then by id. Never
 * the article itself and none of `excluded` (of article; may be NULL). Of the versions of one text one: that
 * in the article's language, else the best. NULL weights are the defaults. A list of struct related in
 * `arena`; empty for an article that is not of the index's site. The index's working memory changes and is as
 * before when it returns.
 */
struct object_list related_find(struct related_index *index, const struct article *article,
    const struct related_weights *weights, size_t limit, const struct object_list *excluded,
    struct arena *arena);
/*
 * Of what decides about the answers to questions about the article: what it is about, which articles share
 * that, how much, in which words, of which day, those that links join with it, and how much an answer must
 * score. While it stays the same, so do the answers, unless the article's own facts or lists of links change.
 * 0 for an article that is not of the index's site.
 */
uint64_t related_digest(const struct related_index *index, const struct article *article);
/* What one shared thing adds to the score of two articles. */
struct related_contribution {
    text ground;    /* as in `reasons` */
    text name;      /* of the term, word, author or series; "to", "from" of a link */
    int64_t points; /* in hundredths */
};
struct related_contributions {
    const struct related_contribution *items; /* the weightiest first; those of no weight left out */
    size_t count;
    int64_t score; /* their sum, with what nearness in time adds */
    int64_t least; /* what scores less is not found */
};
/* What `found` shares with `asked`, whether or not it is an answer. Empty when one is not in the index. */
struct related_contributions related_between(const struct related_index *index, const struct article *asked,
    const struct article *found, const struct related_weights *weights, struct arena *arena);
/* How many features and postings were read since the index was begun: what grows with the archive, for tests.
 */
size_t related_index_steps(const struct related_index *index);
#endif
