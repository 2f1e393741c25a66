/* SPDX-License-Identifier: MIT */
/*
 * The plugins' part of the story: opened in the parent, `prepare` and `pages` run there, the `article` hooks
 * in workers. Their results become part of the site before it is frozen. A worker whose plugin hangs is
 * ended; the whole build then runs again without that plugin (supervise.h).
 */
#include "build/confine.h"
#include "build/indexes.h"
#include "build/session.h"
#include "build/supervise.h"
#include "build/workers.h"
#include "load/markdown.h"
#include "output/kinds.h"
#include <string.h>

/* With fewer, starting another process takes longer than their hooks. */
enum { ARTICLES_WORTH_A_WORKER = 48 };

struct enriching {
    struct session *session;
    const struct work *work;
    struct plugin_article **results; /* shared; one an article */
    struct readings readings;        /* used again for article after article; each process has its own */
    size_t *pieces;                  /* the articles whose hooks run */
    size_t count;
};

/* Pieces are handed out in their order, so that the first is the same one for any number of workers. */
void session_end_plugin(struct session *session, const struct plugin_heartbeat *heartbeat, size_t piece)
{
    if (session->is_to_run_again && session->ended_piece < piece)
        return;
    memcpy(&session->supervision->heartbeat, heartbeat, sizeof *heartbeat);
    session->is_to_run_again = true;
    session->ended_piece = piece;
}

/* A worker ends with the call, so that the build runs again without the plugin. */
static void end_worker(void *data)
{
    const struct session *session = data;
    if (session->is_worker)
        workers_exhausted(EXHAUSTED_TIME);
}

bool session_plugin_is_late(void *session_pointer, size_t worker)
{
    const struct session *session = session_pointer;
    return heartbeat_is_late(&session->heartbeats[worker]);
}

/* What plugins ask of another room. */

static text render_markdown(void *data, struct arena *arena, text source)
{
    const struct session *session = data;
    const struct config *config = &session->config;
    const struct quotation *smart = markdown_quotation(config, session->unicode, config->language);
    return markdown_render_fragment(arena, source, smart, config->raw_html, config->base_path);
}

static void note_reading(void *data, const struct object_type *type, uint32_t parts)
{
    struct session *session = data;
    reuse_note_plugin(&session->reuse, type, parts);
}

static void note_kept(void *data, size_t plugin)
{
    struct session *session = data;
    atomic_fetch_or(&session->reuse.shared->keepers, reuse_keeper(plugin));
}

static void note_question(void *data, const struct article *article, const struct related_question *question,
    const struct object_list *answer, struct arena *arena)
{
    questions_keep(data, article, question, answer, arena);
}

/* What a plugin that is not there would have brought nobody knows, so that a name that nothing has may be
 * its. */
static void note_what_is_not_checked(struct session *session, const struct diagnostic *before)
{
    struct diagnostic *said = before ? before->next : session->diagnostics.first;
    while (said && said->severity != SEVERITY_ERROR)
        said = said->next;
    if (said && !plugins_are_whole(session->plugins))
        diagnostic_note(&session->diagnostics, said, SPAN_NONE,
            "until every plugin loads, unknown filters, functions and shortcodes are not reported");
}

void session_open_plugins(struct session *session)
{
    const struct supervision *supervision = session->supervision;
    session_watch_plugins(session);
    text *disabled = arena_new_array(&session->arena, text, supervision->ended_count);
    for (size_t i = 0; i < supervision->ended_count; i++)
        disabled[i] = heartbeat_plugin(&supervision->ended[i]);
    struct plugins_input input = {
        .arena = &session->arena,
        .site_folder = session->site_folder,
        .config = &session->config,
        .build_time = session->build_time,
        .watch = session->watch,
        .unicode = session->unicode,
        .strings = &session->layout_files->strings,
        .data_files = &session->data,
        .sources = &session->sources,
        .diagnostics = &session->diagnostics,
        .disabled = disabled,
        .disabled_count = supervision->ended_count,
        .heartbeat = &session->supervision->heartbeat,
        .profile = session->profile,
        .on_read = note_reading,
        .on_asked = note_question,
        .on_kept = note_kept,
        .on_spent = end_worker,
        .data = session,
    };
    size_t errors = session->diagnostics.error_count;
    const struct diagnostic *before = session->diagnostics.last;
    session->plugins = plugins_open(&input);
    plugins_set_services(session->plugins, &(struct plugin_services){ session, render_markdown });
    for (size_t i = 0; i < supervision->ended_count; i++)
        heartbeat_report(&supervision->ended[i], &session->sources, &session->diagnostics);
    note_what_is_not_checked(session, before);
    session->lacks_pages = session->diagnostics.error_count > errors;
    session->heartbeats = workers_shared_memory(WORKER_LIMIT * sizeof *session->heartbeats);
    /* Without workers this is the process that called, which is not ours to confine. */
    if (plugins_count(session->plugins) > 0 && session->options->worker_count > 0)
        confine_process();
}

static text nearest_shortcode(struct session *session, text name)
{
    size_t count;
    const struct plugin_function *const *functions =
        plugins_functions(session->plugins, HOOK_SHORTCODES, &count);
    text *names = arena_new_array(&session->arena, text, count);
    for (size_t i = 0; i < count; i++)
        names[i] = functions[i]->name;
    return diagnostic_nearest_text(name, names, count);
}

bool session_shortcode(void *data, const struct shortcode_call *call, text *markup)
{
    struct session *session = data;
    const struct plugin_function *function = plugins_find(session->plugins, HOOK_SHORTCODES, call->name);
    struct plugin_subject subject = { call->source_path, call->where, NULL };
    /* What a plugin that could not be loaded has, nobody knows: its own error says enough. */
    if (!function && plugins_are_whole(session->plugins)) {
        *markup = nearest_shortcode(session, call->name);
        return false;
    }
    if (!function || !plugin_shortcode_call(function, call->arguments, &call->thing, subject, &session->arena,
                         &session->diagnostics, markup))
        *markup = TEXT("");
    return true;
}

static void begin(void *state)
{
    ((struct enriching *)state)->session->is_worker = true;
    confine_to_computing();
}

static void run(void *state, struct worker *worker, size_t piece)
{
    struct enriching *enriching = state;
    struct session *session = enriching->session;
    size_t number = enriching->pieces[piece];
    struct plugin_article *result = arena_new(&worker->arena, struct plugin_article);
    size_t said_before = diagnostics_said(&worker->diagnostics);
    plugins_set_heartbeat(session->plugins, &session->heartbeats[worker->number]);
    readings_reset(&enriching->readings);
    plugins_article(session->plugins, session->site->articles.items[number], &enriching->readings,
        &worker->arena, &worker->diagnostics, result);
    hook_readings_keep(session, number, &enriching->readings, &worker->arena);
    reuse_digest_late(&session->reuse, number, result);
    enriching->results[number] = result;
    if (diagnostics_said(&worker->diagnostics) > said_before)
        session->reuse.has_spoken[number] = true;
}

static void end(void *state)
{
    struct enriching *enriching = state;
    plugins_check_state(enriching->session->plugins);
}

static void failed(void *state, size_t piece, size_t worker, enum worker_fault fault, int signal)
{
    struct enriching *enriching = state;
    struct session *session = enriching->session;
    const struct article *article = session->site->articles.items[enriching->pieces[piece]];
    if (fault == WORKER_LATE) {
        session_end_plugin(session, &session->heartbeats[worker], piece);
        return;
    }
    session->machine_failed |= workers_fault_is_machine(fault, signal);
    text words = workers_fault_text(&session->arena, enriching->work, fault, signal);
    struct diagnostic *diagnostic = diagnostic_error(&session->diagnostics, (span){ article->source, 0, 0 },
        "worker-crashed", "running the plugins for this article %.*s", TEXT_ARGS(words));
    workers_fault_advise(&session->diagnostics, diagnostic, fault, signal, NULL);
}

static void take_result(struct article *article, const struct plugin_article *result)
{
    article->slots = result->slots;
    article->slot_count = result->slot_count;
    article->fields = result->fields;
    article->field_plugins = result->field_plugins;
}

static bool is_of_moment(const struct session *session, size_t number)
{
    const struct article *article = session->site->articles.items[number];
    return session_is_of_moment(session, article->source_path);
}

static void choose_articles(struct enriching *enriching, enum hooks_of which)
{
    struct session *session = enriching->session;
    struct reuse *reuse = &session->reuse;
    size_t count = session->site->articles.count;
    bool *is_wanted = arena_new_array(&session->arena, bool, count);
    enriching->pieces = arena_new_array(&session->arena, size_t, count);
    if (which == HOOKS_OF_WANTED)
        reuse_want_articles(session, is_wanted);
    for (size_t i = 0; i < count; i++)
        if (which == HOOKS_OF_ALL || (which == HOOKS_OF_CHANGED && reuse_must_ask_plugins(reuse, i)) ||
            (which == HOOKS_OF_MOMENT && is_of_moment(session, i)))
            is_wanted[i] = true;
    if (which == HOOKS_OF_CHANGED)
        questions_want(session, is_wanted);
    for (size_t i = 0; i < count; i++)
        if (is_wanted[i] && !reuse->has_hook_run[i]) {
            enriching->pieces[enriching->count++] = i;
            reuse->has_hook_run[i] = true;
        }
    reuse->hook_run_count += enriching->count;
}

static size_t worker_count_for(const struct session *session, size_t article_count)
{
    size_t worth = (article_count + ARTICLES_WORTH_A_WORKER - 1) / ARTICLES_WORTH_A_WORKER;
    return worth < session->options->worker_count ? worth : session->options->worker_count;
}

void session_run_article_hooks(struct session *session, enum hooks_of which)
{
    size_t count = session->site->articles.count;
    struct enriching enriching = { .session = session };
    choose_articles(&enriching, which);
    if (!plugins_have(session->plugins, HOOK_ARTICLE) || !enriching.count || session->is_to_run_again)
        return;
    enriching.results = workers_shared_memory(count * sizeof *enriching.results);
    indexes_give_related(session); /* once, for all workers */
    struct work work = {
        .count = enriching.count,
        .worker_count = worker_count_for(session, enriching.count),
        .seconds = session->config.limits.seconds,
        .state = &enriching,
        .begin = begin,
        .run = run,
        .end = end,
        .failed = failed,
        .is_late = session_plugin_is_late,
        .watched = session,
        .leaving = &session->leaving,
        .progress = &session->progress,
        .what = "running plugins",
    };
    enriching.work = &work;
    workers_run(&session->arena, &work, &session->diagnostics);
    readings_release(&enriching.readings);
    for (size_t i = 0; i < count; i++)
        if (enriching.results[i])
            take_result((struct article *)session->site->articles.items[i], enriching.results[i]);
    plugins_set_heartbeat(session->plugins, &session->supervision->heartbeat);
}

/* Terms and taxonomies have addresses only when a plugin makes their pages. */
static void drop_unmade_addresses(struct session *session)
{
    struct map made;
    map_init(&made, &session->arena);
    for (size_t i = 0; i < session->plugin_pages.count; i++) {
        const struct plugin_page *page = &session->plugin_pages.items[i];
        const struct term *term = plugin_page_subject(page, &term_type);
        const struct taxonomy *taxonomy = plugin_page_subject(page, &taxonomy_type);
        if (term)
            map_set(&made, term->path, session);
        if (taxonomy)
            map_set(&made, taxonomy->path, session);
    }
    for (size_t i = 0; i < session->site->taxonomies.count; i++) {
        struct taxonomy *taxonomy = (struct taxonomy *)session->site->taxonomies.items[i];
        if (!map_contains(&made, taxonomy->path))
            taxonomy->url = taxonomy->permalink = TEXT_NONE;
        for (size_t k = 0; k < taxonomy->terms.count; k++) {
            struct term *term = (struct term *)taxonomy->terms.items[k];
            if (!map_contains(&made, term->path))
                term->url = term->permalink = TEXT_NONE;
        }
    }
}

/* What leads to a term without a page leads nowhere. */
static void drop_ways_to_unmade(struct session *session)
{
    struct site *site = (struct site *)session->site;
    struct redirect *kept = arena_new_array(&session->arena, struct redirect, site->redirect_count);
    size_t count = 0;
    for (size_t i = 0; i < site->redirect_count; i++)
        if (!site->redirects[i].term || site->redirects[i].term->url.bytes)
            kept[count++] = site->redirects[i];
    site->redirects = kept;
    site->redirect_count = count;
}

void session_run_plugins(struct session *session)
{
    session->reuse.has_hook_run = arena_new_array(&session->arena, bool, session->site->articles.count);
    session->reuse.has_spoken = workers_shared_memory(session->site->articles.count);
    size_t errors = session->diagnostics.error_count;
    plugins_prepare(session->plugins, session->site, &session->diagnostics);
    plugins_pages(session->plugins, &session->arena, &session->diagnostics, &session->plugin_pages);
    session->lacks_pages |= session->diagnostics.error_count > errors;
    drop_unmade_addresses(session);
    drop_ways_to_unmade(session);
    session->reuse.now.plugin_state = plugins_watch_state(session->plugins);
}
