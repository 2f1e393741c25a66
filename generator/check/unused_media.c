/* SPDX-License-Identifier: MIT */
/* Media that no text, layout, data file or setting names. */
#include "check/check.h"
#include "base/path.h"
#include "check/mentions.h"

void check_unused_media(struct checking *checking)
{
    const struct site *site = checking->subject->site;
    const struct mentions *mentions = mentions_of(checking);
    for (size_t i = 0; i < site->media.count; i++) {
        const struct media *media = site->media.items[i];
        text address = text_format(checking->arena, "/%.*s", TEXT_ARGS(media->path));
        text name = path_name(media->path);
        if (!mentions_has(mentions, address) && !check_files_name(checking, name) && name.bytes[0] != '.')
            check_report(checking, (span){ media->source, 0, 0 }, "nothing shows or links to this file");
    }
}
