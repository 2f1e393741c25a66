/* SPDX-License-Identifier: MIT */
/*
 * What --profile prints, to standard output behind the summary. Stages are wall time; everything else is
 * summed over the processes, so that with two of them it may come to twice as much.
 */
#include "base/count.h"
#include "base/list.h"
#include "build/session.h"
#include <stdio.h>
#include <stdlib.h>

enum { SHOWN_ROWS = 10, SHOWN_BYTES = 50 };

/* A line of the report. */
struct cost {
    text what;
    uint64_t nanoseconds, count;
};

struct costs {
    struct cost *items;
    size_t count, capacity;
};

static void add(struct arena *arena, struct costs *costs, text what, uint64_t nanoseconds, uint64_t count)
{
    *list_add(arena, costs) = (struct cost){ what, nanoseconds, count };
}

static int compare_costs(const void *left, const void *right)
{
    const struct cost *a = left, *b = right;
    if (a->nanoseconds != b->nanoseconds)
        return a->nanoseconds > b->nanoseconds ? -1 : 1;
    return text_compare(a->what, b->what);
}

static double milliseconds(uint64_t nanoseconds)
{
    return (double)nanoseconds / 1e6;
}

static void print_costs(const char *title, struct costs *costs)
{
    if (!costs->count)
        return;
    qsort(costs->items, costs->count, sizeof *costs->items, compare_costs);
    printf("\n%s\n", title);
    for (size_t i = 0; i < costs->count && i < SHOWN_ROWS; i++)
        printf("%11.1f ms %9llu x  %.*s\n", milliseconds(costs->items[i].nanoseconds),
            (unsigned long long)costs->items[i].count, TEXT_ARGS(costs->items[i].what));
}

static void print_stages(const struct profile *profile, int64_t end_ns)
{
    printf("\nstages, in order\n");
    for (size_t i = 0; i < profile->stage_count; i++) {
        int64_t next = i + 1 < profile->stage_count ? profile->stages[i + 1].started_ns : end_ns;
        printf("%11.1f ms  %s\n", milliseconds((uint64_t)(next - profile->stages[i].started_ns)),
            profile->stages[i].name);
    }
}

/* Costs of one thing under one name are one line. */
static void add_to(struct arena *arena, struct map *by_name, text name, const struct profile_row *row)
{
    struct cost *cost = map_find(by_name, name);
    if (!cost) {
        cost = arena_new(arena, struct cost);
        cost->what = name;
        map_set(by_name, name, cost);
    }
    cost->nanoseconds += row->nanoseconds;
    cost->count += row->count;
}

static void print_map(struct arena *arena, const char *title, const struct map *by_name)
{
    struct costs costs = { 0 };
    for (size_t i = 0; i < by_name->count; i++) {
        const struct cost *cost = by_name->entries[i].value;
        add(arena, &costs, cost->what, cost->nanoseconds, cost->count);
    }
    print_costs(title, &costs);
}

/* "layouts/article.html (built in):12: {{ article.content }}" */
static text name_of_line(struct session *session, uint64_t id)
{
    struct arena *arena = &session->arena;
    span where = { (uint32_t)(id >> 32), (uint32_t)id, 0 };
    text contents = source_contents(&session->sources, where.source, arena);
    if (!contents.bytes)
        return TEXT_NONE;
    struct position position = source_position(contents, where);
    return text_format(arena, "%.*s:%zu: %.*s", TEXT_ARGS(source_at(&session->sources, where.source)->path),
        position.line, TEXT_ARGS(text_slice(text_trim(position.line_text), 0, SHOWN_BYTES)));
}

static text name_of_call(struct session *session, uint64_t id)
{
    size_t plugin = (size_t)(id >> 8);
    enum hook hook = (enum hook)(id & 0xFF);
    return text_format(&session->arena, "%.*s: %s", TEXT_ARGS(plugins_name(session->plugins, plugin)),
        hook < HOOK_COUNT ? hook_rows[hook].key : "loading");
}

/* The outputs twice: each by itself, and together by layout. */
static void name_output(struct session *session, struct map *pages, struct map *layouts,
    const struct profile_row *row, uint64_t id)
{
    const struct output *output = &session->plan.outputs.items[id];
    text layout = output_layout(output);
    add_to(&session->arena, pages, output->path, row);
    add_to(&session->arena, layouts, layout.bytes ? layout : TEXT("files without a layout"), row);
}

void session_report_profile(struct session *session)
{
    struct profile *profile = session->profile;
    struct map sources, pages, layouts, lines, calls;
    struct map *const maps[] = { &sources, &pages, &layouts, &lines, &calls };
    if (!profile)
        return;
    int64_t end_ns = profile_start(profile);
    for (size_t i = 0; i < COUNT(maps); i++)
        map_init(maps[i], &session->arena);
    for (size_t i = 0; i < PROFILE_SLOTS; i++) {
        const struct profile_row *row = &profile->rows[i];
        uint64_t id = row->key & (((uint64_t)1 << 56) - 1);
        switch ((enum profile_kind)(row->key >> 56)) {
        case PROFILE_SOURCE:
            add_to(&session->arena, &sources, source_at(&session->sources, (uint32_t)id)->path, row);
            break;
        case PROFILE_OUTPUT: name_output(session, &pages, &layouts, row, id); break;
        case PROFILE_LAYOUT_LINE: add_to(&session->arena, &lines, name_of_line(session, id), row); break;
        case PROFILE_PLUGIN: add_to(&session->arena, &calls, name_of_call(session, id), row); break;
        case PROFILE_NOTHING: break;
        }
    }
    print_stages(profile, end_ns);
    print_map(&session->arena, "layouts: making and writing their pages", &layouts);
    print_map(&session->arena, "lines of layouts, without what stands in them", &lines);
    print_map(&session->arena, "plugins", &calls);
    print_map(&session->arena, "texts that took longest to read", &sources);
    print_map(&session->arena, "pages that took longest to make", &pages);
}
