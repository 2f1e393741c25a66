/* SPDX-License-Identifier: MIT */
/*
 * What the cache has this process takes itself: workers would leave it in memory that costs more to look at
 * than taking it does. Every other source becomes a draft in a forked worker, is kept in the cache and taken
 * from there at once: its texts then lie in the file, and what it was made in serves the next one. A source
 * that ends its worker is named, and the others go on.
 */
#include "build/session.h"
#include "build/standing_look.h"
#include "build/workers.h"

struct drafting {
    struct session *session;
    size_t *missing; /* numbers of drafts, one a piece */
    size_t missing_count;
    struct draft_maker maker;
    struct work work;
    struct arena *makings; /* shared, one a worker: a draft that could not be kept stays where it was made */
};

/* The number of the draft's file among all of content/. */
static size_t file_number(const struct session *session, size_t draft)
{
    return (size_t)(session->draft_files[draft] - session->content.files);
}

/* `chosen`: numbers of drafts; NULL: the first `count`. */
static void take_kept(struct drafting *drafting, const size_t *chosen, size_t count)
{
    struct session *session = drafting->session;
    drafting->missing = arena_alloc_array_unset(&session->arena, count, sizeof *drafting->missing);
    for (size_t i = 0; i < count; i++) {
        size_t number = chosen ? chosen[i] : i;
        session->drafts[number] = cache_take_draft(&session->cache, &drafting->maker,
            file_number(session, number), &session->arena, &session->diagnostics);
        if (!session->drafts[number])
            drafting->missing[drafting->missing_count++] = number;
    }
}

static void run(void *state, struct worker *worker, size_t piece)
{
    struct drafting *drafting = state;
    struct session *session = drafting->session;
    size_t number = drafting->missing[piece];
    const struct content_file *file = session->draft_files[number];
    const struct diagnostic *before = worker->diagnostics.last;
    int64_t start = profile_start(session->profile);
    struct arena *making = &drafting->makings[worker->number];
    char *position = arena_position(making);
    struct file_status status = { 0 };
    struct draft *draft = draft_make(&drafting->maker, file, making, &worker->diagnostics, &status);
    profile_add(session->profile, PROFILE_SOURCE, file->source, start);
    cache_work_as(&session->cache, worker->number);
    session->drafts[number] = cache_keep_draft(&session->cache, file_number(session, number), draft, &status,
        before ? before->next : worker->diagnostics.first, &worker->arena);
    if (session->drafts[number])
        arena_rewind(making, position);
    else
        session->drafts[number] = draft;
}

static void failed(void *state, size_t piece, size_t worker, enum worker_fault fault, int signal)
{
    struct drafting *drafting = state;
    struct session *session = drafting->session;
    size_t number = drafting->missing[piece];
    const struct content_file *file = session->draft_files[number];
    (void)worker;
    static const char *const codes[] = { "too-slow", "too-much-memory", "too-large-output", "worker-crashed",
        "worker-crashed", "worker-crashed" };
    text words = workers_fault_text(&session->arena, &drafting->work, fault, signal);
    session->drafts[number] = NULL;
    session->machine_failed |= workers_fault_is_machine(fault, signal);
    struct diagnostic *diagnostic = diagnostic_error(&session->diagnostics, (span){ file->source, 0, 0 },
        codes[fault], "reading this file %.*s", TEXT_ARGS(words));
    workers_fault_advise(&session->diagnostics, diagnostic, fault, signal,
        "the other files were read; shorten this one, or raise limits: in site.yml");
}

static void list_files(struct session *session)
{
    session->draft_files =
        arena_alloc_array(&session->arena, session->content.count, sizeof *session->draft_files);
    for (size_t i = 0; i < session->content.count; i++)
        if (content_has_draft(&session->content.files[i]))
            session->draft_files[session->draft_count++] = &session->content.files[i];
    session->drafts = workers_shared_memory(session->draft_count * sizeof *session->drafts);
}

static struct arena *makings_open(size_t worker_count)
{
    size_t count = worker_count ? worker_count : 1;
    struct arena *makings = workers_shared_memory(count * sizeof *makings);
    for (size_t i = 0; i < count; i++)
        arena_init_shared(&makings[i], WORKER_RESERVE_BYTES);
    return makings;
}

/* Those in which no draft stayed go, with all that it took to make the others. */
static void makings_close(struct arena *makings, size_t worker_count)
{
    for (size_t i = 0; i < worker_count || i == 0; i++)
        if (arena_is_empty(&makings[i]))
            arena_release(&makings[i]);
}

static bool make_missing(struct drafting *drafting)
{
    struct session *session = drafting->session;
    size_t worker_count = session->options->worker_count;
    drafting->work = (struct work){
        .count = drafting->missing_count,
        .worker_count = worker_count,
        .seconds = session->config.limits.seconds,
        .state = drafting,
        .run = run,
        .failed = failed,
        .leaving = &session->leaving,
        .progress = &session->progress,
        .what = "reading",
    };
    unsigned wanted = (plugins_ask_what_is_related(session->plugins) ? WANT_KEYWORDS : 0U) |
                      (session->config.search ? WANT_SEARCH_ENTRIES : 0U);
    struct word_maker *words = wanted ? word_maker_open(&session->arena, session->unicode, wanted) : NULL;
    drafting->maker.words = words;
    drafting->makings = makings_open(worker_count);
    bool is_done = workers_run(&session->arena, &drafting->work, &session->diagnostics);
    makings_close(drafting->makings, worker_count);
    if (words)
        word_maker_close(words);
    return is_done;
}

/* As take_kept. */
static bool make(struct session *session, const size_t *chosen, size_t count)
{
    struct drafting drafting = { .session = session,
        .maker = { &session->config, &session->content, session->unicode, session->content_folder,
            workers_exhausted, NULL } };
    take_kept(&drafting, chosen, count);
    return !drafting.missing_count || make_missing(&drafting);
}

bool session_make_drafts(struct session *session)
{
    list_files(session);
    size_t worker_count = session->options->worker_count;
    bool reads_other_than_written = session->supervision->broken_caches > 1;
    struct cache_place place = {
        .site_folder = session->site_folder,
        .content_folder = session->content_folder,
        .lock = reads_other_than_written ? -1 : session->lock,
        .is_ignored = session->options->is_clean,
        .was_broken = session->supervision->broken_caches > 0,
        .is_broken = &session->supervision->is_cache_broken,
        .is_all_read = session->is_survey,
        .process_count = worker_count ? worker_count : 1,
        .looked = standing_look_at_content(session),
    };
    /* Drafts without keywords serve nobody who asks for them. */
    struct digest settings = session->config.drafts;
    settings.low ^= plugins_ask_what_is_related(session->plugins);
    cache_open(&session->cache, &session->arena, &place, settings, &session->content);
    return make(session, NULL, session->draft_count);
}

bool session_make_drafts_again(struct session *session, const size_t *chosen, size_t count)
{
    return make(session, chosen, count);
}
