/* SPDX-License-Identifier: MIT */
/*
 * Files that are written as they are: assets of the layouts, under their own name (style sheets refer to each
 * other by it) and under a fingerprinted one (what asset() gives), and the media of content/.
 */
#include "base/file.h"
#include "base/file_fault.h"
#include "base/path.h"
#include "load/unfetched_file.h"
#include "output/kinds.h"

enum { MEDIA_BYTES_LIMIT = 1 << 30 };

void asset_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->layouts->asset_count; i++) {
        const struct asset *asset = &plan->layouts->assets[i];
        text origin = text_format(plan->arena, "layouts/assets/%.*s", TEXT_ARGS(asset->name));
        output_add_address(plan, kind, asset->address, asset)->origin = origin;
        output_add_address(plan, kind, asset->fingerprinted_address, asset)->origin = origin;
    }
}

bool asset_render(struct renderer *renderer, const struct output *output)
{
    const struct asset *asset = output->subject;
    buffer_append(renderer->out, asset->contents);
    return true;
}

/* Media keep the names they have, so those must do on any host. */
static bool check_media_name(struct output_plan *plan, const struct media *media)
{
    enum path_fault fault = path_check(media->path);
    if (fault == PATH_OK)
        return true;
    struct diagnostic *diagnostic = diagnostic_error(plan->diagnostics, (span){ media->source, 0, 0 },
        "unusable-name", "the path of this file %s", path_fault_text(fault));
    diagnostic_hint(plan->diagnostics, diagnostic, "give the file or its folder another name");
    return false;
}

void media_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->site->media.count; i++) {
        const struct media *media = plan->site->media.items[i];
        if (!check_media_name(plan, media))
            continue;
        struct output *output =
            output_add(plan, kind, path_to_address(plan->arena, media->path), media->path, media);
        output->origin = text_format(plan->arena, "content/%.*s", TEXT_ARGS(media->path));
        output->where = (span){ media->source, 0, 0 };
    }
}

bool media_render(struct renderer *renderer, const struct output *output)
{
    const struct media *media = output->subject;
    text contents = TEXT_NONE;
    int error = file_read(renderer->content_folder, text_to_string(renderer->arena, media->disk_path),
        MEDIA_BYTES_LIMIT, renderer->arena, &contents, NULL);
    if (error) {
        file_fault_report(renderer->diagnostics, (span){ media->source, 0, 0 }, "unreadable-file", error,
            "cannot read the file");
        return false;
    }
    if (unfetched_file_report(renderer->diagnostics, media->source, contents))
        return false;
    buffer_append(renderer->out, contents);
    return true;
}
