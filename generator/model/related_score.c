/* SPDX-License-Identifier: MIT */
/*
 * Asking the index. Points are whole numbers, so their sum does not depend on the order of adding. The best
 * are kept in a short sorted row; most candidates are turned away by one comparison with its last.
 */
#include "model/related_index.h"
#include "base/arena.h"
#include <math.h>

enum { DAYS_OF_HALF_NEARNESS = 365, MOST_WEIGHT = 10000 };

/* One question. */
struct asking {
    struct related_index *index;
    const struct related_weights *weights;
    const struct indexed_article *asked;
    uint32_t number;
    size_t touched_count;
};

struct ranked {
    uint32_t points, number;
};

/* Without a branch: whether an article was seen before cannot be foretold. */
static void give(struct asking *asking, uint32_t number, uint32_t points)
{
    uint32_t *sum = &asking->index->points[number];
    asking->index->touched[asking->touched_count] = number;
    asking->touched_count += !*sum && points;
    *sum += points;
}

/* The postings of one feature that are read. */
struct window {
    const struct posting *start, *end;
};

static struct window window_of(const struct related_index *index, const struct article_feature *has)
{
    const struct feature *feature = &index->features.items[has->feature];
    const struct posting *postings = index->postings + feature->first_posting;
    uint32_t half = RELATED_POSTINGS / 2, count = feature->posting_count;
    if (count <= RELATED_POSTINGS)
        return (struct window){ postings, postings + count };
    uint32_t start = has->place > half ? has->place - half : 0;
    if (start > count - RELATED_POSTINGS)
        start = count - RELATED_POSTINGS;
    return (struct window){ postings + start, postings + start + RELATED_POSTINGS };
}

static void score_feature(struct asking *asking, const struct article_feature *has)
{
    const struct feature *feature = &asking->index->features.items[has->feature];
    uint32_t full = related_points(asking->weights, feature, has->strength, RELATED_FULL);
    struct window window = window_of(asking->index, has);
    if (!full)
        return;
    asking->index->steps += (size_t)(window.end - window.start);
    for (const struct posting *posting = window.start; posting < window.end; posting++)
        give(asking, posting->article, full * posting->strength / RELATED_FULL);
}

/* The processor fetches all windows' first postings while the first is being read. */
static void score_features(struct asking *asking)
{
    const struct indexed_article *asked = asking->asked;
    for (size_t i = 0; i < asked->feature_count; i++)
        __builtin_prefetch(&asking->index->features.items[asked->features[i].feature]);
    for (size_t i = 0; i < asked->feature_count; i++) {
        struct window window = window_of(asking->index, &asked->features[i]);
        __builtin_prefetch(window.start);
        __builtin_prefetch(window.start + 8);
    }
    for (size_t i = 0; i < asked->feature_count; i++)
        score_feature(asking, &asked->features[i]);
}

const struct indexed_article *related_indexed(
    const struct related_index *index, const struct article *article)
{
    const struct indexed_article *item = map_find(&index->numbers, article->id);
    return item && item->article == article ? item : NULL;
}

static void score_links(struct asking *asking, const struct object_list *articles)
{
    for (size_t i = 0; i < articles->count; i++) {
        const struct indexed_article *item = related_indexed(asking->index, articles->items[i]);
        if (item && item->can_be_found)
            give(asking, (uint32_t)(item - asking->index->articles), related_link_points(asking->weights));
    }
}

static void leave_out(struct asking *asking, const struct object_list *excluded)
{
    asking->index->points[asking->number] = 0;
    for (size_t i = 0; excluded && i < excluded->count; i++) {
        const struct indexed_article *item = related_indexed(asking->index, excluded->items[i]);
        if (item)
            asking->index->points[item - asking->index->articles] = 0;
    }
}

/* What nearness in time adds to a score, in parts of 1024. */
static uint32_t nearness_share(
    const struct related_index *index, uint32_t asked, uint32_t found, uint32_t share)
{
    int32_t asked_day = index->days[asked], day = index->days[found];
    uint32_t days =
        asked_day > day ? (uint32_t)asked_day - (uint32_t)day : (uint32_t)day - (uint32_t)asked_day;
    return share * DAYS_OF_HALF_NEARNESS / (DAYS_OF_HALF_NEARNESS + days);
}

static uint32_t full_share(const struct related_weights *weights)
{
    return (uint32_t)lround(fmin(weights->nearness, MOST_WEIGHT) * 1024);
}

static uint32_t with_share(uint64_t score, uint32_t share)
{
    uint64_t points = score + score * share / 1024;
    return points > UINT32_MAX ? UINT32_MAX : (uint32_t)points;
}

uint32_t related_with_nearness(const struct related_index *index, const struct related_weights *weights,
    const struct indexed_article *asked, const struct indexed_article *found, uint64_t points)
{
    uint32_t first = (uint32_t)(asked - index->articles), second = (uint32_t)(found - index->articles);
    return with_share(points, nearness_share(index, first, second, full_share(weights)));
}

uint64_t related_least(const struct related_index *index, const struct related_weights *weights)
{
    double rarest = related_rarity(index->found_count, 1) * (double)RELATED_HALF_STEP;
    return (uint64_t)lround(fmin(weights->minimum, MOST_WEIGHT) * rarest);
}

static bool ranks_before(const struct ranked *a, const struct ranked *b)
{
    return a->points != b->points ? a->points > b->points : a->number < b->number;
}

/* Of two versions of one text: is `a` the one to show? That in the language of the article comes first. */
static bool is_better_version(const struct asking *asking, const struct ranked *a, const struct ranked *b)
{
    const struct indexed_article *articles = asking->index->articles;
    text lang = asking->asked->article->lang;
    bool is_own = text_equal(articles[a->number].article->lang, lang);
    bool is_other_own = text_equal(articles[b->number].article->lang, lang);
    return is_own != is_other_own ? is_own : ranks_before(a, b);
}

static struct ranked ranked_of(const struct asking *asking, uint32_t number, uint32_t full)
{
    uint32_t share = nearness_share(asking->index, asking->number, number, full);
    return (struct ranked){ with_share(asking->index->points[number], share), number };
}

static bool has_better_version(const struct asking *asking, uint32_t number, uint32_t full, uint64_t least)
{
    const struct object_list *versions = &asking->index->articles[number].article->translations;
    struct ranked own = ranked_of(asking, number, full);
    for (size_t i = 0; i < versions->count; i++) {
        const struct indexed_article *item = related_indexed(asking->index, versions->items[i]);
        struct ranked other =
            item ? ranked_of(asking, (uint32_t)(item - asking->index->articles), full) : own;
        if (other.points && other.points >= least && is_better_version(asking, &other, &own))
            return true;
    }
    return false;
}

/* The versions of a text are one story, which is told once. The best of them is never dropped, so the order
 * in which they come does not matter. */
static void drop_other_versions(struct asking *asking)
{
    uint32_t full = full_share(asking->weights);
    uint64_t least = related_least(asking->index, asking->weights);
    for (size_t i = 0; asking->index->has_versions && i < asking->touched_count; i++) {
        uint32_t number = asking->index->touched[i];
        if (asking->index->points[number] && has_better_version(asking, number, full, least))
            asking->index->points[number] = 0;
    }
}

/* Fills `best` and sets the scores back to 0. */
static size_t rank(struct asking *asking, size_t limit, struct ranked *best)
{
    uint32_t share = full_share(asking->weights);
    uint64_t least = related_least(asking->index, asking->weights);
    size_t count = 0;
    for (size_t i = 0; i < asking->touched_count; i++) {
        uint32_t number = asking->index->touched[i];
        uint64_t score = asking->index->points[number];
        asking->index->points[number] = 0;
        uint64_t most = score + score * share / 1024;
        if (!score || most < least || (count == limit && most < best[count - 1].points))
            continue;
        struct ranked candidate = {
            with_share(score, nearness_share(asking->index, asking->number, number, share)), number
        };
        if (candidate.points < least || (count == limit && !ranks_before(&candidate, &best[count - 1])))
            continue;
        size_t at = count < limit ? count++ : limit - 1;
        for (; at > 0 && ranks_before(&candidate, &best[at - 1]); at--)
            best[at] = best[at - 1];
        best[at] = candidate;
    }
    return count;
}

/* What answers are made of lies all over the archive: it is fetched at the same time. */
static inline __attribute__((always_inline)) void fetch_found(
    const struct related_index *index, const struct ranked *best, size_t count)
{
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(&index->articles[best[i].number]);
    for (size_t i = 0; i < count; i++) {
        __builtin_prefetch(&index->articles[best[i].number].article->title);
        __builtin_prefetch(index->articles[best[i].number].features);
    }
}

struct object_list related_find(struct related_index *index, const struct article *article,
    const struct related_weights *weights, size_t limit, const struct object_list *excluded,
    struct arena *arena)
{
    const struct indexed_article *asked = related_indexed(index, article);
    struct ranked best[RELATED_LIMIT] = { 0 };
    if (!asked || !limit)
        return (struct object_list){ 0 };
    struct asking asking = { index, weights ? weights : &related_weights_default, asked,
        (uint32_t)(asked - index->articles), 0 };
    score_features(&asking);
    score_links(&asking, &article->links);
    score_links(&asking, &article->backlinks);
    leave_out(&asking, excluded);
    drop_other_versions(&asking);
    size_t count = rank(&asking, limit < RELATED_LIMIT ? limit : RELATED_LIMIT, best);
    fetch_found(index, best, count);
    const void **found = arena_alloc_array(arena, count, sizeof *found);
    for (size_t i = 0; i < count; i++) {
        struct related *related = arena_new(arena, struct related);
        const struct indexed_article *item = &index->articles[best[i].number];
        related->article = item->article;
        related->title = item->article->title;
        related->score = best[i].points;
        related_explain(index, asking.weights, arena, asked, item, related);
        found[i] = related;
    }
    return (struct object_list){ found, count };
}
