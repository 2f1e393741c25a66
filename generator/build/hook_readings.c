/* SPDX-License-Identifier: MIT */
#include "build/hook_readings.h"
#include "build/session.h"
#include "build/workers.h"

void hook_readings_read(struct hook_readings *hooks, const struct store *store)
{
    hooks->noted = store_table(store, STANDING_HOOKS, sizeof *hooks->noted, &hooks->noted_count);
}

void hook_readings_make_room(struct hook_readings *hooks, size_t article_count)
{
    hooks->now = workers_shared_memory(article_count * sizeof *hooks->now);
}

/* Of its own article everything counts, read or not, but for what is asked of its words (questions.h). */
void hook_readings_keep(
    struct session *session, size_t article, const struct readings *readings, struct arena *arena)
{
    const struct things *things = &session->reuse.things;
    if (!session->reuse.hooks.now)
        return;
    uint32_t *items = arena_new_array(arena, uint32_t, readings->count);
    size_t count = 0;
    for (size_t i = 0; i < readings->count; i++) {
        size_t thing = things_index(things, readings->items[i].object);
        uint32_t parts = readings->items[i].parts & (thing == article ? 1u << PART_WORDS : PART_ALL);
        if (thing != SIZE_MAX && parts)
            items[count++] = noted_reading(thing, parts);
    }
    session->reuse.hooks.now[article] = (struct kept_readings){ items, count };
}

/* NULL: nothing is known of them. */
static const struct noted_hooks *noted_of(const struct reuse *reuse, size_t article)
{
    size_t number = (size_t)(reuse->noted_of[article] - reuse->noted);
    const struct noted_hooks *noted = number < reuse->hooks.noted_count ? &reuse->hooks.noted[number] : NULL;
    bool is_whole = noted && reuse_has_readings(reuse, noted->reading_start, noted->reading_count);
    return is_whole ? noted : NULL;
}

bool hook_readings_changed(const struct reuse *reuse, size_t article)
{
    const struct noted_hooks *noted = noted_of(reuse, article);
    return !noted || reuse_changed_reading(reuse, noted->reading_start, noted->reading_count) != UINT32_MAX;
}

static void note_now(struct session *session, struct reuse_tables *tables, size_t article)
{
    const struct kept_readings *kept = &session->reuse.hooks.now[article];
    for (size_t i = 0; i < kept->count; i++)
        *list_add(&session->arena, &tables->readings) = kept->items[i];
}

void hook_readings_note(struct session *session, struct reuse_tables *tables)
{
    const struct reuse *reuse = &session->reuse;
    size_t count = session->site->articles.count;
    tables->hooks = arena_new_array(&session->arena, struct noted_hooks, count);
    for (size_t i = 0; reuse->hooks.now && i < count; i++) {
        const struct noted_hooks *before =
            reuse->earlier && reuse->noted_of[i] && !reuse->has_hook_run[i] ? noted_of(reuse, i) : NULL;
        size_t start = tables->readings.count;
        if (before)
            reuse_note_again(session, tables, before->reading_start, before->reading_count);
        else
            note_now(session, tables, i);
        tables->hooks[i] =
            (struct noted_hooks){ (uint32_t)start, (uint32_t)(tables->readings.count - start) };
    }
}
