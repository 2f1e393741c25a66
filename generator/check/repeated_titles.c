/* SPDX-License-Identifier: MIT */
/* Headings that say what the title says. */
#include "base/slug.h"
#include "check/check.h"

void check_repeated_titles(struct checking *checking)
{
    struct unicode *unicode = checking->subject->unicode;
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        const struct outline *outline = &checking->subject->outlines[i];
        if (!draft || !draft->title.length)
            continue;
        text title = slug_make(unicode, checking->arena, draft->title, TEXT_NONE);
        for (size_t k = 0; k < outline->heading_count && title.length; k++)
            if (text_equal(title, slug_make(unicode, checking->arena, outline->headings[k].plain, TEXT_NONE)))
                diagnostic_hint(checking->diagnostics,
                    check_report(checking, outline->headings[k].where, "the heading repeats the title"),
                    "take it out; the page begins with the title");
    }
}
