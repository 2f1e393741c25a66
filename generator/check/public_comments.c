/* SPDX-License-Identifier: MIT */
/* What an editor wrote for editors, and everybody can read in the source of the page. */
#include "check/check.h"

static void report(struct checking *checking, const struct outline_tag *tag)
{
    diagnostic_hint(checking->diagnostics,
        check_report(checking, tag->where, "the comment goes into the page, whose source shows it"),
        "take it away; what is for editors alone stands behind # in the front matter");
}

void check_public_comments(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct outline *outline = &checking->subject->outlines[i];
        for (size_t k = 0; k < outline->tag_count; k++)
            if (outline->tags[k].kind == TAG_COMMENT)
                report(checking, &outline->tags[k]);
    }
}
