/* SPDX-License-Identifier: MIT */
/*
 * No text changes silently. The ledger keeps the digest of what a reader read and the last note of its
 * history. Other words and the same notes, after the grace period, is a warning that comes back until a note
 * is written: until then the ledger keeps what it says.
 */
#include "build/ledger_stage.h"
#include "base/date.h"
#include "model/time_watch.h"

static const int64_t MILLISECONDS_PER_HOUR = 3600000;

static bool has_new_note(const struct ledger_entry *before, const struct ledger_entry *now)
{
    return now->note_count > before->note_count ||
           (now->note_count == before->note_count && now->note_count > 0 &&
               text_compare(now->changed, before->changed) > 0);
}

/* The moment from which on a text may not change silently. The period begins with the later of publication
 * and what is recorded. */
static struct date end_of_grace(
    const struct ledger_stage *stage, const struct article *article, const struct ledger_entry *before)
{
    const struct config *config = stage->site->config;
    struct date recorded, moment = article->date;
    if (date_parse(before->changed, config->zone, &recorded) == DATE_OK &&
        date_compare(&recorded, &moment) > 0)
        moment = recorded;
    moment.instant.milliseconds += config->grace_hours * MILLISECONDS_PER_HOUR;
    return moment;
}

/* Of the build's time; what names it says something else before this day and behind it. */
static text today(const struct ledger_stage *stage)
{
    const struct site *site = stage->site;
    struct day day = site->build_time.day, next = { day.number + 1 };
    struct date start = zone_date_from_day(site->config->zone, day),
                end = zone_date_from_day(site->config->zone, next);
    time_watch_note(site->watch, &start);
    time_watch_note(site->watch, &end);
    return date_day(stage->arena, &site->build_time);
}

/* Does its front matter have the key already, if only for what is not due yet? */
static bool may_have_changes(const struct ledger_stage *stage, const struct article *article)
{
    bool has_any = article->changes.count > 0;
    for (size_t i = 0; i < stage->site->coming_count && !has_any; i++)
        has_any = text_equal(stage->site->coming[i].source_path, article->source_path);
    return has_any;
}

void ledger_hint_note(const struct ledger_stage *stage, struct diagnostic *diagnostic,
    const struct article *article, const char *where)
{
    text day = today(stage);
    if (may_have_changes(stage, article))
        diagnostic_hint(stage->diagnostics, diagnostic,
            "add {date: %.*s, type: minor, note: What changed} to the list behind changes:%s", TEXT_ARGS(day),
            where);
    else
        diagnostic_hint(stage->diagnostics, diagnostic,
            "add changes: [{date: %.*s, type: minor, note: What changed}]%s", TEXT_ARGS(day), where);
}

static void report_change(
    const struct ledger_stage *stage, const struct article *article, const struct ledger_entry *before)
{
    struct diagnostic *diagnostic =
        diagnostic_warning(stage->diagnostics, (span){ article->source, 0, 0 }, "silent-change",
            "text changed since %.*s without a note", TEXT_ARGS(text_slice(before->changed, 0, 10)));
    ledger_hint_note(stage, diagnostic, article, "");
}

static void report_lost_note(
    const struct ledger_stage *stage, const struct article *article, const struct ledger_entry *before)
{
    struct diagnostic *diagnostic = diagnostic_warning(stage->diagnostics, (span){ article->source, 0, 0 },
        "lost-note", "the history had %lld note%s, the last of %.*s", (long long)before->note_count,
        before->note_count == 1 ? "" : "s", TEXT_ARGS(text_slice(before->changed, 0, 10)));
    diagnostic_hint(stage->diagnostics, diagnostic,
        "write them below changes: again; what was said of an older text stays true");
}

static void keep(struct ledger_entry *now, const struct ledger_entry *before)
{
    now->changed = before->changed;
    now->note_count = before->note_count;
    now->words = before->words;
}

/* What was recorded of the article; NULL: it is new. */
static const struct ledger_entry *recorded(const struct ledger_stage *stage, const struct ledger_entry *now)
{
    const struct ledger_entry *before = map_find(&stage->old.articles_by_id, now->id);
    if (!before)
        before = map_find(&stage->old.by_address, now->address);
    return before && before->kind == LEDGER_ARTICLE ? before : NULL;
}

static bool is_in_grace(
    struct ledger_stage *stage, const struct article *article, const struct ledger_entry *before)
{
    struct date end = end_of_grace(stage, article, before);
    time_watch_note(stage->site->watch, &end);
    return stage->now.milliseconds < end.instant.milliseconds;
}

bool ledger_may_change(struct ledger_stage *stage, const struct article *article)
{
    const struct ledger_entry *now = map_find(&stage->next.articles_by_id, article->id);
    const struct ledger_entry *before = now ? recorded(stage, now) : NULL;
    return !before || has_new_note(before, now) || is_in_grace(stage, article, before);
}

static void check(struct ledger_stage *stage, struct ledger_entry *now)
{
    const struct article *article = map_find(stage->site->articles_by_id, now->id);
    const struct ledger_entry *before = recorded(stage, now);
    if (!before)
        return;
    bool has_lost_note = now->note_count < before->note_count;
    bool is_silent = !text_equal(now->words, before->words) && !has_new_note(before, now);
    if ((!has_lost_note && !is_silent) || is_in_grace(stage, article, before))
        return;
    if (has_lost_note)
        report_lost_note(stage, article, before);
    else
        report_change(stage, article, before);
    keep(now, before);
}

void ledger_check_texts(struct ledger_stage *stage)
{
    for (size_t i = 0; i < stage->next.count; i++)
        if (stage->next.items[i].kind == LEDGER_ARTICLE)
            check(stage, &stage->next.items[i]);
}
