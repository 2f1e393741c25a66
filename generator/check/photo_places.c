/* SPDX-License-Identifier: MIT */
/* Photographs that say where they were taken: a telephone notes it, and nobody who publishes one sees it. */
#include "base/arena.h"
#include "base/file.h"
#include "base/media_type.h"
#include "check/check.h"
#include "load/image_size.h"

/* EXIF and XMP stand in segments of 64 KB at most, among the first; in WebP behind the picture. */
enum { HEAD_BYTES = 256 << 10, WEBP_BYTES = 64 << 20 };

/* How much of the file is looked at; 0: nothing. */
static size_t bytes_to_read(text path)
{
    text type = media_type_of(path);
    if (text_equal(type, TEXT("image/webp")))
        return WEBP_BYTES;
    return text_equal(type, TEXT("image/jpeg")) || text_equal(type, TEXT("image/png")) ? HEAD_BYTES : 0;
}

void check_photo_places(struct checking *checking)
{
    const struct check_subject *subject = checking->subject;
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < subject->site->media.count; i++) {
        const struct media *media = subject->site->media.items[i];
        text bytes;
        size_t most = bytes_to_read(media->path);
        arena_reset(&arena);
        if (!most ||
            file_read_start(subject->content_folder, text_to_string(&arena, media->disk_path), most, &arena,
                &bytes) != 0 ||
            !image_tells_place(bytes))
            continue;
        diagnostic_hint(checking->diagnostics,
            check_report(checking, (span){ media->source, 0, 0 }, "the photograph says where it was taken"),
            "take that out before anybody has it: exiftool -overwrite_original '-gps*=' FILE, or save a copy "
            "without metadata");
    }
    arena_release(&arena);
}
