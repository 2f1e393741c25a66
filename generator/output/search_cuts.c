/* SPDX-License-Identifier: MIT */
/*
 * Shards are cut about where the estimated bytes of all keys so far pass a multiple of a shard's size.
 * Estimates come from a part of a large archive, chosen by the names of its articles, so that most edits
 * change none. Of the keys about there, a cut takes the one whose number scatters lowest: where estimates
 * before it change a little, that is the same one.
 */
#include "base/digest.h"
#include "base/list.h"
#include "output/search_index.h"
#include <stdlib.h>

enum {
    SHARD_BYTES = 32 * 1024,
    CUT_REACH = SHARD_BYTES / 8, /* how far from its place a cut may be, before and behind */
    SAMPLED_DOCUMENTS = 256,     /* at least as many are looked at for the estimate, if there are as many */
    ORDER_BYTES = 8,
    FIRST_BEHIND_SURROGATES = 0xEE, /* first byte of U+E000 */
    TERM_BITS = 72,                 /* of a term in a dictionary */
    POSTING_BITS = 8,               /* of one posting, beside its gap */
};

/* How many sampled documents have keys of that beginning. */
struct key_count {
    uint64_t order;
    uint32_t count;
};

/* Hash table by order, open addressing, at most half full. */
struct key_counts {
    struct key_count *slots;
    size_t slot_count, count;
};

static uint64_t scatter(uint64_t order)
{
    return order * 0x9E3779B97F4A7C15U >> 32;
}

static void grow(struct key_counts *counts, struct arena *arena)
{
    struct key_counts old = *counts;
    counts->slot_count = old.slot_count ? old.slot_count * 2 : 4096;
    counts->slots = arena_new_array(arena, struct key_count, counts->slot_count);
    for (size_t i = 0; i < old.slot_count; i++) {
        if (!old.slots[i].count)
            continue;
        size_t at = scatter(old.slots[i].order) & (counts->slot_count - 1);
        while (counts->slots[at].count)
            at = (at + 1) & (counts->slot_count - 1);
        counts->slots[at] = old.slots[i];
    }
}

static void count_key(struct key_counts *counts, struct arena *arena, uint64_t order)
{
    if (counts->count * 2 >= counts->slot_count)
        grow(counts, arena);
    size_t at = scatter(order) & (counts->slot_count - 1);
    while (counts->slots[at].count && counts->slots[at].order != order)
        at = (at + 1) & (counts->slot_count - 1);
    counts->count += !counts->slots[at].count;
    counts->slots[at].order = order;
    counts->slots[at].count++;
}

static void count_entries(struct key_counts *counts, struct arena *arena, text entries)
{
    text key;
    for (size_t at = 0; at < entries.length;) {
        size_t length = search_entry_length(entries, at, &key);
        count_key(counts, arena, search_entry_order(entries, at, key));
        at += length;
    }
}

static int compare_counts(const void *a, const void *b)
{
    const struct key_count *first = a, *second = b;
    return first->order < second->order ? -1 : first->order > second->order;
}

/* One of so many documents is looked at, a power of two. */
static size_t sampling_step(const struct search_index *index)
{
    size_t step = 1;
    while (index->document_count / (step * 2) >= SAMPLED_DOCUMENTS)
        step *= 2;
    return step;
}

static bool is_sampled(const struct search_index *index, size_t document, size_t step)
{
    return (map_hash(index->documents[document]->id) & (step - 1)) == 0;
}

/* Of everything that cuts are estimated from. */
static uint64_t digest_of_sample(const struct search_index *index, size_t step)
{
    uint64_t digest = digest_mix(index->document_count, SHARD_BYTES);
    for (size_t i = 0; i < index->document_count; i++) {
        if (!is_sampled(index, i, step))
            continue;
        digest = digest_mix(digest, index->documents[i]->search_digest);
        for (size_t k = index->document_starts[i]; k < index->document_starts[i + 1]; k++)
            digest = digest_mix(digest, map_hash(index->things[index->document_things[k]]));
    }
    return digest;
}

/* The counts without the free slots, by order. */
static void count_keys(
    const struct search_index *index, size_t step, struct arena *arena, struct key_counts *counts)
{
    size_t kept = 0;
    struct arena near;
    grow(counts, arena);
    arena_init(&near);
    for (size_t i = 0; i < index->document_count; i++) {
        if (!is_sampled(index, i, step))
            continue;
        count_entries(counts, arena, *search_index_copy(index, i, i + 1, &near));
        arena_reset(&near);
        for (size_t k = index->document_starts[i]; k < index->document_starts[i + 1]; k++)
            count_entries(counts, arena, index->things[index->document_things[k]]);
    }
    arena_release(&near);
    for (size_t i = 0; i < counts->slot_count; i++)
        if (counts->slots[i].count)
            counts->slots[kept++] = counts->slots[i];
    qsort(counts->slots, counts->count, sizeof *counts->slots, compare_counts);
}

static uint64_t estimated_bits(const struct search_index *index, uint64_t count)
{
    unsigned gap = 1;
    for (uint64_t reach = count; reach * 2 <= index->document_count; reach *= 2)
        gap++;
    return TERM_BITS + count * (gap + POSTING_BITS);
}

/*
 * The beginning of keys that the number stands for, as whole characters; it may be a shorter one. It ends
 * before what lies behind the surrogates: a script compares UTF-16, which puts that before the astral planes.
 */
static text key_of_order(struct arena *arena, uint64_t order)
{
    char bytes[ORDER_BYTES];
    size_t length = 0;
    for (; length < ORDER_BYTES; length++) {
        unsigned char byte = (unsigned char)(order >> (56 - 8 * length));
        if (byte == 0 || byte >= FIRST_BEHIND_SURROGATES)
            break;
        bytes[length] = (char)byte;
    }
    text key = { bytes, length };
    size_t invalid = text_find_invalid_utf8(key);
    return text_copy(arena, invalid == SIZE_MAX ? key : text_slice(key, 0, invalid));
}

struct shard_list {
    struct search_shard *items;
    size_t count, capacity;
};

static void begin_shard(struct shard_list *shards, struct arena *arena, text first)
{
    uint64_t order = search_key_order(first);
    if (shards->count == 0 || order > shards->items[shards->count - 1].first_order)
        *list_add(arena, shards) = (struct search_shard){ .first = first, .first_order = order };
}

static void estimate_cuts(struct shard_list *shards, const struct search_index *index, size_t step,
    struct arena *arena, struct arena *scratch)
{
    struct key_counts counts = { 0 };
    uint64_t bytes = CUT_REACH, cut = 0, best = 0;
    count_keys(index, step, scratch, &counts);
    if (counts.count)
        begin_shard(shards, arena, TEXT(""));
    for (size_t i = 0; i < counts.count; i++) {
        uint64_t order = counts.slots[i].order;
        bool is_next = bytes / SHARD_BYTES > cut;
        if (is_next && cut > 0)
            begin_shard(shards, arena, key_of_order(arena, best));
        if (is_next || (bytes % SHARD_BYTES < 2 * CUT_REACH && scatter(order) < scatter(best)))
            best = order;
        cut = bytes / SHARD_BYTES;
        bytes += estimated_bits(index, (uint64_t)counts.slots[i].count * step) / 8;
    }
    if (cut > 0)
        begin_shard(shards, arena, key_of_order(arena, best));
}

static void note_cuts(struct search_index *index, struct arena *arena)
{
    uint64_t *firsts = arena_alloc_array(arena, index->shard_count, sizeof *firsts);
    for (size_t i = 0; i < index->shard_count; i++)
        firsts[i] = index->shards[i].first_order;
    index->notes.firsts = firsts;
    index->notes.first_count = index->shard_count;
}

void search_cuts_make(struct search_index *index, struct arena *arena, const struct search_notes *earlier)
{
    struct shard_list shards = { 0 };
    struct arena scratch;
    size_t step = sampling_step(index);
    arena_init(&scratch);
    index->notes.sample = digest_of_sample(index, step);
    if (earlier && earlier->sample == index->notes.sample)
        for (size_t i = 0; i < earlier->first_count; i++)
            begin_shard(&shards, arena, key_of_order(arena, earlier->firsts[i]));
    else
        estimate_cuts(&shards, index, step, arena, &scratch);
    arena_release(&scratch);
    index->shards = shards.items;
    index->shard_count = shards.count;
    note_cuts(index, arena);
}
