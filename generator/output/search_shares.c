/* SPDX-License-Identifier: MIT */
/*
 * A shard's address is the digest of what it is made from: the sum of what each document has in it, so that
 * documents can be summed up in groups and a group that has not changed be taken as it was noted.
 */
#include "base/digest.h"
#include "base/list.h"
#include "output/search_index.h"
#define XXH_INLINE_ALL
#include <string.h>
#include <xxhash.h>

enum {
    BATCHES = 32, /* at most: as many processes can make shards at the same time */
    LEAST_GROUP_DOCUMENTS = 32,
    MOST_GROUPS = 256,
    FORMAT = 4, /* another number when the same entries give other bytes */
};

/* What a thing has in one shard. */
struct slice {
    uint32_t shard;
    uint64_t digest;
};

/* A walk through entries, shard by shard. */
struct slicing {
    const struct search_index *index;
    text entries;
    uint32_t *starts; /* of batches; filled on the way */
    size_t offset, batch;
    struct slice slice;
};

/* The shard of a key that does not come before `shard`: mostly a near one for long texts, any for a tag's
 * words. */
static size_t shard_of(const struct search_index *index, uint64_t order, size_t shard)
{
    size_t step = 1;
    while (shard + step < index->shard_count && index->shards[shard + step].first_order <= order) {
        shard += step;
        step *= 2;
    }
    for (; step; step /= 2)
        if (shard + step < index->shard_count && index->shards[shard + step].first_order <= order)
            shard += step;
    return shard;
}

/* The end of what belongs to the shard in the entries, of which it begins at `offset`. */
static size_t slice_end(const struct search_index *index, text entries, size_t offset, size_t shard)
{
    if (shard + 1 >= index->shard_count)
        return entries.length;
    return search_skip_to(entries, offset, entries.length, index->shards[shard + 1].first_order);
}

/* The next slice; false when there is none left. */
static bool next_slice(struct slicing *slicing)
{
    const struct search_index *index = slicing->index;
    text key, entries = slicing->entries;
    bool is_left = slicing->offset < entries.length;
    size_t shard = index->shard_count;
    if (is_left) {
        search_entry_length(entries, slicing->offset, &key);
        shard = shard_of(index, search_entry_order(entries, slicing->offset, key), slicing->slice.shard);
    }
    for (; slicing->batch < index->batch_count && slicing->batch * index->batch_shards <= shard;
         slicing->batch++)
        slicing->starts[slicing->batch] = (uint32_t)slicing->offset;
    if (!is_left)
        return false;
    size_t end = slice_end(index, entries, slicing->offset, shard);
    uint64_t digest = XXH3_64bits(entries.bytes + slicing->offset, end - slicing->offset);
    slicing->slice = (struct slice){ (uint32_t)shard, digest };
    slicing->offset = end;
    return true;
}

static void share_document(const struct search_index *index, size_t document, text entries, uint64_t *shares)
{
    struct slicing slicing = { index, entries, index->batch_starts + document * index->batch_count, 0, 0,
        { 0, 0 } };
    while (next_slice(&slicing))
        shares[slicing.slice.shard] += digest_mix(slicing.slice.digest, document);
}

/* Neighbouring documents that are summed up together. */
struct group {
    size_t number, first, end;
};

/* What sharing a group out needs. */
struct sharing {
    struct search_index *index;
    const struct search_notes *earlier; /* or NULL */
    struct arena near;                  /* copies of the group's entries */
};

/* How many documents make a group, so that there are not many more than MOST_GROUPS. */
static size_t documents_of_group(const struct search_index *index)
{
    size_t documents = LEAST_GROUP_DOCUMENTS;
    while (index->document_count / documents >= MOST_GROUPS)
        documents *= 2;
    return documents;
}

static uint64_t key_of(const struct search_index *index, const struct group *group)
{
    uint64_t key = group->end - group->first;
    for (size_t i = group->first; i < group->end; i++)
        key = digest_mix(key, index->documents[i]->search_digest);
    return key;
}

static uint64_t digest_of_cuts(const struct search_index *index)
{
    uint64_t digest = digest_mix(digest_mix(FORMAT, index->batch_shards), documents_of_group(index));
    for (size_t i = 0; i < index->shard_count; i++)
        digest = digest_mix(digest, index->shards[i].first_order);
    return digest;
}

/* What earlier notes say with the same cuts that the group adds to each shard's digest; or NULL. */
static const uint64_t *earlier_shares(
    const struct search_index *index, const struct search_notes *earlier, const struct group *group)
{
    bool is_there = earlier && earlier->cuts == index->notes.cuts && group->number < earlier->group_count &&
                    earlier->share_count == earlier->group_count * index->shard_count;
    return is_there ? earlier->shares + group->number * index->shard_count : NULL;
}

/* Has the group the entries that earlier notes with the same cuts are about? */
static bool is_noted(
    const struct search_index *index, const struct search_notes *earlier, const struct group *group)
{
    return earlier->keys[group->number] == index->notes.keys[group->number] &&
           earlier->start_count >= group->end * index->batch_count;
}

/* Fills the group's shares and its documents' starts. */
static void share_group(struct sharing *sharing, const struct group *group, uint64_t *shares)
{
    struct search_index *index = sharing->index;
    const struct search_notes *earlier = sharing->earlier;
    size_t starts = group->first * index->batch_count;
    const uint64_t *noted = earlier_shares(index, earlier, group);
    if (noted && is_noted(index, earlier, group)) {
        memcpy(shares, noted, index->shard_count * sizeof *shares);
        memcpy(index->batch_starts + starts, earlier->starts + starts,
            (group->end - group->first) * index->batch_count * sizeof *index->batch_starts);
        return;
    }
    const text *entries = search_index_copy(index, group->first, group->end, &sharing->near);
    for (size_t i = group->first; i < group->end; i++)
        share_document(index, i, entries[i - group->first], shares);
    arena_reset(&sharing->near);
    for (size_t shard = 0; noted && shard < index->shard_count; shard++)
        index->shards[shard].is_changed |= shares[shard] != noted[shard];
}

static void share_documents(struct sharing *sharing, struct arena *arena)
{
    struct search_index *index = sharing->index;
    size_t each = documents_of_group(index), count = (index->document_count + each - 1) / each;
    uint64_t *keys = arena_alloc_array(arena, count, sizeof *keys);
    uint64_t *shares = arena_new_array(arena, uint64_t, count * index->shard_count);
    struct search_notes *notes = &index->notes;
    notes->cuts = digest_of_cuts(index);
    notes->keys = keys;
    notes->group_count = count;
    notes->shares = shares;
    notes->share_count = count * index->shard_count;
    notes->starts = index->batch_starts;
    notes->start_count = index->document_count * index->batch_count;
    for (size_t i = 0; i < count; i++, shares += index->shard_count) {
        struct group group = { i, i * each, (i + 1) * each };
        if (group.end > index->document_count)
            group.end = index->document_count;
        keys[i] = key_of(index, &group);
        share_group(sharing, &group, shares);
        for (size_t shard = 0; shard < index->shard_count; shard++)
            index->shards[shard].digest += shares[shard];
    }
}

struct slice_list {
    struct slice *items;
    size_t count, capacity;
};

/* Things have few words, which are cut once for all documents that have the thing. */
static void share_things(struct search_index *index, struct arena *arena)
{
    struct slice_list slices = { 0 };
    size_t *firsts = arena_alloc_array(arena, index->thing_count + 1, sizeof *firsts);
    for (size_t i = 0; i < index->thing_count; i++) {
        struct slicing slicing = { index, index->things[i],
            index->thing_batch_starts + i * index->batch_count, 0, 0, { 0, 0 } };
        firsts[i] = slices.count;
        while (next_slice(&slicing))
            *list_add(arena, &slices) = slicing.slice;
    }
    firsts[index->thing_count] = slices.count;
    if (!slices.count)
        return;
    for (size_t document = 0; document < index->document_count; document++) {
        uint32_t first = index->document_starts[document], end = index->document_starts[document + 1];
        for (uint32_t place = first; place < end; place++) {
            size_t thing = index->document_things[place];
            for (size_t i = firsts[thing]; i < firsts[thing + 1]; i++)
                index->shards[slices.items[i].shard].digest +=
                    digest_mix(digest_mix(slices.items[i].digest, document), 1 + place - first);
        }
    }
}

static void plan_batches(struct search_index *index, struct arena *arena)
{
    index->batch_shards = index->shard_count / BATCHES + 1;
    index->batch_count = (index->shard_count + index->batch_shards - 1) / index->batch_shards;
    index->batch_starts =
        arena_alloc_array(arena, index->batch_count * index->document_count, sizeof(uint32_t));
    index->thing_batch_starts =
        arena_alloc_array(arena, index->batch_count * index->thing_count, sizeof(uint32_t));
}

void search_shares_make(struct search_index *index, struct arena *arena, const struct search_notes *earlier)
{
    struct sharing sharing = { index, earlier, { 0 } };
    plan_batches(index, arena);
    for (size_t i = 0; i < index->shard_count; i++)
        index->shards[i].digest = digest_mix(index->rounded_count, FORMAT);
    arena_init(&sharing.near);
    share_documents(&sharing, arena);
    arena_release(&sharing.near);
    share_things(index, arena);
}
