/* SPDX-License-Identifier: MIT */
/*
 * The ledger's place in a build: read and checked with the plan, written beside before anything is published
 * (a disk that is full shall be noticed in time), and given its name when all is published. Only a plain
 * build of the present writes it.
 */
#include "build/ledger_stage.h"
#include "base/file.h"
#include "base/file_fault.h"
#include "base/file_tree.h"
#include "build/session.h"
#include <errno.h>

#define FILE_NAME   "urls.lock"
#define BESIDE_NAME "urls.lock~brief"

/* Do both say the same of their address? */
static bool is_same_entry(const struct ledger_entry *a, const struct ledger_entry *b)
{
    return a->kind == b->kind && text_equal(a->id, b->id) && text_equal(a->changed, b->changed) &&
           a->note_count == b->note_count && text_equal(a->words, b->words) &&
           text_equal(a->published, b->published) && text_equal(a->authors, b->authors) &&
           text_equal(a->status, b->status) && text_equal(a->name, b->name) &&
           text_equal(a->base_url, b->base_url);
}

static void count_changes(struct ledger_stage *stage)
{
    for (size_t i = 0; i < stage->next.count; i++) {
        const struct ledger_entry *entry = &stage->next.items[i];
        const struct ledger_entry *known = map_find(&stage->old.by_address, entry->address);
        stage->added_count += !known;
        stage->changed_count += known && !is_same_entry(known, entry);
    }
    for (size_t i = 0; i < stage->old.count; i++)
        stage->dropped_count += !map_contains(&stage->next.by_address, stage->old.items[i].address);
}

static const struct ledger_entry *first_new(const struct ledger_stage *stage)
{
    for (size_t i = 0; i < stage->next.count; i++)
        if (!map_contains(&stage->old.by_address, stage->next.items[i].address))
            return &stage->next.items[i];
    return NULL;
}

/* Do both say the same? Line ends of another system and a byte order mark are no difference. */
static bool is_same_ledger(text bytes, text contents)
{
    text ours = bytes, theirs = text_from(contents, text_mark_length(contents));
    while (ours.length && theirs.length)
        if (!text_equal(text_cut_line(&ours), text_cut_line(&theirs)))
            return false;
    return !ours.length && !theirs.length;
}

/* What was published is in there already, and a build of the present would change nothing. */
static void hold_locked(struct session *session, struct ledger_stage *stage)
{
    const struct ledger_entry *added = first_new(stage);
    if (stage->bytes.bytes && is_same_ledger(stage->bytes, stage->old.contents))
        stage->bytes = TEXT_NONE; /* nor are line ends made ours */
    if (!added && !(stage->records && stage->bytes.bytes))
        return;
    text what = TEXT("its lines are not in order");
    if (stage->added_count || stage->dropped_count)
        what = text_format(&session->arena, "%zu line%s more, %zu less", stage->added_count,
            stage->added_count == 1 ? "" : "s", stage->dropped_count);
    else if (stage->changed_count)
        what = TEXT("notes, texts, files or base_url are not recorded");
    struct diagnostic *diagnostic = diagnostic_error(&session->diagnostics, (span){ stage->old.source, 0, 0 },
        "locked-ledger", "urls.lock would change: %.*s", TEXT_ARGS(what));
    if (added)
        diagnostic_hint(&session->diagnostics, diagnostic,
            "'%.*s' is not in it; run brief build, and commit urls.lock, also here when it has appeared by "
            "itself and no job has committed it",
            TEXT_ARGS(added->address));
    else
        diagnostic_hint(&session->diagnostics, diagnostic, "run brief build, and commit urls.lock");
}

/* NULL after reporting. */
static struct ledger_stage *read_ledger(struct session *session)
{
    struct ledger_stage *stage = arena_new(&session->arena, struct ledger_stage);
    *stage = (struct ledger_stage){
        .arena = &session->arena,
        .site = session->site,
        .content = &session->content,
        .cache = &session->cache,
        .content_folder = session->content_folder,
        .diagnostics = &session->diagnostics,
        .is_rehearsed = session->is_survey && session->gate.shows_scheduled,
    };
    map_init(&stage->aliases, &session->arena);
    file_status_at(session->site_folder, FILE_NAME, &stage->status);
    bool is_read = ledger_read(&session->arena, session->site_folder, &session->sources, session->site,
        &stage->old, &session->diagnostics);
    return is_read ? stage : NULL;
}

void session_begin_ledger(struct session *session)
{
    session->begun_ledger = read_ledger(session);
    if (session->begun_ledger)
        ledger_gather(session->begun_ledger, &session->plan);
}

bool session_is_ledger_begun(const struct session *session)
{
    struct file_status now = { 0 };
    file_status_at(session->site_folder, FILE_NAME, &now);
    return session->begun_ledger && file_status_equal(&now, &session->begun_ledger->status);
}

void session_check_ledger(struct session *session)
{
    const struct build_options *options = session->options;
    struct ledger_stage *stage = session->begun_ledger ? session->begun_ledger : read_ledger(session);
    if (!stage || diagnostics_has_errors(&session->diagnostics) || !ledger_gather(stage, &session->plan))
        return;
    stage->now = session->gate.now;
    stage->records =
        session->is_present && !options->shows_drafts && !options->is_preview && !options->is_offline;
    stage->is_present = session->is_present;
    stage->looks_back = !options->at.bytes;
    if (!stage->is_rehearsed)
        ledger_check_copies(session, stage);
    ledger_tell_apart(stage);
    ledger_check_addresses(stage);
    if (stage->looks_back) {
        ledger_check_returned(stage);
        ledger_check_files(stage);
        ledger_check_orphans(stage);
        ledger_check_feed_entries(stage, &session->plan);
        ledger_check_texts(stage);
        ledger_check_names(stage);
        ledger_check_site_address(stage);
    }
    ledger_check_feed(stage);
    count_changes(stage);
    text bytes = stage->records ? ledger_write(&session->arena, &stage->next) : TEXT_NONE;
    if (bytes.bytes && (!stage->old.source || !text_equal(bytes, stage->old.contents)))
        stage->bytes = bytes;
    if (options->is_locked)
        hold_locked(session, stage);
    session->ledger = stage;
}

bool session_changes_ledger(const struct session *session)
{
    return session->ledger && session->ledger->records && session->ledger->bytes.bytes;
}

static void report_fault(struct session *session, int error)
{
    session->machine_failed = true;
    struct diagnostic *diagnostic = file_fault_report(
        &session->diagnostics, SPAN_NONE, "cannot-write", error, "cannot write '" FILE_NAME "'");
    if (error == EACCES || error == EROFS)
        diagnostic_hint(&session->diagnostics, diagnostic,
            "addresses are recorded beside site.yml: build where that folder can be written, and "
            "commit " FILE_NAME);
}

bool session_prepare_ledger(struct session *session)
{
    if (!session_changes_ledger(session)) {
        /* Of a build that was killed. */
        if (session->ledger && session->ledger->records)
            file_remove(session->site_folder, BESIDE_NAME);
        return true;
    }
    supervision_will_leave_file(session->supervision, TEXT(BESIDE_NAME));
    int error = file_write(session->site_folder, BESIDE_NAME, session->ledger->bytes, true);
    if (!error && session->options->is_durable)
        error = file_sync(session->site_folder, BESIDE_NAME);
    if (error)
        report_fault(session, error);
    return error == 0;
}

/* One that says all that there is to say may have been written by a build that did not wait for the disk. */
static int sync_ledger(struct session *session)
{
    if (!session->ledger || !session->ledger->records)
        return 0;
    int error = session_changes_ledger(session) ? 0 : file_sync(session->site_folder, FILE_NAME);
    return error ? error : file_sync(session->site_folder, ".");
}

void session_write_ledger(struct session *session)
{
    int error =
        session_changes_ledger(session) ? file_rename(session->site_folder, BESIDE_NAME, FILE_NAME) : 0;
    if (!error && session->options->is_durable)
        error = sync_ledger(session);
    if (error)
        report_fault(session, error);
}

void session_withdraw_ledger(struct session *session)
{
    if (session_changes_ledger(session))
        file_remove(session->site_folder, BESIDE_NAME);
}
