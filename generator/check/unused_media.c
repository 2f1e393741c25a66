/* SPDX-License-Identifier: MIT */
/* Media that no text, layout, data file or setting names. */
#include "base/count.h"
#include "check/check.h"
#include "base/path.h"
#include "check/mentions.h"

/* Browsers, hosts and other programs ask for them by name, at the root of a site. */
static bool is_asked_for(text path)
{
    static const text names[] = { TEXT_INIT(".nojekyll"), TEXT_INIT("CNAME"), TEXT_INIT("_headers"),
        TEXT_INIT("_redirects"), TEXT_INIT("ads.txt"), TEXT_INIT("apple-touch-icon.png"),
        TEXT_INIT("favicon.ico"), TEXT_INIT("humans.txt") };
    bool is_any =
        text_starts_with(path, TEXT(".well-known/")) || text_equal(path_name(path), TEXT(".htaccess"));
    for (size_t i = 0; i < COUNT(names); i++)
        is_any |= text_equal(path, names[i]);
    return is_any;
}

/* A sheet of content/data/ that a layout or plugin reads. */
static bool is_read(const struct checking *checking, const struct media *media)
{
    const struct content_file *file = map_find(&checking->subject->content->by_path, media->path);
    return file && file->is_sheet && check_data_is_named(checking, file);
}

void check_unused_media(struct checking *checking)
{
    const struct site *site = checking->subject->site;
    const struct mentions *mentions = mentions_of(checking);
    for (size_t i = 0; i < site->media.count; i++) {
        const struct media *media = site->media.items[i];
        text address = text_format(checking->arena, "/%.*s", TEXT_ARGS(media->path));
        if (!mentions_has(mentions, address) && !check_files_name(checking, path_name(media->path)) &&
            !is_asked_for(media->path) && !is_read(checking, media))
            check_report(checking, (span){ media->source, 0, 0 }, "nothing shows or links to this file");
    }
}
