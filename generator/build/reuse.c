/* SPDX-License-Identifier: MIT */
/*
 * Outputs of both builds are matched by path. What each is by itself, and its file, can be looked at before
 * anything is known of the words of texts. Then its readings are run through what changed: a list of numbers
 * against a list of masks.
 */
#include "build/reuse.h"
#include "base/file_look.h"
#include "base/file_pieces.h"
#include "build/leak.h"
#include "build/session.h"
#include "build/standing_look.h"
#include "build/workers.h"
#include "output/kinds.h"
#include <string.h>

enum { PIECE_THINGS = 512 };

bool reuse_has_readings(const struct reuse *reuse, size_t start, size_t count)
{
    return start <= reuse->reading_count && count <= reuse->reading_count - start;
}

uint32_t reuse_changed_reading(const struct reuse *reuse, size_t start, size_t count)
{
    for (size_t i = start; i < start + count; i++) {
        uint32_t reading = reuse->readings[i];
        uint32_t thing = noted_reading_thing(reading);
        if (thing >= reuse->noted_count || (reuse->changed[thing] & noted_reading_parts(reading)))
            return thing;
    }
    return UINT32_MAX;
}

/* When the earlier build looked; there is one. */
static const struct standing_state *earlier_state(const struct session *session)
{
    size_t count;
    return store_table(&session->reuse.store, STANDING_STATE, sizeof(struct standing_state), &count);
}

/* Is the file as it was written? */
static bool is_file_there(const struct session *session, struct file_look *look,
    const struct standing_file *file, const char *name, struct file_status *now)
{
    const struct reuse *reuse = &session->reuse;
    if (reuse->are_files_looked_at)
        *now = *standing_look_at_output(session, (size_t)(file - reuse->files));
    else if (file_look_at(look, (text){ name, file->name_length }, now) != 0)
        return false;
    if (!now->inode)
        return false;
    if (file_status_equal(now, &file->status) &&
        file_status_is_settled(now, earlier_state(session)->outputs_noted_ns))
        return true;
    return file->has_digest && file_has_digest(session->folder.handle, name, file->digest);
}

/* Can the times of the file that a medium is copied from tell that it changed since it was copied? */
static bool is_medium_settled(const struct session *session, const struct media *media)
{
    struct file_status status;
    return reuse_medium_status(session, media, &status) &&
           file_status_is_settled(&status, earlier_state(session)->noted_ns);
}

/* Is the output by itself what it was? */
static bool is_itself(const struct session *session, size_t number)
{
    const struct output *output = &session->plan.outputs.items[number];
    struct output_self self = reuse_self(session, number);
    return self.is_said && digest_equal(self.digest, session->reuse.of_output[number]->self) &&
           (output->kind->render != media_render || is_medium_settled(session, output->subject));
}

/* RENDER_REASONS: none, the output stands if its file does. */
static enum render_reason reason_for(
    const struct session *session, size_t number, const struct noted_output *noted, uint32_t *because)
{
    const struct reuse *reuse = &session->reuse;
    if (noted->flags & NOTED_SPOKE)
        return RENDERED_SPOKE;
    if (reuse->stale[number].reason == RENDERED_SELF)
        return RENDERED_SELF;
    if (session->plan.outputs.items[number].kind->render == media_render)
        return RENDER_REASONS;
    if ((noted->flags & NOTED_EVERYTHING) && reuse->has_any_change)
        return RENDERED_EVERYTHING;
    if ((noted->flags & NOTED_PLUGIN) && (reuse->has_plugin_change || reuse->has_late_change))
        return RENDERED_PLUGINS;
    *because = reuse_changed_reading(reuse, noted->reading_start, noted->reading_count);
    return *because == UINT32_MAX ? RENDER_REASONS : RENDERED_READING;
}

static text noted_path(const struct reuse *reuse, const struct noted_output *noted)
{
    return standing_file_name(reuse->names, &reuse->files[noted->file]);
}

static void match_outputs(struct session *session)
{
    struct reuse *reuse = &session->reuse;
    struct map earlier;
    map_init(&earlier, &session->arena);
    map_reserve(&earlier, reuse->output_count);
    for (size_t i = 0; i < reuse->output_count; i++) {
        bool is_whole =
            reuse->outputs[i].file < reuse->file_count &&
            reuse_has_readings(reuse, reuse->outputs[i].reading_start, reuse->outputs[i].reading_count);
        if (is_whole)
            map_set(&earlier, noted_path(reuse, &reuse->outputs[i]), (void *)&reuse->outputs[i]);
    }
    for (size_t i = 0; i < session->plan.outputs.count; i++)
        reuse->before[i] = reuse->of_output[i] = map_find(&earlier, session->plan.outputs.items[i].path);
}

/* Are other words looked for than when the files were written? */
static bool are_files_read(const struct session *session)
{
    return session->leaks && !digest_equal(session->reuse.earlier->leaks, session->reuse.now.leaks);
}

/* Does one of them stand in it then? Rendering it anew reports that. */
static bool may_leak(const struct session *session, const char *name)
{
    struct leak leak;
    struct file_pieces pieces;
    struct leak_pieces searched;
    text piece = TEXT_NONE;
    if (!are_files_read(session))
        return false;
    if (leaks_find(session->leaks, text_of(name), &leak) ||
        file_pieces_open(&pieces, session->folder.handle, name) != 0)
        return true;
    bool is_found = false;
    leak_pieces_begin(&searched, session->leaks);
    do
        is_found = file_pieces_next(&pieces, &piece) != 0 || leak_pieces_find(&searched, piece, &leak);
    while (!is_found && piece.length);
    leak_pieces_end(&searched);
    file_pieces_close(&pieces);
    return is_found;
}

static void look_at(const struct session *session, struct file_look *look, size_t number)
{
    const struct reuse *reuse = &session->reuse;
    const struct noted_output *noted = reuse->of_output[number];
    struct file_status now;
    if (!noted)
        return;
    reuse->stale[number].reason = is_itself(session, number) ? RENDER_REASONS : RENDERED_SELF;
    const struct standing_file *file = &reuse->files[noted->file];
    if (reuse->stale[number].reason == RENDER_REASONS &&
        is_file_there(session, look, file, reuse->names + file->name_offset, &now))
        reuse->file_now[number] = now;
}

static void judge(const struct session *session, size_t number)
{
    const struct reuse *reuse = &session->reuse;
    const struct noted_output *noted = reuse->of_output[number];
    struct stale_output *stale = &reuse->stale[number];
    if (!noted)
        return;
    stale->reason = reason_for(session, number, noted, &stale->because);
    const char *name = reuse->names + reuse->files[noted->file].name_offset;
    if (stale->reason == RENDER_REASONS && (!reuse->file_now[number].inode || may_leak(session, name)))
        stale->reason = RENDERED_FILE;
    if (stale->reason != RENDER_REASONS)
        reuse->file_now[number] = (struct file_status){ 0 };
}

static size_t piece_end(const struct session *session, size_t piece)
{
    size_t end = (piece + 1) * PIECE_THINGS;
    return end < session->plan.outputs.count ? end : session->plan.outputs.count;
}

static void look_piece(void *state, struct worker *worker, size_t piece)
{
    const struct session *session = state;
    struct file_look look;
    (void)worker;
    file_look_begin(&look, session->folder.handle);
    for (size_t i = piece * PIECE_THINGS; i < piece_end(session, piece); i++)
        look_at(session, &look, i);
    file_look_end(&look);
}

static void judge_piece(void *state, struct worker *worker, size_t piece)
{
    const struct session *session = state;
    (void)worker;
    for (size_t i = piece * PIECE_THINGS; i < piece_end(session, piece); i++)
        judge(session, i);
}

static bool run_pieces(struct session *session, size_t worker_count,
    void (*run)(void *state, struct worker *worker, size_t piece))
{
    struct work work = { .count = (session->plan.outputs.count + PIECE_THINGS - 1) / PIECE_THINGS,
        .worker_count = worker_count,
        .takes_part = true,
        .seconds = session->config.limits.seconds,
        .state = session,
        .run = run };
    return workers_run(&session->arena, &work, &session->diagnostics);
}

void reuse_look_at_outputs(struct session *session)
{
    session->reuse.are_files_looked_at = standing_look_at_outputs(session);
    match_outputs(session);
    run_pieces(session, reuse_worker_count(session, session->plan.outputs.count), look_piece);
}

void session_find_reusable(struct session *session)
{
    struct reuse *reuse = &session->reuse;
    size_t count = session->plan.outputs.count;
    reuse_compare_late(session);
    if (!reuse->earlier)
        return;
    /* Only when every file is read through is there more to do than it costs to start workers. */
    bool is_done =
        run_pieces(session, are_files_read(session) ? session->options->worker_count : 0, judge_piece);
    for (size_t i = 0; i < count; i++)
        if (!is_done || !reuse->file_now[i].inode)
            reuse->of_output[i] = NULL;
}

/* The article of an output, and those whose hooks' results it had read. */
static void want_articles_of(const struct session *session, size_t output, bool *is_wanted)
{
    const struct reuse *reuse = &session->reuse;
    size_t count = session->site->articles.count;
    size_t subject = things_index(&reuse->things, session->plan.outputs.items[output].subject);
    const struct noted_output *noted = reuse->before[output];
    if (subject < count)
        is_wanted[subject] = true;
    for (size_t i = 0; noted && i < noted->reading_count; i++) {
        uint32_t reading = reuse->readings[noted->reading_start + i];
        uint32_t now = reuse_index_now(reuse, noted_reading_thing(reading));
        if ((reading >> PART_LATE & 1) && now < count)
            is_wanted[now] = true;
    }
}

void reuse_want_articles(const struct session *session, bool *is_wanted)
{
    for (size_t i = 0; i < session->plan.outputs.count; i++)
        if (reuse_must_render(&session->reuse, i))
            want_articles_of(session, i, is_wanted);
}

bool reuse_must_render(const struct reuse *reuse, size_t output)
{
    return !reuse->of_output[output];
}

/* Was something read that a plugin would have made, had its hook run? */
static bool has_missed(const struct session *session, const struct thing *thing, uint32_t parts)
{
    const struct reuse *reuse = &session->reuse;
    bool is_made = thing_types[thing->type] != &article_type || !(parts >> PART_LATE & 1) ||
                   reuse->has_hook_run[thing - reuse->things.items];
    return !is_made;
}

/* Plugins' functions read what hooks made of any article. */
static bool may_have_missed(const struct session *session, const struct readings *readings)
{
    const struct reuse *reuse = &session->reuse;
    uint64_t parts = atomic_load(&reuse->shared->plugin_reads[thing_type_number(&article_type)]);
    return readings->is_plugin && (parts >> PART_LATE & 1) &&
           reuse->hook_run_count < session->site->articles.count;
}

void reuse_keep_readings(
    struct session *session, size_t output, const struct readings *readings, bool spoke, struct arena *arena)
{
    struct reuse *reuse = &session->reuse;
    uint32_t *list = arena_new_array(arena, uint32_t, readings->count);
    uint32_t count = 0;
    for (size_t i = 0; i < readings->count; i++) {
        const struct reading *reading = &readings->items[i];
        size_t index = things_index(&reuse->things, reading->object);
        if (index == SIZE_MAX)
            continue;
        list[count++] = noted_reading(index, reading->parts);
        if (has_missed(session, &reuse->things.items[index], reading->parts))
            atomic_store(&reuse->shared->has_missed, true);
    }
    if (may_have_missed(session, readings))
        atomic_store(&reuse->shared->has_missed, true);
    bool is_recorded = reuse_is_recorded(&session->plan.outputs.items[output]);
    reuse->rendered[output] = (struct rendered_output){ list, count,
        (is_recorded ? 0 : NOTED_EVERYTHING) | (readings->is_plugin ? NOTED_PLUGIN : 0) |
            (spoke ? NOTED_SPOKE : 0) };
}
