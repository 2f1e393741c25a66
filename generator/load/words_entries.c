/* SPDX-License-Identifier: MIT */
/* The keys that a text was met with, sorted and written down (model/search_entry.h). */
#include "load/words_memory.h"
#include <stdlib.h>

enum {
    CLASSES = 32, /* of bytes */
    BUCKETS = CLASSES * CLASSES,
    SHORT_BUCKET = 48, /* keys that insertion sorts faster than qsort */
    FETCHED_AHEAD = 4, /* keys: the processor would wait for each otherwise */
};

/* A key with what mostly decides its place beside it: sorting need not look elsewhere. */
struct ordered_key {
    uint64_t order;
    const struct known_key *key;
};

/* A stem before the forms of the same letters, and those by what they lead to. */
static inline int compare_keys(const struct ordered_key *a, const struct ordered_key *b)
{
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    const struct known_key *first = a->key, *second = b->key;
    int order = text_compare(first->key, second->key);
    if (order || !first->stem || !second->stem)
        return order ? order : (first->stem != NULL) - (second->stem != NULL);
    return text_compare(first->stem->key, second->stem->key);
}

static int compare_ordered(const void *a, const void *b)
{
    return compare_keys(a, b);
}

static void sort_bucket(struct ordered_key *keys, size_t count)
{
    if (count > SHORT_BUCKET) {
        qsort(keys, count, sizeof *keys, compare_ordered);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        struct ordered_key key = keys[i];
        size_t at = i;
        for (; at > 0 && compare_keys(&key, &keys[at - 1]) < 0; at--)
            keys[at] = keys[at - 1];
        keys[at] = key;
    }
}

/* Bytes in classes that keep their order; letters have one each. */
static unsigned class_of(unsigned char byte)
{
    if (byte < 'a')
        return byte < '0' ? 0 : byte <= '9' ? 1 : 2;
    return byte <= 'z' ? byte - 'a' + 3U : byte < 0xC8 ? 29 : byte < 0xE0 ? 30 : 31;
}

/* By the first byte and, where that is a letter, by the second. */
uint16_t words_bucket_of(uint64_t order)
{
    unsigned char first = (unsigned char)(order >> 56);
    bool is_letter = first >= 'a' && first <= 'z';
    return (uint16_t)(class_of(first) * CLASSES + (is_letter ? class_of((unsigned char)(order >> 48)) : 0));
}

static const struct ordered_key *sort_keys(const struct gathering *gathering)
{
    uint32_t ends[BUCKETS] = { 0 }, total = 0;
    size_t count = gathering->keys.count;
    struct ordered_key *sorted = arena_alloc_array_unset(gathering->scratch, count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        ends[gathering->keys.items[i]->bucket]++;
    for (size_t i = 0; i < BUCKETS; i++) {
        uint32_t start = total;
        total += ends[i];
        ends[i] = start;
    }
    for (size_t i = 0; i < count; i++) {
        const struct known_key *key = gathering->keys.items[i];
        sorted[ends[key->bucket]++] = (struct ordered_key){ key->order, key };
    }
    for (size_t i = 0, start = 0; i < BUCKETS; start = ends[i++])
        if (ends[i] - start > 1)
            sort_bucket(sorted + start, ends[i] - start);
    return sorted;
}

static void write_key(struct buffer *out, const struct known_key *key)
{
    struct search_entry entry = { .key = key->key, .is_form = key->stem != NULL };
    if (entry.is_form) {
        entry.dropped = key->dropped;
        entry.bytes = text_from(key->stem->key, key->key.length - key->dropped);
    } else {
        entry.is_word = key->is_word;
        entry.level = search_level_of(key->weight);
        entry.has_followers = !key->is_function_word && key->follower_count <= SEARCH_FOLLOWERS;
        if (entry.has_followers)
            entry.bytes = (text){ key->followers, key->follower_count };
    }
    search_entry_write(out, &entry);
}

text words_write_entries(const struct gathering *gathering, struct arena *arena)
{
    const struct ordered_key *sorted = sort_keys(gathering);
    struct buffer out;
    buffer_init(&out, gathering->scratch);
    for (size_t i = 0; i < gathering->keys.count; i++) {
        if (i + FETCHED_AHEAD < gathering->keys.count)
            __builtin_prefetch(sorted[i + FETCHED_AHEAD].key);
        write_key(&out, sorted[i].key);
    }
    return text_copy(arena, buffer_text(&out));
}
