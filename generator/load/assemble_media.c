/* SPDX-License-Identifier: MIT */
/* Media: every other file below content/, but not what lies in the bundle of an article that is held back. */
#include "base/path.h"
#include "load/assembly.h"

/* A folder at or above the file that is the bundle of something held back? */
static bool lies_in_held_bundle(struct assembly *assembly, text path)
{
    for (text folder = path_folder(path); folder.length; folder = path_folder(folder)) {
        const struct target *target =
            map_find(&assembly->targets, path_join(assembly->arena, folder, TEXT("index.md")));
        if (target)
            return !target->url.bytes;
    }
    return false;
}

void assemble_media(struct assembly *assembly)
{
    const struct content *content = assembly->input->content;
    struct {
        const void **items;
        size_t count, capacity;
    } media = { 0 };
    for (size_t i = 0; i < content->count; i++) {
        const struct content_file *file = &content->files[i];
        if (file->kind != CONTENT_MEDIA || lies_in_held_bundle(assembly, file->path))
            continue;
        struct media *item = arena_new(assembly->arena, struct media);
        item->path = file->path;
        item->source = file->source;
        item->url = url_of_address(
            assembly->input->config, assembly->arena, path_to_address(assembly->arena, file->path));
        *list_add(assembly->arena, &media) = item;
    }
    assembly->site->media = (struct object_list){ media.items, media.count };
}
