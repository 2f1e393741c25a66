/* SPDX-License-Identifier: MIT */
/* Dates that are hardly meant: far ahead, long ago, in the wrong order, left behind. */
#include "check/check.h"

enum { FAR_DAYS = 366, OLDEST_YEAR = 1970 };

static void hint_meant(struct checking *checking, struct diagnostic *diagnostic)
{
    diagnostic_hint(checking->diagnostics, diagnostic,
        "mend the date; where it is meant, say so behind it: # brief: allow far-date: why");
}

static void check_date(struct checking *checking, const struct draft *draft)
{
    const struct spanned_date *date = &draft->front_matter.date;
    int64_t ahead_ms = date->date.instant.milliseconds - checking->subject->gate.now.milliseconds;
    int64_t ahead_days = ahead_ms / (24 * 60 * 60 * 1000LL);
    int year = (int)day_to_civil(date->date.day).year;
    if (ahead_days > FAR_DAYS && !draft->front_matter.is_draft)
        hint_meant(checking, check_report(checking, date->where, "the article is held back for %lld days",
                                 (long long)ahead_days));
    if (year < OLDEST_YEAR)
        hint_meant(checking, check_report(checking, date->where, "the article is dated %d", year));
}

static void check_order(
    struct checking *checking, const struct draft *draft, const struct spanned_date *later, const char *name)
{
    const struct spanned_date *date = &draft->front_matter.date;
    if (later->date.is_set && later->date.day.number < date->date.day.number)
        diagnostic_hint(checking->diagnostics,
            check_report(checking, later->where, "%s is before the article's date", name),
            "mend one of the two dates");
    else if (later->date.is_set &&
             later->date.instant.milliseconds > checking->subject->gate.now.milliseconds &&
             date->date.instant.milliseconds <= checking->subject->gate.now.milliseconds)
        diagnostic_hint(checking->diagnostics,
            check_report(checking, later->where, "%s is in the future", name),
            "readers do not see it before that day: mend the date where that is not meant");
}

/* A date that was given once and forgotten: feeds and search engines do not hear of what changed after it. */
static void check_forgotten(struct checking *checking, const struct draft *draft)
{
    const struct front_matter *facts = &draft->front_matter;
    const struct date *updated = &facts->updated.date, *last = NULL;
    if (date_compare(updated, &facts->date.date) <= 0)
        return;
    for (size_t i = 0; i < facts->change_count; i++) {
        const struct date *date = &facts->changes[i].date.date;
        bool is_told = facts->changes[i].type != CHANGE_MINOR && date->is_set &&
                       date->instant.milliseconds <= checking->subject->gate.now.milliseconds;
        if (is_told && date->day.number > updated->day.number &&
            (!last || date->day.number > last->day.number))
            last = date;
    }
    if (!last)
        return;
    text day = date_in_english(checking->arena, last, TEXT("%F"));
    diagnostic_hint(checking->diagnostics,
        check_report(checking, facts->updated.where, "updated is before the change of %.*s, which it hides",
            TEXT_ARGS(day)),
        "take updated away, so that the newest change counts, or write updated: %.*s", TEXT_ARGS(day));
}

void check_dates(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (!draft || draft->file->kind != CONTENT_ARTICLE || !draft->front_matter.date.date.is_set)
            continue;
        check_date(checking, draft);
        check_order(checking, draft, &draft->front_matter.updated, "updated");
        check_order(checking, draft, &draft->front_matter.reviewed, "reviewed");
        check_forgotten(checking, draft);
        for (size_t k = 0; k < draft->front_matter.change_count; k++)
            check_order(checking, draft, &draft->front_matter.changes[k].date, "this change");
    }
}
