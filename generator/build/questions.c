/* SPDX-License-Identifier: MIT */
/*
 * Answers are compared as everything is that refers to things: by what the field tables give out of them. So
 * a hook that gets the same answers to all its questions has learnt nothing new of other articles' words.
 */
#include "build/questions.h"
#include "base/digest.h"
#include "build/session.h"
#include "build/workers.h"
#include <string.h>

enum {
    PIECE_ARTICLES = 64,
    ARTICLES_WORTH_WORKERS = 2000,
};

struct asked_question {
    struct asked_question *before; /* the one that was asked before it */
    struct noted_weights weights;
    const uint32_t *excluded; /* numbers of things */
    uint32_t excluded_count;
    bool is_known; /* of the answer; else the hook has to be asked */
    uint64_t answer;
};

void questions_read(struct questions *questions, const struct store *store)
{
    questions->noted =
        store_table(store, STANDING_QUESTIONS, sizeof *questions->noted, &questions->noted_count);
    questions->weights =
        store_table(store, STANDING_WEIGHTS, sizeof *questions->weights, &questions->weights_count);
    questions->excluded =
        store_table(store, STANDING_EXCLUDED, sizeof *questions->excluded, &questions->excluded_count);
}

void questions_make_room(struct questions *questions, size_t article_count)
{
    questions->asked = workers_shared_memory(article_count * sizeof(struct asked_question *));
}

/* False: that cannot be said. */
static bool digest_answer(const struct things *things, const struct object_list *answer, uint64_t *digest)
{
    struct buffer out;
    struct value_list list = { .count = answer->count, .objects = answer->items, .type = &related_type };
    struct value value = value_list(&list);
    buffer_init(&out, NULL);
    bool is_said = things_describe(things, &value, &out);
    *digest = digest_of(buffer_text(&out)).low;
    buffer_release(&out);
    return is_said;
}

/* The numbers of things that are excluded; articles all. */
static uint32_t *excluded_numbers(
    const struct things *things, const struct object_list *excluded, struct arena *arena)
{
    uint32_t *numbers = arena_new_array(arena, uint32_t, excluded->count);
    for (size_t i = 0; i < excluded->count; i++)
        numbers[i] = (uint32_t)things_index(things, excluded->items[i]);
    return numbers;
}

void questions_keep(struct session *session, const struct article *article,
    const struct related_question *question, const struct object_list *answer, struct arena *arena)
{
    const struct things *things = &session->reuse.things;
    struct asked_question **asked = session->reuse.questions.asked;
    size_t number = things_index(things, article);
    if (!asked || number >= session->site->articles.count)
        return;
    struct asked_question *kept = arena_new(arena, struct asked_question);
    *kept = (struct asked_question){ .before = asked[number],
        .weights = { question->weights, question->limit },
        .excluded = excluded_numbers(things, &question->excluded, arena),
        .excluded_count = (uint32_t)question->excluded.count };
    kept->is_known = digest_answer(things, answer, &kept->answer);
    asked[number] = kept;
}

static size_t first_question_of(const struct questions *questions, uint32_t article)
{
    size_t start = 0, end = questions->noted_count;
    while (start < end) {
        size_t middle = start + (end - start) / 2;
        if (questions->noted[middle].article < article)
            start = middle + 1;
        else
            end = middle;
    }
    return start;
}

static bool is_whole(const struct questions *questions, const struct noted_question *noted)
{
    return noted->weights < questions->weights_count && noted->excluded_start <= questions->excluded_count &&
           noted->excluded_count <= questions->excluded_count - noted->excluded_start;
}

/* The things now that were excluded. False: one of them is gone. */
static bool find_excluded(const struct reuse *reuse, const struct noted_question *noted,
    struct object_list *excluded, struct arena *arena)
{
    const void **items = arena_alloc_array(arena, noted->excluded_count, sizeof *items);
    *excluded = (struct object_list){ items, noted->excluded_count };
    for (size_t i = 0; i < noted->excluded_count; i++) {
        uint32_t number = reuse_index_now(reuse, reuse->questions.excluded[noted->excluded_start + i]);
        if (number == UINT32_MAX)
            return false;
        items[i] = reuse->things.items[number].object;
    }
    return true;
}

static bool is_answered_alike(struct session *session, const struct article *article,
    const struct noted_question *noted, struct arena *arena)
{
    const struct reuse *reuse = &session->reuse;
    struct object_list excluded;
    uint64_t digest;
    if (!is_whole(&reuse->questions, noted) || !find_excluded(reuse, noted, &excluded, arena))
        return false;
    const struct noted_weights *weights = &reuse->questions.weights[noted->weights];
    struct object_list answer = related_find(plugins_related(session->plugins, session->site), article,
        &weights->weights, weights->limit, &excluded, arena);
    return digest_answer(&reuse->things, &answer, &digest) && digest == noted->answer;
}

static bool are_answered_alike(struct session *session, size_t article)
{
    const struct reuse *reuse = &session->reuse;
    const struct questions *questions = &reuse->questions;
    uint32_t number = (uint32_t)(reuse->noted_of[article] - reuse->noted);
    struct arena arena;
    bool is_alike = true;
    arena_init(&arena);
    for (size_t i = first_question_of(questions, number);
         is_alike && i < questions->noted_count && questions->noted[i].article == number; i++)
        is_alike =
            is_answered_alike(session, session->site->articles.items[article], &questions->noted[i], &arena);
    arena_release(&arena);
    return is_alike;
}

/* Articles of which it is asked whether their hooks would learn something new. */
struct asking {
    struct session *session;
    size_t *articles;
    size_t count;
    bool *is_other; /* shared; one each */
};

static void choose(struct asking *asking, const bool *is_wanted)
{
    const struct reuse *reuse = &asking->session->reuse;
    size_t count = asking->session->site->articles.count;
    asking->articles = arena_new_array(&asking->session->arena, size_t, count);
    for (size_t i = 0; i < count; i++)
        if (!is_wanted[i] && reuse->noted_of[i] &&
            (reuse->changed[reuse->noted_of[i] - reuse->noted] >> PART_WORDS & 1))
            asking->articles[asking->count++] = i;
}

static void ask_piece(void *state, struct worker *worker, size_t piece)
{
    struct asking *asking = state;
    (void)worker;
    for (size_t i = piece * PIECE_ARTICLES; i < (piece + 1) * PIECE_ARTICLES && i < asking->count; i++)
        asking->is_other[i] = !are_answered_alike(asking->session, asking->articles[i]);
}

void questions_want(struct session *session, bool *is_wanted)
{
    struct asking asking = { .session = session };
    if (!session->reuse.earlier)
        return;
    choose(&asking, is_wanted);
    asking.is_other = workers_shared_memory(asking.count * sizeof *asking.is_other);
    for (size_t i = 0; i < asking.count; i++)
        asking.is_other[i] = true; /* until it is known */
    struct work work = { .count = (asking.count + PIECE_ARTICLES - 1) / PIECE_ARTICLES,
        .worker_count = asking.count < ARTICLES_WORTH_WORKERS ? 0 : session->options->worker_count,
        .takes_part = true,
        .seconds = session->config.limits.seconds,
        .state = &asking,
        .run = ask_piece };
    workers_run(&session->arena, &work, &session->diagnostics);
    for (size_t i = 0; i < asking.count; i++)
        is_wanted[asking.articles[i]] = asking.is_other[i];
}

static double weight_at(const struct related_weights *weights, size_t row)
{
    double weight;
    memcpy(&weight, (const char *)weights + related_weight_rows[row].offset, sizeof weight);
    return weight;
}

static bool are_same_weights(const struct noted_weights *a, const struct noted_weights *b)
{
    bool is_same = a->limit == b->limit;
    for (size_t i = 0; is_same && i < related_weight_row_count; i++)
        is_same = weight_at(&a->weights, i) == weight_at(&b->weights, i);
    return is_same;
}

static uint32_t weights_number(
    struct arena *arena, struct question_tables *tables, const struct noted_weights *weights)
{
    size_t number = tables->weights.count;
    while (number > 0 && !are_same_weights(&tables->weights.items[number - 1], weights))
        number--;
    if (number > 0)
        return (uint32_t)number - 1;
    *list_add(arena, &tables->weights) = *weights;
    return (uint32_t)tables->weights.count - 1;
}

/* The excluded ones have been added. */
static void add_question(struct arena *arena, struct question_tables *tables, size_t article,
    const struct noted_weights *weights, uint32_t excluded_count, uint64_t answer)
{
    *list_add(arena, &tables->questions) = (struct noted_question){ .article = (uint32_t)article,
        .weights = weights ? weights_number(arena, tables, weights) : UINT32_MAX,
        .excluded_start = (uint32_t)tables->excluded.count - excluded_count,
        .excluded_count = excluded_count,
        .answer = answer };
}

static void note_asked(struct session *session, struct question_tables *tables, size_t article)
{
    const struct asked_question *asked = session->reuse.questions.asked[article];
    for (; asked; asked = asked->before) {
        for (size_t i = 0; i < asked->excluded_count; i++)
            *list_add(&session->arena, &tables->excluded) = asked->excluded[i];
        add_question(&session->arena, tables, article, asked->is_known ? &asked->weights : NULL,
            asked->excluded_count, asked->answer);
    }
}

/* What the hook asked when it ran the last time, by the numbers that things have now. */
static void note_again(
    struct session *session, struct question_tables *tables, size_t article, uint32_t before)
{
    const struct reuse *reuse = &session->reuse;
    const struct questions *questions = &reuse->questions;
    for (size_t i = first_question_of(questions, before);
         i < questions->noted_count && questions->noted[i].article == before; i++) {
        const struct noted_question *noted = &questions->noted[i];
        bool is_known = is_whole(questions, noted);
        for (size_t k = 0; is_known && k < noted->excluded_count; k++) {
            *list_add(&session->arena, &tables->excluded) =
                reuse_index_now(reuse, questions->excluded[noted->excluded_start + k]);
        }
        add_question(&session->arena, tables, article, is_known ? &questions->weights[noted->weights] : NULL,
            is_known ? noted->excluded_count : 0, noted->answer);
    }
}

void questions_note(struct session *session, struct question_tables *tables)
{
    const struct reuse *reuse = &session->reuse;
    list_reserve(&session->arena, &tables->questions, session->site->articles.count);
    for (size_t i = 0; reuse->questions.asked && i < session->site->articles.count; i++) {
        const struct noted_thing *noted = reuse->earlier ? reuse->noted_of[i] : NULL;
        if (reuse->has_hook_run[i])
            note_asked(session, tables, i);
        else if (noted)
            note_again(session, tables, i, (uint32_t)(noted - reuse->noted));
    }
}
