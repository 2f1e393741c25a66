/* SPDX-License-Identifier: MIT */
/*
 * From articles to features. First every keyword of every article is counted, then each article keeps the
 * stems that tell it apart best: strength in the text times rarity in the archive. Strength grows less and
 * less with the count and is measured against the article's length (BM25), so that a long text is not about
 * everything.
 *
 * A key is a hash of 64 bits and stands for the name itself: that any two of a million names agree in it has
 * a chance of one in thirty million, and would make one link odd.
 */
#include "model/author.h"
#include "model/related_index.h"
#include "model/taxonomy.h"
#include "base/list.h"
#include <math.h>
#include <string.h>

enum { FIRST_SLOTS = 1024, MOST_KEYWORDS = 64 };

/* BM25's constants: how soon more of the same stops counting, sooner where all texts are short; and how much
 * a text's length matters. */
static const double least_saturation = 2.0, saturation_per_word = 0.008, length_share = 0.75;

static const uint64_t mixer = 0x9E3779B97F4A7C15u;

/* The key of a thing by name; `group` tells apart what may have equal names (taxonomies). */
static uint64_t key_of(enum feature_kind kind, text group, text name)
{
    uint64_t key = map_hash(name) ^ ((uint64_t)kind + 1) * mixer;
    if (group.length)
        key ^= map_hash(group) * mixer;
    return key;
}

static void grow(struct feature_table *table)
{
    table->slot_count = table->slot_count ? table->slot_count * 2 : FIRST_SLOTS;
    table->slots = arena_new_array(table->arena, uint32_t, table->slot_count);
    for (size_t i = 0; i < table->count; i++) {
        size_t at = (size_t)table->items[i].key & (table->slot_count - 1);
        while (table->slots[at])
            at = (at + 1) & (table->slot_count - 1);
        table->slots[at] = (uint32_t)(i + 1);
    }
}

/* The number of the feature with that key, a new one if need be. */
static uint32_t find_or_add(struct feature_table *table, uint64_t key, enum feature_kind kind)
{
    if (table->count >= UINT32_MAX - 1)
        arena_die_out_of_memory();
    if ((table->count + 1) * 2 > table->slot_count)
        grow(table);
    size_t at = (size_t)key & (table->slot_count - 1);
    for (; table->slots[at]; at = (at + 1) & (table->slot_count - 1))
        if (table->items[table->slots[at] - 1].key == key)
            return table->slots[at] - 1;
    struct feature *feature = list_add(table->arena, table);
    *feature = (struct feature){ .key = key, .kind = (uint8_t)kind };
    table->slots[at] = (uint32_t)table->count;
    return (uint32_t)(table->count - 1);
}

uint8_t related_rarity(size_t whole, size_t part)
{
    uint8_t steps = 0;
    if (part == 0 || whole > UINT32_MAX)
        return 0;
    /* whole² ÷ part² ≥ 2^steps, in whole numbers: the same on every machine. */
    uint64_t dividend = (uint64_t)whole * whole / part / part;
    while (dividend >= 2) {
        dividend /= 2;
        steps++;
    }
    return steps;
}

static uint32_t add(struct related_index *index, const struct indexed_article *item, enum feature_kind kind,
    text group, text name)
{
    uint32_t number = find_or_add(&index->features, key_of(kind, group, name), kind);
    index->features.items[number].article_count += item->can_be_found;
    index->steps++;
    return number;
}

/* Stems of all articles, one after another: article i has those from starts[i] to starts[i + 1]. */
struct gathered_stems {
    uint32_t *features;
    size_t *starts;
};

static void count_stems(struct related_index *index, struct arena *arena, struct gathered_stems *gathered)
{
    size_t total = 0;
    gathered->starts = arena_new_array(arena, size_t, index->article_count + 1);
    for (size_t i = 0; i < index->article_count; i++) {
        gathered->starts[i] = total;
        total += index->articles[i].article->keywords.count;
    }
    gathered->starts[index->article_count] = total;
    gathered->features = arena_new_array(arena, uint32_t, total);
    for (size_t i = 0; i < index->article_count; i++) {
        const struct keyword_list *keywords = &index->articles[i].article->keywords;
        struct keyword keyword;
        size_t at = gathered->starts[i];
        for (size_t offset = 0; keyword_read(keywords, &offset, &keyword);)
            gathered->features[at++] = add(index, &index->articles[i], FEATURE_STEM, TEXT_NONE, keyword.stem);
    }
}

static uint16_t stem_strength(
    const struct related_index *index, const struct article *article, uint16_t count)
{
    /* In eighths, so that a few words more do not change how much the text is about each of its stems. */
    uint64_t eighths = ((uint64_t)article->words * 8 + index->usual_words / 2) / index->usual_words;
    double length = (double)eighths / 8;
    double saturation = least_saturation + saturation_per_word * index->usual_words;
    double strength = count / (count + saturation * (1 - length_share + length_share * length));
    return (uint16_t)lround(strength * RELATED_FULL);
}

static bool is_telling(const struct related_index *index, const struct feature *feature)
{
    size_t most = index->found_count / RELATED_COMMON_SHARE;
    if (most < RELATED_COMMON_AT_LEAST)
        most = RELATED_COMMON_AT_LEAST;
    return feature->article_count >= 2 && feature->article_count <= most && feature->rarity > 0;
}

/* A keyword on its way into the best of its article. */
struct candidate {
    uint32_t worth;
    struct article_feature feature;
    text stem;
};

static bool comes_before(const struct candidate *a, const struct candidate *b)
{
    return a->worth != b->worth ? a->worth > b->worth : text_compare(a->stem, b->stem) < 0;
}

static size_t choose_stems(const struct related_index *index, const struct indexed_article *item,
    const uint32_t *stems, struct article_feature *chosen)
{
    struct candidate best[RELATED_STEMS];
    const struct keyword_list *keywords = &item->article->keywords;
    size_t count = 0;
    struct keyword keyword;
    size_t offset = 0;
    for (size_t i = 0; i < MOST_KEYWORDS && keyword_read(keywords, &offset, &keyword); i++) {
        const struct feature *feature = &index->features.items[stems[i]];
        if (!is_telling(index, feature))
            continue;
        uint16_t strength = stem_strength(index, item->article, keyword.count);
        struct candidate candidate = { (uint32_t)strength * feature->rarity,
            { stems[i], 0, strength, (uint16_t)i }, keyword.stem };
        if (count == RELATED_STEMS && !comes_before(&candidate, &best[count - 1]))
            continue;
        size_t at = count < RELATED_STEMS ? count++ : RELATED_STEMS - 1;
        for (; at > 0 && comes_before(&candidate, &best[at - 1]); at--)
            best[at] = best[at - 1];
        best[at] = candidate;
    }
    for (size_t i = 0; i < count; i++)
        chosen[i] = best[i].feature;
    return count;
}

static void add_named(struct related_index *index, struct indexed_article *item, enum feature_kind kind,
    text group, text name, size_t position)
{
    struct article_feature *feature = &item->features[item->feature_count];
    if (position > UINT16_MAX)
        return;
    *feature =
        (struct article_feature){ add(index, item, kind, group, name), 0, RELATED_FULL, (uint16_t)position };
    item->feature_count++;
}

/* Terms, authors and series, counted as they come. */
static void add_all_named(struct related_index *index, struct indexed_article *item)
{
    const struct article *article = item->article;
    size_t position = 0;
    for (size_t i = 0; i < article->term_count; i++) {
        const struct article_terms *terms = &article->terms[i];
        for (size_t k = 0; k < terms->terms.count; k++) {
            const struct term *term = terms->terms.items[k];
            add_named(index, item, FEATURE_TERM, terms->taxonomy, term->slug, position++);
        }
    }
    for (size_t i = 0; i < article->authors.count; i++) {
        const struct author *author = article->authors.items[i];
        text group = author->is_guest ? TEXT("guest") : TEXT_NONE;
        add_named(index, item, FEATURE_AUTHOR, group, author->is_guest ? author->name : author->id, i);
    }
    if (article->series)
        add_named(index, item, FEATURE_SERIES, TEXT_NONE, article->series->slug, 0);
}

/* By number; lists are short. */
static void sort_features(struct indexed_article *item)
{
    for (uint32_t i = 1; i < item->feature_count; i++) {
        struct article_feature feature = item->features[i];
        uint32_t at = i;
        for (; at > 0 && item->features[at - 1].feature > feature.feature; at--)
            item->features[at] = item->features[at - 1];
        item->features[at] = feature;
    }
}

static size_t most_features(const struct article *article)
{
    size_t count = RELATED_STEMS + article->authors.count + 1;
    for (size_t i = 0; i < article->term_count; i++)
        count += article->terms[i].terms.count;
    return count;
}

void related_index_gather(struct related_index *index, struct arena *arena)
{
    struct arena scratch;
    struct gathered_stems stems;
    arena_init(&scratch);
    count_stems(index, &scratch, &stems);
    for (size_t i = 0; i < index->article_count; i++) {
        struct indexed_article *item = &index->articles[i];
        item->features = arena_new_array(arena, struct article_feature, most_features(item->article));
        add_all_named(index, item);
    }
    for (size_t i = 0; i < index->features.count; i++) {
        struct feature *feature = &index->features.items[i];
        feature->rarity = related_rarity(index->found_count, feature->article_count);
    }
    for (size_t i = 0; i < index->article_count; i++) {
        struct indexed_article *item = &index->articles[i];
        struct article_feature *end = item->features + item->feature_count;
        item->feature_count += (uint32_t)choose_stems(index, item, stems.features + stems.starts[i], end);
        sort_features(item);
    }
    arena_release(&scratch);
}
