/* SPDX-License-Identifier: MIT */
/*
 * Files that are written as they are: assets of the layouts, under their own name (style sheets refer to each
 * other by it) and under a fingerprinted one (what asset() gives), and the media of content/.
 */
#include "base/path.h"
#include "output/kinds.h"

/* These files keep the names they have, so those must do on any host. NULL after reporting. */
static struct output *add_file(
    struct output_plan *plan, const struct output_kind *kind, text path, span source, const void *subject)
{
    enum path_fault fault = path_check(path);
    if (fault == PATH_OK)
        return output_add(plan, kind, path_to_address(plan->arena, path), path, subject);
    struct diagnostic *diagnostic = diagnostic_error(
        plan->diagnostics, source, "unusable-name", "the path of this file %s", path_fault_text(fault));
    diagnostic_hint(plan->diagnostics, diagnostic, "give the file or its folder another name");
    return NULL;
}

static void plan_asset(
    struct output_plan *plan, const struct output_kind *kind, text path, const struct asset *asset)
{
    struct output *output = add_file(plan, kind, path, (span){ asset->source, 0, 0 }, asset);
    if (output)
        output->origin = text_format(plan->arena, "layouts/assets/%.*s", TEXT_ARGS(asset->name));
}

void asset_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->layouts->asset_count; i++) {
        const struct asset *asset = &plan->layouts->assets[i];
        plan_asset(plan, kind, asset->path, asset);
        plan_asset(plan, kind, asset->fingerprinted_path, asset);
    }
}

bool asset_render(struct renderer *renderer, const struct output *output)
{
    const struct asset *asset = output->subject;
    buffer_append(renderer->out, asset->contents);
    return true;
}

void media_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->site->media.count; i++) {
        const struct media *media = plan->site->media.items[i];
        span source = { media->source, 0, 0 };
        struct output *output = add_file(plan, kind, media->path, source, media);
        if (!output)
            continue;
        output->origin = text_format(plan->arena, "content/%.*s", TEXT_ARGS(media->path));
        output->where = source;
    }
}

bool media_render(struct renderer *renderer, const struct output *output)
{
    (void)output;
    renderer->is_copy = true;
    return true;
}
