/* SPDX-License-Identifier: MIT */
/* One build in hand: opened empty for the site in the working directory, closed with all its memory. */
#include "build/session.h"
#include "base/count.h"
#include "build/standing_look.h"
#include "build/indexes.h"
#include "base/clock.h"
#include "build/workers.h"
#include "base/file_fault.h"
#include "load/config.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool session_open(struct session *session, const struct build_options *options)
{
    *session = (struct session){
        .options = options, .site_folder = -1, .content_folder = -1, .lock = -1, .fetcher = { -1, -1 }
    };
    session->started_ms = clock_ms();
    session->folder.handle = -1;
    if (options->is_profiled)
        session->profile = workers_shared_memory(sizeof *session->profile);
    profile_stage(session->profile, "settings");
    progress_init(
        &session->progress, !options->is_quiet && !options->news && options->style.form == DIAGNOSTIC_TEXT);
    arena_init(&session->arena);
    sources_init(&session->sources, &session->arena);
    diagnostics_init(&session->diagnostics, &session->arena);
    session->site_folder = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (session->site_folder < 0)
        file_fault_report(
            &session->diagnostics, SPAN_NONE, "no-site", errno, "cannot open the folder of the site");
    return session->site_folder >= 0;
}

void session_close(struct session *session)
{
    workers_see_off(&session->leaving);
    fetcher_stop(&session->fetcher);
    const int handles[] = { session->site_folder, session->content_folder, session->folder.handle,
        session->lock };
    for (size_t i = 0; i < COUNT(handles); i++)
        if (handles[i] >= 0)
            close(handles[i]);
    standing_look_end(session);
    cache_close(&session->cache);
    store_close(&session->reuse.store);
    indexes_close(session);
    search_memory_close(&session->search_memory);
    anchors_close(&session->anchors);
    if (session->plugins)
        plugins_close(session->plugins);
    if (session->unicode)
        unicode_close(session->unicode);
    config_release(&session->config);
    arena_release(&session->arena);
}

bool session_is_sound(const struct session *session)
{
    return !session->machine_failed && !diagnostics_has_errors(&session->diagnostics);
}

bool session_has_errors(const struct session *session)
{
    bool is_strict_failure = session->options->is_strict && session->diagnostics.warning_count > 0;
    return !session_is_sound(session) || is_strict_failure;
}

enum exit_code session_outcome(const struct session *session)
{
    if (session->is_misused)
        return EXIT_USAGE;
    if (session->is_locked_out)
        return EXIT_LOCKED;
    if (session->machine_failed || session->diagnostics.machine_fault_count)
        return EXIT_MACHINE;
    return session_has_errors(session) ? EXIT_SITE_ERRORS : EXIT_DONE;
}
