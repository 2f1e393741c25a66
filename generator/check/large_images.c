/* SPDX-License-Identifier: MIT */
/* Images over half a megabyte. */
#include "check/check.h"
#include "base/count.h"
#include "base/path.h"
#include <fcntl.h>
#include <sys/stat.h>

enum { LARGE_BYTES = 500 * 1000 };

static bool is_image(struct arena *arena, text path)
{
    static const text endings[] = { TEXT_INIT("png"), TEXT_INIT("jpg"), TEXT_INIT("jpeg"), TEXT_INIT("gif"),
        TEXT_INIT("webp"), TEXT_INIT("avif"), TEXT_INIT("svg"), TEXT_INIT("bmp"), TEXT_INIT("tif"),
        TEXT_INIT("tiff") };
    text ending = text_lower_ascii(arena, path_extension(path));
    return text_is_one_of(ending, endings, COUNT(endings));
}

void check_large_images(struct checking *checking)
{
    const struct check_subject *subject = checking->subject;
    for (size_t i = 0; i < subject->site->media.count; i++) {
        const struct media *media = subject->site->media.items[i];
        struct stat status;
        if (!is_image(checking->arena, media->path) ||
            fstatat(subject->content_folder, text_to_string(checking->arena, media->disk_path), &status,
                AT_SYMLINK_NOFOLLOW) != 0 ||
            status.st_size <= LARGE_BYTES)
            continue;
        diagnostic_hint(checking->diagnostics,
            check_report(checking, (span){ media->source, 0, 0 }, "the image has %lld KB",
                (long long)status.st_size / 1000),
            "make it smaller: 1,600 pixels are enough for a page, and WebP takes a third of JPEG's room");
    }
}
