/* SPDX-License-Identifier: MIT */
/* "held back: 2 (1 draft; 2019/x.md until 2026-12-01 09:00 Europe/London, in 6 h)". The nearest come first.
 */
#include "base/arena.h"
#include "base/date.h"
#include "base/escape.h"
#include "base/path.h"
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
    text when = date_in_english(arena, date, TEXT("%Y-%m-%d %H:%M"));
    buffer_print(summarising->out, "%.*s %.*s, %.*s", TEXT_ARGS(when), TEXT_ARGS(summarising->timezone),
        TEXT_ARGS(distance(arena, date->instant.milliseconds - summarising->now.milliseconds)));
}

/* "content/articles/2019/x.md" → "2019/x.md"; a file of comments/2019/x/ → "a comment on 2019/x". */
static void append_subject(struct buffer *out, text source_path, bool is_change)
{
    static const text articles = TEXT_INIT("content/articles/"), comments = TEXT_INIT("content/comments/");
    if (text_starts_with(source_path, comments)) {
        buffer_append_literal(out, "a comment on ");
        escape_terminal(out, text_from(path_folder(source_path), comments.length));
        return;
    }
    if (is_change)
        buffer_append_literal(out, "a change of ");
    escape_terminal(
        out, text_starts_with(source_path, articles) ? text_from(source_path, articles.length) : source_path);
}

/* Something that waits for its moment: an article, or a change of one or a comment on it. */
struct waiting {
    text source_path;
    struct date until;
    bool is_change;
};

static int compare_until(const void *a, const void *b)
{
    const struct waiting *left = a, *right = b;
    int order = date_compare(&left->until, &right->until);
    return order ? order : text_compare(left->source_path, right->source_path);
}

/* In the order in which they come; several changes of one text at one moment are one. */
static size_t gather_waiting(const struct site *site, struct waiting *waiting)
{
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < site->held_back_count; i++)
        if (site->held_back[i].hold == HOLD_SCHEDULED)
            waiting[count++] =
                (struct waiting){ site->held_back[i].source_path, site->held_back[i].until, false };
    for (size_t i = 0; i < site->coming_count; i++)
        waiting[count++] = (struct waiting){ site->coming[i].source_path, site->coming[i].until, true };
    if (count)
        qsort(waiting, count, sizeof *waiting, compare_until);
    for (size_t i = 0; i < count; i++)
        if (!kept || compare_until(&waiting[kept - 1], &waiting[i]) != 0)
            waiting[kept++] = waiting[i];
    return kept;
}

static void append_waiting(
    struct summarising *summarising, const struct waiting *waiting, size_t count, bool prints_all)
{
    for (size_t i = 0; i < count && (i < SHOWN_FIRST || prints_all); i++) {
        buffer_append(summarising->out, text_of(summarising->separator));
        append_subject(summarising->out, waiting[i].source_path, waiting[i].is_change);
        buffer_append_literal(summarising->out, " until ");
        append_moment(summarising, &waiting[i].until);
        summarising->separator = "; ";
    }
    if (count > SHOWN_FIRST && !prints_all)
        buffer_print(summarising->out, "; %zu more later", count - SHOWN_FIRST);
}

static size_t count_held(const struct site *site, enum hold hold)
{
    size_t count = 0;
    for (size_t i = 0; i < site->held_back_count; i++)
        count += site->held_back[i].hold == hold;
    return count;
}

static void append_counts(struct summarising *summarising)
{
    for (enum hold hold = HOLD_DRAFT; hold <= HOLD_EXPIRED; hold++) {
        size_t count = count_held(summarising->site, hold);
        if (hold == HOLD_SCHEDULED || !count)
            continue;
        buffer_print(summarising->out, "%s%zu %s", summarising->separator, count,
            hold == HOLD_DRAFT && count > 1 ? "drafts" : hold_name(hold));
        summarising->separator = "; ";
    }
}

void schedule_summarise(const struct site *site, text timezone, struct instant now, bool prints_all,
    struct arena *arena, struct buffer *out)
{
    struct summarising summarising = { site, timezone, now, arena, out, "" };
    struct waiting *waiting =
        arena_new_array(arena, struct waiting, site->held_back_count + site->coming_count);
    size_t count = gather_waiting(site, waiting);
    if (site->held_back_count + count) {
        buffer_print(
            out, "held back: %zu (", count + count_held(site, HOLD_DRAFT) + count_held(site, HOLD_EXPIRED));
        append_counts(&summarising);
        append_waiting(&summarising, waiting, count, prints_all);
        buffer_append_literal(out, ")\n");
    }
    if (!site->next_due.is_set)
        return;
    buffer_append_literal(out, "next build due: ");
    append_moment(&summarising, &site->next_due);
    buffer_append_byte(out, '\n');
}
