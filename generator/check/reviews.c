/* SPDX-License-Identifier: MIT */
/* Texts that were to be read through again by a day that has come. */
#include "check/check.h"

static void check_review(struct checking *checking, const struct draft *draft)
{
    const struct spanned_date *due = &draft->front_matter.review_by;
    bool is_due = due->date.is_set && moment_is_due(&due->date, &checking->subject->gate);
    bool is_current = draft->front_matter.status == STATUS_CURRENT; /* else its status says enough */
    if (!is_due || !is_current || !check_is_public(checking, draft))
        return;
    const struct date *reviewed = &draft->front_matter.reviewed.date;
    if (reviewed->is_set && date_compare(&due->date, reviewed) <= 0) {
        diagnostic_hint(checking->diagnostics,
            check_report(checking, due->where, "review_by is not after the review of %.*s",
                TEXT_ARGS(date_day(checking->arena, reviewed))),
            "write the day of the next review, or take review_by: away");
        return;
    }
    text today = date_day(checking->arena, &checking->subject->site->build_time);
    diagnostic_hint(checking->diagnostics,
        check_report(checking, due->where, "the review of this text has been due since %.*s",
            TEXT_ARGS(date_day(checking->arena, &due->date))),
        "read it through and write reviewed: %.*s with a later review_by:, or take review_by: away",
        TEXT_ARGS(today));
}

void check_reviews(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (draft && content_is_text(draft->file))
            check_review(checking, draft);
    }
}
