/* SPDX-License-Identifier: MIT */
/*
 * The story of a build, one line a stage. Every stage reports all it finds; after each the question is the
 * same: are there errors? Then what was found is printed and the published output stays as it was.
 */
#include "build/build.h"
#include "build/ahead.h"
#include "build/indexes.h"
#include "build/session.h"
#include "base/file_fault.h"
#include "base/file_open.h"
#include "check/check.h"
#include "load/assemble.h"
#include "load/data.h"
#include "load/scan.h"
#include <fcntl.h>

static bool scan(struct session *session)
{
    if (!scan_content(&session->arena, session->unicode, session->site_folder, &session->sources,
            &session->content, &session->diagnostics))
        return false;
    session->content_folder = file_open_below(session->site_folder, "content", O_RDONLY | O_DIRECTORY, 0);
    if (session->content_folder < 0)
        file_fault_report(&session->diagnostics, SPAN_NONE, "no-content", -session->content_folder,
            "cannot open the folder 'content'");
    return session->content_folder >= 0;
}

/* content/data and the files of layouts/: what texts are put together with. */
static void read_words(struct session *session)
{
    session->data = data_read(
        &session->arena, &session->config, session->content_folder, &session->content, &session->diagnostics);
    struct layout_files_input input = {
        .arena = &session->arena,
        .site_folder = session->site_folder,
        .config = &session->config,
        .data = &session->data,
        .unicode = session->unicode,
        .sources = &session->sources,
        .diagnostics = &session->diagnostics,
    };
    session->layout_files = layout_files_open(&input);
}

static void assemble(struct session *session)
{
    struct assemble_input *input = arena_new(&session->arena, struct assemble_input);
    *input = (struct assemble_input){
        .arena = &session->arena,
        .config = &session->config,
        .content = &session->content,
        .content_folder = session->content_folder,
        .drafts = session->drafts,
        .draft_count = session->draft_count,
        .data = session->data,
        .strings = &session->layout_files->strings,
        .gate = session->gate,
        .build_time = session->build_time,
        .watch = session->watch,
        .generator = TEXT("brief " BRIEF_VERSION),
        .unicode = session->unicode,
        .kept = { cache_copy, cache_copy_all, &session->cache, session->cache.source_count == 0,
            session->cache.is_broken },
        .diagnostics = &session->diagnostics,
        .shortcode = session_shortcode,
        .shortcode_data = session,
    };
    session->assembly = assembly_make(input);
    session->site = assembly_site(session->assembly);
}

/* Up to the site with what plugins prepared and the pages they made. False: a stage found that later ones
 * cannot run. */
static bool put_together(struct session *session)
{
    session->unicode = unicode_open(&session->arena, session->config.language);
    profile_stage(session->profile, "finding the files");
    if (!session->moment && !scan(session))
        return false;
    profile_stage(session->profile, "loading data and plugins");
    read_words(session);
    session_open_plugins(session);
    profile_stage(session->profile, "reading the texts");
    if (!session->moment && !session_make_drafts(session))
        return false;
    if (session->options->ahead)
        session_leave_cache(session);
    profile_stage(session->profile, "putting the site together");
    assemble(session);
    profile_stage(session->profile, "running the plugins");
    session->layouts = layouts_open(
        &session->arena, session->layout_files, session->site, session->plugins, &session->diagnostics);
    if (!session->options->ahead)
        indexes_start(session);
    session_run_plugins(session);
    return !session->is_to_run_again;
}

/* What would be written, and whether it may be. */
static bool plan(struct session *session)
{
    profile_stage(session->profile, "planning and checking");
    session_plan(session);
    if (session->is_survey && !session->leaves_hooks_out)
        session_run_article_hooks(session, HOOKS_OF_ALL);
    if (session->is_to_run_again)
        return false;
    struct check_subject subject = session_check_subject(session);
    if (!session->lacks_pages)
        check_all(&subject, &session->diagnostics);
    session_check_ledger(session);
    session_check_anchors(session);
    return true;
}

bool session_make_plan(struct session *session)
{
    if (!put_together(session))
        return false;
    if (session->options->ahead) {
        session->is_outdated = !session_catch_up(session, true);
        if (session->is_outdated)
            return false;
        indexes_start(session);
    }
    return plan(session);
}

/* Up to the point where everything that will be written exists beside what is published. */
static void make_everything(struct session *session)
{
    profile_stage(session->profile, "looking for changes");
    session_look_around(session);
    if (!session_read_config(session) || (session->still_stands = session_still_stands(session)))
        return;
    bool is_planned = session_make_plan(session);
    if (session->is_outdated)
        return;
    session_settle(session, NULL);
    if (!is_planned || session_has_errors(session) || !session_open_output(session) ||
        !session_record(session))
        return;
    profile_stage(session->profile, "comparing with the last build");
    const struct diagnostic *said = session->diagnostics.last;
    session_compare_things(session);
    session_run_article_hooks(session, HOOKS_OF_CHANGED);
    session_find_reusable(session);
    session_run_article_hooks(session, HOOKS_OF_WANTED);
    if (session->diagnostics.last != said)
        session_settle(session, NULL);
    profile_stage(session->profile, "making the pages");
    if (!session->is_to_run_again && !session_has_errors(session))
        session_render(session);
}

/* Nothing of what waits is published. */
static void take_back(struct session *session)
{
    session_withdraw(session);
    session_withdraw_ledger(session);
    session_forget(session);
}

/* What was taken back goes before anything new comes; the manifest knows both until all is done. */
static void publish(struct session *session)
{
    if (!session_make_folders(session)) {
        take_back(session);
        supervision_publishes_nothing(session->supervision);
        return;
    }
    session_sweep(session);
    if (!session_has_errors(session))
        session_publish(session);
    if (session_has_errors(session)) {
        session_withdraw(session);
        session_withdraw_ledger(session);
        return;
    }
    session_remember(session);
    session_write_ledger(session);
}

static enum exit_code finish(struct session *session)
{
    if (session->still_stands) {
        session_summarise(session);
        session_report_profile(session);
        return EXIT_DONE;
    }
    profile_stage(session->profile, "publishing");
    bool is_good = !session->is_to_run_again && !session_has_errors(session) &&
                   session_may_publish(session) && session_prepare_ledger(session);
    bool is_told_to_stop = is_good && !supervision_may_publish(session->supervision);
    if (is_good && !is_told_to_stop)
        publish(session);
    else
        take_back(session);
    if (is_told_to_stop) /* who told it so says it, too */
        return EXIT_MACHINE;
    if (!session->is_to_run_again)
        session_tell(session);
    cache_save(&session->cache, session->drafts, session->draft_count);
    if (session->is_to_run_again)
        return (enum exit_code)EXIT_AGAIN;
    session_report(session);
    if (session_outcome(session) == EXIT_DONE) {
        session_note_standing(session);
        search_memory_save(session);
        session_keep_anchors(session);
        session_summarise(session);
    } else if (session_outcome(session) == EXIT_SITE_ERRORS || session_outcome(session) == EXIT_MACHINE) {
        session_say_not_built(session);
    }
    session_report_profile(session);
    return session_outcome(session);
}

/* False: it was begun ahead, or with texts of the cache that turned out to be damaged, and has to begin anew
 * with the options that it leaves. */
static bool build_once(struct build_options *options, struct supervision *supervision, enum exit_code *code)
{
    struct session session;
    bool is_open = session_open(&session, options);
    session.supervision = supervision;
    if (!supervision->started_ms)
        supervision->started_ms = session.started_ms;
    session.started_ms = supervision->started_ms;
    atomic_store(&supervision->is_unasked, options->ahead != NULL);
    if (is_open && session_lock(&session))
        make_everything(&session);
    if (atomic_load(&supervision->is_unasked))
        session.is_outdated = !session_catch_up(&session, false);
    bool is_broken = supervision_begins_anew(supervision);
    bool is_done = !session.is_outdated && !is_broken;
    if (is_done)
        *code = finish(&session);
    else if (is_broken)
        take_back(&session);
    session_close(&session);
    options->ahead = NULL;
    return is_done;
}

static enum exit_code build_watched(void *data, struct supervision *supervision)
{
    struct build_options options = *(const struct build_options *)data;
    enum exit_code code = EXIT_MACHINE;
    bool was_asked = supervision->started_ms && !atomic_load(&supervision->is_unasked);
    if (was_asked) /* before a plugin of it was ended: nobody will ask again */
        options.ahead = NULL;
    while (!build_once(&options, supervision, &code))
        ;
    return code;
}

enum exit_code build_site(const struct build_options *options)
{
    return supervise(options->worker_count == 0, build_watched, (void *)options);
}
