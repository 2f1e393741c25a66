/* SPDX-License-Identifier: MIT */
/*
 * Every file is looked at, in as many processes as the build has workers; most are only asked for their
 * times.
 */
#include "build/standing.h"
#include "base/file_look.h"
#include "base/file_pieces.h"
#include "build/session.h"
#include "build/staging.h"
#include "build/standing_look.h"
#include "build/workers.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE_FILES = 1024 };

const char standing_kind[] = "brief standing";

/* The question whether everything looks as it was noted, while it is asked. */
struct looking {
    struct session *session;
    const struct standing_state *state;
    const struct standing_file *files;
    size_t file_count;
    const char *names;
    size_t names_length;
    int output_folder;
    struct file_status *now; /* shared; of files that do not look as they were noted */
    struct answer {
        _Atomic bool differs;
        _Atomic bool is_refreshed; /* the times of a file are other ones than noted, its bytes are not */
    } * answer;                    /* shared */
};

static bool has_noted_bytes(const struct looking *looking, const struct standing_file *file, const char *name)
{
    int base = file->is_output ? looking->output_folder : looking->session->site_folder;
    return file->has_digest && file_has_digest(base, name, file->digest);
}

/* `looks`: at files of the site, at outputs. */
static bool looks_the_same(const struct looking *looking, struct file_look looks[2], size_t number)
{
    const struct standing_file *file = &looking->files[number];
    struct file_status now;
    text name = standing_file_name(looking->names, file);
    int64_t noted_ns = file->is_output ? looking->state->outputs_noted_ns : looking->state->noted_ns;
    int error = file_look_at(&looks[file->is_output != 0], name, &now);
    if (error)
        return error == ENOENT && file->status.inode == 0 && !file->is_output;
    if (file_status_equal(&now, &file->status) && file_status_is_settled(&now, noted_ns))
        return true;
    looking->now[number] = now;
    atomic_store_explicit(&looking->answer->is_refreshed, true, memory_order_relaxed);
    return has_noted_bytes(looking, file, name.bytes);
}

static void run(void *state, struct worker *worker, size_t piece)
{
    const struct looking *looking = state;
    struct file_look looks[2];
    size_t end = (piece + 1) * PIECE_FILES;
    (void)worker;
    file_look_begin(&looks[0], looking->session->site_folder);
    file_look_begin(&looks[1], looking->output_folder);
    for (size_t i = piece * PIECE_FILES; i < end && i < looking->file_count; i++) {
        if (atomic_load_explicit(&looking->answer->differs, memory_order_relaxed))
            break;
        if (!looks_the_same(looking, looks, i))
            atomic_store(&looking->answer->differs, true);
    }
    file_look_end(&looks[0]);
    file_look_end(&looks[1]);
}

static void failed(void *state, size_t piece, size_t worker, enum worker_fault fault, int signal)
{
    const struct looking *looking = state;
    (void)piece, (void)worker, (void)fault, (void)signal;
    atomic_store(&looking->answer->differs, true);
}

static bool do_folders_stand(const struct looking *looking, const struct store *store)
{
    size_t count;
    const struct standing_file *folders = store_table(store, STANDING_FOLDERS, sizeof *folders, &count);
    bool is_same = true;
    for (size_t i = 0; is_same && i < count; i++) {
        struct file_status now = { 0 };
        file_folder_status_at(looking->session->site_folder, looking->names + folders[i].name_offset, &now);
        is_same = file_status_equal(&now, &folders[i].status) &&
                  (!now.inode || file_status_is_settled(&now, looking->state->noted_ns));
    }
    return is_same;
}

/* Does nothing appear or expire between the two times, and nothing by the clock of what it is compared with?
 */
static bool is_time_the_same(const struct session *session, const struct standing_state *state)
{
    int64_t now_ms = session->gate.now.milliseconds;
    if (session->options->at.bytes && session->clock.milliseconds >= state->clock_next_ms)
        return false;
    if (state->is_time_read)
        return now_ms == state->now_ms;
    return now_ms >= state->last_ms && now_ms < state->next_ms;
}

/* Who has nothing to say says it in every style, but for documents, which say that. */
static bool is_style_the_same(const struct looking *looking, const struct store *store)
{
    size_t length;
    enum diagnostic_form form = looking->session->options->style.form;
    bool is_document = form == DIAGNOSTIC_JSON || form == DIAGNOSTIC_SARIF;
    store_table(store, STANDING_SAID, 1, &length);
    bool was_silent = !length && !looking->state->hides_notes;
    return (was_silent && !is_document) ||
           digest_equal(standing_style(looking->session), looking->state->style);
}

/* The same folder as before, in which no killed build left what it had not published. */
static bool is_output_folder(const struct looking *looking)
{
    struct stat status;
    return looking->output_folder >= 0 && fstat(looking->output_folder, &status) == 0 &&
           status.st_ino == looking->state->output_folder.inode &&
           faccessat(looking->output_folder, STAGING_FOLDER, F_OK, AT_SYMLINK_NOFOLLOW) != 0;
}

static bool is_everything_the_same(struct looking *looking, const struct store *store)
{
    struct session *session = looking->session;
    struct work work = { .count = (looking->file_count + PIECE_FILES - 1) / PIECE_FILES,
        .worker_count = session->options->worker_count,
        .takes_part = true,
        .seconds = session->config.limits.seconds,
        .state = looking,
        .run = run,
        .failed = failed };
    if (!digest_equal(standing_question(session), looking->state->question) ||
        !is_style_the_same(looking, store) || !is_time_the_same(session, looking->state) ||
        !is_output_folder(looking) || !do_folders_stand(looking, store))
        return false;
    looking->now = workers_shared_memory(looking->file_count * sizeof *looking->now);
    looking->answer = workers_shared_memory(sizeof *looking->answer);
    return workers_run(&session->arena, &work, &session->diagnostics) &&
           !atomic_load(&looking->answer->differs);
}

/* The same with the times of now, so that next time nobody has to read. */
static void refresh(struct looking *looking, struct store *store)
{
    struct session *session = looking->session;
    struct standing_state state = *looking->state;
    struct standing_file *files = arena_new_array(&session->arena, struct standing_file, looking->file_count);
    struct store_table tables[STANDING_TABLES];
    if (!store_open_rest(store))
        return;
    for (size_t i = 0; i < STANDING_TABLES; i++)
        tables[i] = store_any_table(store, i);
    for (size_t i = 0; i < looking->file_count; i++) {
        files[i] = looking->files[i];
        if (looking->now[i].inode)
            files[i].status = looking->now[i];
    }
    state.noted_ns = state.outputs_noted_ns = session->standing->noted_ns;
    tables[STANDING_STATE].items = &state;
    tables[STANDING_FILES].items = files;
    store_write(session->site_folder, standing_name(session), standing_kind, store_program(store), tables,
        STANDING_TABLES, STANDING_FRONT);
}

/* As much of the site as the last lines of a build speak of. */
static void say_it_again(struct session *session, const struct looking *looking, const struct store *store)
{
    size_t count, length;
    const struct standing_held *held = store_table(store, STANDING_HELD, sizeof *held, &count);
    const char *said = store_table(store, STANDING_SAID, 1, &length);
    struct site *site = arena_new(&session->arena, struct site);
    struct held_back *all = arena_new_array(&session->arena, struct held_back, count);
    struct coming *coming = arena_new_array(&session->arena, struct coming, count);
    for (size_t i = 0; i < count; i++) {
        text path =
            text_copy(&session->arena, (text){ looking->names + held[i].name_offset, held[i].name_length });
        if (held[i].hold == STANDING_COMING)
            coming[site->coming_count++] = (struct coming){ .source_path = path, .until = held[i].until };
        else
            all[site->held_back_count++] = (struct held_back){
                .source_path = path, .hold = (enum hold)held[i].hold, .until = held[i].until
            };
    }
    site->held_back = all;
    site->coming = coming;
    site->next_due = looking->state->next_due;
    session->site = site;
    session->plan.outputs.count = looking->state->page_count;
    if (length)
        fwrite(said, 1, length, stderr);
}

static int open_output(const struct session *session)
{
    struct arena arena;
    arena_init(&arena);
    const char *name = text_to_string(&arena, session_output_folder(session));
    int folder = open(name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    arena_release(&arena);
    return folder;
}

bool session_still_stands(struct session *session)
{
    struct store *store = &session->reuse.store;
    struct looking looking = { .session = session };
    size_t state_count;
    /* Who is told the news has asked for a build because something changed; and what is said of a look ahead
     * depends on the clock. */
    if (session->options->is_clean || session->options->schedule || session->options->news ||
        session_looks_ahead(session) || session->lock < 0 || session_has_errors(session))
        return false;
    store_open_front(store, session->site_folder, standing_name(session), standing_kind);
    looking.state = store_table(store, STANDING_STATE, sizeof *looking.state, &state_count);
    looking.files = store_table(store, STANDING_FILES, sizeof *looking.files, &looking.file_count);
    looking.names = store_table(store, STANDING_NAMES, 1, &looking.names_length);
    looking.output_folder = state_count == 1 ? open_output(session) : -1;
    bool stands = state_count == 1 && is_everything_the_same(&looking, store);
    if (stands && atomic_load(&looking.answer->is_refreshed))
        refresh(&looking, store);
    if (stands) {
        say_it_again(session, &looking, store);
        close(looking.output_folder);
    } else if (looking.output_folder >= 0) {
        standing_look_begin(session, looking.output_folder);
    }
    return stands;
}
