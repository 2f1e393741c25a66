/* SPDX-License-Identifier: MIT */
/* What an archive that moved still has of its old program: nothing reads it here, so readers see it. */
#include "check/check.h"

static void report(struct checking *checking, const struct outline_tag *tag)
{
    if (text_equal(tag->words, TEXT("markdown"))) { /* the attribute */
        diagnostic_hint(checking->diagnostics,
            check_report(checking, tag->where,
                "the attribute 'markdown' is not read: what follows without a blank line is shown as it is "
                "written"),
            "put blank lines around the Markdown in the element, and take the attribute away");
        return;
    }
    struct diagnostic *diagnostic =
        check_report(checking, tag->where, "'%.*s' is shown as it is written", TEXT_ARGS(tag->words));
    if (text_starts_with(tag->words, TEXT("#")))
        diagnostic_hint(checking->diagnostics, diagnostic, "a heading has a blank behind it: '%.*s Words'",
            TEXT_ARGS(tag->words));
    else
        diagnostic_hint(checking->diagnostics, diagnostic,
            "it is of another program: write Markdown, or a shortcode on a line of its own; in code it may "
            "stay");
}

void check_foreign_tags(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct outline *outline = &checking->subject->outlines[i];
        for (size_t k = 0; k < outline->tag_count; k++)
            report(checking, &outline->tags[k]);
    }
}
