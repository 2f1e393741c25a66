/* SPDX-License-Identifier: MIT */
/* Pictures of texts without the header of one: empty, cut short, or a page of errors that was saved as one.
 */
#include "base/file.h"
#include "base/count.h"
#include "base/media_type.h"
#include "check/check.h"
#include "load/unfetched_file.h"

/* Of these kinds load/image_size reads the header; a drawing need not say how large it is. */
static bool is_of_read_kind(text path)
{
    static const text kinds[] = { TEXT_INIT("image/png"), TEXT_INIT("image/jpeg"), TEXT_INIT("image/gif"),
        TEXT_INIT("image/webp") };
    text type = media_type_of(path);
    return text_is_one_of(type, kinds, COUNT(kinds));
}

/* NULL when nothing that is published shows it. There are few whose header cannot be read. */
static const struct media *find_media(const struct site *site, text path)
{
    for (size_t i = 0; i < site->media.count; i++) {
        const struct media *media = site->media.items[i];
        if (text_equal(media->path, path))
            return media;
    }
    return NULL;
}

/* That is an error of its own, once the file would be copied. */
static bool is_unfetched(const struct checking *checking, const struct media *media)
{
    enum { START_BYTES = 64 };
    text start;
    return file_read_start(checking->subject->content_folder,
               text_to_string(checking->arena, media->disk_path), START_BYTES, checking->arena,
               &start) == 0 &&
           unfetched_file_is(start);
}

static void check_image(struct checking *checking, struct map *told, const struct draft *draft, text path)
{
    const struct media *media = is_of_read_kind(path) ? find_media(checking->subject->site, path) : NULL;
    if (!media || map_find(told, path) || is_unfetched(checking, media))
        return;
    map_set(told, path, (void *)media);
    diagnostic_hint(checking->diagnostics,
        check_report(checking, (span){ media->source, 0, 0 },
            "'content/%.*s' shows this as a picture, and it has the header of none",
            TEXT_ARGS(draft->file->path)),
        "it is empty, cut short or something else: look at it, and save it anew");
}

void check_image_headers(struct checking *checking)
{
    struct map told;
    map_init(&told, checking->arena);
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        for (size_t k = 0; draft && k < draft->measured.count; k++)
            if (!draft->measured.items[k].is_measured)
                check_image(checking, &told, draft, draft->measured.items[k].path);
    }
}
