/* SPDX-License-Identifier: MIT */
/*
 * Entries are written in the order of their keys. Sorting those of every text would compare the same ones
 * again and again, so the keys of a language have ranks: a bit for each that a text was met with, read from
 * the first on, gives them in order. New keys wait until they are many; those of a text are sorted and put
 * between.
 */
#include "base/list.h"
#include "load/words_memory.h"
#include <stdlib.h>

enum {
    WAITING_SHARE = 4, /* as many as this part of the ranked ones may wait */
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

struct met_keys words_order_start(struct words_language *language)
{
    struct key_order *order = &language->order;
    if (order->waiting.count * WAITING_SHARE > order->ranked.count)
        rank_waiting(order, &language->memory->arena, &language->memory->scratch);
    size_t numbers = order->ranked.count / RANKS + 1;
    return (struct met_keys){ .ranks = arena_new_array(&language->memory->scratch, uint64_t, numbers) };
}

static struct ordered_list sort_waiting(const struct met_keys *met, struct arena *scratch)
{
    struct ordered_list waiting = { 0 };
    for (size_t i = 0; i < met->waiting.count; i++)
        *list_add(scratch, &waiting) = ordered(met->waiting.items[i]);
    sort(scratch, &waiting);
    return waiting;
}

/* The ranked keys of the text, in order; by themselves, so that the processor fetches many at the same time.
 */
static const struct ordered_key **list_ranked(const struct gathering *gathering, size_t *count)
{
    const struct ordered_list *ranked = &gathering->language->order.ranked;
    const struct met_keys *met = &gathering->keys;
    const struct ordered_key **keys =
        arena_alloc_array_unset(&gathering->language->memory->scratch, met->count, sizeof *keys);
    *count = 0;
    for (size_t rank = 0; rank <= ranked->count; rank += RANKS)
        for (uint64_t bits = met->ranks[rank / RANKS]; bits; bits &= bits - 1) {
            const struct ordered_key *key = &ranked->items[rank + (size_t)__builtin_ctzll(bits)];
            __builtin_prefetch(key);
            keys[(*count)++] = key;
        }
    return keys;
}

const struct known_key **words_order_keys(const struct gathering *gathering)
{
    struct arena *scratch = &gathering->language->memory->scratch;
    const struct ordered_list waiting = sort_waiting(&gathering->keys, scratch);
    const struct known_key **keys = arena_alloc_array_unset(scratch, gathering->keys.count, sizeof *keys);
    size_t ranked_count, count = 0, next = 0;
    const struct ordered_key **ranked = list_ranked(gathering, &ranked_count);
    for (size_t i = 0; i < ranked_count; i++) {
        while (next < waiting.count && compare_keys(&waiting.items[next], ranked[i]) < 0)
            keys[count++] = waiting.items[next++].key;
        keys[count++] = ranked[i]->key;
    }
    while (next < waiting.count)
        keys[count++] = waiting.items[next++].key;
    return keys;
}
