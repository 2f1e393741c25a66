/* SPDX-License-Identifier: MIT */
/*
 * The story of a build, one line a stage. Every stage reports all it finds; after each the question is the
 * same: are there errors? Then what was found is printed and the published output stays as it was.
 */
#include "build/build.h"
#include "build/session.h"
#include "check/check.h"
#include "load/assemble.h"
#include "load/config.h"
#include "load/data.h"
#include "load/scan.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static bool open_session(struct session *session, const struct build_options *options)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    *session = (struct session){ .options = options, .site_folder = -1, .content_folder = -1, .lock = -1 };
    session->started_ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    session->folder.handle = -1;
    arena_init(&session->arena);
    sources_init(&session->sources, &session->arena);
    diagnostics_init(&session->diagnostics, &session->arena);
    session->site_folder = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return session->site_folder >= 0;
}

static void close_session(struct session *session)
{
    const int handles[] = { session->site_folder, session->content_folder, session->folder.handle,
        session->lock };
    for (size_t i = 0; i < sizeof handles / sizeof *handles; i++)
        if (handles[i] >= 0)
            close(handles[i]);
    if (session->plugins)
        plugins_close(session->plugins);
    if (session->unicode)
        unicode_close(session->unicode);
    config_release(&session->config);
    arena_release(&session->arena);
}

static bool scan(struct session *session)
{
    scan_content(&session->arena, session->site_folder, &session->sources, &session->content,
        &session->diagnostics, &session->machine_failed);
    session->content_folder =
        openat(session->site_folder, "content", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return !session->machine_failed && session->content_folder >= 0;
}

static void assemble(struct session *session)
{
    struct assemble_input input = {
        .arena = &session->arena,
        .config = &session->config,
        .content = &session->content,
        .drafts = session->drafts,
        .draft_count = session->draft_count,
        .data = data_read(&session->arena, session->content_folder, &session->content, &session->diagnostics),
        .gate = session->gate,
        .build_time = session->build_time,
        .generator = TEXT("brief " BRIEF_VERSION),
        .unicode = session->unicode,
        .sources = &session->sources,
        .diagnostics = &session->diagnostics,
        .shortcode = session_shortcode,
        .shortcode_data = session,
    };
    session->site = site_assemble(&input);
}

static bool has_errors(const struct session *session)
{
    bool is_strict_failure = session->options->is_strict && session->diagnostics.warning_count > 0;
    return session->machine_failed || diagnostics_has_errors(&session->diagnostics) || is_strict_failure;
}

/* Up to the point where everything that will be written exists beside what is published. */
static void make_everything(struct session *session)
{
    if (!session_read_config(session) || !scan(session) || !session_make_drafts(session))
        return;
    session_open_plugins(session);
    assemble(session);
    session->layouts = layouts_open(&session->arena, session->site_folder, session->site, session->plugins,
        &session->sources, &session->diagnostics);
    session_run_plugins(session);
    if (session->is_to_run_again || !session_plan(session))
        return;
    check_all(session->site, &session->addresses, &session->diagnostics);
    if (!has_errors(session) && session_open_output(session) && session_record(session))
        session_render(session);
}

static enum exit_code finish(struct session *session)
{
    if (session->is_to_run_again || has_errors(session) || !session_may_publish(session)) {
        session_withdraw(session);
        session_forget(session);
    } else {
        session_publish(session);
        session_sweep(session);
    }
    if (session->is_to_run_again)
        return (enum exit_code)EXIT_AGAIN;
    session_report(session);
    if (session->is_misused)
        return EXIT_USAGE;
    if (session->machine_failed)
        return EXIT_MACHINE;
    if (has_errors(session))
        return EXIT_SITE_ERRORS;
    session_summarise(session);
    return EXIT_DONE;
}

static enum exit_code build_watched(const struct build_options *options, struct supervision *supervision)
{
    struct session session;
    enum exit_code code = EXIT_DONE;
    if (!open_session(&session, options))
        session.machine_failed = true;
    session.supervision = supervision;
    if (session.machine_failed || session_lock(&session, &code)) {
        if (!session.machine_failed)
            make_everything(&session);
        code = finish(&session);
    } else {
        session_report(&session);
    }
    close_session(&session);
    return code;
}

enum exit_code build_site(const struct build_options *options)
{
    return supervise(options, options->worker_count == 0, build_watched);
}
