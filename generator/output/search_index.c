/* SPDX-License-Identifier: MIT */
/*
 * Shards are cut about where the estimated bytes of all keys so far pass a multiple of a shard's size.
 * Estimates come from a part of a large archive, chosen by the names of its articles, so that most edits
 * change none. Of the keys about there, a cut takes the one whose number scatters lowest: where estimates
 * before it change a little, that is the same one. A shard's address is the digest of the entries it is made
 * from: only those that change get a new one.
 */
#include "output/search_index.h"
#include "base/list.h"
#include "load/words.h"
#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum {
    SHARD_BYTES = 32 * 1024,
    CUT_REACH = SHARD_BYTES / 8, /* how far from its place a cut may be, before and behind */
    BATCHES = 32,                /* at most: as many processes can make shards at the same time */
    SAMPLED_DOCUMENTS = 256,     /* at least as many are looked at for the estimate, if there are as many */
    ORDER_BYTES = 8,
    FIRST_BEHIND_SURROGATES = 0xEE, /* first byte of U+E000 */
    TERM_BITS = 72,                 /* of a term in a dictionary */
    POSTING_BITS = 8,               /* of one posting, beside its gap */
    FORMAT = 3,                     /* another number when the same entries give other bytes */
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

static int compare_documents(const void *a, const void *b)
{
    const struct article *first = *(const struct article *const *)a,
                         *second = *(const struct article *const *)b;
    int order = date_compare(&first->date, &second->date);
    return order ? order : text_compare(first->id, second->id);
}

/* What has lost its validity leaves search; what asks search engines to stay away means ours too. */
static bool can_be_found(const struct article *article)
{
    return !article->is_noindex && text_equal(article->status.kind, TEXT("current"));
}

static void list_documents(struct search_index *index, struct arena *arena, const struct site *site)
{
    index->documents = arena_alloc_array(arena, site->articles.count, sizeof(struct article *));
    for (size_t i = 0; i < site->articles.count; i++) {
        const struct article *article = site->articles.items[i];
        if (can_be_found(article))
            index->documents[index->document_count++] = article;
    }
    qsort(index->documents, index->document_count, sizeof *index->documents, compare_documents);
    for (index->rounded_count = 1; index->rounded_count < index->document_count;)
        index->rounded_count *= 2;
}

/* The words of things that many documents share are gathered once. */
struct shared_words {
    struct arena *arena;
    struct word_maker *maker;
    text language;
    struct map by_thing; /* address in memory → text * */
};

static text words_of(struct shared_words *words, const void *thing, text label, unsigned weight)
{
    text key = { (const char *)&thing, sizeof thing };
    text *entries = map_find(&words->by_thing, key);
    if (entries)
        return *entries;
    struct word_part part = { .words = label, .search_weight = weight };
    entries = arena_new(words->arena, text);
    *entries = words_gather(words->maker, words->arena, words->language, &part, 1).search_entries;
    map_set(&words->by_thing, text_copy(words->arena, key), entries);
    return *entries;
}

struct source_list {
    struct search_source *items;
    size_t count, capacity;
};

static void add_source(struct arena *arena, struct source_list *sources, size_t document, text entries)
{
    if (entries.length)
        *list_add(arena, sources) = (struct search_source){ (uint32_t)document, entries };
}

static void add_sources(
    struct shared_words *words, struct source_list *sources, size_t document, const struct article *article)
{
    add_source(words->arena, sources, document, article->search_entries);
    for (size_t i = 0; i < article->term_count; i++)
        for (size_t k = 0; k < article->terms[i].terms.count; k++) {
            const struct term *term = article->terms[i].terms.items[k];
            add_source(
                words->arena, sources, document, words_of(words, term, term->title, SEARCH_WEIGHT_TERM));
        }
    for (size_t i = 0; i < article->authors.count; i++) {
        const struct author *author = article->authors.items[i];
        add_source(
            words->arena, sources, document, words_of(words, author, author->name, SEARCH_WEIGHT_AUTHOR));
    }
}

static void list_sources(struct search_index *index, struct arena *arena, const struct site *site)
{
    struct source_list sources = { 0 };
    struct word_maker *maker = word_maker_open(arena, site->unicode, WANT_SEARCH_ENTRIES);
    struct shared_words words = { arena, maker, site->lang, { 0 } };
    map_init(&words.by_thing, arena);
    for (size_t i = 0; i < index->document_count; i++)
        add_sources(&words, &sources, i, index->documents[i]);
    word_maker_close(maker);
    index->sources = sources.items;
    index->source_count = sources.count;
}

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

static int compare_counts(const void *a, const void *b)
{
    const struct key_count *first = a, *second = b;
    return first->order < second->order ? -1 : first->order > second->order;
}

/* The counts without the free slots, by order; returns how many documents there are for one sampled. */
static size_t count_keys(const struct search_index *index, struct arena *arena, struct key_counts *counts)
{
    size_t step = 1, kept = 0;
    while (index->document_count / (step * 2) >= SAMPLED_DOCUMENTS)
        step *= 2;
    grow(counts, arena);
    for (size_t i = 0; i < index->source_count; i++) {
        const struct search_source *source = &index->sources[i];
        text key;
        if ((map_hash(index->documents[source->document]->id) & (step - 1)) != 0)
            continue;
        for (size_t at = 0; at < source->entries.length;) {
            at += search_entry_length(source->entries, at, &key);
            count_key(counts, arena, search_key_order(key));
        }
    }
    for (size_t i = 0; i < counts->slot_count; i++)
        if (counts->slots[i].count)
            counts->slots[kept++] = counts->slots[i];
    qsort(counts->slots, counts->count, sizeof *counts->slots, compare_counts);
    return step;
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
        *list_add(arena, shards) = (struct search_shard){ first, order, 0 };
}

static void cut_shards(struct search_index *index, struct arena *arena)
{
    struct key_counts counts = { 0 };
    struct shard_list shards = { 0 };
    struct arena scratch;
    arena_init(&scratch);
    uint64_t bytes = CUT_REACH, cut = 0, best = 0;
    size_t step = count_keys(index, &scratch, &counts);
    if (counts.count)
        begin_shard(&shards, arena, TEXT(""));
    for (size_t i = 0; i < counts.count; i++) {
        uint64_t order = counts.slots[i].order;
        bool is_next = bytes / SHARD_BYTES > cut;
        if (is_next && cut > 0)
            begin_shard(&shards, arena, key_of_order(arena, best));
        if (is_next || (bytes % SHARD_BYTES < 2 * CUT_REACH && scatter(order) < scatter(best)))
            best = order;
        cut = bytes / SHARD_BYTES;
        bytes += estimated_bits(index, (uint64_t)counts.slots[i].count * step) / 8;
    }
    if (cut > 0)
        begin_shard(&shards, arena, key_of_order(arena, best));
    arena_release(&scratch);
    index->shards = shards.items;
    index->shard_count = shards.count;
}

static uint64_t mix(uint64_t digest, uint64_t value)
{
    digest = (digest ^ value) * 0xFF51AFD7ED558CCDU;
    return digest ^ digest >> 32;
}

static void plan_batches(struct search_index *index, struct arena *arena)
{
    index->batch_shards = index->shard_count / BATCHES + 1;
    index->batch_count = (index->shard_count + index->batch_shards - 1) / index->batch_shards;
    index->batch_starts =
        arena_alloc_array(arena, index->batch_count * index->source_count, sizeof(uint32_t));
}

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

/* Walks through one source: what each shard has of it goes into that shard's digest. */
static void share_out(struct search_index *index, size_t number)
{
    const struct search_source *source = &index->sources[number];
    text entries = source->entries;
    uint32_t *starts = index->batch_starts + number * index->batch_count;
    size_t shard = 0, batch = 0;
    for (size_t offset = 0; offset < entries.length;) {
        text key;
        search_entry_length(entries, offset, &key);
        shard = shard_of(index, search_key_order(key), shard);
        for (; batch < index->batch_count && batch * index->batch_shards <= shard; batch++)
            starts[batch] = (uint32_t)offset;
        size_t end = slice_end(index, entries, offset, shard);
        uint64_t slice = XXH3_64bits(entries.bytes + offset, end - offset);
        index->shards[shard].digest = mix(mix(index->shards[shard].digest, slice), source->document);
        offset = end;
    }
    for (; batch < index->batch_count; batch++)
        starts[batch] = (uint32_t)entries.length;
}

struct search_index *search_index_make(struct arena *arena, const struct site *site)
{
    struct search_index *index = arena_new(arena, struct search_index);
    list_documents(index, arena, site);
    list_sources(index, arena, site);
    cut_shards(index, arena);
    plan_batches(index, arena);
    for (size_t i = 0; i < index->shard_count; i++)
        index->shards[i].digest = mix(index->rounded_count, FORMAT);
    for (size_t i = 0; i < index->source_count; i++)
        share_out(index, i);
    return index;
}
