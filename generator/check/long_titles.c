/* SPDX-License-Identifier: MIT */
/* Titles over what search engines show of one: about 600 pixels, which 70 letters fill in any case, or half
 * as many signs of Chinese, Japanese or Korean. */
#include "check/check.h"

enum { LONGEST_TITLE = 70 };

void check_long_titles(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        size_t width = draft ? text_display_width(draft->title) : 0;
        if (width > LONGEST_TITLE)
            diagnostic_hint(checking->diagnostics,
                check_report(checking, draft->front_matter.title.where,
                    width == text_code_point_count(draft->title)
                        ? "the title has %zu letters, and search results show about %d"
                        : "the title is as wide as %zu letters, and search results show about %d",
                    width, LONGEST_TITLE),
                "begin with what tells it from others; a second part can go into summary:");
    }
}
