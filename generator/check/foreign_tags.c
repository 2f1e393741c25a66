/* SPDX-License-Identifier: MIT */
/* What an archive that moved still has of its old program: nothing reads it here, so readers see it. */
#include "check/check.h"

void check_foreign_tags(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct outline *outline = &checking->subject->outlines[i];
        for (size_t k = 0; k < outline->tag_count; k++) {
            text words = outline->tags[k].words;
            struct diagnostic *diagnostic = check_report(
                checking, outline->tags[k].where, "'%.*s' is shown as it is written", TEXT_ARGS(words));
            if (text_starts_with(words, TEXT("#")))
                diagnostic_hint(checking->diagnostics, diagnostic,
                    "a heading has a blank behind it: '%.*s Words'", TEXT_ARGS(words));
            else
                diagnostic_hint(checking->diagnostics, diagnostic,
                    "it is of another program: write Markdown, or a shortcode on a line of its own; in code "
                    "it may stay");
        }
    }
}
