/* SPDX-License-Identifier: MIT */
/* A store of a few tables; numbers that do not fit each other count as none. */
#include "build/search_memory.h"
#include "build/session.h"
#include "output/search_data.h"
#include <string.h>

enum search_table { SEARCH_DIGESTS, SEARCH_FIRSTS, SEARCH_KEYS, SEARCH_SHARES, SEARCH_STARTS, SEARCH_TABLES };

struct noted_digests {
    uint64_t sample, cuts;
};

static const char memory_name[] = ".brief/search", memory_kind[] = "brief search";

const struct search_notes *search_memory_open(struct session *session)
{
    struct search_memory *memory = &session->search_memory;
    struct search_notes *notes = &memory->notes;
    size_t count;
    if (!session->config.search || session->options->is_clean)
        return NULL;
    store_open(&memory->store, session->site_folder, memory_name, memory_kind);
    const struct noted_digests *digests =
        store_table(&memory->store, SEARCH_DIGESTS, sizeof *digests, &count);
    notes->firsts = store_table(&memory->store, SEARCH_FIRSTS, sizeof *notes->firsts, &notes->first_count);
    notes->keys = store_table(&memory->store, SEARCH_KEYS, sizeof *notes->keys, &notes->group_count);
    notes->shares = store_table(&memory->store, SEARCH_SHARES, sizeof *notes->shares, &notes->share_count);
    notes->starts = store_table(&memory->store, SEARCH_STARTS, sizeof *notes->starts, &notes->start_count);
    if (count != 1)
        return NULL;
    notes->sample = digests->sample;
    notes->cuts = digests->cuts;
    return notes;
}

static bool is_kept(const struct search_notes *kept, const struct search_notes *now)
{
    return kept->sample == now->sample && kept->cuts == now->cuts && kept->group_count == now->group_count &&
           (!now->group_count || memcmp(kept->keys, now->keys, now->group_count * sizeof *now->keys) == 0);
}

void search_memory_save(struct session *session)
{
    if (!session->plan.search || !session->cache.is_writable)
        return;
    const struct search_notes *notes = &session->plan.search->index->notes;
    if (is_kept(&session->search_memory.notes, notes))
        return;
    struct noted_digests digests = { notes->sample, notes->cuts };
    struct store_table tables[SEARCH_TABLES] = {
        [SEARCH_DIGESTS] = { &digests, 1, sizeof digests },
        [SEARCH_FIRSTS] = { notes->firsts, notes->first_count, sizeof *notes->firsts },
        [SEARCH_KEYS] = { notes->keys, notes->group_count, sizeof *notes->keys },
        [SEARCH_SHARES] = { notes->shares, notes->share_count, sizeof *notes->shares },
        [SEARCH_STARTS] = { notes->starts, notes->start_count, sizeof *notes->starts },
    };
    store_write(session->site_folder, memory_name, memory_kind, session->cache.program, tables, SEARCH_TABLES,
        SEARCH_TABLES);
}

void search_memory_close(struct search_memory *memory)
{
    store_close(&memory->store);
}
