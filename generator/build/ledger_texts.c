/* SPDX-License-Identifier: MIT */
/*
 * No text changes silently. The ledger keeps the digest of what a reader read and the last note of its
 * history. Other words and the same notes, after the grace period, is a warning that comes back until a note
 * is written: until then the ledger keeps what it says.
 */
#include "build/ledger_stage.h"
#include "base/date.h"

static const int64_t MILLISECONDS_PER_HOUR = 3600000;

static bool has_new_note(const struct ledger_entry *before, const struct ledger_entry *now)
{
    return now->note_count > before->note_count ||
           (now->note_count == before->note_count && now->note_count > 0 &&
               text_compare(now->changed, before->changed) > 0);
}

/* Since the later of publication and what is recorded. */
static bool is_in_grace(
    const struct ledger_stage *stage, const struct article *article, const struct ledger_entry *before)
{
    const struct config *config = stage->site->config;
    struct date recorded;
    int64_t since_ms = article->date.instant.milliseconds;
    if (date_parse(before->changed, config->zone, &recorded) == DATE_OK &&
        recorded.instant.milliseconds > since_ms)
        since_ms = recorded.instant.milliseconds;
    return stage->now.milliseconds - since_ms < config->grace_hours * MILLISECONDS_PER_HOUR;
}

static void report_change(
    const struct ledger_stage *stage, const struct article *article, const struct ledger_entry *before)
{
    text today = date_format(stage->arena, &stage->site->build_time, TEXT("%F"), &date_words_english, NULL);
    struct diagnostic *diagnostic =
        diagnostic_warning(stage->diagnostics, (span){ article->source, 0, 0 }, "silent-change",
            "text changed since %.*s without a note", TEXT_ARGS(text_slice(before->changed, 0, 10)));
    if (article->changes.count)
        diagnostic_hint(stage->diagnostics, diagnostic,
            "add - {date: %.*s, type: minor, note: What changed} below changes:", TEXT_ARGS(today));
    else
        diagnostic_hint(stage->diagnostics, diagnostic,
            "add changes: [{date: %.*s, type: minor, note: What changed}]", TEXT_ARGS(today));
}

static void report_lost_note(
    const struct ledger_stage *stage, const struct article *article, const struct ledger_entry *before)
{
    struct diagnostic *diagnostic = diagnostic_warning(stage->diagnostics, (span){ article->source, 0, 0 },
        "lost-note", "the history had %lld notes, the last of %.*s", (long long)before->note_count,
        TEXT_ARGS(text_slice(before->changed, 0, 10)));
    diagnostic_hint(stage->diagnostics, diagnostic,
        "write them below changes: again; what was said of an older text stays true");
}

static void keep(struct ledger_entry *now, const struct ledger_entry *before)
{
    now->changed = before->changed;
    now->note_count = before->note_count;
    now->words = before->words;
}

static void check(struct ledger_stage *stage, struct ledger_entry *now)
{
    const struct article *article = map_find(stage->site->articles_by_id, now->id);
    const struct ledger_entry *before = map_find(&stage->old.articles_by_id, now->id);
    if (!before)
        before = map_find(&stage->old.by_address, now->address);
    if (!before || before->kind != LEDGER_ARTICLE || is_in_grace(stage, article, before))
        return;
    if (now->note_count < before->note_count) {
        report_lost_note(stage, article, before);
        keep(now, before);
    } else if (!text_equal(now->words, before->words) && !has_new_note(before, now)) {
        report_change(stage, article, before);
        keep(now, before);
    }
}

void ledger_check_texts(struct ledger_stage *stage)
{
    for (size_t i = 0; i < stage->next.count; i++)
        if (stage->next.items[i].kind == LEDGER_ARTICLE)
            check(stage, &stage->next.items[i]);
}
