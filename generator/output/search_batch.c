/* SPDX-License-Identifier: MIT */
/*
 * A batch of shards: their part of all entries, document by document, sorted into terms. What is met while
 * reading is copied, so that entries are gone through once and in the order of memory.
 */
#include "base/list.h"
#include "output/search_ranges.h"
#include <stdlib.h>
#include <string.h>

enum {
    SMALL_INDEX = 1024, /* documents */
    FIRST_SLOTS = 4096,
    FIRST_TERMS = FIRST_SLOTS / 2,
    USUAL_ENTRY_BYTES = 8, /* or more */
    FETCHED_AHEAD = 8,     /* documents: the processor would wait for each otherwise */
    FETCHED_BYTES = 64,    /* at once */
    MOST_FETCHED = 256,    /* of one document; more comes by itself */
    COPIED_DOCUMENTS = 32, /* at a time: their entries fit the processor's second cache */
};

/* A key of the batch on its way to a search_term. */
struct gathered_term {
    text key;
    uint64_t order;
    struct {
        struct search_form *items;
        size_t count, capacity;
    } forms;
};

/* What every posting of a term is counted in: beside the terms, so that all of them stay at hand. */
struct term_count {
    uint32_t posting_count;
    bool is_word;
};

/* A posting as it was found: those of one document and term are still apart. */
struct found_posting {
    uint32_t term;
    struct search_posting posting;
};

/* Terms by key: most keys are told apart by their first eight bytes and their length. */
struct term_slot {
    uint64_t order;
    uint32_t length;
    uint32_t term; /* + 1; 0: free */
};

struct gathering {
    struct arena *arena;
    struct term_slot *slots; /* open addressing, at most half full */
    size_t slot_count;
    struct {
        struct gathered_term *items;
        size_t count, capacity;
    } terms;
    struct term_count *counts; /* one a term, as much room as there is for terms */
    struct {
        struct found_posting *items;
        size_t count, capacity;
    } found;
};

struct search_batch {
    const struct search_index *index;
    struct search_term *terms; /* in the order of their keys */
    size_t term_count;
};

static struct term_slot *slot_of(const struct gathering *gathering, text key, uint64_t order)
{
    size_t at = (order ^ key.length) * 0x9E3779B97F4A7C15U >> 32;
    for (;; at++) {
        struct term_slot *slot = &gathering->slots[at & (gathering->slot_count - 1)];
        bool is_same =
            slot->term && slot->order == order && slot->length == key.length &&
            (key.length <= sizeof order || text_equal(gathering->terms.items[slot->term - 1].key, key));
        if (!slot->term || is_same)
            return slot;
    }
}

static void grow(struct gathering *gathering)
{
    gathering->slot_count = gathering->slot_count ? gathering->slot_count * 2 : FIRST_SLOTS;
    gathering->slots = arena_new_array(gathering->arena, struct term_slot, gathering->slot_count);
    for (size_t i = 0; i < gathering->terms.count; i++) {
        const struct gathered_term *term = &gathering->terms.items[i];
        *slot_of(gathering, term->key, term->order) =
            (struct term_slot){ term->order, (uint32_t)term->key.length, (uint32_t)i + 1 };
    }
    const struct term_count *counts = gathering->counts;
    gathering->counts = arena_new_array(gathering->arena, struct term_count, gathering->slot_count / 2 + 1);
    if (gathering->terms.count)
        memcpy(gathering->counts, counts, gathering->terms.count * sizeof *counts);
}

/* The number of the term. */
static uint32_t term_of(struct gathering *gathering, text key, uint64_t order)
{
    if (gathering->terms.count * 2 >= gathering->slot_count)
        grow(gathering);
    struct term_slot *slot = slot_of(gathering, key, order);
    if (slot->term)
        return slot->term - 1;
    struct gathered_term *term = list_add(gathering->arena, &gathering->terms);
    term->key = text_copy(gathering->arena, key);
    term->order = order;
    *slot = (struct term_slot){ order, (uint32_t)key.length, (uint32_t)gathering->terms.count };
    return slot->term - 1;
}

static void add_form(
    struct gathering *gathering, struct gathered_term *term, const struct search_entry *entry)
{
    for (size_t i = 0; i < term->forms.count; i++)
        if (term->forms.items[i].dropped == entry->dropped &&
            text_equal(term->forms.items[i].ending, entry->bytes))
            return;
    *list_add(gathering->arena, &term->forms) =
        (struct search_form){ entry->dropped, text_copy(gathering->arena, entry->bytes) };
}

static void take_entry(
    struct gathering *gathering, uint32_t document, const struct search_entry *entry, uint64_t order)
{
    uint32_t number = term_of(gathering, entry->key, order);
    if (entry->is_form) {
        add_form(gathering, &gathering->terms.items[number], entry);
        return;
    }
    struct term_count *count = &gathering->counts[number];
    count->is_word |= entry->is_word;
    count->posting_count++;
    struct found_posting *found = list_add(gathering->arena, &gathering->found);
    found->term = number;
    found->posting.document = document;
    found->posting.level = (uint8_t)entry->level;
    found->posting.follower_count =
        entry->has_followers ? (uint8_t)entry->bytes.length : SEARCH_FOLLOWERS + 1;
    if (entry->has_followers)
        memcpy(found->posting.followers, entry->bytes.bytes, entry->bytes.length);
}

static void take_entries(struct gathering *gathering, uint32_t document, text entries, size_t at, size_t end)
{
    while (at < end) {
        struct search_entry entry;
        const size_t start = at;
        search_entry_read(entries, &at, &entry);
        take_entry(gathering, document, &entry, search_entry_order(entries, start, entry.key));
    }
}

/* Of a document that will be looked at soon. A call of what only fetches, the compiler would leave out. */
static inline __attribute__((always_inline)) void fetch(
    const struct search_index *index, const struct search_range *range, size_t document)
{
    const uint32_t *starts = index->batch_starts + document * index->batch_count + range->batch;
    for (size_t at = 0; at < MOST_FETCHED; at += FETCHED_BYTES)
        __builtin_prefetch(index->entries[document].bytes + *starts + at);
}

/* First the text's own entries, then those of its things. */
static void gather_document(struct gathering *gathering, const struct search_index *index,
    const struct search_range *range, size_t document, text entries)
{
    const uint32_t *starts = index->batch_starts + document * index->batch_count;
    size_t end, at = search_range_start(index, range, entries, starts, &end);
    take_entries(gathering, (uint32_t)document, entries, at, end);
    for (size_t k = index->document_starts[document]; k < index->document_starts[document + 1]; k++) {
        text own = range->things[index->document_things[k]];
        take_entries(gathering, (uint32_t)document, own, 0, own.length);
    }
}

/* Where entries are kept. */
static void gather_in_place(
    struct gathering *gathering, const struct search_index *index, const struct search_range *range)
{
    for (size_t i = 0; i < index->document_count; i++) {
        if (i + FETCHED_AHEAD < index->document_count)
            fetch(index, range, i + FETCHED_AHEAD);
        gather_document(gathering, index, range, i, index->entries[i]);
    }
}

/* From copies, of which each serves all ranges. */
static void gather_copies(
    struct gathering *gathering, const struct search_index *index, const struct search_ranges *ranges)
{
    struct arena near;
    arena_init(&near);
    for (size_t first = 0, end; first < index->document_count; first = end) {
        end = first + COPIED_DOCUMENTS < index->document_count ? first + COPIED_DOCUMENTS
                                                               : index->document_count;
        const text *entries = search_index_copy(index, first, end, &near);
        for (size_t i = first; i < end; i++)
            for (size_t k = 0; k < ranges->count; k++)
                gather_document(gathering, index, &ranges->items[k], i, entries[i - first]);
        arena_reset(&near);
    }
    arena_release(&near);
}

/* What a text and its tags, say, have of one term. */
static void unite(struct search_posting *posting, const struct search_posting *other)
{
    posting->level =
        (uint8_t)search_level_of(search_level_weight(posting->level) + search_level_weight(other->level));
    if (other->follower_count > SEARCH_FOLLOWERS)
        posting->follower_count = SEARCH_FOLLOWERS + 1;
    for (size_t i = 0; i < other->follower_count && posting->follower_count <= SEARCH_FOLLOWERS; i++) {
        if (memchr(posting->followers, other->followers[i], posting->follower_count))
            continue;
        if (posting->follower_count < SEARCH_FOLLOWERS)
            posting->followers[posting->follower_count] = other->followers[i];
        posting->follower_count++;
    }
}

/* The postings of one term. */
struct posting_row {
    struct search_posting *items, *end;
};

/* Postings term by term, a row for each; they come by document already. */
static struct posting_row *sort_postings(const struct gathering *gathering)
{
    struct search_posting *sorted =
        arena_alloc_array_unset(gathering->arena, gathering->found.count, sizeof *sorted);
    struct posting_row *rows =
        arena_alloc_array_unset(gathering->arena, gathering->terms.count, sizeof *rows);
    for (size_t i = 0; i < gathering->terms.count; i++) {
        rows[i] = (struct posting_row){ sorted, sorted };
        sorted += gathering->counts[i].posting_count;
    }
    for (size_t i = 0; i < gathering->found.count; i++) {
        const struct found_posting *found = &gathering->found.items[i];
        struct posting_row *row = &rows[found->term];
        if (row->end > row->items && row->end[-1].document == found->posting.document)
            unite(&row->end[-1], &found->posting);
        else
            *row->end++ = found->posting;
    }
    return rows;
}

static int compare_terms(const void *a, const void *b)
{
    const struct gathered_term *first = *(const struct gathered_term *const *)a;
    const struct gathered_term *second = *(const struct gathered_term *const *)b;
    if (first->order != second->order)
        return first->order < second->order ? -1 : 1;
    return text_compare(first->key, second->key);
}

static int compare_forms(const void *a, const void *b)
{
    const struct search_form *first = a, *second = b;
    if (first->dropped != second->dropped)
        return first->dropped < second->dropped ? -1 : 1;
    return text_compare(first->ending, second->ending);
}

/* Of words that every eighth document has, followers would be a good part of the whole index; a small one
 * can afford them. */
static size_t follower_limit(const struct search_index *index)
{
    return index->rounded_count / 8 > SMALL_INDEX ? index->rounded_count / 8 : SMALL_INDEX;
}

/* The terms in the order of their keys. */
static struct search_term *sort_terms(const struct gathering *gathering, const struct posting_row *rows)
{
    size_t count = gathering->terms.count;
    struct gathered_term **sorted = arena_alloc_array_unset(gathering->arena, count, sizeof *sorted);
    struct search_term *terms = arena_alloc_array_unset(gathering->arena, count, sizeof *terms);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &gathering->terms.items[i];
    if (count)
        qsort(sorted, count, sizeof *sorted, compare_terms);
    for (size_t i = 0; i < count; i++) {
        const struct gathered_term *term = sorted[i];
        size_t number = (size_t)(term - gathering->terms.items);
        if (term->forms.count > 1)
            qsort(term->forms.items, term->forms.count, sizeof *term->forms.items, compare_forms);
        terms[i] = (struct search_term){ .key = term->key,
            .is_word = gathering->counts[number].is_word,
            .postings = rows[number].items,
            .posting_count = (size_t)(rows[number].end - rows[number].items),
            .forms = term->forms.items,
            .form_count = term->forms.count };
    }
    return terms;
}

const struct search_batch *search_batch_make(const struct search_index *index, const size_t *shards,
    size_t count, enum search_reading reading, struct arena *arena)
{
    struct gathering gathering = { .arena = arena };
    gathering.terms.items = arena_alloc_array_unset(arena, FIRST_TERMS, sizeof *gathering.terms.items);
    gathering.terms.capacity = FIRST_TERMS;
    struct search_ranges ranges = search_ranges_of(index, shards, count, arena);
    gathering.found.capacity = search_ranges_bytes(index, &ranges) / USUAL_ENTRY_BYTES + 1;
    gathering.found.items =
        arena_alloc_array_unset(arena, gathering.found.capacity, sizeof *gathering.found.items);
    if (reading == SEARCH_READ_COPIES)
        gather_copies(&gathering, index, &ranges);
    for (size_t i = 0; reading == SEARCH_READ_IN_PLACE && i < ranges.count; i++)
        gather_in_place(&gathering, index, &ranges.items[i]);
    const struct posting_row *rows = sort_postings(&gathering);
    struct search_batch *batch = arena_new(arena, struct search_batch);
    batch->index = index;
    batch->term_count = gathering.terms.count;
    batch->terms = sort_terms(&gathering, rows);
    return batch;
}

/* The first term of the batch that does not come before `order`. */
static size_t first_from(const struct search_batch *batch, uint64_t order)
{
    size_t low = 0, high = batch->term_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (search_key_order(batch->terms[middle].key) < order)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void search_batch_write_shard(const struct search_batch *batch, size_t shard, struct buffer *out)
{
    const struct search_index *index = batch->index;
    bool is_last = shard + 1 == index->shard_count;
    size_t start = first_from(batch, index->shards[shard].first_order);
    size_t end = is_last ? batch->term_count : first_from(batch, index->shards[shard + 1].first_order);
    search_postings_write(
        out, batch->terms + start, end - start, index->rounded_count, follower_limit(index));
}

const struct search_made_shards *search_batch_make_changed(
    const struct search_index *index, struct arena *arena)
{
    struct search_made_shards *made = arena_new(arena, struct search_made_shards);
    struct arena making;
    struct buffer bytes;
    for (size_t shard = 0; shard < index->shard_count; shard++) {
        if (index->shards[shard].is_changed && made->count == SEARCH_FEW_SHARDS)
            return NULL;
        if (index->shards[shard].is_changed)
            made->shards[made->count++] = shard;
    }
    if (!made->count)
        return made;
    arena_init(&making);
    buffer_init(&bytes, &making);
    const struct search_batch *batch =
        search_batch_make(index, made->shards, made->count, SEARCH_READ_COPIES, &making);
    for (size_t i = 0; i < made->count; i++) {
        buffer_reset(&bytes);
        search_batch_write_shard(batch, made->shards[i], &bytes);
        made->bytes[i] = text_copy(arena, buffer_text(&bytes));
    }
    arena_release(&making);
    return made;
}
