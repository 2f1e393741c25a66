/* SPDX-License-Identifier: MIT */
/*
 * Search comes first: the plan waits for it. What of the search data does not hang on the words of texts is
 * made by whoever comes to it first: the build, while the process aside cuts the words of all texts into
 * shards, or that process, when few texts changed.
 */
#include "build/indexes.h"
#include "build/session.h"
#include "build/workers.h"
#include "model/related.h"
#include <stdatomic.h>

enum { ARTICLES_WORTH_A_PROCESS = 500 };

enum index_step { INDEX_DOCUMENTS, INDEX_SEARCH, INDEX_RELATED, INDEX_FACTS, INDEX_SHARDS, INDEX_STEPS };

/* In shared memory. */
struct indexes {
    const struct session *session;
    const struct search_index *documents; /* without shards; NULL: the site has no search */
    struct search_facts *facts;
    _Atomic bool are_facts_begun;
    const struct search_notes *earlier;
    struct search_index *search;
    struct related_index *related;
    const struct search_made_shards *shards;
};

static void list_documents(void *state, struct arena *arena)
{
    struct indexes *indexes = state;
    const struct session *session = indexes->session;
    if (session->config.search && !indexes->documents)
        indexes->documents = search_index_begin(arena, session->site);
}

static void make_search_facts(struct indexes *indexes, struct arena *arena)
{
    const struct session *session = indexes->session;
    if (indexes->documents && !indexes->facts)
        indexes->facts =
            search_facts_make(arena, session->site, session->layouts->strings, indexes->documents);
}

static void make_search(void *state, struct arena *arena)
{
    struct indexes *indexes = state;
    if (!indexes->documents)
        return;
    struct search_index *search = search_index_fill(arena, indexes->documents);
    for (size_t i = 0; indexes->session->moment && i < search->document_count; i++)
        search->entries[i] = TEXT(""); /* a rehearsal shows pages; nobody searches in it */
    search_index_share(search, arena, indexes->earlier);
    indexes->search = search;
}

static void make_related(void *state, struct arena *arena)
{
    struct indexes *indexes = state;
    if (plugins_ask_what_is_related(indexes->session->plugins))
        indexes->related = related_index_make(arena, indexes->session->site);
}

static void make_facts_unless_begun(void *state, struct arena *arena)
{
    struct indexes *indexes = state;
    if (!atomic_exchange(&indexes->are_facts_begun, true))
        make_search_facts(indexes, arena);
}

/* Those that an edit has changed: they would be the last thing that the build waits for. */
static void make_changed_shards(void *state, struct arena *arena)
{
    struct indexes *indexes = state;
    if (indexes->search)
        indexes->shards = search_batch_make_changed(indexes->search, arena);
}

static aside_step *const steps[INDEX_STEPS] = {
    [INDEX_DOCUMENTS] = list_documents,
    [INDEX_SEARCH] = make_search,
    [INDEX_RELATED] = make_related,
    [INDEX_FACTS] = make_facts_unless_begun,
    [INDEX_SHARDS] = make_changed_shards,
};

static struct indexes *indexes_of(struct session *session)
{
    if (!session->indexes) {
        session->indexes = workers_shared_memory(sizeof *session->indexes);
        session->indexes->session = session;
    }
    return session->indexes;
}

void indexes_prepare(struct session *session)
{
    struct indexes *indexes = indexes_of(session);
    list_documents(indexes, &session->arena);
    make_search_facts(indexes, &session->arena);
}

void indexes_change(struct session *session, const struct article *article)
{
    struct indexes *indexes = indexes_of(session);
    if (indexes->facts)
        search_facts_change(indexes->facts, &session->arena, session->site, session->layouts->strings,
            indexes->documents, article);
}

void indexes_start(struct session *session)
{
    struct indexes *indexes = indexes_of(session);
    indexes->earlier = search_memory_open(session);
    bool is_inline =
        session->options->worker_count < 2 || session->site->articles.count < ARTICLES_WORTH_A_PROCESS;
    session->aside = aside_start(&session->arena, steps, INDEX_STEPS, indexes, is_inline);
}

const struct search_data *indexes_search(struct session *session)
{
    struct indexes *indexes = session->indexes;
    aside_need(session->aside, INDEX_DOCUMENTS);
    if (atomic_exchange(&indexes->are_facts_begun, true))
        aside_need(session->aside, INDEX_FACTS);
    make_search_facts(indexes, &session->arena); /* unless they are there */
    aside_need(session->aside, INDEX_SEARCH);
    return indexes->search ? search_data_make(&session->arena, session->site, indexes->facts, indexes->search)
                           : NULL;
}

void indexes_give_related(struct session *session)
{
    aside_need(session->aside, INDEX_RELATED);
    plugins_set_related(session->plugins, session->indexes->related);
}

void indexes_give_shards(struct session *session)
{
    struct indexes *indexes = session->indexes;
    if (!aside_is_at_work(session->aside))
        return; /* whoever renders makes them */
    aside_need(session->aside, INDEX_SHARDS);
    if (indexes->search)
        indexes->search->made = indexes->shards;
}

void indexes_close(struct session *session)
{
    aside_end(session->aside);
    session->aside = NULL;
}
