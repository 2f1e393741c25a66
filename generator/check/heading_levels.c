/* SPDX-License-Identifier: MIT */
/* Headings that leave a level out. The title of the page is level 1. */
#include "check/check.h"

static void check_outline(struct checking *checking, const struct outline *outline)
{
    int64_t above = 1;
    for (size_t i = 0; i < outline->heading_count; i++) {
        const struct outline_heading *heading = &outline->headings[i];
        if (heading->level > above + 1)
            diagnostic_hint(checking->diagnostics,
                check_report(checking, heading->where, "a heading of level %d follows %s",
                    (int)heading->level,
                    i ? text_format(checking->arena, "one of level %d", (int)above).bytes : "the title"),
                "make it level %d: %.*s", (int)above + 1, (int)above + 1, "######");
        above = heading->level;
    }
}

void check_heading_levels(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++)
        check_outline(checking, &checking->subject->outlines[i]);
}
