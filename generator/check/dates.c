/* SPDX-License-Identifier: MIT */
/* Dates that are hardly meant: far ahead, long ago, in the wrong order. */
#include "check/check.h"

enum { FAR_DAYS = 366, OLDEST_YEAR = 1970 };

static void check_date(struct checking *checking, const struct draft *draft)
{
    const struct spanned_date *date = &draft->front_matter.date;
    int64_t ahead_ms = date->date.instant.milliseconds - checking->subject->gate.now.milliseconds;
    int64_t ahead_days = ahead_ms / (24 * 60 * 60 * 1000LL);
    int year = (int)day_to_civil(date->date.day).year;
    if (ahead_days > FAR_DAYS && !draft->front_matter.is_draft)
        check_report(checking, date->where, "the article is held back for %lld days", (long long)ahead_days);
    if (year < OLDEST_YEAR)
        check_report(checking, date->where, "the article is dated %d", year);
}

static void check_order(
    struct checking *checking, const struct draft *draft, const struct spanned_date *later, const char *name)
{
    const struct spanned_date *date = &draft->front_matter.date;
    if (later->date.is_set && later->date.day.number < date->date.day.number)
        check_report(checking, later->where, "%s is before the article's date", name);
    else if (later->date.is_set &&
             later->date.instant.milliseconds > checking->subject->gate.now.milliseconds &&
             date->date.instant.milliseconds <= checking->subject->gate.now.milliseconds)
        check_report(checking, later->where, "%s is in the future", name);
}

void check_dates(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (!draft || draft->file->kind != CONTENT_ARTICLE || !draft->front_matter.date.date.is_set)
            continue;
        check_date(checking, draft);
        check_order(checking, draft, &draft->front_matter.updated, "updated");
        for (size_t k = 0; k < draft->front_matter.change_count; k++)
            check_order(checking, draft, &draft->front_matter.changes[k].date, "this change");
    }
}
