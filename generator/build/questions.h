/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_QUESTIONS_H
#define BRIEF_BUILD_QUESTIONS_H
/*
 * questions: what `article` hooks asked to be related to their own articles, and a digest of what they were
 * answered. A later build asks again, which costs a tenth of running the hooks, and runs those alone that
 * learn something new. Lies in the tables of standing-*.
 */
#include "base/arena.h"
#include "build/store.h"
#include "model/related.h"

struct session;

/* One question of an earlier build. */
struct noted_question {
    uint32_t article; /* number of the thing that was asked about; they are in this order */
    uint32_t weights; /* index into STANDING_WEIGHTS */
    uint32_t excluded_start, excluded_count; /* in STANDING_EXCLUDED */
    uint64_t answer;
};

/* What few questions differ in. */
struct noted_weights {
    struct related_weights weights;
    uint64_t limit;
};

struct asked_question;

struct questions {
    const struct noted_question *noted;
    size_t noted_count;
    const struct noted_weights *weights;
    size_t weights_count;
    const uint32_t *excluded; /* numbers of noted things */
    size_t excluded_count;
    struct asked_question **asked; /* shared; one an article: those of this build, the latest first */
};

/* The tables of the last build; and room for what is asked in this one. */
void questions_read(struct questions *questions, const struct store *store);
void questions_make_room(struct questions *questions, size_t article_count);
/* In a worker: keeps a question of a hook about its own article, in the worker's `arena`. */
void questions_keep(struct session *session, const struct article *article,
    const struct related_question *question, const struct object_list *answer, struct arena *arena);
/* Of articles of which no more than the words changed, or what is related to them: wants those whose
 * questions have other answers than they had (one an article of the site). */
void questions_want(struct session *session, bool *is_wanted);

/* For the next build: those of hooks that ran, and of those that did not what they asked before. */
struct question_tables {
    struct {
        struct noted_question *items;
        size_t count, capacity;
    } questions;
    struct {
        struct noted_weights *items;
        size_t count, capacity;
    } weights;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } excluded;
};
void questions_note(struct session *session, struct question_tables *tables);
#endif
