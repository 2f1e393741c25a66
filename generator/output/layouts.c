/* SPDX-License-Identifier: MIT */
/* The files of layouts/ at work: what is below assets/ is an asset, what is neither that nor words a
 * template. */
#include "output/layouts.h"
#include "base/digest.h"
#include "base/integrity.h"
#include "base/list.h"
#include "base/path.h"
#include "model/url.h"
#include "output/functions.h"
#include "output/output.h"
#include <stdlib.h>
#include <string.h>

enum { FINGERPRINT_DIGITS = 10 };

struct opening {
    struct arena *arena;
    struct layouts *layouts;
    struct diagnostics *diagnostics;
};

static int compare_assets(const void *a, const void *b)
{
    return text_compare(((const struct asset *)a)->name, ((const struct asset *)b)->name);
}

static void make_asset(struct opening *opening, const struct layout_file *file, struct asset *asset)
{
    struct arena *arena = opening->arena;
    asset->name = text_from(file->name, strlen("assets/"));
    asset->contents = file->contents;
    asset->source = file->source;
    text extension = path_extension(asset->name);
    text digits = digest_hex(arena, digest_of(file->contents), FINGERPRINT_DIGITS);
    text stem = extension.length ? text_slice(asset->name, 0, asset->name.length - extension.length - 1)
                                 : asset->name;
    asset->path = file->name;
    asset->fingerprinted_path = text_format(arena, "assets/%.*s.%.*s%s%.*s", TEXT_ARGS(stem),
        TEXT_ARGS(digits), extension.length ? "." : "", TEXT_ARGS(extension));
    asset->integrity = integrity_of(arena, file->contents);
    asset->url = url_of_address(
        opening->layouts->site->config, arena, path_to_address(arena, asset->fingerprinted_path));
}

static void collect_assets(struct opening *opening)
{
    struct layouts *layouts = opening->layouts;
    struct {
        struct asset *items;
        size_t count, capacity;
    } assets = { 0 };
    for (size_t i = 0; i < layouts->files->by_name.count; i++) {
        const struct layout_file *file = layouts->files->by_name.entries[i].value;
        if (layout_file_is_asset(file->name))
            make_asset(opening, file, list_add(opening->arena, &assets));
    }
    if (assets.count)
        qsort(assets.items, assets.count, sizeof *assets.items, compare_assets);
    layouts->assets = assets.items;
    layouts->asset_count = assets.count;
    map_init(&layouts->assets_by_name, opening->arena);
    for (size_t i = 0; i < assets.count; i++)
        map_set(&layouts->assets_by_name, assets.items[i].name, &assets.items[i]);
}

static bool find_template(void *data, text name, uint32_t *source, text *contents)
{
    const struct layouts *layouts = data;
    const struct layout_file *file = map_find(&layouts->files->by_name, name);
    if (!file || !layout_file_is_template(name))
        return false;
    *source = file->source;
    *contents = file->contents;
    return true;
}

static bool is_builtin_template(void *data, text name)
{
    const struct layouts *layouts = data;
    const struct layout_file *file = map_find(&layouts->files->by_name, name);
    return file && file->is_builtin;
}

/* Fills `names`, which has room for all files, and says how many of them are layouts. */
static size_t template_names(const struct layouts *layouts, text *names)
{
    const struct map *files = &layouts->files->by_name;
    size_t count = 0;
    for (size_t i = 0; i < files->count; i++)
        if (layout_file_is_template(files->entries[i].key))
            names[count++] = files->entries[i].key;
    return count;
}

static void open_templates(struct opening *opening)
{
    struct layouts *layouts = opening->layouts;
    text *names = arena_new_array(opening->arena, text, layouts->files->by_name.count);
    size_t count = template_names(layouts, names);
    struct template_loader *loader = arena_new(opening->arena, struct template_loader);
    *loader = (struct template_loader){ find_template, names, count, layouts, is_builtin_template };
    layouts->templates = templates_open(opening->arena, loader, functions_library(opening->arena, layouts),
        output_globals, GLOBAL_COUNT, opening->diagnostics);
}

struct layouts *layouts_open(struct arena *arena, const struct layout_files *files, const struct site *site,
    struct plugins *plugins, struct diagnostics *diagnostics)
{
    struct layouts *layouts = arena_new(arena, struct layouts);
    struct opening opening = { arena, layouts, diagnostics };
    *layouts =
        (struct layouts){ .site = site, .plugins = plugins, .files = files, .strings = &files->strings };
    layouts->is_right_to_left = unicode_is_right_to_left(arena, site->lang);
    collect_assets(&opening);
    open_templates(&opening);
    return layouts;
}

static void report_unknown(
    const struct layouts *layouts, text name, span where, struct diagnostics *diagnostics)
{
    text *names = arena_new_array(diagnostics->arena, text, layouts->files->by_name.count);
    size_t count = template_names(layouts, names);
    struct diagnostic *diagnostic =
        diagnostic_error(diagnostics, where, "unknown-layout", "there is no layout '%.*s'", TEXT_ARGS(name));
    text nearest = diagnostic_nearest_path(name, names, count);
    text with_ending = text_format(diagnostics->arena, "%.*s.html", TEXT_ARGS(name));
    if (map_contains(&layouts->files->by_name, with_ending))
        nearest = with_ending;
    if (nearest.bytes)
        diagnostic_hint(diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(nearest));
    else
        diagnostic_hint(diagnostics, diagnostic,
            "write the name of a file below layouts/, with its ending, or leave it out for the usual one");
}

bool layouts_know(const struct layouts *layouts, text name)
{
    return layout_file_is_template(name) && map_contains(&layouts->files->by_name, name);
}

const struct template *layouts_template(const struct layouts *layouts, text name)
{
    return layouts_know(layouts, name) ? templates_get(layouts->templates, name) : NULL;
}

void layouts_compile(struct layouts *layouts, text name, span where, struct diagnostics *diagnostics)
{
    if (layouts_know(layouts, name))
        templates_get(layouts->templates, name);
    else
        report_unknown(layouts, name, where, diagnostics);
}
