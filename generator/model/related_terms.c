/* SPDX-License-Identifier: MIT */
#include "model/related_terms.h"
#include "base/list.h"
#include "model/article.h"
#include <stdlib.h>

enum { LEAST_SHARED = 2 };

struct companion {
    const struct term *term;                          /* NULL: nothing stands here */
    size_t shared;                                    /* articles that have both */
    size_t either;                                    /* articles that have one or both */
    enum { NOT_NAMED, NAMED, STANDS_ABOVE } standing; /* above one that is named */
};

/* By number of the term: one place each when there are as many places as terms, else the next free one. */
struct companions {
    struct companion *places;
    size_t room; /* a power of two */
};

/* The terms that stand beside `term`, each as often as it does; those above and below it say nothing. */
struct occurrences {
    const struct term **items;
    size_t count, capacity;
};

static bool is_above_or_below(const struct term *term, const struct term *other)
{
    return object_list_contains(&term->ancestors, other) || object_list_contains(&other->ancestors, term);
}

static struct occurrences list_occurrences(const struct term *term, struct arena *arena)
{
    struct occurrences all = { 0 };
    for (size_t i = 0; i < term->articles.count; i++) {
        const struct article_terms *terms = taxonomy_terms_on(term->taxonomy, term->articles.items[i]);
        for (size_t k = 0; terms && k < terms->widened.count; k++) {
            const struct term *other = terms->widened.items[k];
            if (other != term && !is_above_or_below(term, other))
                *list_add(arena, &all) = other;
        }
    }
    return all;
}

/* Its place, which may be free yet. */
static struct companion *place_of(const struct companions *companions, const struct term *other)
{
    size_t at = other->number & (companions->room - 1);
    while (companions->places[at].term && companions->places[at].term != other)
        at = (at + 1) & (companions->room - 1);
    return &companions->places[at];
}

static void count(struct companions *companions, const struct term *other)
{
    struct companion *place = place_of(companions, other);
    place->term = other;
    place->shared++;
}

static struct companions count_companions(const struct term *term, struct arena *arena)
{
    struct occurrences all = list_occurrences(term, arena);
    size_t terms = term->taxonomy->terms.count;
    struct companions companions = { .room = 1 };
    while (companions.room < (all.count < terms ? all.count * 2 : terms))
        companions.room *= 2;
    companions.places = arena_new_array(arena, struct companion, companions.room);
    for (size_t i = 0; i < all.count; i++)
        count(&companions, all.items[i]);
    return companions;
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
    return left->term->number < right->term->number ? -1 : 1;
}

/* Of a term and those above it the nearest is named: the others stand on the same articles. */
static bool name_it(const struct companions *companions, struct companion *companion)
{
    const struct object_list *ancestors = &companion->term->ancestors;
    bool is_named = companion->standing == NOT_NAMED;
    for (size_t i = 0; is_named && i < ancestors->count; i++)
        is_named = place_of(companions, ancestors->items[i])->standing != NAMED;
    if (!is_named)
        return false;
    companion->standing = NAMED;
    for (size_t i = 0; i < ancestors->count; i++)
        place_of(companions, ancestors->items[i])->standing = STANDS_ABOVE;
    return true;
}

struct object_list related_terms(const struct term *term, struct arena *arena)
{
    struct companions companions = count_companions(term, arena);
    size_t found_count = 0;
    const void **found = arena_alloc_array(arena, companions.room, sizeof *found);
    for (size_t i = 0; i < companions.room; i++) {
        struct companion *companion = &companions.places[i];
        if (companion->shared < LEAST_SHARED)
            continue;
        companion->either = term->articles.count + companion->term->articles.count - companion->shared;
        found[found_count++] = companion;
    }
    if (found_count)
        qsort(found, found_count, sizeof *found, compare_nearness);
    size_t named = 0;
    for (size_t i = 0; i < found_count; i++) {
        struct companion *companion = (struct companion *)found[i];
        if (name_it(&companions, companion))
            found[named++] = companion->term;
    }
    return (struct object_list){ found, named };
}
