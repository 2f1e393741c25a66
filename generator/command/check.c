/* SPDX-License-Identifier: MIT */
/* brief check: the whole story of a build but for its writing, then the lints. */
#include "check/check.h"
#include "base/list.h"
#include "build/session.h"
#include "build/survey.h"
#include "command/command.h"
#include "command/fix.h"
#include <stdio.h>

struct code_list {
    text *items;
    size_t count, capacity;
};

/* "a,b": codes of the table. False after saying which is none. */
static bool read_codes(struct arena *arena, text given, struct code_list *codes)
{
    for (text rest = given; rest.bytes;) {
        text code = text_trim(text_cut(&rest, ','));
        if (!check_find(code)) {
            text nearest = check_nearest(code);
            char hint[80];
            snprintf(hint, sizeof hint, "did you mean %.*s?", TEXT_ARGS(nearest));
            command_misused(nearest.bytes ? hint : "docs/checks.md lists them", "there is no check '%.*s'",
                TEXT_ARGS(code));
            return false;
        }
        *list_add(arena, codes) = code;
    }
    return true;
}

static void summarise(const struct session *session, size_t mended, bool is_cut_short)
{
    size_t counts[SEVERITY_COUNT];
    diagnostics_count(&session->diagnostics, &session->sources, session->options->is_strict, counts);
    if (mended)
        printf("%zu mended\n", mended);
    printf("%zu file%s checked: %zu error%s, %zu warning%s, %zu note%s%s\n", session->content.count,
        session->content.count == 1 ? "" : "s", counts[SEVERITY_ERROR],
        counts[SEVERITY_ERROR] == 1 ? "" : "s", counts[SEVERITY_WARNING],
        counts[SEVERITY_WARNING] == 1 ? "" : "s", counts[SEVERITY_NOTE],
        counts[SEVERITY_NOTE] == 1 ? "" : "s",
        is_cut_short ? "; lints of the whole archive wait until there are no errors" : "");
}

struct request {
    const struct arguments *arguments;
    struct check_choice choice;
};

static enum exit_code look(struct session *session, void *data)
{
    const struct request *request = data;
    struct check_choice choice = request->choice;
    choice.is_cut_short = !session_is_sound(session);
    if (!session->machine_failed)
        session_lint(session, &choice);
    session_rehearse(session);
    if (session->is_to_run_again)
        return EXIT_DONE;
    session_settle(session, &choice);
    size_t mended = 0;
    if (request->arguments->fixes)
        mended = fix_apply(&session->arena, &session->sources, &session->diagnostics, session->supervision);
    if (!request->arguments->build.is_quiet)
        summarise(session, mended, choice.is_cut_short);
    return EXIT_DONE;
}

enum exit_code command_check(const struct arguments *arguments)
{
    struct code_list only = { 0 }, skip = { 0 };
    if (arguments->operands.count)
        return command_misused("name the site with -C", "'check' takes no file or folder: '%.*s'",
            TEXT_ARGS(arguments->operands.items[0]));
    if (!read_codes(arguments->arena, arguments->only, &only) ||
        !read_codes(arguments->arena, arguments->skip, &skip))
        return EXIT_USAGE;
    struct request request = { arguments, { only.items, skip.items, only.count, skip.count, false } };
    struct survey survey = { .renders = true,
        .asks_outside = arguments->asks_outside,
        .looks_for_mistakes = true,
        .look = look,
        .data = &request };
    return survey_site(&arguments->build, &survey);
}
