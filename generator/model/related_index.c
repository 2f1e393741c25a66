/* SPDX-License-Identifier: MIT */
/*
 * An inverted index: for each feature the articles that have it, newest first. An article is asked about by
 * walking the postings of its own features, and of a common feature only the postings nearest to it in time
 * are read; so one question costs the same in a small archive and a large one, and an old article finds its
 * contemporaries rather than what is new.
 */
#include "model/related_index.h"
#include "base/digest.h"
#include "base/arena.h"
#include <stdlib.h>

static int compare_articles(const void *a, const void *b)
{
    const struct article *left = ((const struct indexed_article *)a)->article,
                         *right = ((const struct indexed_article *)b)->article;
    int order = date_compare(&right->date, &left->date);
    return order ? order : text_compare(left->id, right->id);
}

/* The nearest half power of two below: one more article rarely changes it. */
static uint32_t usual_words(const struct related_index *index)
{
    uint64_t words = 0;
    for (size_t i = 0; i < index->article_count; i++)
        if (index->articles[i].can_be_found)
            words += (uint64_t)index->articles[i].article->words;
    uint64_t mean = index->found_count ? words / index->found_count : 0;
    uint32_t usual = 64; /* shorter ones count as that long */
    while (usual < 1u << 20 && (uint64_t)usual * 2 <= mean)
        usual *= 2;
    uint32_t between = usual + usual * 53 / 128;
    return mean >= between ? between : usual;
}

static void list_articles(
    struct related_index *index, struct arena *arena, const struct object_list *articles)
{
    index->articles = arena_new_array(arena, struct indexed_article, articles->count);
    index->article_count = articles->count;
    for (size_t i = 0; i < articles->count; i++) {
        struct indexed_article *item = &index->articles[i];
        item->article = articles->items[i];
        item->can_be_found = article_is_current(item->article);
        index->found_count += item->can_be_found;
    }
    if (articles->count)
        qsort(index->articles, articles->count, sizeof *index->articles, compare_articles);
    map_init(&index->numbers, arena);
    for (size_t i = 0; i < articles->count; i++)
        map_set(&index->numbers, index->articles[i].article->id, &index->articles[i]);
}

/* One number of several, which do not depend on the order of anything in memory. */
static uint64_t fold(uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
    return digest_mix(digest_mix(digest_mix(digest_mix(UINT64_C(0x9E3779B97F4A7C15), a), b), c), d);
}

/* What an article is for those that share something with it or link to it: how near it is in time decides,
 * and of the versions of one text one is found. */
static uint64_t identity_of(const struct indexed_article *item)
{
    const struct article *article = item->article;
    const struct date *date = &article->date;
    uint64_t identity = fold(map_hash(article->id), (uint64_t)date->instant.milliseconds,
        (uint32_t)date->day.number, item->can_be_found);
    return article->translations.count
               ? fold(identity, map_hash(article->translation_key), map_hash(article->lang), 0)
               : identity;
}

/* The word that answers show for it. */
static text word_of(
    const struct article *article, const struct feature *feature, const struct article_feature *has)
{
    return feature->kind == FEATURE_STEM ? keyword_word(&article->keywords, has->position) : TEXT_NONE;
}

/* Articles are visited in order, so each feature's postings are in order, too. */
static void post(struct related_index *index, struct arena *arena)
{
    struct feature *features = index->features.items;
    for (size_t i = 0; i < index->article_count; i++)
        for (size_t k = 0; index->articles[i].can_be_found && k < index->articles[i].feature_count; k++)
            features[index->articles[i].features[k].feature].posting_count++;
    size_t total = 0;
    for (size_t i = 0; i < index->features.count; i++) {
        features[i].first_posting = total;
        total += features[i].posting_count;
        features[i].posting_count = 0;
    }
    index->postings = arena_new_array(arena, struct posting, total);
    index->steps += total;
    for (size_t i = 0; i < index->article_count; i++) {
        const struct indexed_article *item = &index->articles[i];
        uint64_t identity = identity_of(item);
        index->has_versions |= item->article->translations.count > 0;
        for (size_t k = 0; k < item->feature_count; k++) {
            struct article_feature *has = &item->features[k];
            struct feature *feature = &features[has->feature];
            has->place = feature->posting_count;
            if (!item->can_be_found)
                continue;
            index->postings[feature->first_posting + feature->posting_count++] =
                (struct posting){ (uint32_t)i, has->strength };
            feature->digest = fold(
                feature->digest, identity, has->strength, map_hash(word_of(item->article, feature, has)));
        }
    }
}

static uint64_t digest_of_links(const struct related_index *index, const struct object_list *articles)
{
    uint64_t digest = 0;
    for (size_t i = 0; i < articles->count; i++) {
        const struct indexed_article *item = related_indexed(index, articles->items[i]);
        digest += item ? identity_of(item) : 0;
    }
    return digest;
}

/* A sum, since features are numbered as they come; and what the least score of an answer hangs on. */
static void digest_articles(struct related_index *index)
{
    uint8_t rarest = related_rarity(index->found_count, 1);
    for (size_t i = 0; i < index->article_count; i++) {
        struct indexed_article *item = &index->articles[i];
        item->digest = rarest + digest_of_links(index, &item->article->links) +
                       digest_of_links(index, &item->article->backlinks);
        for (size_t k = 0; k < item->feature_count; k++) {
            const struct article_feature *has = &item->features[k];
            const struct feature *feature = &index->features.items[has->feature];
            item->digest += fold(feature->key, feature->rarity, feature->digest,
                (uint64_t)has->strength << 16 | has->position);
        }
    }
}

uint64_t related_digest(const struct related_index *index, const struct article *article)
{
    const struct indexed_article *item = related_indexed(index, article);
    return item ? item->digest : 0;
}

struct related_index *related_index_make(struct arena *arena, const struct site *site)
{
    struct related_index *index = arena_new(arena, struct related_index);
    index->features.arena = arena;
    /* Numbers of articles and features have 32 bits. */
    if (site->articles.count >= UINT32_MAX)
        arena_die_out_of_memory();
    list_articles(index, arena, &site->articles);
    index->usual_words = usual_words(index);
    related_index_gather(index, arena);
    post(index, arena);
    digest_articles(index);
    related_make_room(index, arena);
    index->days = arena_new_array(arena, int32_t, index->article_count);
    for (size_t i = 0; i < index->article_count; i++)
        index->days[i] = index->articles[i].article->date.day.number;
    return index;
}

size_t related_index_steps(const struct related_index *index)
{
    return index->steps;
}
