/* SPDX-License-Identifier: MIT */
/* The keys that a text was met with, sorted and written down (model/search_entry.h). */
#include "load/words_memory.h"
#include <stdlib.h>

enum {
    CLASSES = 32, /* of bytes */
    BUCKETS = CLASSES * CLASSES,
    SHORT_BUCKET = 48, /* keys that insertion sorts faster than qsort */
};

/* A stem before the forms of the same letters, and those by what they lead to. */
static int compare_keys(const struct known_key *a, const struct known_key *b)
{
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    int order = text_compare(a->key, b->key);
    if (order || !a->stem || !b->stem)
        return order ? order : (a->stem != NULL) - (b->stem != NULL);
    return text_compare(a->stem->key, b->stem->key);
}

static int compare_pointers(const void *a, const void *b)
{
    return compare_keys(*(struct known_key *const *)a, *(struct known_key *const *)b);
}

static void sort_bucket(struct known_key **keys, size_t count)
{
    if (count > SHORT_BUCKET) {
        qsort(keys, count, sizeof *keys, compare_pointers);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        struct known_key *key = keys[i];
        size_t at = i;
        for (; at > 0 && compare_keys(key, keys[at - 1]) < 0; at--)
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

/* By the first byte and, where that is a letter, by the second: keys of later buckets are greater. */
static size_t bucket_of(const struct known_key *key)
{
    unsigned char first = (unsigned char)(key->order >> 56);
    bool is_letter = first >= 'a' && first <= 'z';
    return (size_t)class_of(first) * CLASSES + (is_letter ? class_of((unsigned char)(key->order >> 48)) : 0);
}

static struct known_key **sort_keys(const struct gathering *gathering)
{
    uint32_t ends[BUCKETS] = { 0 }, total = 0;
    size_t count = gathering->keys.count;
    struct known_key **sorted = arena_alloc_array(gathering->scratch, count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        ends[bucket_of(gathering->keys.items[i])]++;
    for (size_t i = 0; i < BUCKETS; i++) {
        uint32_t start = total;
        total += ends[i];
        ends[i] = start;
    }
    for (size_t i = 0; i < count; i++) {
        struct known_key *key = gathering->keys.items[i];
        sorted[ends[bucket_of(key)]++] = key;
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
        size_t shared = 0;
        text stem = key->stem->key;
        while (
            shared < key->key.length && shared < stem.length && key->key.bytes[shared] == stem.bytes[shared])
            shared++;
        entry.dropped = key->key.length - shared;
        entry.bytes = text_from(stem, shared);
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
    struct known_key **sorted = sort_keys(gathering);
    struct buffer out;
    buffer_init(&out, gathering->scratch);
    for (size_t i = 0; i < gathering->keys.count; i++)
        write_key(&out, sorted[i]);
    return text_copy(arena, buffer_text(&out));
}
