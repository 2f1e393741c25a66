/* SPDX-License-Identifier: MIT */
/* Photographs that say where they were taken: a telephone notes it, and nobody who publishes one sees it. */
#include "base/arena.h"
#include "base/file.h"
#include "base/media_type.h"
#include "check/check.h"
#include "load/image_size.h"

/* EXIF stands in one segment, of 64 KB at most, among the first. */
enum { HEAD_BYTES = 256 * 1024 };

static bool may_have_exif(text path)
{
    text type = media_type_of(path);
    return text_equal(type, TEXT("image/jpeg")) || text_equal(type, TEXT("image/png"));
}

void check_photo_places(struct checking *checking)
{
    const struct check_subject *subject = checking->subject;
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < subject->site->media.count; i++) {
        const struct media *media = subject->site->media.items[i];
        text head;
        arena_reset(&arena);
        if (!may_have_exif(media->path) ||
            file_read_start(subject->content_folder, text_to_string(&arena, media->disk_path), HEAD_BYTES,
                &arena, &head) != 0 ||
            !image_tells_place(head))
            continue;
        diagnostic_hint(checking->diagnostics,
            check_report(checking, (span){ media->source, 0, 0 }, "the photograph says where it was taken"),
            "take that out before anybody has it: exiftool -overwrite_original -gps:all= FILE, or save a "
            "copy without metadata");
    }
    arena_release(&arena);
}
