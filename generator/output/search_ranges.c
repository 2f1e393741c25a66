/* SPDX-License-Identifier: MIT */
/* What the plan noted is where batches begin; shards inside of them are looked for. */
#include "output/search_ranges.h"
#include "base/arena.h"

/* The shards `first` to `last`, all of one batch. */
static struct search_range range_of(const struct search_index *index, size_t first, size_t last)
{
    size_t batch = first / index->batch_shards;
    bool begins_later = first > batch * index->batch_shards;
    bool ends_earlier = last + 1 < index->shard_count && (last + 1) % index->batch_shards != 0;
    return (struct search_range){ batch, begins_later ? index->shards[first].first_order : 0,
        ends_earlier ? index->shards[last + 1].first_order : UINT64_MAX, NULL };
}

size_t search_range_start(const struct search_index *index, const struct search_range *range, text entries,
    const uint32_t *starts, size_t *end)
{
    size_t at = starts[range->batch];
    *end = range->batch + 1 == index->batch_count ? entries.length : starts[range->batch + 1];
    if (*end > entries.length) /* they are not what they were when starts were noted */
        at = *end = entries.length;
    if (range->first)
        at = search_skip_to(entries, at, *end, range->first);
    if (range->end != UINT64_MAX)
        *end = search_skip_to(entries, at, *end, range->end);
    return at;
}

static const text *cut_things(
    const struct search_index *index, const struct search_range *range, struct arena *arena)
{
    text *cut = arena_alloc_array(arena, index->thing_count, sizeof *cut);
    for (size_t i = 0; i < index->thing_count; i++) {
        size_t end, at = search_range_start(index, range, index->things[i],
                        index->thing_batch_starts + i * index->batch_count, &end);
        cut[i] = text_slice(index->things[i], at, end - at);
    }
    return cut;
}

struct search_ranges search_ranges_of(
    const struct search_index *index, const size_t *shards, size_t count, struct arena *arena)
{
    struct search_ranges ranges = { arena_new_array(arena, struct search_range, count), 0 };
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && shards[next] == shards[next - 1] + 1 &&
                           shards[next] / index->batch_shards == shards[i] / index->batch_shards;)
            next++;
        struct search_range *range = &ranges.items[ranges.count++];
        *range = range_of(index, shards[i], shards[next - 1]);
        range->things = cut_things(index, range, arena);
    }
    return ranges;
}

size_t search_ranges_bytes(const struct search_index *index, const struct search_ranges *ranges)
{
    size_t bytes = 0;
    for (size_t k = 0; k < ranges->count; k++) {
        size_t batch = ranges->items[k].batch;
        bool is_last = batch + 1 == index->batch_count;
        for (size_t i = 0; i < index->document_count; i++) {
            const uint32_t *starts = index->batch_starts + i * index->batch_count + batch;
            bytes += (is_last ? index->entries[i].length : starts[1]) - starts[0];
        }
    }
    return bytes;
}
