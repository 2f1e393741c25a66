/* SPDX-License-Identifier: MIT */
/* Images without a text for those who cannot see them, or with the name of a file in its place (WCAG 1.1.1,
 * failures F65 and F30): in texts, and lead images. */
#include "base/byte.h"
#include "base/media_type.h"
#include "base/path.h"
#include "check/check.h"

/* "levy" for levy.png says what is in it; "fig-2" and "IMG_2034" do not. */
static bool is_made_by_machine(text stem)
{
    bool has_sign = false;
    for (size_t i = 0; i < stem.length; i++)
        has_sign |= byte_is_digit(stem.bytes[i]) || stem.bytes[i] == '_' || stem.bytes[i] == '-';
    return has_sign;
}

static bool is_file_name(text alt, text url)
{
    text name = path_name_of_address(url), type = media_type_of(alt);
    bool has_ending = type.bytes && text_starts_with(type, TEXT("image/"));
    return text_find_byte(alt, ' ', 0) == SIZE_MAX &&
           (has_ending || (is_made_by_machine(alt) && text_equal(alt, path_without_extension(name))));
}

static void look_at(struct checking *checking, text alt, text url, span where)
{
    if (is_file_name(alt, url))
        diagnostic_hint(checking->diagnostics,
            check_report(checking, where, "the alt text '%.*s' is the name of a file", TEXT_ARGS(alt)),
            "say what the image shows: ![A bridge under water](bridge.jpg)");
}

static void check_lead_image(struct checking *checking, const struct draft *draft)
{
    const struct front_matter_image *image = &draft->front_matter.image;
    if (draft->file->kind == CONTENT_AUTHOR || !image->src.text.length)
        return;
    if (image->alt.text.bytes) {
        look_at(checking, image->alt.text, image->src.text, image->alt.where);
        return;
    }
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
        for (size_t k = 0; k < outline->image_count; k++) {
            const struct outline_image *image = &outline->images[k];
            if (!image->has_alt)
                diagnostic_hint(checking->diagnostics,
                    check_report(checking, image->where, "the image has no alt text"),
                    "say what it shows: ![A bridge under water](bridge.jpg)");
            else if (image->alt.length)
                look_at(checking, image->alt, image->url, image->where);
        }
    }
}
