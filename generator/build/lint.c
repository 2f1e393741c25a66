/* SPDX-License-Identifier: MIT */
/* What checks look at beyond the site: outlines and sketches of the texts, made in workers, and the files
 * that the site brought. */
#include "build/expiries.h"
#include "build/outside.h"
#include "build/session.h"
#include "build/workers.h"
#include "check/check.h"
#include "check/sketch.h"
#include "plugin/files.h"

/* Of shorter texts too many are alike. */
enum { LEAST_WORDS_OF_SKETCH = 60 };

struct outlining {
    struct session *session;
    struct draft *const *drafts;
    struct draft_maker maker;
    struct outline *outlines; /* shared */
    struct sketch *sketches;  /* shared */
};

static void run(void *state, struct worker *worker, size_t piece)
{
    struct outlining *outlining = state;
    const struct draft *draft = outlining->drafts[piece];
    if (!draft)
        return;
    draft_outline(&outlining->maker, draft, &worker->arena, &outlining->outlines[piece]);
    if (draft->file->kind == CONTENT_ARTICLE && draft->body.word_count >= LEAST_WORDS_OF_SKETCH)
        sketch_make(&outlining->sketches[piece], outlining->session->unicode, draft->body.plain);
}

/* The budget that the text kept when it was rendered was not enough now: both stay empty. */
static void failed(void *state, size_t piece, size_t worker, enum worker_fault fault, int signal)
{
    struct outlining *outlining = state;
    (void)worker, (void)fault, (void)signal;
    outlining->outlines[piece] = (struct outline){ 0 };
    outlining->sketches[piece] = (struct sketch){ 0 };
}

/* What a text that could not be read whole lacks is no advice: the error is said already. */
static void leave_faulty_out(struct session *session, struct check_subject *subject)
{
    struct draft **sound = arena_new_array(&session->arena, struct draft *, session->draft_count);
    for (size_t i = 0; i < session->draft_count; i++) {
        struct draft *draft = session->drafts[i];
        sound[i] = draft && !draft->is_faulty ? draft : NULL;
    }
    subject->drafts = sound;
}

static void make_outlines(struct session *session, struct check_subject *subject)
{
    struct outlining outlining = { .session = session, .drafts = subject->drafts };
    outlining.outlines = workers_shared_memory(session->draft_count * sizeof *outlining.outlines);
    outlining.sketches = workers_shared_memory(session->draft_count * sizeof *outlining.sketches);
    outlining.maker = (struct draft_maker){
        .config = &session->config,
        .content = &session->content,
        .unicode = session->unicode,
        .content_folder = session->content_folder,
        .on_exhausted = workers_exhausted,
    };
    struct work work = {
        .count = session->draft_count,
        .worker_count = session->options->worker_count,
        .seconds = session->config.limits.seconds,
        .state = &outlining,
        .run = run,
        .failed = failed,
        .progress = &session->progress,
        .what = "checking",
    };
    if (!workers_run(&session->arena, &work, &session->diagnostics))
        session->machine_failed = true;
    subject->outlines = outlining.outlines;
    subject->sketches = outlining.sketches;
}

/* Names of the layouts that the plan's layouts are made from. */
static void gather_used_layouts(struct session *session, struct map *used)
{
    map_init(used, &session->arena);
    for (size_t i = 0; i < session->plan.outputs.count; i++) {
        text layout = output_layout(&session->plan.outputs.items[i]);
        if (!layout.bytes || map_contains(used, layout))
            continue;
        const struct template *template = layouts_template(session->layouts, layout);
        const text *names;
        size_t count = 0;
        map_set(used, layout, session);
        if (template)
            template_dependencies(template, &names, &count);
        for (size_t k = 0; k < count; k++)
            map_set(used, names[k], session);
    }
    /* A layout may wait for a page that is held back. */
    for (size_t i = 0; i < session->draft_count; i++)
        if (session->drafts[i] && session->drafts[i]->front_matter.layout.text.length)
            map_set(used, session->drafts[i]->front_matter.layout.text, session);
}

static void list_layouts(struct session *session, struct check_subject *subject)
{
    const struct map *files = &session->layout_files->by_name;
    struct check_file *list = arena_new_array(&session->arena, struct check_file, files->count);
    struct map used;
    gather_used_layouts(session, &used);
    for (size_t i = 0; i < files->count; i++) {
        const struct layout_file *file = files->entries[i].value;
        list[i] = (struct check_file){ source_at(&session->sources, file->source)->path, file->name,
            file->contents, file->source, map_contains(&used, file->name), file->is_builtin };
    }
    subject->layouts = list;
    subject->layout_count = files->count;
}

static void list_plugins(struct session *session, struct check_subject *subject)
{
    const struct plugin_files *files = plugins_files(session->plugins);
    struct check_file *list = arena_new_array(&session->arena, struct check_file, files->count);
    for (size_t i = 0; i < files->count; i++) {
        const struct plugin_file *file = &files->items[i];
        list[i] = (struct check_file){ file->path, file->name, file->contents, file->source, false,
            file->is_builtin };
    }
    subject->plugins = list;
    subject->plugin_count = files->count;
}

struct check_subject session_check_subject(const struct session *session)
{
    return (struct check_subject){
        .site = session->site,
        .addresses = &session->addresses,
        .content = &session->content,
        .drafts = session->drafts,
        .draft_count = session->draft_count,
        .sources = &session->sources,
        .unicode = session->unicode,
        .site_folder = session->site_folder,
        .content_folder = session->content_folder,
        .gate = session->gate,
        .strings = &session->layout_files->strings,
    };
}

void session_lint(struct session *session, const struct check_choice *choice)
{
    struct check_subject subject = session_check_subject(session);
    if (choice->is_cut_short)
        leave_faulty_out(session, &subject);
    make_outlines(session, &subject);
    if (!choice->is_cut_short) {
        list_layouts(session, &subject);
        list_plugins(session, &subject);
    }
    check_lints(&subject, choice, &session->diagnostics);
    if (!choice->is_cut_short)
        expiries_check(session);
    if (session->fetcher.handle >= 0 && !choice->is_cut_short)
        outside_check(session, &subject);
}

void session_settle(struct session *session, const struct check_choice *choice)
{
    struct check_subject subject = {
        .sources = &session->sources, .drafts = session->drafts, .draft_count = session->draft_count
    };
    check_settle(&session->config, choice, &subject, &session->diagnostics);
}
