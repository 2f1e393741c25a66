/* SPDX-License-Identifier: MIT */
/* Media: every other file below content/, but not what lies in the bundle of an article that is held back, or
 * with the comments on one. */
#include "base/path.h"
#include "load/assembly.h"

const struct target *assemble_held_bundle(const struct assembly *assembly, text path)
{
    for (text folder = path_folder(path); folder.length; folder = path_folder(folder)) {
        const struct target *target =
            map_find(&assembly->targets, path_join(assembly->arena, folder, TEXT("index.md")));
        if (target)
            return target->url.bytes ? NULL : target;
    }
    return NULL;
}

/* content/comments/<id>/ and folders in it: what readers sent about an article that nobody can read yet, or
 * any more. A folder without comments may be of pictures that layouts show. */
static bool lies_with_unseen_comments(const struct assembly *assembly, text path)
{
    if (!text_starts_with(path, TEXT("comments/")))
        return false;
    text id = path_folder(text_from(path, TEXT("comments/").length));
    for (; id.length; id = path_folder(id)) {
        if (map_contains(&assembly->articles_by_id, id))
            return false;
        if (map_contains(&assembly->held_ids, id) || map_contains(&assembly->missing_ids, id))
            return true;
    }
    return false;
}

static void report_held(struct assembly *assembly, const struct target *bundle, text path, span where,
    const char *code, const char *hint)
{
    if (bundle->draft->is_faulty)
        return;
    diagnostic_hint(assembly->diagnostics,
        diagnostic_error(assembly->diagnostics, where, code,
            "'content/%.*s' is not published, as its folder's text is not", TEXT_ARGS(path)),
        "%s", hint);
}

void assemble_report_held_image(struct assembly *assembly, const struct target *bundle, text path, span where)
{
    report_held(assembly, bundle, path, where, "image-held-back",
        "put a picture that others show into a folder of its own");
}

void assemble_report_held_attachment(
    struct assembly *assembly, const struct target *bundle, text path, span where)
{
    report_held(assembly, bundle, path, where, "attachment-held-back",
        "put a file that others have into a folder of its own");
}

static void check_lead_image(
    struct assembly *assembly, const struct draft *draft, const struct spanned_text *src)
{
    text path = src->text.length
                    ? draft_file_path(draft, assembly->input->unicode, assembly->arena, src->text)
                    : TEXT_NONE;
    const struct target *bundle = path.length ? assemble_held_bundle(assembly, path) : NULL;
    if (bundle)
        assemble_report_held_image(assembly, bundle, path, src->where);
}

/* Lead images are met before it is known what is held back. */
static void check_lead_images(struct assembly *assembly)
{
    for (size_t i = 0; i < assembly->articles.count; i++)
        check_lead_image(assembly, assembly->articles.items[i].draft,
            &assembly->articles.items[i].draft->front_matter.image.src);
    for (size_t i = 0; i < assembly->pages.count; i++)
        check_lead_image(assembly, assembly->pages.items[i].draft,
            &assembly->pages.items[i].draft->front_matter.image.src);
    for (size_t i = 0; i < assembly->authors.count; i++)
        check_lead_image(
            assembly, assembly->authors.items[i]->draft, &assembly->authors.items[i]->draft->author->image);
}

void assemble_media(struct assembly *assembly)
{
    const struct content *content = assembly->input->content;
    struct growing_objects media = { 0 };
    for (size_t i = 0; i < content->count; i++) {
        const struct content_file *file = &content->files[i];
        if (file->kind != CONTENT_MEDIA || assemble_held_bundle(assembly, file->path) ||
            lies_with_unseen_comments(assembly, file->path))
            continue;
        struct media *item = arena_new(assembly->arena, struct media);
        item->path = file->path;
        item->disk_path = file->disk_path;
        item->source = file->source;
        item->url = url_of_address(
            assembly->input->config, assembly->arena, path_to_address(assembly->arena, file->path));
        *list_add(assembly->arena, &media) = item;
    }
    check_lead_images(assembly);
    assembly->site->media = object_list_of(&media);
}
