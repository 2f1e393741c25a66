/* SPDX-License-Identifier: MIT */
/*
 * Asking the index. Points are whole numbers, so their sum does not depend on the order of adding. The best
 * are kept in a short sorted row; most candidates are turned away by one comparison with its last.
 */
#include "model/related_index.h"
#include "base/arena.h"
#include <math.h>

enum { DAYS_OF_HALF_NEARNESS = 365, MILLISECONDS_OF_DAY = 86400000, MOST_WEIGHT = 10000 };

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

static void give(struct asking *asking, uint32_t number, uint32_t points)
{
    uint32_t *score = &asking->index->scores[number];
    if (!*score && points)
        asking->index->touched[asking->touched_count++] = number;
    *score += points;
}

/* Where the RELATED_POSTINGS postings around the asked article begin. */
static size_t window_start(const struct posting *postings, size_t count, uint32_t number)
{
    size_t low = 0, high = count;
    if (count <= RELATED_POSTINGS)
        return 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (postings[middle].article < number)
            low = middle + 1;
        else
            high = middle;
    }
    size_t half = RELATED_POSTINGS / 2;
    size_t start = low > half ? low - half : 0;
    return start + RELATED_POSTINGS > count ? count - RELATED_POSTINGS : start;
}

static void score_feature(struct asking *asking, const struct article_feature *has)
{
    struct related_index *index = asking->index;
    const struct feature *feature = &index->features.items[has->feature];
    uint32_t full = related_points(asking->weights, feature, has->strength, RELATED_FULL);
    const struct posting *postings = index->postings + feature->first_posting;
    size_t at = window_start(postings, feature->posting_count, asking->number);
    size_t end =
        feature->posting_count - at < RELATED_POSTINGS ? feature->posting_count : at + RELATED_POSTINGS;
    if (!full)
        return;
    index->steps += end - at;
    for (; at < end; at++)
        give(asking, postings[at].article, full * postings[at].strength / RELATED_FULL);
}

static const struct indexed_article *indexed(const struct related_index *index, const struct article *article)
{
    const struct indexed_article *item = map_find(&index->numbers, article->id);
    return item && item->article == article ? item : NULL;
}

static void score_links(struct asking *asking, const struct object_list *articles)
{
    for (size_t i = 0; i < articles->count; i++) {
        const struct indexed_article *item = indexed(asking->index, articles->items[i]);
        if (item && item->can_be_found)
            give(asking, (uint32_t)(item - asking->index->articles), related_link_points(asking->weights));
    }
}

static void leave_out(struct asking *asking, const struct object_list *excluded)
{
    asking->index->scores[asking->number] = 0;
    for (size_t i = 0; excluded && i < excluded->count; i++) {
        const struct indexed_article *item = indexed(asking->index, excluded->items[i]);
        if (item)
            asking->index->scores[item - asking->index->articles] = 0;
    }
}

/* What nearness in time adds to a score, in parts of 1024. */
static uint32_t nearness_share(const struct asking *asking, uint32_t number, uint32_t share)
{
    int64_t distance = asking->asked->article->date.instant.milliseconds -
                       asking->index->articles[number].article->date.instant.milliseconds;
    int64_t days = (distance < 0 ? -distance : distance) / MILLISECONDS_OF_DAY;
    return (uint32_t)(share * (int64_t)DAYS_OF_HALF_NEARNESS / (DAYS_OF_HALF_NEARNESS + days));
}

static bool ranks_before(const struct ranked *a, const struct ranked *b)
{
    return a->points != b->points ? a->points > b->points : a->number < b->number;
}

/* Fills `best` and sets the scores back to 0. */
static size_t rank(struct asking *asking, size_t limit, struct ranked *best)
{
    uint32_t share = (uint32_t)lround(fmin(asking->weights->nearness, MOST_WEIGHT) * 1024);
    uint64_t least = (uint64_t)lround(fmin(asking->weights->minimum, MOST_WEIGHT) * 100);
    size_t count = 0;
    for (size_t i = 0; i < asking->touched_count; i++) {
        uint32_t number = asking->index->touched[i];
        uint64_t score = asking->index->scores[number];
        asking->index->scores[number] = 0;
        uint64_t most = score + score * share / 1024;
        if (!score || most < least || (count == limit && most < best[count - 1].points))
            continue;
        uint64_t points = score + score * nearness_share(asking, number, share) / 1024;
        struct ranked candidate = { points > UINT32_MAX ? UINT32_MAX : (uint32_t)points, number };
        if (points < least || (count == limit && !ranks_before(&candidate, &best[count - 1])))
            continue;
        size_t at = count < limit ? count++ : limit - 1;
        for (; at > 0 && ranks_before(&candidate, &best[at - 1]); at--)
            best[at] = best[at - 1];
        best[at] = candidate;
    }
    return count;
}

struct object_list related_find(struct related_index *index, const struct article *article,
    const struct related_weights *weights, size_t limit, const struct object_list *excluded,
    struct arena *arena)
{
    const struct indexed_article *asked = indexed(index, article);
    struct ranked best[RELATED_LIMIT];
    if (!asked || !limit)
        return (struct object_list){ 0 };
    struct asking asking = { index, weights ? weights : &related_weights_default, asked,
        (uint32_t)(asked - index->articles), 0 };
    for (size_t i = 0; i < asked->feature_count; i++)
        score_feature(&asking, &asked->features[i]);
    score_links(&asking, &article->links);
    score_links(&asking, &article->backlinks);
    leave_out(&asking, excluded);
    size_t count = rank(&asking, limit < RELATED_LIMIT ? limit : RELATED_LIMIT, best);
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
