/* SPDX-License-Identifier: MIT */
/*
 * No text changes silently. The ledger keeps the digest of what a reader read, what others cite it by, the
 * day and the authors, its status, and the last note of its history. Something else and the same notes, after
 * the grace period, is a warning that comes back until a note is written: until then the ledger keeps what it
 * says.
 */
#include "build/ledger_stage.h"
#include "base/date.h"
#include "base/buffer.h"
#include "model/time_watch.h"

int64_t ledger_grace_ms(const struct config *config)
{
    static const int64_t MILLISECONDS_PER_HOUR = 3600000;
    return config->grace_hours * MILLISECONDS_PER_HOUR;
}

static bool has_new_note(const struct ledger_entry *before, const struct ledger_entry *now)
{
    return now->note_count > before->note_count ||
           (now->note_count == before->note_count && now->note_count > 0 &&
               text_compare(now->changed, before->changed) > 0);
}

/* The moment from which on a text may not change silently: the period begins with the last note, or with
 * publication, that is recorded. Another date in its front matter begins none. */
static struct date end_of_grace(
    const struct ledger_stage *stage, const struct article *article, const struct ledger_entry *before)
{
    const struct config *config = stage->site->config;
    struct date moment;
    if (date_parse(before->changed, config->zone, &moment) != DATE_OK)
        moment = article->date;
    moment.instant.milliseconds += ledger_grace_ms(config);
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
        has_any = stage->site->coming[i].is_in_changes &&
                  text_equal(stage->site->coming[i].source_path, article->source_path);
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

static bool has_other_words(const struct ledger_entry *now, const struct ledger_entry *before)
{
    const struct ledger_entry *line = before;
    while (line && !text_equal(line->words, now->words))
        line = line->twin;
    return !line;
}

/* Of the same civil day, or of the same moment in another zone, is the same. */
static bool has_other_date_than(const struct ledger_stage *stage, const struct article *article,
    const struct ledger_entry *now, const struct ledger_entry *before)
{
    enum { DAY_LENGTH = 10 };
    struct date recorded;
    return before->published.bytes &&
           !text_equal(
               text_slice(before->published, 0, DAY_LENGTH), text_slice(now->published, 0, DAY_LENGTH)) &&
           !(date_parse(before->published, stage->site->config->zone, &recorded) == DATE_OK &&
               date_compare(&recorded, &article->date) == 0);
}

/* The same, unless the other side of a merge had this date. */
static bool has_other_date(const struct ledger_stage *stage, const struct article *article,
    const struct ledger_entry *now, const struct ledger_entry *before)
{
    for (const struct ledger_entry *twin = before->twin; twin; twin = twin->twin)
        if (twin->published.bytes && !has_other_date_than(stage, article, now, twin))
            return false;
    return has_other_date_than(stage, article, now, before);
}

/* Its banner went, or that of a text which was withdrawn says no more that it was. One of a time before that
 * of the record may not be due yet. */
static bool has_lost_status(
    const struct ledger_stage *stage, const struct ledger_entry *now, const struct ledger_entry *before)
{
    return stage->is_present && before->status.bytes &&
           (!now->status.bytes ||
               (text_equal(before->status, TEXT("withdrawn")) && !text_equal(now->status, before->status)));
}

/* What readers would find otherwise than they did, in the words of the report; empty: nothing. */
static text find_changes(const struct ledger_stage *stage, const struct article *article,
    const struct ledger_entry *now, const struct ledger_entry *before)
{
    bool had_any = !text_equal(before->authors, TEXT("-"));
    struct buffer out;
    buffer_init(&out, stage->arena);
    if (has_other_words(now, before))
        buffer_append(&out, TEXT("text"));
    if (has_other_date(stage, article, now, before))
        buffer_print(&out, "%sdate (it was %.*s)", out.length ? ", " : "", TEXT_ARGS(before->published));
    if (!text_equal(now->authors, before->authors) && ledger_has_other_authors(stage, article, before))
        buffer_print(&out, "%sauthors (%s%.*s)", out.length ? ", " : "", had_any ? "they were " : "",
            TEXT_ARGS(had_any ? before->authors : TEXT("there were none")));
    const struct ledger_entry *line = before;
    while (line && !has_lost_status(stage, now, line))
        line = line->twin;
    if (line)
        buffer_print(&out, "%sstatus (it was %.*s)", out.length ? ", " : "", TEXT_ARGS(line->status));
    return buffer_text(&out);
}

static void report_change(const struct ledger_stage *stage, const struct article *article,
    const struct ledger_entry *before, text what)
{
    struct diagnostic *diagnostic = diagnostic_warning(stage->diagnostics, (span){ article->source, 0, 0 },
        "silent-change", "%.*s changed since %.*s without a note", TEXT_ARGS(what),
        TEXT_ARGS(text_slice(before->changed, 0, 10)));
    ledger_hint_note(stage, diagnostic, article,
        text_to_string(stage->arena, ledger_former_author(stage, article, before)));
}

static void report_lost_note(const struct ledger_stage *stage, const struct article *article,
    const struct ledger_entry *now, const struct ledger_entry *before)
{
    struct diagnostic *diagnostic = diagnostic_warning(stage->diagnostics, (span){ article->source, 0, 0 },
        "lost-note", "the history had %lld note%s, the last of %.*s", (long long)before->note_count,
        before->note_count == 1 ? "" : "s", TEXT_ARGS(text_slice(before->changed, 0, 10)));
    if (has_other_words(now, before))
        diagnostic_hint(stage->diagnostics, diagnostic,
            "its text is another one, too: where an older copy of the file was put back, take the newer one; "
            "else write them below changes: again, and what changed since");
    else
        diagnostic_hint(stage->diagnostics, diagnostic,
            "write them below changes: again; what was said of an older text stays true");
}

/* What a line of an earlier program does not say is recorded now. */
static void keep(struct ledger_entry *now, const struct ledger_entry *before)
{
    now->changed = before->changed;
    now->note_count = before->note_count;
    now->words = before->words;
    if (before->published.bytes) {
        now->published = before->published;
        now->authors = before->authors;
        now->status = before->status;
    }
    for (const struct ledger_entry *twin = before->twin; twin && !now->status.bytes; twin = twin->twin)
        now->status = twin->status;
}

/* Whatever stood there under an id that is published still, elsewhere, is another text. */
static const struct ledger_entry *recorded_at(const struct ledger_stage *stage, text address)
{
    const struct ledger_entry *before = map_find(&stage->old.by_address, address);
    bool is_article = before && before->kind == LEDGER_ARTICLE;
    return is_article && !map_contains(&stage->next.articles_by_id, before->id) ? before : NULL;
}

/* A file that has another name and another address has the old one among its aliases; so has a text that
 * took the place of others. It is the same if the words stayed, or else what it is cited by. */
static bool is_continued(const struct ledger_stage *stage, const struct article *article,
    const struct ledger_entry *now, const struct ledger_entry *before)
{
    return text_equal(now->words, before->words) ||
           (article->authors.count > 0 && text_equal(now->authors, before->authors) &&
               !has_other_date(stage, article, now, before));
}

/* What was recorded of the article; NULL: it is new. */
static const struct ledger_entry *recorded(
    const struct ledger_stage *stage, const struct article *article, const struct ledger_entry *now)
{
    const struct ledger_entry *before = map_find(&stage->old.articles_by_id, now->id);
    if (!before)
        before = recorded_at(stage, now->address);
    for (size_t i = 0; i < article->aliases.count && !before; i++) {
        before = recorded_at(stage, article->aliases.items[i]);
        if (before && !is_continued(stage, article, now, before))
            before = NULL;
    }
    return before;
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
    const struct ledger_entry *before = now ? recorded(stage, article, now) : NULL;
    return !before || has_new_note(before, now) || is_in_grace(stage, article, before);
}

static void check(struct ledger_stage *stage, struct ledger_entry *now)
{
    const struct article *article = map_find(stage->site->articles_by_id, now->id);
    const struct ledger_entry *before = recorded(stage, article, now);
    if (!before)
        return;
    bool has_lost_note = now->note_count < before->note_count;
    text what = has_new_note(before, now) ? TEXT_NONE : find_changes(stage, article, now, before);
    if ((!has_lost_note && !what.length) || is_in_grace(stage, article, before))
        return;
    if (has_lost_note)
        report_lost_note(stage, article, now, before);
    else
        report_change(stage, article, before, what);
    keep(now, before);
}

void ledger_check_texts(struct ledger_stage *stage)
{
    for (size_t i = 0; i < stage->next.count; i++)
        if (stage->next.items[i].kind == LEDGER_ARTICLE)
            check(stage, &stage->next.items[i]);
}
