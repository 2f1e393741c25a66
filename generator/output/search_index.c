/* SPDX-License-Identifier: MIT */
/*
 * Documents and what they share: the words of a term or an author are gathered once and stand in the index
 * once, however many documents have it.
 */
#include "output/search_index.h"
#include "base/digest.h"
#include "base/list.h"
#include "load/words.h"
#include <stdlib.h>

/* Numbers things as they are met. */
struct thing_list {
    struct arena *arena;
    struct word_maker *maker;
    text language;
    struct map by_address; /* address in memory → number + 1 */
    struct {
        text *items;
        size_t count, capacity;
    } entries;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } of_documents;
};

static int compare_documents(const void *a, const void *b)
{
    const struct article *first = *(const struct article *const *)a,
                         *second = *(const struct article *const *)b;
    int order = date_compare(&first->date, &second->date);
    return order ? order : text_compare(first->id, second->id);
}

/* What asks search engines to stay away means ours too. */
static bool can_be_found(const struct article *article)
{
    return !article->is_noindex && article_is_current(article);
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

static size_t number_of(struct thing_list *things, const void *thing, text label, unsigned weight)
{
    text key = { (const char *)&thing, sizeof thing };
    uintptr_t known = (uintptr_t)map_find(&things->by_address, key);
    if (known)
        return known - 1;
    struct word_part part = { .words = label, .search_weight = weight };
    *list_add(things->arena, &things->entries) =
        words_gather(things->maker, things->arena, things->language, &part, 1).search_entries;
    map_set(&things->by_address, text_copy(things->arena, key), (void *)things->entries.count);
    return things->entries.count - 1;
}

static void add_thing(struct thing_list *things, const void *thing, text label, unsigned weight)
{
    size_t number = number_of(things, thing, label, weight);
    if (things->entries.items[number].length)
        *list_add(things->arena, &things->of_documents) = (uint32_t)number;
}

static void add_things_of(struct thing_list *things, const struct article *article)
{
    for (size_t i = 0; i < article->term_count; i++)
        for (size_t k = 0; k < article->terms[i].terms.count; k++) {
            const struct term *term = article->terms[i].terms.items[k];
            add_thing(things, term, term->title, SEARCH_WEIGHT_TERM);
        }
    for (size_t i = 0; i < article->authors.count; i++) {
        const struct author *author = article->authors.items[i];
        add_thing(things, author, author->name, SEARCH_WEIGHT_AUTHOR);
    }
}

static void list_things(struct search_index *index, struct arena *arena, const struct site *site)
{
    struct thing_list things = { .arena = arena,
        .maker = word_maker_open(arena, site->unicode, WANT_SEARCH_ENTRIES),
        .language = site->lang };
    map_init(&things.by_address, arena);
    index->document_starts = arena_alloc_array(arena, index->document_count + 1, sizeof(uint32_t));
    for (size_t i = 0; i < index->document_count; i++) {
        index->document_starts[i] = (uint32_t)things.of_documents.count;
        add_things_of(&things, index->documents[i]);
    }
    index->document_starts[index->document_count] = (uint32_t)things.of_documents.count;
    word_maker_close(things.maker);
    index->things = things.entries.items;
    index->thing_count = things.entries.count;
    index->document_things = things.of_documents.items;
}

struct search_index *search_index_begin(struct arena *arena, const struct site *site)
{
    struct search_index *index = arena_new(arena, struct search_index);
    index->site = site;
    list_documents(index, arena, site);
    list_things(index, arena, site);
    return index;
}

struct search_index *search_index_fill(struct arena *arena, const struct search_index *begun)
{
    struct search_index *index = arena_new(arena, struct search_index);
    *index = *begun;
    index->entries = arena_new_array(arena, text, index->document_count);
    for (size_t i = 0; i < index->document_count; i++)
        index->entries[i] = index->documents[i]->search_entries;
    return index;
}

void search_index_share(struct search_index *index, struct arena *arena, const struct search_notes *earlier)
{
    search_cuts_make(index, arena, earlier);
    search_shares_make(index, arena, earlier);
}

const text *search_index_copy(const struct search_index *index, size_t first, size_t end, struct arena *arena)
{
    size_t count = end - first;
    text *entries = arena_alloc_array(arena, count, sizeof *entries);
    text **places = arena_alloc_array(arena, count, sizeof *places);
    for (size_t i = 0; i < count; i++) {
        entries[i] = index->entries[first + i];
        places[i] = &entries[i];
    }
    site_read_all_kept(index->site, arena, places, count);
    for (size_t i = 0; i < count; i++) {
        bool is_copy = entries[i].bytes != index->entries[first + i].bytes;
        if (is_copy && digest_of(entries[i]).low != index->documents[first + i]->search_digest) {
            site_doubt_kept(index->site);
            entries[i] = TEXT("");
        }
    }
    return entries;
}
