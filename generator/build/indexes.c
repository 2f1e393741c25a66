/* SPDX-License-Identifier: MIT */
/* Search comes first: the plan waits for it. */
#include "build/indexes.h"
#include "build/session.h"
#include "build/workers.h"
#include "model/related.h"

enum { ARTICLES_WORTH_A_PROCESS = 500 };

enum index_step { INDEX_SEARCH, INDEX_RELATED, INDEX_STEPS };

/* In shared memory. */
struct indexes {
    const struct session *session;
    const struct search_facts *facts;
    const struct search_notes *earlier;
    const struct search_data *search;
    struct related_index *related;
};

static void make_search_facts(struct indexes *indexes, struct arena *arena)
{
    const struct session *session = indexes->session;
    if (session->config.search && !indexes->facts)
        indexes->facts = search_facts_make(arena, session->site, session->layouts->strings);
}

static void make_search(void *state, struct arena *arena)
{
    struct indexes *indexes = state;
    make_search_facts(indexes, arena);
    if (indexes->facts)
        indexes->search = search_data_make(arena, indexes->session->site, indexes->facts, indexes->earlier);
}

static void make_related(void *state, struct arena *arena)
{
    struct indexes *indexes = state;
    if (plugins_ask_what_is_related(indexes->session->plugins))
        indexes->related = related_index_make(arena, indexes->session->site);
}

static aside_step *const steps[INDEX_STEPS] = {
    [INDEX_SEARCH] = make_search,
    [INDEX_RELATED] = make_related,
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
    make_search_facts(indexes_of(session), &session->arena);
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
    aside_need(session->aside, INDEX_SEARCH);
    return session->indexes->search;
}

void indexes_give_related(struct session *session)
{
    aside_need(session->aside, INDEX_RELATED);
    plugins_set_related(session->plugins, session->indexes->related);
}

void indexes_close(struct session *session)
{
    aside_end(session->aside);
    session->aside = NULL;
}
