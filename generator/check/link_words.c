/* SPDX-License-Identifier: MIT */
/* Links with nothing between their tags. */
#include "check/check.h"

void check_link_words(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct outline *outline = &checking->subject->outlines[i];
        for (size_t k = 0; k < outline->link_count; k++)
            if (!outline->links[k].has_words)
                diagnostic_hint(checking->diagnostics,
                    check_report(checking, outline->links[k].where, "the link to '%.*s' has no text",
                        TEXT_ARGS(outline->links[k].url)),
                    "put words between [ and ], or give the image in it an alt text");
    }
}
