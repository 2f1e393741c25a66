/* SPDX-License-Identifier: MIT */
/*
 * The readings of a build: of outputs that were rendered as the workers said, of those that stood as they
 * were noted before, with the numbers that the things have now.
 */
#include "build/reuse.h"
#include "build/session.h"

static void note_things(struct session *session, struct reuse_tables *tables)
{
    const struct things *things = &session->reuse.things;
    tables->things = arena_new_array(&session->arena, struct noted_thing, things->count);
    for (size_t i = 0; i < things->count; i++) {
        tables->things[i].name = things->items[i].name;
        tables->things[i].type = things->items[i].type;
        for (size_t part = 0; part < PART_COUNT; part++)
            tables->things[i].digests[part] = things->items[i].digests[part];
    }
}

static void note_rendered(
    struct session *session, struct reuse_tables *tables, struct noted_output *noted, size_t output)
{
    const struct rendered_output *rendered = &session->reuse.rendered[output];
    const struct reuse *reuse = &session->reuse;
    const struct stale_output *stale = &reuse->stale[output];
    noted->flags = rendered->readings ? rendered->flags : NOTED_SPOKE;
    noted->reason = reuse->has_other_frame ? RENDERED_FRAME : stale->reason;
    noted->because = stale->reason == RENDERED_READING ? reuse_index_now(reuse, stale->because) : UINT32_MAX;
    for (size_t i = 0; rendered->readings && i < rendered->count; i++)
        *list_add(&session->arena, &tables->readings) = rendered->readings[i];
}

void reuse_note_again(struct session *session, struct reuse_tables *tables, size_t start, size_t count)
{
    const struct reuse *reuse = &session->reuse;
    for (size_t i = start; i < start + count; i++) {
        uint32_t reading = reuse->readings[i];
        uint32_t thing = reuse_index_now(reuse, noted_reading_thing(reading));
        if (thing != UINT32_MAX)
            *list_add(&session->arena, &tables->readings) =
                noted_reading(thing, noted_reading_parts(reading));
    }
}

static void note_standing(
    struct session *session, struct reuse_tables *tables, struct noted_output *noted, size_t output)
{
    const struct reuse *reuse = &session->reuse;
    const struct noted_output *earlier = reuse->of_output[output];
    noted->flags = earlier->flags;
    noted->reason = earlier->reason;
    noted->because = reuse_index_now(reuse, earlier->because);
    reuse_note_again(session, tables, earlier->reading_start, earlier->reading_count);
}

/* Warnings of a hook come back with the page of its article: that one is never left alone. */
static bool has_hook_spoken(const struct session *session, size_t output)
{
    size_t subject = things_index(&session->reuse.things, session->plan.outputs.items[output].subject);
    return subject < session->site->articles.count && session->reuse.has_spoken[subject];
}

static void note_frame(struct session *session, struct reuse_tables *tables)
{
    const struct reuse *reuse = &session->reuse;
    tables->frame = reuse->now;
    tables->frame.keepers = reuse_keepers(session);
    for (size_t i = 0; i < THING_TYPES; i++) {
        tables->frame.plugin_reads[i] = atomic_load(&reuse->shared->plugin_reads[i]);
        /* Calls that were not made would have read what they read then. */
        if (reuse_keeps_results(reuse))
            tables->frame.plugin_reads[i] |= reuse->earlier->plugin_reads[i];
    }
}

/* About as many as there will be: those of the earlier build and of what was rendered. */
static size_t room_for_readings(const struct session *session)
{
    size_t count = session->reuse.reading_count;
    for (size_t i = 0; i < session->plan.outputs.count; i++)
        count += session->reuse.rendered[i].count;
    return count;
}

void reuse_note(struct session *session, struct reuse_tables *tables, size_t first_output_file)
{
    const struct reuse *reuse = &session->reuse;
    size_t count = session->plan.outputs.count;
    list_reserve(&session->arena, &tables->readings, room_for_readings(session));
    note_frame(session, tables);
    note_things(session, tables);
    tables->outputs = arena_new_array(&session->arena, struct noted_output, count);
    for (size_t i = 0; i < count; i++) {
        struct noted_output *noted = &tables->outputs[i];
        const struct noted_output *earlier = reuse->of_output[i];
        /* What stands is by itself what it was. */
        struct output_self self =
            earlier ? (struct output_self){ earlier->self, true } : reuse_self(session, i);
        noted->self = self.digest;
        noted->file = (uint32_t)(first_output_file + i);
        noted->reading_start = (uint32_t)tables->readings.count;
        if (earlier)
            note_standing(session, tables, noted, i);
        else
            note_rendered(session, tables, noted, i);
        noted->reading_count = (uint32_t)tables->readings.count - noted->reading_start;
        noted->flags |= self.is_said && !has_hook_spoken(session, i) ? 0 : NOTED_SPOKE;
    }
    hook_readings_note(session, tables);
}

bool reuse_reads_time(const struct session *session, const struct reuse_tables *tables)
{
    const struct things *things = &session->reuse.things;
    size_t site = things_index(things, session->site);
    bool is_read = reuse_have_plugins_read(&tables->frame, &site_type, PART_LATE);
    for (size_t i = 0; i < tables->readings.count && !is_read; i++)
        is_read = noted_reading_thing(tables->readings.items[i]) == site &&
                  (tables->readings.items[i] >> PART_LATE & 1);
    return is_read;
}
