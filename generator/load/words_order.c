/* SPDX-License-Identifier: MIT */
/*
 * Entries are written in the order of their keys. Sorting those of every text would compare the same ones
 * again and again, so the keys of a language have ranks, which are sorted as numbers. New keys wait until
 * they are many; those of a text are sorted and put between.
 */
#include "base/list.h"
#include "load/words_memory.h"
#include <stdlib.h>

enum {
    WAITING_SHARE = 4, /* as many as this part of the ranked ones may wait */
    RANK_BITS = 8,     /* that one pass sorts by */
    SHORT_ROW = 48,    /* keys that insertion sorts faster than qsort */
};

/* A stem before the forms of the same letters, and those by what they lead to. */
static inline int compare_keys(const struct ordered_key *a, const struct ordered_key *b)
{
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    int order = text_compare(known_key_text(a->key), known_key_text(b->key));
    bool is_form = known_key_is_form(a->key), is_other_form = known_key_is_form(b->key);
    if (order || !is_form || !is_other_form)
        return order ? order : is_form - is_other_form;
    return text_compare(known_key_text(a->key->stem), known_key_text(b->key->stem));
}

static int compare_ordered(const void *a, const void *b)
{
    return compare_keys(a, b);
}

static struct ordered_key ordered(struct known_key *key)
{
    return (struct ordered_key){ search_key_order(known_key_text(key)), key };
}

static void sort_short(struct ordered_key *keys, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct ordered_key key = keys[i];
        size_t at = i;
        for (; at > 0 && compare_keys(&key, &keys[at - 1]) < 0; at--)
            keys[at] = keys[at - 1];
        keys[at] = key;
    }
}

/* By the byte of `order` that `shift` leaves lowest; what is equal in it stays in its order. */
static void share_out(const struct ordered_key *from, struct ordered_key *to, size_t count, unsigned shift)
{
    size_t starts[UINT8_MAX + 2] = { 0 };
    for (size_t i = 0; i < count; i++)
        starts[(from[i].order >> shift & UINT8_MAX) + 1]++;
    for (size_t i = 1; i <= UINT8_MAX; i++)
        starts[i] += starts[i - 1];
    for (size_t i = 0; i < count; i++)
        to[starts[from[i].order >> shift & UINT8_MAX]++] = from[i];
}

static void sort(struct arena *scratch, struct ordered_list *list)
{
    struct ordered_key *keys = list->items;
    size_t count = list->count;
    if (count > SHORT_ROW) {
        struct ordered_key *other = arena_alloc_array_unset(scratch, count, sizeof *other);
        share_out(keys, other, count, 40);
        share_out(other, keys, count, 48);
        share_out(keys, other, count, 56);
        list->items = keys = other;
    }
    /* What begins alike stands together now, and is compared. */
    for (size_t start = 0, end; start < count; start = end) {
        for (end = start + 1;
             end < count && (count <= SHORT_ROW || keys[end].order >> 40 == keys[start].order >> 40);)
            end++;
        if (end - start > SHORT_ROW)
            qsort(keys + start, end - start, sizeof *keys, compare_ordered);
        else
            sort_short(keys + start, end - start);
    }
}

void words_order_add(struct key_order *order, struct arena *arena, struct known_key *key)
{
    key->rank = NO_RANK;
    *list_add(arena, &order->waiting) = ordered(key);
}

static void rank_waiting(struct key_order *order, struct arena *arena, struct arena *scratch)
{
    size_t left = order->ranked.count, waiting = order->waiting.count;
    struct ordered_list added = order->waiting;
    sort(scratch, &added);
    for (size_t i = 0; i < waiting; i++)
        list_add(arena, &order->ranked);
    struct ordered_key *keys = order->ranked.items;
    /* From the end: what was ranked moves behind what comes before it. */
    for (size_t at = order->ranked.count; at-- > 0;) {
        bool is_new = !left || (waiting && compare_keys(&added.items[waiting - 1], &keys[left - 1]) > 0);
        keys[at] = is_new ? added.items[--waiting] : keys[--left];
        keys[at].key->rank = (uint32_t)at;
    }
    order->waiting.count = 0;
}

void words_order_start(struct words_language *language)
{
    struct key_order *order = &language->order;
    if (order->waiting.count * WAITING_SHARE > order->ranked.count)
        rank_waiting(order, &language->memory->arena, &language->memory->scratch);
}

static struct ordered_list sort_waiting(const struct met_keys *met, struct arena *scratch)
{
    struct ordered_list waiting = { 0 };
    for (size_t i = 0; i < met->waiting.count; i++)
        *list_add(scratch, &waiting) = ordered(met->waiting.items[i]);
    sort(scratch, &waiting);
    return waiting;
}

/* By RANK_BITS of the rank from `shift` on; what is equal in them stays in its order. */
static void share_out_ranks(
    const struct ranked_key *from, struct ranked_key *to, size_t count, unsigned shift)
{
    const uint32_t mask = (1U << RANK_BITS) - 1;
    uint32_t starts[(1U << RANK_BITS) + 1] = { 0 };
    for (size_t i = 0; i < count; i++)
        starts[(from[i].rank >> shift & mask) + 1]++;
    for (size_t i = 1; i <= mask; i++)
        starts[i] += starts[i - 1];
    for (size_t i = 0; i < count; i++)
        to[starts[from[i].rank >> shift & mask]++] = from[i];
}

/* The ranked keys of the text in order. */
static const struct ranked_key *sort_ranked(struct gathering *gathering)
{
    struct ranked_key *keys = gathering->keys.ranked.items;
    const size_t count = gathering->keys.ranked.count, rank_count = gathering->language->order.ranked.count;
    struct ranked_key *other =
        arena_alloc_array_unset(&gathering->language->memory->scratch, count, sizeof *other);
    for (unsigned shift = 0; rank_count >> shift > 0; shift += RANK_BITS) {
        share_out_ranks(keys, other, count, shift);
        struct ranked_key *sorted = other;
        other = keys;
        keys = sorted;
    }
    return keys;
}

/* How many of the text's ranked keys, from `start` on, come before the key. */
static size_t count_before(
    const struct ranked_key *ranked, size_t start, size_t end, const struct ordered_key *key)
{
    size_t low = start, high = end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct ordered_key other = ordered(ranked[middle].key);
        if (compare_keys(&other, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low - start;
}

struct key_list words_order_keys(struct gathering *gathering)
{
    struct arena *scratch = &gathering->language->memory->scratch;
    const struct ordered_list waiting = sort_waiting(&gathering->keys, scratch);
    const struct ranked_key *ranked = sort_ranked(gathering);
    const size_t ranked_count = gathering->keys.ranked.count;
    struct key_list keys = { .capacity = ranked_count + waiting.count };
    keys.items = arena_alloc_array_unset(scratch, keys.capacity, sizeof *keys.items);
    size_t next = 0;
    for (size_t i = 0; i <= waiting.count; i++) {
        size_t before = i < waiting.count ? count_before(ranked, next, ranked_count, &waiting.items[i])
                                          : ranked_count - next;
        for (size_t k = 0; k < before; k++)
            keys.items[keys.count++] = ranked[next++].key;
        if (i < waiting.count)
            keys.items[keys.count++] = waiting.items[i].key;
    }
    return keys;
}
