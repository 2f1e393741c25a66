/* SPDX-License-Identifier: MIT */
/* Files shown as images that are none: a document or a film in the place of a picture. */
#include "base/media_type.h"
#include "check/check.h"

/* What is not known is taken for one, and so is what another host has: its address need not end as a file. */
static bool may_be_picture(text address)
{
    text type = media_type_of(address);
    return !type.bytes || text_starts_with(type, TEXT("image/")) ||
           text_find(address, TEXT("//"), 0) != SIZE_MAX || text_starts_with(address, TEXT("data:"));
}

/* Of what is not there, or is a text, links say so already. */
static bool is_told(const struct diagnostics *diagnostics, span where)
{
    for (const struct diagnostic *told = diagnostics->first; told; told = told->next) {
        text code = text_of(told->code);
        bool is_of_picture = text_equal(code, TEXT("missing-image")) || text_equal(code, TEXT("no-picture"));
        if (is_of_picture && told->where.source == where.source && told->where.offset == where.offset)
            return true;
    }
    return false;
}

static void see(struct checking *checking, text url, span where, const char *hint)
{
    if (!url.length || may_be_picture(url) || is_told(checking->diagnostics, where))
        return;
    diagnostic_hint(checking->diagnostics,
        check_report(checking, where, "'%.*s' is shown as a picture and is none", TEXT_ARGS(url)), "%s",
        hint);
}

void check_pictures(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct outline *outline = &checking->subject->outlines[i];
        const struct draft *draft = checking->subject->drafts[i];
        for (size_t k = 0; k < outline->image_count; k++)
            see(checking, outline->images[k].url, outline->images[k].where,
                "link to it, without the '!', or show it by HTML: <video>, <audio>");
        if (!draft)
            continue;
        const struct spanned_text *lead =
            draft->author ? &draft->author->image : &draft->front_matter.image.src;
        see(checking, lead->text, lead->where,
            "write the path of a picture, and link to this file in the text");
    }
}
