/* SPDX-License-Identifier: MIT */
/* Images over half a megabyte. */
#include "base/media_type.h"
#include "check/check.h"
#include <fcntl.h>
#include <sys/stat.h>

enum { LARGE_BYTES = 500 * 1000 };

void check_large_images(struct checking *checking)
{
    const struct check_subject *subject = checking->subject;
    for (size_t i = 0; i < subject->site->media.count; i++) {
        const struct media *media = subject->site->media.items[i];
        struct stat status;
        if (!text_starts_with(media_type_of(media->path), TEXT("image/")) ||
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
