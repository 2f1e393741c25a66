/* SPDX-License-Identifier: MIT */
/* The stages of build.c; what they make is looked at and forgotten. */
#include "build/survey.h"
#include "base/file_fault.h"
#include "build/session.h"
#include "build/supervise.h"
#include <errno.h>

struct surveying {
    const struct build_options *options;
    const struct survey *survey;
};

/* Renders everything and asks whether it could be published. */
static void survey_outputs(struct session *session)
{
    if (session_is_sound(session) && session_look_at_output(session) && session_record(session) &&
        session_render(session) && session_is_sound(session))
        session_may_publish(session);
}

static void start_fetcher(struct session *session)
{
    if (fetcher_start(&session->fetcher))
        return;
    file_fault_report(&session->diagnostics, SPAN_NONE, "no-workers", errno, "cannot start a process");
    session->machine_failed = true;
}

static enum exit_code survey_watched(void *data, struct supervision *supervision)
{
    const struct surveying *surveying = data;
    const struct survey *survey = surveying->survey;
    struct session session;
    if (!session_open(&session, surveying->options))
        session.machine_failed = true;
    if (survey->asks_outside)
        start_fetcher(&session);
    session.supervision = supervision;
    session.is_survey = true;
    session.leaves_hooks_out = survey->leaves_hooks_out;
    session.tells_errors_only = !survey->looks_for_mistakes && !surveying->options->is_verbose;
    if (!session.machine_failed && session_read_config(&session) && session_make_plan(&session) &&
        survey->renders)
        survey_outputs(&session);
    enum exit_code code = (enum exit_code)EXIT_AGAIN, looked = EXIT_DONE;
    if (!session.is_to_run_again && session.site)
        looked = survey->look(&session, survey->data);
    if (!session.is_to_run_again) {
        session_settle(&session, NULL);
        session_report(&session);
        code = session_outcome(&session) == EXIT_DONE ? looked : session_outcome(&session);
    }
    session_close(&session);
    return code;
}

enum exit_code survey_site(const struct build_options *options, const struct survey *survey)
{
    struct surveying surveying = { options, survey };
    return supervise(options->worker_count == 0, survey_watched, &surveying);
}
