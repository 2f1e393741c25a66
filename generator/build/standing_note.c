/* SPDX-License-Identifier: MIT */
/* After a build that ended well: what it read, wrote and said, for the next. */
#include "base/path.h"
#include "build/session.h"
#include "build/standing.h"
#include "build/lock.h"
#include <sys/stat.h>

/* What the scan and the cache looked at before anything was read. */
static void add_content(struct session *session, struct standing *standing)
{
    const struct content *content = &session->content;
    for (size_t i = 0; i < content->count; i++) {
        struct file_status status;
        struct digest digest;
        bool has_digest = cache_source(&session->cache, i, &status, &digest);
        standing_add_known(session, standing,
            path_join(&session->arena, TEXT("content"), content->files[i].disk_path), false, &status,
            has_digest ? &digest : NULL);
    }
    for (size_t i = 0; i < content->folder_count; i++) {
        text path = content->folders[i].path;
        standing_add_folder(session, standing,
            path.length ? path_join(&session->arena, TEXT("content"), path) : TEXT("content"),
            &content->folders[i].status);
    }
}

static void add_outputs(struct session *session, struct standing *standing)
{
    for (size_t i = 0; i < session->plan.outputs.count; i++) {
        text path = session->plan.outputs.items[i].path;
        struct file_status status = session->output_statuses[i];
        if (session->reuse.of_output[i])
            status = session->reuse.file_now[i];
        else if (!session->folder.is_fresh)
            file_status_at(session->folder.handle, text_to_string(&session->arena, path), &status);
        standing_add_known(session, standing, path, true, &status, &session->output_digests[i]);
    }
}

/* What was said of the ledger that was read, or of places that were published, cannot be said again of what
 * was written: the next build looks. No file has that number; zeros would say that there is none. */
static void add_ledger(struct session *session, struct standing *standing, bool spoke)
{
    const struct file_status like_no_file = { .inode = UINT64_MAX };
    if (spoke && (session_changes_ledger(session) || session->anchors.has_lost))
        standing_add_known(session, standing, TEXT("urls.lock"), false, &like_no_file, NULL);
    else
        standing_add(session, standing, TEXT("urls.lock"));
}

static struct standing_held held(struct standing *standing, text path, uint32_t hold, struct date until)
{
    struct standing_held noted = { .name_offset = (uint32_t)standing->names.length,
        .name_length = (uint32_t)path.length,
        .hold = hold,
        .until = until };
    buffer_append(&standing->names, path);
    return noted;
}

static struct store_table held_back(struct session *session, struct standing *standing)
{
    const struct site *site = session->site;
    size_t count = site->held_back_count + site->coming_count;
    struct standing_held *all = arena_new_array(&session->arena, struct standing_held, count);
    for (size_t i = 0; i < site->held_back_count; i++)
        all[i] =
            held(standing, site->held_back[i].source_path, site->held_back[i].hold, site->held_back[i].until);
    for (size_t i = 0; i < site->coming_count; i++)
        all[site->held_back_count + i] =
            held(standing, site->coming[i].source_path, STANDING_COMING, site->coming[i].until);
    return (struct store_table){ all, count, sizeof *all };
}

/* The first moment that the clock has not passed. */
static int64_t next_by_clock(const struct session *session)
{
    for (size_t i = 0; i < session->site->due_count; i++)
        if (session->site->due[i].date.instant.milliseconds > session->clock.milliseconds)
            return session->site->due[i].date.instant.milliseconds;
    return INT64_MAX;
}

static struct standing_state state_of(const struct session *session)
{
    struct stat status;
    struct standing_state state = { .question = standing_question(session),
        .style = standing_style(session),
        .hides_notes = session->options->is_quiet,
        .noted_ns = session->standing->noted_ns,
        .outputs_noted_ns = lock_clock_ns(session->lock),
        .now_ms = session->watch->now_ms,
        .last_ms = session->watch->last_ms,
        .next_ms = session->watch->next_ms,
        .clock_next_ms = next_by_clock(session),
        .is_time_read = atomic_load(&session->watch->is_read),
        .page_count = session->plan.outputs.count,
        .next_due = session->site->next_due };
    if (fstat(session->folder.handle, &status) == 0)
        state.output_folder.inode = status.st_ino;
    return state;
}

/* Names are most of what is noted, and a buffer that grows is copied each time. */
static void reserve_names(const struct session *session, struct standing *standing)
{
    size_t bytes = 0;
    for (size_t i = 0; i < session->content.count; i++)
        bytes += sizeof "content/" + session->content.files[i].disk_path.length;
    for (size_t i = 0; i < session->plan.outputs.count; i++)
        bytes += session->plan.outputs.items[i].path.length + 1;
    buffer_reserve(&standing->names, bytes);
}

void session_note_standing(struct session *session)
{
    struct standing *standing = session->standing;
    struct buffer said;
    if (!session->cache.is_writable || session->folder.handle < 0)
        return;
    struct standing_state state = state_of(session);
    /* The ledger and the manifest too. */
    list_reserve(&session->arena, &standing->files, session->content.count + session->plan.outputs.count + 2);
    reserve_names(session, standing);
    add_content(session, standing);
    buffer_init(&said, &session->arena);
    session_print_diagnostics(session, &said);
    add_ledger(session, standing, said.length > 0);
    standing_add(session, standing, text_of(session_manifest_name(session)));
    size_t first_output = standing->files.count;
    add_outputs(session, standing);
    struct reuse_tables reuse = { 0 };
    struct question_tables asked = { 0 };
    reuse_note(session, &reuse, first_output);
    questions_note(session, &asked);
    state.is_time_read |= reuse_reads_time(session, &reuse);
    struct store_table tables[STANDING_TABLES] = {
        [STANDING_STATE] = { &state, 1, sizeof state },
        [STANDING_FILES] = { standing->files.items, standing->files.count, sizeof *standing->files.items },
        [STANDING_FOLDERS] = { standing->folders.items, standing->folders.count,
            sizeof *standing->folders.items },
        [STANDING_HELD] = held_back(session, standing),
        [STANDING_SAID] = { said.bytes, said.length, 1 },
        [STANDING_FRAME] = { &reuse.frame, 1, sizeof reuse.frame },
        [STANDING_OUTPUTS] = { reuse.outputs, session->plan.outputs.count, sizeof *reuse.outputs },
        [STANDING_READINGS] = { reuse.readings.items, reuse.readings.count, sizeof *reuse.readings.items },
        [STANDING_THINGS] = { reuse.things, session->reuse.things.count, sizeof *reuse.things },
        [STANDING_QUESTIONS] = { asked.questions.items, asked.questions.count,
            sizeof *asked.questions.items },
        [STANDING_WEIGHTS] = { asked.weights.items, asked.weights.count, sizeof *asked.weights.items },
        [STANDING_HOOKS] = { reuse.hooks, reuse.hooks ? session->site->articles.count : 0,
            sizeof *reuse.hooks },
        [STANDING_EXCLUDED] = { asked.excluded.items, asked.excluded.count, sizeof *asked.excluded.items },
    };
    tables[STANDING_NAMES] = (struct store_table){ standing->names.bytes, standing->names.length, 1 };
    store_write(session->site_folder, standing_name(session), standing_kind, session->cache.program, tables,
        STANDING_TABLES, STANDING_FRONT);
}
