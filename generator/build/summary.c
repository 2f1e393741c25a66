/* SPDX-License-Identifier: MIT */
/* What a build says: diagnostics to standard error, what is held back and the last line to standard output.
 */
#include "build/session.h"
#include "base/escape.h"
#include <stdio.h>
#include <time.h>

enum { MINUTE_MS = 60000, HOUR_MS = 60 * MINUTE_MS, DAY_MS = 24 * HOUR_MS };

void session_print_diagnostics(struct session *session, struct buffer *out)
{
    struct diagnostic_style style = session->options->style;
    style.warnings_are_errors = session->options->is_strict;
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

/* "in 6 h", "in 3 d", "in 12 min". */
static text distance(struct arena *arena, int64_t milliseconds)
{
    if (milliseconds >= 2 * (int64_t)DAY_MS)
        return text_format(arena, "in %lld d", (long long)(milliseconds / DAY_MS));
    if (milliseconds >= HOUR_MS)
        return text_format(arena, "in %lld h", (long long)(milliseconds / HOUR_MS));
    return text_format(arena, "in %lld min", (long long)((milliseconds + MINUTE_MS - 1) / MINUTE_MS));
}

static text moment(const struct session *session, struct arena *arena, const struct date *date)
{
    text when = date_format(arena, date, TEXT("%Y-%m-%d %H:%M"), &date_words_english, NULL);
    int64_t left = date->instant.milliseconds - session->gate.now.milliseconds;
    return text_format(arena, "%.*s %.*s, %.*s", TEXT_ARGS(when), TEXT_ARGS(session->config.timezone),
        TEXT_ARGS(distance(arena, left)));
}

/* "content/articles/2019/x.md" → "2019/x.md". */
static text shown_path(text source_path)
{
    static const text folder = TEXT_INIT("content/articles/");
    return text_starts_with(source_path, folder) ? text_from(source_path, folder.length) : source_path;
}

static void append_held_back(const struct session *session, struct arena *arena, struct buffer *out)
{
    const struct site *site = session->site;
    size_t counts[4] = { 0 };
    const char *separator = "";
    for (size_t i = 0; i < site->held_back_count; i++)
        counts[site->held_back[i].hold]++;
    if (!site->held_back_count)
        return;
    buffer_print(out, "held back: %zu (", site->held_back_count);
    for (size_t hold = HOLD_DRAFT; hold <= HOLD_EXPIRED; hold++) {
        if (hold == HOLD_SCHEDULED || !counts[hold])
            continue;
        buffer_print(out, "%s%zu %s", separator, counts[hold],
            hold == HOLD_DRAFT && counts[hold] > 1 ? "drafts" : hold_name((enum hold)hold));
        separator = "; ";
    }
    for (size_t i = 0; i < site->held_back_count; i++) {
        const struct held_back *held = &site->held_back[i];
        if (held->hold != HOLD_SCHEDULED)
            continue;
        buffer_append(out, text_of(separator));
        escape_terminal(out, shown_path(held->source_path));
        buffer_print(out, " until %.*s", TEXT_ARGS(moment(session, arena, &held->until)));
        separator = "; ";
    }
    buffer_append_literal(out, ")\n");
    if (site->next_due.is_set)
        buffer_print(out, "next build due: %.*s\n", TEXT_ARGS(moment(session, arena, &site->next_due)));
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
    if (session->cache.fault)
        buffer_print(out, "cache: the index of drafts %s; all drafts were made anew\n", session->cache.fault);
}

void session_summarise(const struct session *session)
{
    struct arena arena;
    struct buffer out;
    struct timespec now;
    if (session->options->is_quiet)
        return;
    arena_init(&arena);
    buffer_init(&out, NULL);
    append_held_back(session, &arena, &out);
    append_cache(session, &out);
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t took_ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 - session->started_ms;
    buffer_print(&out, "%.*s pages, ", TEXT_ARGS(grouped(&arena, session->plan.outputs.count)));
    buffer_print(&out, "%.*s written, ", TEXT_ARGS(grouped(&arena, session->written_count)));
    buffer_print(&out, "%.*s removed, %lld.%02lld s\n", TEXT_ARGS(grouped(&arena, session->removed_count)),
        (long long)(took_ms / 1000), (long long)(took_ms % 1000 / 10));
    fwrite(out.bytes, 1, out.length, stdout);
    buffer_release(&out);
    arena_release(&arena);
}
