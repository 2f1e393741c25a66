/* SPDX-License-Identifier: MIT */
/* The tables of the last build, looked up by one path; things are found again by their names. */
#include "build/reuse_story.h"
#include "build/session.h"
#include <stdlib.h>

static const char *const reasons[RENDER_REASONS] = {
    [RENDERED_FIRST] = "nothing was known of an earlier one",
    [RENDERED_FRAME] = "settings, layouts, plugins, interface words or what is held back changed",
    [RENDERED_SELF] = "its layout, its list or what it is about changed",
    [RENDERED_SPOKE] = "rendering it gives warnings",
    [RENDERED_EVERYTHING] = "it reads the whole site, and something changed",
    [RENDERED_PLUGINS] = "something changed that plugins read, which keep something between calls",
    [RENDERED_READING] = "something that it reads changed",
    [RENDERED_FILE] = "its file was altered or removed",
};

const char *reading_part_name(enum reading_part part)
{
    static const char *const names[PART_COUNT] = { "facts", "body", "ties", "late", "words" };
    return names[part];
}

static bool is_whole(const struct reuse *reuse, const struct noted_output *noted)
{
    return noted->file < reuse->file_count && noted->reason < RENDER_REASONS &&
           reuse_has_readings(reuse, noted->reading_start, noted->reading_count);
}

static const struct noted_output *find_output(const struct reuse *reuse, text path)
{
    for (size_t i = 0; i < reuse->output_count; i++) {
        const struct noted_output *noted = &reuse->outputs[i];
        if (!is_whole(reuse, noted))
            continue;
        const struct standing_file *file = &reuse->files[noted->file];
        if (text_equal(path, standing_file_name(reuse->names, file)))
            return noted;
    }
    return NULL;
}

/* The thing as it is now, or NULL. */
static const struct thing *find_thing(const struct reuse *reuse, const struct map *by_name, uint32_t number)
{
    return number < reuse->noted_count ? thing_named(by_name, &reuse->noted[number].name) : NULL;
}

static int compare_readings(const void *a, const void *b)
{
    const struct thing *left = ((const struct story_reading *)a)->thing;
    const struct thing *right = ((const struct story_reading *)b)->thing;
    return left < right ? -1 : left > right;
}

static void tell(struct session *session, const struct noted_output *noted, struct output_story *story)
{
    struct reuse *reuse = &session->reuse;
    struct story_reading *readings =
        arena_new_array(&session->arena, struct story_reading, noted->reading_count);
    if (!reuse->things.count)
        things_find_all(&reuse->things, &session->arena, session->site);
    const struct map by_name = things_by_name(&reuse->things, &session->arena);
    for (size_t i = 0; i < noted->reading_count; i++) {
        uint32_t reading = reuse->readings[noted->reading_start + i];
        const struct thing *thing = find_thing(reuse, &by_name, noted_reading_thing(reading));
        if (thing)
            readings[story->reading_count++] = (struct story_reading){ thing, noted_reading_parts(reading) };
    }
    if (story->reading_count)
        qsort(readings, story->reading_count, sizeof *readings, compare_readings);
    story->readings = readings;
    story->because = find_thing(reuse, &by_name, noted->because);
}

enum story_state reuse_story(struct session *session, text path, struct output_story *story)
{
    *story = (struct output_story){ 0 };
    if (!session->reuse.store.bytes)
        reuse_read_tables(session);
    if (!session->reuse.store.bytes)
        return STORY_NO_BUILD;
    const struct noted_output *noted = find_output(&session->reuse, path);
    if (!noted)
        return STORY_NO_OUTPUT;
    story->why = reasons[noted->reason];
    story->reads_everything = noted->flags & NOTED_EVERYTHING;
    size_t count;
    const struct noted_frame *frame =
        store_table(&session->reuse.store, STANDING_FRAME, sizeof *frame, &count);
    story->runs_plugins = (noted->flags & NOTED_PLUGIN) && count && frame->keepers;
    tell(session, noted, story);
    return STORY_KNOWN;
}
