/* SPDX-License-Identifier: MIT */
/* Every output is rendered and written by a worker (build/write). */
#include "base/file_nest.h"
#include "build/leak.h"
#include "build/confine.h"
#include "build/indexes.h"
#include "build/session.h"
#include "build/workers.h"
#include "build/write.h"
#include "base/path.h"
#include "output/kinds.h"
#include "output/relative_links.h"
#include "output/well_formed.h"
#include "template/fragment.h"
#include <stdlib.h>

struct list_page {
    int64_t newest; /* moment of its newest article, in milliseconds */
    size_t output;
};

/* What a process makes outputs with. Nothing is in it before the fork; each process fills and resets its own.
 */
struct tools {
    struct arena pages;
    struct buffer bytes;
    struct output_batch batch;
    bool has_batch; /* the last output was of a batch, which reads all texts' entries */
    struct readings readings;
    struct fragments fragments;
    struct file_nest nest;
};

struct rendering_work {
    struct session *session;
    struct work work;
    struct tools tools;
    size_t *outputs;    /* those to be rendered */
    size_t *pieces;     /* where each piece of work begins in `outputs`, and the end of the last */
    size_t count;       /* of pieces */
    size_t batch_count; /* of those that are batches, which come first */
    struct relative_links *relative; /* NULL: addresses stay as layouts have them */
    struct diagnostics said;         /* by the pages; the session takes it over at the end */
};

static void tools_open(struct tools *tools, const struct session *session)
{
    *tools = (struct tools){ .batch = { .plan = session->plan.outputs.items } };
    arena_init(&tools->pages);
    buffer_init(&tools->bytes, NULL);
    arena_init(&tools->batch.arena);
    fragments_init(&tools->fragments);
    file_nest_open(&tools->nest, session->folder.handle);
}

static void tools_close(struct tools *tools)
{
    readings_release(&tools->readings);
    fragments_release(&tools->fragments);
    file_nest_close(&tools->nest);
    arena_release(&tools->batch.arena);
    buffer_release(&tools->bytes);
    arena_release(&tools->pages);
}

/* Pages of HTML go through the plugins once more. */
static text last_words(const struct session *session, struct renderer *renderer, const struct output *output)
{
    text bytes = buffer_text(renderer->out);
    if (!renderer->page || !plugins_have(session->plugins, HOOK_HTML) || !output_is_html(output))
        return bytes;
    if (renderer->readings)
        renderer->readings->is_plugin = true;
    return plugins_html(
        session->plugins, renderer->page, bytes, renderer->readings, renderer->arena, renderer->diagnostics);
}

/* The bytes for who reads them without a server. */
static text settle_offline(const struct renderer *renderer, const struct output *output, text bytes)
{
    const struct linked_from from = { output->address, output->path };
    if (!renderer->relative)
        return bytes;
    if (output_is_html(output))
        return relative_links_in_html(renderer->arena, renderer->relative, &from, bytes);
    if (text_equal(path_extension(output->path), TEXT("css")))
        return relative_links_in_style(renderer->arena, renderer->relative, &from, bytes);
    if (output->kind->render == search_data_render)
        return search_data_script(renderer->arena, output, bytes);
    return bytes;
}

/* Plugins' filters, functions and last words run here. */
static void begin(void *state)
{
    struct session *session = ((struct rendering_work *)state)->session;
    session->is_worker = true;
    if (plugins_count(session->plugins) > 0)
        confine_to_folders(session->site_folder, session->folder.handle);
}

static void end(void *state)
{
    plugins_check_state(((struct rendering_work *)state)->session->plugins);
}

/* What a process has read entries through would go on counting as its memory. */
static void rest_after_batches(struct rendering_work *rendering, const struct output *output)
{
    if (rendering->tools.has_batch && !output->batch)
        cache_rest(&rendering->session->cache);
    rendering->tools.has_batch = output->batch;
}

static void render(struct rendering_work *rendering, struct worker *worker, size_t number)
{
    struct session *session = rendering->session;
    struct tools *tools = &rendering->tools;
    const struct output *output = &session->plan.outputs.items[number];
    rest_after_batches(rendering, output);
    size_t said_before = diagnostics_said(&worker->diagnostics);
    struct renderer renderer = {
        .site = session->site,
        .layouts = session->layouts,
        .arena = &tools->pages,
        .batch = &tools->batch,
        .out = &tools->bytes,
        .diagnostics = &worker->diagnostics,
        .profile = session->profile,
        .readings = &tools->readings,
        .fragments = &tools->fragments,
        .relative = rendering->relative,
    };
    int64_t start = profile_start(session->profile);
    buffer_reset(renderer.out);
    readings_reset(renderer.readings);
    readings_note(renderer.readings, output->subject, 1u << PART_FACTS | 1u << PART_BODY);
    struct writing writing = { session, &tools->nest, worker, renderer.arena };
    bool is_made = output->kind->render(&renderer, output);
    if (is_made && renderer.is_copy) {
        session->written[number] = (uint8_t)write_copy(&writing, number);
    } else if (is_made) {
        text bytes = last_words(session, &renderer, output);
        leaks_check(session->leaks, output, bytes, &worker->diagnostics);
        bytes = settle_offline(&renderer, output, bytes);
        session->written[number] = (uint8_t)write_bytes(&writing, number, bytes);
    }
    profile_add(session->profile, PROFILE_OUTPUT, number, start);
    bool spoke = diagnostics_said(&worker->diagnostics) > said_before;
    if (!session->is_survey)
        reuse_keep_readings(session, number, renderer.readings, spoke, &worker->arena);
    arena_reset(renderer.arena);
}

static void run(void *state, struct worker *worker, size_t piece)
{
    struct rendering_work *rendering = state;
    const struct session *session = rendering->session;
    struct output_batch *batch = &rendering->tools.batch;
    size_t end = rendering->pieces[piece + 1];
    plugins_set_heartbeat(session->plugins, &session->heartbeats[worker->number]);
    batch->outputs = rendering->outputs + rendering->pieces[piece];
    batch->count = end - rendering->pieces[piece];
    for (size_t i = rendering->pieces[piece]; i < end; i++)
        render(rendering, worker, rendering->outputs[i]);
    if (batch->made)
        arena_reset(&batch->arena);
    batch->made = NULL;
}

static void failed(void *state, size_t piece, size_t worker, enum worker_fault fault, int signal)
{
    struct rendering_work *rendering = state;
    struct session *session = rendering->session;
    const struct output *output = &session->plan.outputs.items[rendering->outputs[rendering->pieces[piece]]];
    if (fault == WORKER_LATE) {
        session_end_plugin(session, &session->heartbeats[worker], piece);
        return;
    }
    session->machine_failed |= workers_fault_is_machine(fault, signal);
    text words = workers_fault_text(&session->arena, &rendering->work, fault, signal);
    struct diagnostic *diagnostic = diagnostic_error(&rendering->said, output->where, "page-failed",
        "making '%.*s' from %.*s %.*s", TEXT_ARGS(output->path), TEXT_ARGS(output->origin), TEXT_ARGS(words));
    workers_fault_advise(&rendering->said, diagnostic, fault, signal, NULL);
}

/* What stands is done. */
static void leave_standing(struct session *session)
{
    for (size_t i = 0; i < session->plan.outputs.count; i++)
        if (!session->is_survey && !reuse_must_render(&session->reuse, i)) {
            session->written[i] = WRITTEN_SAME;
            session->output_digests[i] = session->reuse.files[session->reuse.of_output[i]->file].digest;
        }
}

/* The others, those of batches or those that are alone. */
static size_t choose(
    const struct session *session, struct rendering_work *rendering, bool of_batches, size_t chosen)
{
    const struct output *outputs = session->plan.outputs.items;
    for (size_t i = 0; i < session->plan.outputs.count; i++)
        if (session->written[i] != WRITTEN_SAME && (outputs[i].batch != 0) == of_batches)
            rendering->outputs[chosen++] = i;
    return chosen;
}

/* Those of one batch, of which there are `count`, are a piece of work. A few of all are one: who makes it
 * goes through all entries once. */
static void divide_batches(const struct session *session, struct rendering_work *rendering, size_t count)
{
    const struct output *outputs = session->plan.outputs.items;
    rendering->tools.batch.is_only = count <= SEARCH_FEW_SHARDS;
    for (size_t i = 0; i < count; i++) {
        bool goes_on = i && (rendering->tools.batch.is_only || outputs[rendering->outputs[i]].batch ==
                                                                   outputs[rendering->outputs[i - 1]].batch);
        if (!goes_on)
            rendering->pieces[rendering->count++] = i;
    }
}

/* When the newest of a list page's articles appeared. */
static int64_t newest_of(const struct listing *listing)
{
    const struct article *newest = listing->articles.items[0];
    return newest->date.instant.milliseconds;
}

static int compare_lists(const void *a, const void *b)
{
    const struct list_page *left = a, *right = b;
    if (left->newest != right->newest)
        return left->newest > right->newest ? -1 : 1;
    return left->output < right->output ? -1 : 1;
}

/*
 * Pages of lists by the time of what they list, for the same articles stand in the list of all, of their
 * month, of their terms and authors: what `{% cache %}` has made for one page then still serves the others.
 * The pages of each list one after another would go through the archive once a list.
 */
static void order_lists(const struct session *session, size_t *outputs, size_t count)
{
    struct arena arena;
    arena_init(&arena);
    struct list_page *pages = arena_new_array(&arena, struct list_page, count);
    size_t page_count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct listing *listing = session->plan.outputs.items[outputs[i]].listing;
        if (listing && listing->articles.count)
            pages[page_count++] = (struct list_page){ newest_of(listing), outputs[i] };
    }
    if (page_count)
        qsort(pages, page_count, sizeof *pages, compare_lists);
    page_count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct listing *listing = session->plan.outputs.items[outputs[i]].listing;
        if (listing && listing->articles.count)
            outputs[i] = pages[page_count++].output;
    }
    arena_release(&arena);
}

/* Batches take the longest and the most memory: they come first, when processes have little else, and go to
 * as few as will do, for each looks at the entries of all texts. */
static void choose_outputs(struct session *session, struct rendering_work *rendering)
{
    rendering->count = 0;
    leave_standing(session);
    size_t batched = choose(session, rendering, true, 0);
    divide_batches(session, rendering, batched);
    rendering->batch_count = rendering->count;
    size_t chosen = choose(session, rendering, false, batched);
    order_lists(session, rendering->outputs + batched, chosen - batched);
    for (size_t i = batched; i <= chosen; i++)
        rendering->pieces[rendering->count + i - batched] = i;
    rendering->count += chosen - batched;
}

static bool render_chosen(struct session *session, struct rendering_work *rendering)
{
    rendering->work = (struct work){
        .count = rendering->count,
        .first_count = rendering->batch_count,
        .worker_count = session->options->worker_count,
        .seconds = session->config.limits.seconds,
        .state = rendering,
        .begin = begin,
        .run = run,
        .end = end,
        .failed = failed,
        .is_late = session_plugin_is_late,
        .watched = session,
        .leaving = &session->leaving,
        .progress = &session->progress,
        .what = "making pages",
    };
    diagnostics_init(&rendering->said, &session->arena);
    return workers_run(&session->arena, &rendering->work, &rendering->said);
}

/* A page that asks for what a plugin would have made of an article which nothing had asked about before. */
static bool has_missed(const struct session *session)
{
    return !session->is_survey && atomic_exchange(&session->reuse.shared->has_missed, false);
}

/* Of a copy that is read without a server. */
static struct relative_links *relative_links_of(struct session *session)
{
    if (!session->config.is_offline)
        return NULL;
    struct relative_links *links = arena_new(&session->arena, struct relative_links);
    links->config = &session->config;
    map_init(&links->files, &session->arena);
    for (size_t i = 0; i < session->plan.outputs.count; i++)
        map_set(&links->files, session->plan.outputs.items[i].path, session);
    return links;
}

bool session_render(struct session *session)
{
    size_t count = session->plan.outputs.count;
    session->written = workers_shared_memory(count);
    session->output_digests = workers_shared_memory(count * sizeof *session->output_digests);
    session->output_statuses = workers_shared_memory(count * sizeof *session->output_statuses);
    struct rendering_work rendering = { .session = session,
        .outputs = arena_new_array(&session->arena, size_t, count),
        .pieces = arena_new_array(&session->arena, size_t, count + 1),
        .relative = relative_links_of(session) };
    tools_open(&rendering.tools, session);
    well_formed_load(session->layouts);
    indexes_give_shards(session);
    choose_outputs(session, &rendering);
    session->rendered_count = rendering.pieces[rendering.count];
    bool is_complete = render_chosen(session, &rendering);
    if (is_complete && has_missed(session)) {
        session_run_article_hooks(session, HOOKS_OF_ALL);
        fragments_reset(&rendering.tools.fragments);
        /* What was said without what the hooks make does not count. */
        is_complete = session_has_errors(session) || render_chosen(session, &rendering);
    }
    diagnostics_take(&session->diagnostics, &rendering.said);
    for (size_t i = 0; i < count; i++)
        session->machine_failed |= session->written[i] == WRITE_FAILED;
    tools_close(&rendering.tools);
    return is_complete;
}

text session_render_one(struct session *session, const struct output *output, struct arena *arena)
{
    struct buffer bytes;
    struct output_batch batch = { .plan = output, .outputs = &(size_t){ 0 }, .count = 1, .is_only = true };
    struct renderer renderer = {
        .site = session->site,
        .layouts = session->layouts,
        .arena = arena,
        .batch = &batch,
        .out = &bytes,
        .diagnostics = &session->diagnostics,
    };
    buffer_init(&bytes, arena);
    arena_init(&batch.arena);
    plugins_set_heartbeat(session->plugins, &session->supervision->heartbeat);
    bool is_made = output->kind->render(&renderer, output);
    arena_release(&batch.arena);
    return is_made ? last_words(session, &renderer, output) : TEXT_NONE;
}
