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
    const struct search_notes *earlier;
    const struct search_data *search;
    struct related_index *related;
};

static void make_search(void *state, struct arena *arena)
{
    struct indexes *indexes = state;
    const struct session *session = indexes->session;
    if (session->config.search)
        indexes->search = search_data_make(arena, session->site, session->layouts->strings, indexes->earlier);
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

void indexes_start(struct session *session)
{
    struct indexes *indexes = workers_shared_memory(sizeof *indexes);
    indexes->session = session;
    indexes->earlier = search_memory_open(session);
    session->indexes = indexes;
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
