/* SPDX-License-Identifier: MIT */
/* What a build says: diagnostics to standard error, what is held back and the last line to standard output.
 */
#include "build/session.h"
#include "base/clock.h"
#include "base/escape.h"
#include "build/ledger_stage.h"
#include "build/left.h"
#include "build/schedule.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void session_print_diagnostics(struct session *session, struct buffer *out)
{
    struct diagnostic_style style = session->options->style;
    style.warnings_are_errors = session->options->is_strict;
    style.hides_notes = session->options->is_quiet;
    style.hides_warnings = session->tells_errors_only;
    diagnostics_print(&session->diagnostics, &session->sources, &style, out);
}

void session_report(struct session *session)
{
    struct buffer out;
    buffer_init(&out, NULL);
    session_print_diagnostics(session, &out);
    if (out.length)
        fwrite(out.bytes, 1, out.length, stderr);
    buffer_release(&out);
}

/* 1204 → "1,204". */
static text grouped(struct arena *arena, size_t number)
{
    text digits = text_format(arena, "%zu", number);
    struct buffer out;
    buffer_init(&out, arena);
    for (size_t i = 0; i < digits.length; i++) {
        if (i && (digits.length - i) % 3 == 0)
            buffer_append_byte(&out, ',');
        buffer_append_byte(&out, digits.bytes[i]);
    }
    return buffer_text(&out);
}

static void append_taken_back(const struct session *session, struct buffer *out)
{
    const struct ledger_stage *ledger = session->ledger;
    for (size_t i = 0; ledger && ledger->records && i < ledger->taken_back.count; i++) {
        const struct taken_back *taken = &ledger->taken_back.items[i];
        buffer_print(out, "taken back: %.*s (", TEXT_ARGS(taken->entry->address));
        escape_terminal(out, taken->held->source_path);
        buffer_print(
            out, " is %s now)\n", taken->held->hold == HOLD_DRAFT ? "a draft" : hold_name(taken->held->hold));
    }
}

static void append_ledger(const struct session *session, struct buffer *out)
{
    const struct ledger_stage *ledger = session->ledger;
    if (!ledger || !ledger->records || !ledger->bytes.bytes)
        return;
    if (ledger->added_count + ledger->dropped_count)
        buffer_print(out, "urls.lock: %zu added, %zu removed", ledger->added_count, ledger->dropped_count);
    else if (ledger->changed_count)
        buffer_append_literal(out, "urls.lock: notes and texts recorded");
    else
        buffer_append_literal(out, "urls.lock: lines put in order");
    buffer_append_literal(out, "; commit it with the content\n");
}

static void append_schedule(const struct session *session, struct arena *arena, struct buffer *out)
{
    char program[PATH_MAX], here[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program);
    const char *folder = realpath(".", here);
    const struct build_options *options = session->options;
    /* A look at another time, or at drafts, goes into a folder that coming builds are not meant for. */
    bool is_a_look = options->at.bytes || options->shows_drafts || options->is_offline;
    const struct schedule_command command = {
        .program = length > 0 ? (text){ program, (size_t)length } : TEXT("brief"),
        .folder = text_of(folder ? folder : "."),
        .output = is_a_look ? TEXT_NONE : options->output,
        .base_url = options->base_url,
    };
    schedule_print(session->site, options->schedule, &command, arena, out);
}

/* Which plugins make later builds run more than has changed. */
static void append_keepers(const struct session *session, struct buffer *out)
{
    uint64_t keepers = reuse_keepers(session);
    for (size_t i = 0; i < plugins_count(session->plugins); i++)
        if (keepers & reuse_keeper(i))
            buffer_print(out,
                "plugins: '%.*s' keeps something between calls, so all hooks run again when anything changes "
                "that plugins read\n",
                TEXT_ARGS(plugins_name(session->plugins, i)));
}

/* Of the cache only those hear who ask. */
static void append_cache(const struct session *session, struct buffer *out)
{
    if (!session->options->is_verbose)
        return;
    if (session->still_stands)
        buffer_append_literal(out, "cache: nothing has changed\n");
    else
        buffer_print(out, "cache: %zu of %zu outputs rendered\n", session->rendered_count,
            session->plan.outputs.count);
    if (!session->still_stands)
        append_keepers(session, out);
    if (session->cache.unkept)
        buffer_print(out, "cache: '%s' cannot be written, so drafts are not kept\n", session->cache.unkept);
    if (session->options->ahead)
        buffer_append_literal(out, "build: had begun before the change came\n");
    if (session->cache.fault)
        buffer_print(out, "cache: the index of drafts %s; all drafts were made anew\n", session->cache.fault);
}

static void append_all(const struct session *session, struct arena *arena, struct buffer *out)
{
    schedule_summarise(
        session->site, session->config.timezone, session->gate.now, session->options->is_verbose, arena, out);
    append_taken_back(session, out);
    left_print(session, arena, out);
    append_ledger(session, out);
    append_cache(session, out);
    int64_t took_ms = clock_ms() - session->started_ms;
    buffer_print(out, "%.*s pages, ", TEXT_ARGS(grouped(arena, session->plan.outputs.count)));
    buffer_print(out, "%.*s written, ", TEXT_ARGS(grouped(arena, session->written_count)));
    buffer_print(out, "%.*s removed, %lld.%02lld s\n", TEXT_ARGS(grouped(arena, session->removed_count)),
        (long long)(took_ms / 1000), (long long)(took_ms % 1000 / 10));
}

void session_summarise(const struct session *session)
{
    struct arena arena;
    struct buffer out;
    arena_init(&arena);
    buffer_init(&out, NULL);
    if (session->options->schedule) {
        append_schedule(session, &arena, &out);
        fwrite(out.bytes, 1, out.length, stdout);
        buffer_reset(&out);
    }
    if (!session->options->is_quiet)
        append_all(session, &arena, &out);
    /* What is printed to be installed stands alone, and so does a document of diagnostics. */
    FILE *stream = session->options->schedule ? stderr : stdout;
    if (out.length && (stream == stdout || session->options->style.form == DIAGNOSTIC_TEXT))
        fwrite(out.bytes, 1, out.length, stream);
    buffer_release(&out);
    arena_release(&arena);
}

void session_say_not_built(const struct session *session)
{
    size_t counts[SEVERITY_COUNT];
    /* In place of lines to be installed no program takes these words; of nothing cron makes an empty table.
     */
    if ((session->options->is_quiet && !session->options->schedule) || session->options->is_preview)
        return;
    diagnostics_count(&session->diagnostics, &session->sources, session->options->is_strict, counts);
    printf("not built: %zu error%s, %zu warning%s; %s\n", counts[SEVERITY_ERROR],
        counts[SEVERITY_ERROR] == 1 ? "" : "s", counts[SEVERITY_WARNING],
        counts[SEVERITY_WARNING] == 1 ? "" : "s",
        supervision_has_published(session->supervision) ? "run it again: it was publishing"
                                                        : "what is published is as it was");
}
