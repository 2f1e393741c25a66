/* SPDX-License-Identifier: MIT */
/* Texts that were to be read through again by a day that has come. */
#include "check/check.h"

/* What readers see and what still stands: a status says enough of its own. */
static bool is_to_be_reviewed(const struct checking *checking, const struct draft *draft)
{
    const struct publication publication = draft_publication(draft);
    return published(&publication, &checking->subject->gate) == HOLD_NONE &&
           draft->front_matter.status == STATUS_CURRENT;
}

static void check_review(struct checking *checking, const struct draft *draft)
{
    const struct spanned_date *due = &draft->front_matter.review_by;
    if (!due->date.is_set || !moment_is_due(&due->date, &checking->subject->gate) ||
        !is_to_be_reviewed(checking, draft))
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
        if (draft && (draft->file->kind == CONTENT_ARTICLE || draft->file->kind == CONTENT_PAGE))
            check_review(checking, draft);
    }
}
