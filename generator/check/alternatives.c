/* SPDX-License-Identifier: MIT */
/* Images without a text for those who cannot see them: in texts, and lead images. */
#include "check/check.h"

static void check_lead_image(struct checking *checking, const struct draft *draft)
{
    const struct front_matter_image *image = &draft->front_matter.image;
    if (draft->file->kind == CONTENT_AUTHOR || !image->src.text.length || image->alt.text.bytes)
        return;
    diagnostic_hint(checking->diagnostics,
        check_report(checking, image->src.where, "the lead image has no alt text"),
        "say what it shows in image: {src: …, alt: …}");
}

void check_alternatives(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (!draft)
            continue;
        check_lead_image(checking, draft);
        const struct outline *outline = &checking->subject->outlines[i];
        for (size_t k = 0; k < outline->image_count; k++)
            if (!outline->images[k].has_alt)
                diagnostic_hint(checking->diagnostics,
                    check_report(checking, outline->images[k].where, "the image has no alt text"),
                    "say what it shows: ![A bridge under water](bridge.jpg)");
    }
}
