/* SPDX-License-Identifier: MIT */
/* "held back: 2 (1 draft; 2019/x.md until 2026-12-01 09:00 Europe/London, in 6 h)". The nearest come first.
 */
#include "base/arena.h"
#include "base/date.h"
#include "base/escape.h"
#include "build/schedule.h"
#include "model/published.h"
#include <stdlib.h>

enum { MINUTE_MS = 60000, HOUR_MS = 60 * MINUTE_MS, DAY_MS = 24 * HOUR_MS, SHOWN_FIRST = 5 };

struct summarising {
    const struct site *site;
    text timezone;
    struct instant now;
    struct arena *arena;
    struct buffer *out;
    const char *separator;
};

/* "in 6 h", "in 3 d", "in 12 min". */
static text distance(struct arena *arena, int64_t milliseconds)
{
    if (milliseconds >= 2 * (int64_t)DAY_MS)
        return text_format(arena, "in %lld d", (long long)(milliseconds / DAY_MS));
    if (milliseconds >= HOUR_MS)
        return text_format(arena, "in %lld h", (long long)(milliseconds / HOUR_MS));
    return text_format(arena, "in %lld min", (long long)((milliseconds + MINUTE_MS - 1) / MINUTE_MS));
}

static void append_moment(struct summarising *summarising, const struct date *date)
{
    struct arena *arena = summarising->arena;
    text when = date_format(arena, date, TEXT("%Y-%m-%d %H:%M"), &date_words_english, NULL);
    buffer_print(summarising->out, "%.*s %.*s, %.*s", TEXT_ARGS(when), TEXT_ARGS(summarising->timezone),
        TEXT_ARGS(distance(arena, date->instant.milliseconds - summarising->now.milliseconds)));
}

/* "content/articles/2019/x.md" → "2019/x.md". */
static text shown_path(text source_path)
{
    static const text folder = TEXT_INIT("content/articles/");
    return text_starts_with(source_path, folder) ? text_from(source_path, folder.length) : source_path;
}

static void append_counts(struct summarising *summarising)
{
    size_t counts[HOLD_EXPIRED + 1] = { 0 };
    for (size_t i = 0; i < summarising->site->held_back_count; i++)
        counts[summarising->site->held_back[i].hold]++;
    for (size_t hold = HOLD_DRAFT; hold <= HOLD_EXPIRED; hold++) {
        if (hold == HOLD_SCHEDULED || !counts[hold])
            continue;
        buffer_print(summarising->out, "%s%zu %s", summarising->separator, counts[hold],
            hold == HOLD_DRAFT && counts[hold] > 1 ? "drafts" : hold_name((enum hold)hold));
        summarising->separator = "; ";
    }
}

static int compare_until(const void *a, const void *b)
{
    const struct held_back *left = *(const struct held_back *const *)a,
                           *right = *(const struct held_back *const *)b;
    int order = date_compare(&left->until, &right->until);
    return order ? order : text_compare(left->source_path, right->source_path);
}

/* What appears, in the order in which it does. */
static void append_scheduled(struct summarising *summarising, bool prints_all)
{
    const struct site *site = summarising->site;
    const struct held_back **scheduled =
        arena_alloc_array(summarising->arena, site->held_back_count, sizeof *scheduled);
    size_t count = 0;
    for (size_t i = 0; i < site->held_back_count; i++)
        if (site->held_back[i].hold == HOLD_SCHEDULED)
            scheduled[count++] = &site->held_back[i];
    if (count)
        qsort(scheduled, count, sizeof *scheduled, compare_until);
    for (size_t i = 0; i < count && (i < SHOWN_FIRST || prints_all); i++) {
        buffer_append(summarising->out, text_of(summarising->separator));
        escape_terminal(summarising->out, shown_path(scheduled[i]->source_path));
        buffer_append_literal(summarising->out, " until ");
        append_moment(summarising, &scheduled[i]->until);
        summarising->separator = "; ";
    }
    if (count > SHOWN_FIRST && !prints_all)
        buffer_print(summarising->out, "; %zu more later", count - SHOWN_FIRST);
}

void schedule_summarise(const struct site *site, text timezone, struct instant now, bool prints_all,
    struct arena *arena, struct buffer *out)
{
    struct summarising summarising = { site, timezone, now, arena, out, "" };
    if (site->held_back_count) {
        buffer_print(out, "held back: %zu (", site->held_back_count);
        append_counts(&summarising);
        append_scheduled(&summarising, prints_all);
        buffer_append_literal(out, ")\n");
    }
    if (!site->next_due.is_set)
        return;
    buffer_append_literal(out, "next build due: ");
    append_moment(&summarising, &site->next_due);
    buffer_append_byte(out, '\n');
}
