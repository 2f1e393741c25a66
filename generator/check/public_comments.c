/* SPDX-License-Identifier: MIT */
/* What an editor wrote for editors, and everybody can read in the source of the page. */
#include "check/check.h"

void check_public_comments(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct outline *outline = &checking->subject->outlines[i];
        for (size_t k = 0; k < outline->comment_count; k++)
            diagnostic_hint(checking->diagnostics,
                check_report(
                    checking, outline->comments[k], "the comment goes into the page, whose source shows it"),
                "take it away; what is for editors alone stands behind # in the front matter");
    }
}
