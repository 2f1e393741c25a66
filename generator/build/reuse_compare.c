/* SPDX-License-Identifier: MIT */
/* The things of both builds are matched by name, which gives for each noted thing the parts that changed. */
#include "build/leak.h"
#include "build/reuse.h"
#include "build/indexes.h"
#include "build/session.h"
#include "build/workers.h"

enum { PIECE_THINGS = 512, THINGS_WORTH_WORKERS = 4000 };

size_t reuse_worker_count(const struct session *session, size_t thing_count)
{
    return thing_count < THINGS_WORTH_WORKERS ? 0 : session->options->worker_count;
}

void reuse_note_plugin(struct reuse *reuse, const struct object_type *type, uint32_t parts)
{
    size_t number = thing_type_number(type);
    if (number == SIZE_MAX || !reuse->shared)
        return;
    atomic_fetch_or_explicit(&reuse->shared->plugin_reads[number], parts, memory_order_relaxed);
}

uint64_t reuse_keeper(size_t plugin)
{
    enum { LAST = 63 };
    return UINT64_C(1) << (plugin < LAST ? plugin : LAST);
}

bool reuse_keeps_results(const struct reuse *reuse)
{
    return reuse->earlier && !reuse->has_plugin_change;
}

uint64_t reuse_keepers(const struct session *session)
{
    const struct reuse *reuse = &session->reuse;
    return atomic_load(&reuse->shared->keepers) | (reuse_keeps_results(reuse) ? reuse->earlier->keepers : 0);
}

void session_watch_plugins(struct session *session)
{
    session->reuse.shared = workers_shared_memory(sizeof *session->reuse.shared);
}

static void digest_piece(void *state, struct worker *worker, size_t piece)
{
    struct reuse *reuse = state;
    (void)worker;
    things_digest(&reuse->things, piece * PIECE_THINGS, (piece + 1) * PIECE_THINGS);
}

static void digest_failed(void *state, size_t piece, size_t worker, enum worker_fault fault, int signal)
{
    struct reuse *reuse = state;
    (void)worker, (void)fault, (void)signal;
    for (size_t i = piece * PIECE_THINGS; i < (piece + 1) * PIECE_THINGS && i < reuse->things.count; i++)
        reuse->things.items[i].is_deep = true;
}

/* A process that makes indexes has a processor for itself. */
static size_t digesting_count(const struct session *session)
{
    size_t count = reuse_worker_count(session, session->reuse.things.count);
    return count > 1 && aside_is_at_work(session->aside) ? count - 1 : count;
}

void session_digest_things(struct session *session)
{
    struct reuse *reuse = &session->reuse;
    if (reuse->things.count)
        return;
    things_find_all(&reuse->things, &session->arena, session->site);
    struct work work = { .count = (reuse->things.count + PIECE_THINGS - 1) / PIECE_THINGS,
        .worker_count = digesting_count(session),
        .takes_part = true,
        .seconds = session->config.limits.seconds,
        .state = reuse,
        .run = digest_piece,
        .failed = digest_failed };
    if (!workers_run(&session->arena, &work, &session->diagnostics))
        for (size_t i = 0; i < reuse->things.count; i++)
            reuse->things.items[i].is_deep = true;
}

static void finish_digests(struct session *session)
{
    struct reuse *reuse = &session->reuse;
    indexes_give_related(session);
    things_relate(&reuse->things, plugins_related(session->plugins, session->site));
    for (size_t i = 0; i < reuse->things.count; i++) {
        const struct thing *thing = &reuse->things.items[i];
        uint64_t *kinds = reuse->now.kinds[thing->type];
        for (size_t part = 0; part < PART_COUNT; part++)
            kinds[part] =
                (kinds[part] ^ thing->name ^ thing->digests[part]) * UINT64_C(0x9E3779B97F4A7C15) + i;
    }
}

void reuse_read_tables(struct session *session)
{
    struct reuse *reuse = &session->reuse;
    size_t frame_count, names_length;
    if (!reuse->store.bytes)
        store_open(&reuse->store, session->site_folder, standing_name(session), standing_kind);
    else if (!store_open_rest(&reuse->store))
        store_close(&reuse->store);
    const struct noted_frame *frame = store_table(&reuse->store, STANDING_FRAME, sizeof *frame, &frame_count);
    reuse->outputs =
        store_table(&reuse->store, STANDING_OUTPUTS, sizeof *reuse->outputs, &reuse->output_count);
    reuse->readings =
        store_table(&reuse->store, STANDING_READINGS, sizeof *reuse->readings, &reuse->reading_count);
    reuse->noted = store_table(&reuse->store, STANDING_THINGS, sizeof *reuse->noted, &reuse->noted_count);
    reuse->files = store_table(&reuse->store, STANDING_FILES, sizeof *reuse->files, &reuse->file_count);
    reuse->names = store_table(&reuse->store, STANDING_NAMES, 1, &names_length);
    questions_read(&reuse->questions, &reuse->store);
    hook_readings_read(&reuse->hooks, &reuse->store);
    if (frame_count == 1 && digest_equal(frame->frame, reuse->now.frame))
        reuse->earlier = frame;
    reuse->has_other_frame = frame_count == 1 && !reuse->earlier;
}

/* Which parts of the noted thing are other ones now? Not yet of what plugins make. */
static uint32_t changes_of(
    const struct reuse *reuse, const struct noted_thing *noted, const struct thing *now)
{
    uint32_t changed = 0;
    if (now->is_deep)
        return PART_ALL;
    for (uint32_t part = 0; part < PART_COUNT; part++)
        if (part != PART_LATE && noted->digests[part] != now->digests[part])
            changed |= 1u << part;
    bool is_later = thing_types[noted->type] == &site_type && reuse->earlier->now_ms != reuse->now.now_ms;
    return is_later ? changed | 1u << PART_LATE : changed;
}

bool reuse_have_plugins_read(
    const struct noted_frame *frame, const struct object_type *type, enum reading_part part)
{
    return (frame->plugin_reads[thing_type_number(type)] >> part & 1) != 0;
}

/* Of all kinds of things at once. What plugins keep is another thing, or may be when they have read it. */
static void compare_kinds(struct reuse *reuse)
{
    const struct noted_frame *earlier = reuse->earlier;
    bool is_later = earlier->now_ms != reuse->now.now_ms;
    bool is_other = is_later && reuse_have_plugins_read(earlier, &site_type, PART_LATE);
    reuse->has_any_change = is_later;
    for (size_t type = 0; type < THING_TYPES; type++)
        for (size_t part = 0; part < PART_COUNT; part++) {
            bool is_changed = earlier->kinds[type][part] != reuse->now.kinds[type][part];
            reuse->has_any_change |= is_changed;
            is_other |=
                is_changed && reuse_have_plugins_read(earlier, thing_types[type], (enum reading_part)part);
        }
    reuse->has_plugin_change =
        earlier->plugin_state != reuse->now.plugin_state || (earlier->keepers && is_other);
}

static void compare_things(struct session *session)
{
    struct reuse *reuse = &session->reuse;
    const struct map now = things_by_name(&reuse->things, &session->arena);
    reuse->changed = arena_new_array(&session->arena, uint32_t, reuse->noted_count);
    reuse->renumbered = arena_new_array(&session->arena, uint32_t, reuse->noted_count);
    reuse->noted_of = arena_alloc_array(&session->arena, reuse->things.count, sizeof(void *));
    compare_kinds(reuse);
    for (size_t i = 0; i < reuse->noted_count; i++) {
        const struct thing *thing = thing_named(&now, &reuse->noted[i].name);
        reuse->changed[i] = thing ? changes_of(reuse, &reuse->noted[i], thing) : PART_ALL;
        reuse->renumbered[i] = thing ? (uint32_t)(thing - reuse->things.items) : UINT32_MAX;
        if (thing)
            reuse->noted_of[thing - reuse->things.items] = &reuse->noted[i];
    }
}

void session_compare_things(struct session *session)
{
    struct reuse *reuse = &session->reuse;
    size_t count = session->plan.outputs.count;
    session_digest_things(session);
    reuse->now.frame = reuse_frame(session);
    reuse->now.leaks = leaks_digest(session->leaks);
    reuse->now.now_ms = session->gate.now.milliseconds;
    reuse->of_output = arena_alloc_array(&session->arena, count, sizeof(void *));
    reuse->before = arena_alloc_array(&session->arena, count, sizeof(void *));
    reuse->rendered = workers_shared_memory(count * sizeof *reuse->rendered);
    reuse->file_now = workers_shared_memory(count * sizeof *reuse->file_now);
    reuse->stale = workers_shared_memory(count * sizeof *reuse->stale);
    questions_make_room(&reuse->questions, session->site->articles.count);
    hook_readings_make_room(&reuse->hooks, session->site->articles.count);
    bool may_stand =
        !session->options->is_clean && !session->folder.is_fresh && !session->supervision->ended_count;
    if (may_stand)
        reuse_read_tables(session);
    if (reuse->earlier)
        reuse_look_at_outputs(session); /* while the index of related stories is made */
    finish_digests(session);
    if (reuse->earlier)
        compare_things(session);
}

void reuse_digest_late(struct reuse *reuse, size_t number, const struct plugin_article *made)
{
    if (number >= reuse->things.count)
        return;
    struct thing *thing = &reuse->things.items[number];
    struct buffer out;
    buffer_init(&out, NULL);
    for (size_t i = 0; i < made->slot_count; i++) {
        struct value name = value_text(made->slots[i].name), markup = value_text(made->slots[i].markup);
        things_describe(&reuse->things, &name, &out);
        things_describe(&reuse->things, &markup, &out);
    }
    thing->is_deep |= !things_describe(&reuse->things, &made->fields, &out);
    thing->digests[PART_LATE] = digest_of(buffer_text(&out)).low;
    buffer_release(&out);
}

/* Hooks that did not run would have made what they made before. */
void reuse_compare_late(struct session *session)
{
    struct reuse *reuse = &session->reuse;
    for (size_t i = 0; reuse->earlier && i < session->site->articles.count; i++) {
        const struct noted_thing *noted = reuse->noted_of[i];
        if (noted && !reuse->has_hook_run[i])
            reuse->things.items[i].digests[PART_LATE] = noted->digests[PART_LATE];
        if (noted && noted->digests[PART_LATE] != reuse->things.items[i].digests[PART_LATE]) {
            reuse->changed[noted - reuse->noted] |= 1u << PART_LATE;
            reuse->has_late_change |=
                reuse->earlier->keepers && reuse_have_plugins_read(reuse->earlier, &article_type, PART_LATE);
        }
    }
}

bool reuse_must_ask_plugins(const struct reuse *reuse, size_t article)
{
    const struct noted_thing *noted = reuse->earlier ? reuse->noted_of[article] : NULL;
    return !noted || reuse->has_plugin_change ||
           (reuse->changed[noted - reuse->noted] & ~(1u << PART_WORDS)) ||
           hook_readings_changed(reuse, article);
}
