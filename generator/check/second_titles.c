/* SPDX-License-Identifier: MIT */
/* Headings of level 1 in a text: the page has one, its title. Those that repeat it are another check's. */
#include "base/slug.h"
#include "check/check.h"

void check_second_titles(struct checking *checking)
{
    struct unicode *unicode = checking->subject->unicode;
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        const struct outline *outline = &checking->subject->outlines[i];
        if (!draft)
            continue;
        text title = slug_make(unicode, checking->arena, draft->title, TEXT_NONE);
        for (size_t k = 0; k < outline->heading_count; k++) {
            const struct outline_heading *heading = &outline->headings[k];
            if (heading->level == 1 &&
                !text_equal(title, slug_make(unicode, checking->arena, heading->plain, TEXT_NONE)))
                diagnostic_hint(checking->diagnostics,
                    check_report(checking, heading->where, "a heading of level 1 beside the title"),
                    "begin with level 2: ##");
        }
    }
}
