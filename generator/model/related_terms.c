/* SPDX-License-Identifier: MIT */
#include "model/related_terms.h"
#include "base/list.h"
#include "base/map.h"
#include "model/article.h"
#include <stdlib.h>

enum { LEAST_SHARED = 2 };

struct companion {
    const struct term *term;
    size_t shared; /* articles that have both */
    size_t either; /* articles that have one or both */
};

static const struct object_list *terms_beside(const struct article *article, const struct taxonomy *taxonomy)
{
    for (size_t i = 0; i < article->term_count; i++)
        if (text_equal(article->terms[i].taxonomy, taxonomy->name))
            return &article->terms[i].terms;
    return NULL;
}

static struct companion *companion_of(struct map *companions, const struct term *other, struct arena *arena)
{
    struct map_entry *entry = map_entry_for(companions, other->slug);
    if (!entry->value) {
        struct companion *companion = arena_new(arena, struct companion);
        companion->term = other;
        entry->value = companion;
    }
    return entry->value;
}

static void count_companions(struct map *companions, const struct term *term, struct arena *arena)
{
    for (size_t i = 0; i < term->articles.count; i++) {
        const struct object_list *terms = terms_beside(term->articles.items[i], term->taxonomy);
        for (size_t k = 0; terms && k < terms->count; k++)
            if (terms->items[k] != term)
                companion_of(companions, terms->items[k], arena)->shared++;
    }
}

/* shared / either, compared without dividing. */
static int compare_nearness(const void *a, const void *b)
{
    const struct companion *left = *(const struct companion *const *)a;
    const struct companion *right = *(const struct companion *const *)b;
    uint64_t left_share = (uint64_t)left->shared * right->either;
    uint64_t right_share = (uint64_t)right->shared * left->either;
    if (left_share != right_share)
        return left_share > right_share ? -1 : 1;
    int order = text_compare(left->term->sort_key, right->term->sort_key);
    return order ? order : text_compare(left->term->slug, right->term->slug);
}

struct object_list related_terms(const struct term *term, struct arena *arena)
{
    struct map companions;
    size_t count = 0;
    map_init(&companions, arena);
    count_companions(&companions, term, arena);
    const void **found = arena_alloc_array(arena, companions.count, sizeof *found);
    for (size_t i = 0; i < companions.count; i++) {
        struct companion *companion = companions.entries[i].value;
        companion->either = term->articles.count + companion->term->articles.count - companion->shared;
        if (companion->shared >= LEAST_SHARED)
            found[count++] = companion;
    }
    if (count)
        qsort(found, count, sizeof *found, compare_nearness);
    for (size_t i = 0; i < count; i++)
        found[i] = ((const struct companion *)found[i])->term;
    return (struct object_list){ found, count };
}
