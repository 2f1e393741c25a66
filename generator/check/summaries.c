/* SPDX-License-Identifier: MIT */
/* Articles without `summary`. */
#include "check/check.h"

void check_summaries(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (!draft || draft->file->kind != CONTENT_ARTICLE || draft->front_matter.summary.text.length)
            continue;
        diagnostic_hint(checking->diagnostics,
            check_report(checking, draft->front_matter.title.where, "the article has no summary"),
            "add summary: and one or two sentences");
    }
}
