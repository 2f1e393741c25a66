/* SPDX-License-Identifier: MIT */
/*
 * The keys that a text was met with, sorted and written down (model/search_entry.h). They are shared out by
 * their third, second and first byte; what begins alike is few enough to be compared.
 */
#include "load/words_memory.h"
#include <stdlib.h>
#include <string.h>

enum { SHORT_RUN = 48 }; /* keys that insertion sorts faster than qsort */

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
    int order = text_compare(known_key_text(first), known_key_text(second));
    bool is_form = known_key_is_form(first), is_other_form = known_key_is_form(second);
    if (order || !is_form || !is_other_form)
        return order ? order : is_form - is_other_form;
    return text_compare(known_key_text(first->stem), known_key_text(second->stem));
}

static int compare_ordered(const void *a, const void *b)
{
    return compare_keys(a, b);
}

static void sort_run(struct ordered_key *keys, size_t count)
{
    if (count > SHORT_RUN) {
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

/* By the byte of `order` that `shift` leaves lowest; what is equal in it stays in its order. */
static void share_out(const struct ordered_key *from, struct ordered_key *to, size_t count, unsigned shift)
{
    uint32_t starts[UINT8_MAX + 2] = { 0 };
    for (size_t i = 0; i < count; i++)
        starts[(from[i].order >> shift & UINT8_MAX) + 1]++;
    for (size_t i = 1; i < UINT8_MAX; i++)
        starts[i + 1] += starts[i];
    for (size_t i = 0; i < count; i++)
        to[starts[from[i].order >> shift & UINT8_MAX]++] = from[i];
}

static const struct ordered_key *sort_keys(const struct gathering *gathering)
{
    struct arena *scratch = &gathering->language->memory->scratch;
    size_t count = gathering->keys.count;
    struct ordered_key *keys = arena_alloc_array_unset(scratch, count, sizeof *keys),
                       *other = arena_alloc_array_unset(scratch, count, sizeof *other);
    for (size_t i = 0; i < count; i++)
        other[i] = (struct ordered_key){ gathering->keys.items[i]->order, gathering->keys.items[i] };
    share_out(other, keys, count, 40);
    share_out(keys, other, count, 48);
    share_out(other, keys, count, 56);
    for (size_t start = 0, end; start < count; start = end) {
        for (end = start + 1; end < count && keys[end].order >> 40 == keys[start].order >> 40;)
            end++;
        if (end - start > 1)
            sort_run(keys + start, end - start);
    }
    return keys;
}

/* ENTRY_BYTES are written, however few they are: most entries are shorter, and spare a call. */
static char *copy_entry(char *to, const struct known_key *key)
{
    memcpy(to, key->entry, ENTRY_BYTES);
    if (key->entry_length > ENTRY_BYTES)
        memcpy(to + ENTRY_BYTES, key->entry + ENTRY_BYTES, (size_t)key->entry_length - ENTRY_BYTES);
    return to + key->entry_length;
}

static char *write_key(char *at, const struct known_key *key)
{
    char *end = copy_entry(at, key);
    if (known_key_is_form(key))
        return end;
    if (key->is_word)
        *at = (char)(*at | SEARCH_IS_WORD);
    bool has_followers = !key->is_function_word && key->follower_count <= SEARCH_FOLLOWERS;
    return search_posting_finish(
        end, search_level_of(key->weight), has_followers, key->followers, key->follower_count);
}

text words_write_entries(const struct gathering *gathering, struct arena *arena)
{
    const struct ordered_key *sorted = sort_keys(gathering);
    size_t count = gathering->keys.count, most = ENTRY_BYTES;
    for (size_t i = 0; i < count; i++)
        most += (size_t)sorted[i].key->entry_length + SEARCH_POSTING_END_BYTES;
    char *bytes = arena_bytes(&gathering->language->memory->scratch, most), *end = bytes;
    for (size_t i = 0; i < count; i++)
        end = write_key(end, sorted[i].key);
    return text_copy(arena, (text){ bytes, (size_t)(end - bytes) });
}
