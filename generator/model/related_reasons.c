/* SPDX-License-Identifier: MIT */
/* Why an answer is one: the features of both articles side by side, and each kind's points summed up. */
#include "model/related_index.h"
#include "model/taxonomy.h"
#include "base/arena.h"
#include <math.h>

enum { POINTS_OF_LINK = 600 };

/* The kinds of features and, behind them, links. */
enum { GROUND_LINKS = FEATURE_KINDS, GROUND_COUNT };

static const text ground_names[GROUND_COUNT] = {
    [FEATURE_TERM] = TEXT_INIT("terms"),
    [FEATURE_STEM] = TEXT_INIT("words"),
    [FEATURE_AUTHOR] = TEXT_INIT("authors"),
    [FEATURE_SERIES] = TEXT_INIT("series"),
    [GROUND_LINKS] = TEXT_INIT("links"),
    /* to add one: a kind of feature, its name here, its weight below, what it adds to struct related */
};

static double weight_of(const struct related_weights *weights, uint8_t kind)
{
    switch (kind) {
    case FEATURE_TERM: return weights->terms;
    case FEATURE_STEM: return weights->text;
    case FEATURE_AUTHOR: return weights->authors;
    default: return weights->series;
    }
}

/* Weights come from settings: however large, sums of points stay within 32 bits. */
static uint32_t rounded(double points)
{
    return points < 1e6 ? (uint32_t)lround(points) : 1000000;
}

uint32_t related_points(
    const struct related_weights *weights, const struct feature *feature, uint32_t asked, uint32_t found)
{
    double full =
        weight_of(weights, feature->kind) * feature->rarity * RELATED_HALF_STEP * asked / RELATED_FULL;
    return rounded(full) * found / RELATED_FULL;
}

uint32_t related_link_points(const struct related_weights *weights)
{
    return rounded(weights->links * POINTS_OF_LINK);
}

/* A feature of both. */
struct shared_feature {
    uint32_t points;
    uint8_t kind;
    uint16_t asked_position, found_position;
};

struct shared_features {
    struct shared_feature *items; /* the weightiest first; equal ones as the asked article has them */
    size_t count;
};

static bool comes_before(const struct shared_feature *a, const struct shared_feature *b)
{
    if (a->points != b->points)
        return a->points > b->points;
    return a->kind != b->kind ? a->kind < b->kind : a->asked_position < b->asked_position;
}

static void insert(struct shared_features *shared, struct shared_feature item)
{
    size_t at = shared->count++;
    for (; at > 0 && comes_before(&item, &shared->items[at - 1]); at--)
        shared->items[at] = shared->items[at - 1];
    shared->items[at] = item;
}

/* Both lists are in order of feature. */
static struct shared_features share(const struct related_index *index, const struct related_weights *weights,
    const struct indexed_article *asked, const struct indexed_article *found)
{
    struct shared_features shared = { index->shared, 0 };
    for (size_t i = 0, k = 0; i < asked->feature_count && k < found->feature_count;) {
        const struct article_feature *left = &asked->features[i], *right = &found->features[k];
        i += left->feature <= right->feature;
        k += right->feature <= left->feature;
        if (left->feature != right->feature)
            continue;
        const struct feature *feature = &index->features.items[left->feature];
        uint32_t points = related_points(weights, feature, left->strength, right->strength);
        insert(&shared, (struct shared_feature){ points, feature->kind, left->position, right->position });
    }
    return shared;
}

/* So many of that kind: what is found is kept as long as the archive, in lists without room to spare. */
static size_t count_of(const struct shared_features *shared, enum feature_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < shared->count; i++)
        count += shared->items[i].kind == kind;
    return count;
}

void related_make_room(struct related_index *index, struct arena *arena)
{
    size_t most = 0;
    for (size_t i = 0; i < index->article_count; i++)
        if (index->articles[i].feature_count > most)
            most = index->articles[i].feature_count;
    index->shared = arena_new_array(arena, struct shared_feature, most);
    index->points = arena_new_array(arena, uint32_t, index->article_count);
    index->touched = arena_new_array(arena, uint32_t, index->article_count + 1); /* see give() */
}

static const struct term *term_at(const struct article *article, size_t position)
{
    for (size_t i = 0; i < article->term_count; i++) {
        if (position < article->terms[i].terms.count)
            return article->terms[i].terms.items[position];
        position -= article->terms[i].terms.count;
    }
    return NULL;
}

static struct object_list terms(
    const struct shared_features *shared, const struct article *article, struct arena *arena)
{
    const void **items = arena_alloc_array(arena, count_of(shared, FEATURE_TERM), sizeof *items);
    size_t count = 0;
    for (size_t i = 0; i < shared->count; i++)
        if (shared->items[i].kind == FEATURE_TERM)
            items[count++] = term_at(article, shared->items[i].asked_position);
    return (struct object_list){ items, count };
}

static struct object_list authors(
    const struct shared_features *shared, const struct article *article, struct arena *arena)
{
    const void **items = arena_alloc_array(arena, count_of(shared, FEATURE_AUTHOR), sizeof *items);
    size_t count = 0;
    for (size_t i = 0; i < shared->count; i++)
        if (shared->items[i].kind == FEATURE_AUTHOR)
            items[count++] = article->authors.items[shared->items[i].asked_position];
    return (struct object_list){ items, count };
}

static struct text_list words(
    const struct shared_features *shared, const struct article *found, struct arena *arena)
{
    size_t most = count_of(shared, FEATURE_STEM), count = 0;
    text *items = arena_new_array(arena, text, most < RELATED_WORDS ? most : RELATED_WORDS);
    for (size_t i = 0; i < shared->count && count < RELATED_WORDS; i++)
        if (shared->items[i].kind == FEATURE_STEM && shared->items[i].points)
            items[count++] = keyword_word(&found->keywords, shared->items[i].found_position);
    return (struct text_list){ items, count };
}

static text link_between(const struct article *asked, const struct article *found)
{
    bool is_to = object_list_contains(&asked->links, found),
         is_from = object_list_contains(&asked->backlinks, found);
    return is_to && is_from ? TEXT("both") : is_to ? TEXT("to") : is_from ? TEXT("from") : TEXT_NONE;
}

static struct text_list reasons(const uint32_t sums[GROUND_COUNT], struct arena *arena)
{
    text *items = arena_new_array(arena, text, GROUND_COUNT);
    uint32_t points[GROUND_COUNT] = { 0 };
    size_t count = 0;
    for (size_t ground = 0; ground < GROUND_COUNT; ground++) {
        if (!sums[ground])
            continue;
        size_t at = count++;
        for (; at > 0 && points[at - 1] < sums[ground]; at--) {
            points[at] = points[at - 1];
            items[at] = items[at - 1];
        }
        points[at] = sums[ground];
        items[at] = ground_names[ground];
    }
    return (struct text_list){ items, count };
}

void related_explain(const struct related_index *index, const struct related_weights *weights,
    struct arena *arena, const struct indexed_article *asked, const struct indexed_article *found,
    struct related *related)
{
    uint32_t sums[GROUND_COUNT] = { 0 };
    struct shared_features shared = share(index, weights, asked, found);
    for (size_t i = 0; i < shared.count; i++)
        sums[shared.items[i].kind] += shared.items[i].points;
    related->shared = terms(&shared, asked->article, arena);
    related->authors = authors(&shared, asked->article, arena);
    related->series = asked->article->series == found->article->series ? asked->article->series : NULL;
    related->words = words(&shared, found->article, arena);
    related->link = link_between(asked->article, found->article);
    if (related->link.bytes)
        sums[GROUND_LINKS] = related_link_points(weights) * (text_equal(related->link, TEXT("both")) ? 2 : 1);
    related->reasons = reasons(sums, arena);
}

static text name_of(
    const struct shared_feature *shared, const struct article *asked, const struct article *found)
{
    switch (shared->kind) {
    case FEATURE_TERM: {
        const struct term *term = term_at(asked, shared->asked_position);
        return term ? term->name : TEXT("");
    }
    case FEATURE_AUTHOR: return ((const struct author *)asked->authors.items[shared->asked_position])->name;
    case FEATURE_SERIES: return asked->series ? asked->series->name : TEXT("");
    default: return keyword_word(&found->keywords, shared->found_position);
    }
}

struct related_contributions related_between(const struct related_index *index, const struct article *asked,
    const struct article *found, const struct related_weights *weights, struct arena *arena)
{
    const struct indexed_article *left = related_indexed(index, asked),
                                 *right = related_indexed(index, found);
    struct related_contributions between = { 0 };
    if (!left || !right)
        return between;
    weights = weights ? weights : &related_weights_default;
    struct shared_features shared = share(index, weights, left, right);
    struct related_contribution *items =
        arena_new_array(arena, struct related_contribution, shared.count + 2);
    uint64_t sum = 0;
    for (size_t i = 0; i < shared.count && shared.items[i].points; i++) {
        const struct shared_feature *feature = &shared.items[i];
        items[between.count++] = (struct related_contribution){ ground_names[feature->kind],
            name_of(feature, asked, found), feature->points };
        sum += feature->points;
    }
    const struct object_list *links[] = { &asked->links, &asked->backlinks };
    const text directions[] = { TEXT("to"), TEXT("from") };
    for (size_t i = 0; i < 2; i++) {
        if (!object_list_contains(links[i], found))
            continue;
        items[between.count++] = (struct related_contribution){ ground_names[GROUND_LINKS], directions[i],
            related_link_points(weights) };
        sum += related_link_points(weights);
    }
    between.items = items;
    between.score = related_with_nearness(index, weights, left, right, sum);
    between.least = (int64_t)related_least(index, weights);
    return between;
}
