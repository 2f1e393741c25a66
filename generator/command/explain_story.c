/* SPDX-License-Identifier: MIT */
/*
 * Nobody keeps a log of decisions: what a build notes for the next one, to know what that must make again,
 * says what a page read and why it was made.
 */
#include "build/reuse_story.h"
#include "command/explain.h"

/* "term 5G", "article content/articles/2019/x.md". */
static text thing_name(struct arena *arena, const struct thing *thing)
{
    const struct object_type *type = thing_types[thing->type];
    text label = object_label(thing->object, type);
    if (type == &site_type)
        return TEXT("the site");
    if (type == &article_type)
        label = ((const struct article *)thing->object)->source_path;
    if (type == &year_type)
        label = text_format(arena, "%lld", (long long)((const struct year *)thing->object)->number);
    return text_format(arena, "%s %.*s", type->name, TEXT_ARGS(label));
}

/* ": facts, body". */
static text part_names(struct arena *arena, uint32_t parts)
{
    struct buffer out;
    buffer_init(&out, arena);
    for (uint32_t part = 0; part < PART_COUNT; part++)
        if (parts >> part & 1)
            buffer_print(&out, "%s %s", out.length ? "," : ":", reading_part_name((enum reading_part)part));
    return buffer_text(&out);
}

static void print_readings(struct session *session, const struct output_story *story)
{
    bool is_shortened = !session->options->is_verbose && story->reading_count > EXPLAIN_LISTED;
    size_t shown = is_shortened ? EXPLAIN_LISTED : story->reading_count;
    for (size_t i = 0; i < shown; i++) {
        const struct story_reading *reading = &story->readings[i];
        explain_line(i ? "" : "reads", "%.*s%.*s", TEXT_ARGS(thing_name(&session->arena, reading->thing)),
            TEXT_ARGS(part_names(&session->arena, reading->parts)));
    }
    if (shown < story->reading_count)
        explain_line("", "and %zu more; -v shows all", story->reading_count - shown);
    if (story->reads_everything)
        explain_line(shown ? "" : "reads", "whatever there is");
    if (story->runs_plugins)
        explain_line(shown || story->reads_everything ? "" : "reads",
            "whatever plugins read: their functions helped to make it, and one keeps something between "
            "calls");
}

void explain_story(struct session *session, const struct output *output)
{
    struct output_story story;
    text folder = session_output_folder(session);
    switch (reuse_story(session, output->path, &story)) {
    case STORY_NO_BUILD:
        explain_line("reads", "not known: the cache knows of no build into '%.*s'", TEXT_ARGS(folder));
        return;
    case STORY_NO_OUTPUT:
        explain_line("reads", "not known: the last build into '%.*s' did not make this", TEXT_ARGS(folder));
        return;
    case STORY_KNOWN: break;
    }
    print_readings(session, &story);
    if (story.because)
        explain_line(
            "rendered", "because %s: %.*s", story.why, TEXT_ARGS(thing_name(&session->arena, story.because)));
    else
        explain_line("rendered", "because %s", story.why);
}
