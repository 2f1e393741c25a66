/* SPDX-License-Identifier: MIT */
/*
 * One shard: its slice of every source, document by document, sorted into terms. A worker makes shards in
 * ascending order, so that its cursor steps over each entry once.
 */
#include "base/list.h"
#include "output/search_index.h"
#include <stdlib.h>
#include <string.h>

enum {
    SMALL_INDEX = 1024, /* documents */
    FIRST_SLOTS = 1024,
    FETCHED_AHEAD = 12, /* sources: the processor would wait for each otherwise */
};

/* A key of the shard on its way to a search_term. */
struct gathered_term {
    struct search_term term;
    size_t first; /* of its postings, when they are sorted by term */
    struct {
        struct search_form *items;
        size_t count, capacity;
    } forms;
};

/* A posting as it was found: those of one document and term are still apart. */
struct found_posting {
    struct gathered_term *term;
    struct search_posting posting;
};

/* Terms by key: most keys are told apart by their first eight bytes and their length. */
struct term_slot {
    uint64_t order;
    struct gathered_term *term; /* NULL: free */
};

struct gathering {
    struct arena *arena;
    struct term_slot *slots; /* open addressing, at most half full */
    size_t slot_count;
    struct {
        struct gathered_term **items;
        size_t count, capacity;
    } terms;
    struct {
        struct found_posting *items;
        size_t count, capacity;
    } found;
};

static struct term_slot *slot_of(const struct gathering *gathering, text key, uint64_t order)
{
    size_t at = (order ^ key.length) * 0x9E3779B97F4A7C15U >> 32;
    for (;; at++) {
        struct term_slot *slot = &gathering->slots[at & (gathering->slot_count - 1)];
        bool is_same = slot->term && slot->order == order && slot->term->term.key.length == key.length &&
                       (key.length <= sizeof order || text_equal(slot->term->term.key, key));
        if (!slot->term || is_same)
            return slot;
    }
}

static void grow(struct gathering *gathering)
{
    gathering->slot_count = gathering->slot_count ? gathering->slot_count * 2 : FIRST_SLOTS;
    gathering->slots = arena_new_array(gathering->arena, struct term_slot, gathering->slot_count);
    for (size_t i = 0; i < gathering->terms.count; i++) {
        struct gathered_term *term = gathering->terms.items[i];
        uint64_t order = search_key_order(term->term.key);
        *slot_of(gathering, term->term.key, order) = (struct term_slot){ order, term };
    }
}

static struct gathered_term *term_of(struct gathering *gathering, text key)
{
    if (gathering->terms.count * 2 >= gathering->slot_count)
        grow(gathering);
    uint64_t order = search_key_order(key);
    struct term_slot *slot = slot_of(gathering, key, order);
    if (slot->term)
        return slot->term;
    *slot = (struct term_slot){ order, arena_new(gathering->arena, struct gathered_term) };
    slot->term->term.key = key;
    *list_add(gathering->arena, &gathering->terms) = slot->term;
    return slot->term;
}

static void add_form(
    struct gathering *gathering, struct gathered_term *term, const struct search_entry *entry)
{
    for (size_t i = 0; i < term->forms.count; i++)
        if (term->forms.items[i].dropped == entry->dropped &&
            text_equal(term->forms.items[i].ending, entry->bytes))
            return;
    *list_add(gathering->arena, &term->forms) = (struct search_form){ entry->dropped, entry->bytes };
}

static void take_slice(struct gathering *gathering, uint32_t document, text slice)
{
    for (size_t at = 0; at < slice.length;) {
        struct search_entry entry = search_entry_read(slice, &at);
        struct gathered_term *term = term_of(gathering, entry.key);
        if (entry.is_form) {
            add_form(gathering, term, &entry);
            continue;
        }
        term->term.is_word |= entry.is_word;
        term->term.posting_count++;
        uint8_t followers = entry.has_followers ? (uint8_t)entry.bytes.length : SEARCH_FOLLOWERS + 1;
        *list_add(gathering->arena, &gathering->found) =
            (struct found_posting){ term, { document, (uint8_t)entry.level, followers, entry.bytes.bytes } };
    }
}

static void move_cursor(const struct search_index *index, size_t shard)
{
    struct search_cursor *cursor = index->cursor;
    if (cursor->shard > shard) {
        cursor->shard = 0;
        memset(cursor->offsets, 0, index->source_count * sizeof *cursor->offsets);
    }
    for (size_t i = 0; shard > cursor->shard && i < index->source_count; i++) {
        size_t ahead = i + FETCHED_AHEAD;
        if (ahead < index->source_count)
            __builtin_prefetch(index->sources[ahead].entries.bytes + cursor->offsets[ahead]);
        cursor->offsets[i] =
            (uint32_t)search_index_slice_end(index, index->sources[i].entries, cursor->offsets[i], shard - 1);
    }
    cursor->shard = shard;
}

static void gather(struct gathering *gathering, const struct search_index *index, size_t shard)
{
    uint32_t *offsets = index->cursor->offsets;
    move_cursor(index, shard);
    for (size_t i = 0; i < index->source_count; i++) {
        const struct search_source *source = &index->sources[i];
        size_t start = offsets[i], ahead = i + FETCHED_AHEAD;
        if (ahead < index->source_count)
            __builtin_prefetch(index->sources[ahead].entries.bytes + offsets[ahead]);
        offsets[i] = (uint32_t)search_index_slice_end(index, source->entries, start, shard);
        take_slice(gathering, source->document, text_slice(source->entries, start, offsets[i] - start));
    }
    index->cursor->shard = shard + 1;
}

/* What a text and its tags, say, have of one term. */
static struct search_posting both(
    struct arena *arena, const struct search_posting *a, const struct search_posting *b)
{
    struct search_posting result = *a;
    result.level = (uint8_t)search_level_of(search_level_weight(a->level) + search_level_weight(b->level));
    if (a->follower_count > SEARCH_FOLLOWERS || b->follower_count > SEARCH_FOLLOWERS) {
        result.follower_count = SEARCH_FOLLOWERS + 1;
        return result;
    }
    char *followers = arena_bytes(arena, (size_t)a->follower_count + b->follower_count + 1);
    if (a->follower_count)
        memcpy(followers, a->followers, a->follower_count);
    for (size_t i = 0; i < b->follower_count; i++)
        if (!memchr(followers, b->followers[i], result.follower_count))
            followers[result.follower_count++] = b->followers[i];
    if (result.follower_count > SEARCH_FOLLOWERS)
        result.follower_count = SEARCH_FOLLOWERS + 1;
    result.followers = followers;
    return result;
}

/* Postings term by term; they come by document already. */
static void sort_postings(struct gathering *gathering)
{
    struct search_posting *sorted =
        arena_new_array(gathering->arena, struct search_posting, gathering->found.count);
    size_t total = 0;
    for (size_t i = 0; i < gathering->terms.count; i++) {
        struct gathered_term *term = gathering->terms.items[i];
        term->first = total;
        total += term->term.posting_count;
        term->term.posting_count = 0;
        term->term.postings = sorted + term->first;
    }
    for (size_t i = 0; i < gathering->found.count; i++) {
        const struct found_posting *found = &gathering->found.items[i];
        struct search_term *term = &found->term->term;
        struct search_posting *last = sorted + found->term->first + term->posting_count;
        if (term->posting_count && last[-1].document == found->posting.document)
            last[-1] = both(gathering->arena, &last[-1], &found->posting);
        else
            sorted[found->term->first + term->posting_count++] = found->posting;
    }
}

static int compare_terms(const void *a, const void *b)
{
    return text_compare(((const struct search_term *)a)->key, ((const struct search_term *)b)->key);
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
static bool has_followers(const struct search_index *index, const struct search_term *term)
{
    size_t limit = index->rounded_count / 8 > SMALL_INDEX ? index->rounded_count / 8 : SMALL_INDEX;
    return term->key.bytes[0] != SEARCH_FUNCTION_WORD && term->posting_count <= limit;
}

void search_index_write_shard(
    const struct search_index *index, size_t shard, struct arena *arena, struct buffer *out)
{
    struct gathering gathering = { .arena = arena };
    gather(&gathering, index, shard);
    sort_postings(&gathering);
    size_t count = gathering.terms.count;
    struct search_term *terms = arena_new_array(arena, struct search_term, count);
    for (size_t i = 0; i < count; i++) {
        struct gathered_term *term = gathering.terms.items[i];
        if (term->forms.count > 1)
            qsort(term->forms.items, term->forms.count, sizeof *term->forms.items, compare_forms);
        terms[i] = term->term;
        terms[i].forms = term->forms.items;
        terms[i].form_count = term->forms.count;
        terms[i].has_followers = has_followers(index, &terms[i]);
    }
    if (count)
        qsort(terms, count, sizeof *terms, compare_terms);
    search_postings_write(out, terms, count, index->rounded_count);
}
