/* SPDX-License-Identifier: MIT */
/* Files that belong to articles: where they answer, what they are, how large. */
#include "base/escape.h"
#include "base/file.h"
#include "base/media_type.h"
#include "base/path.h"
#include "base/unicode.h"
#include "load/assembly.h"

/* Paths below content/ of files that a published article has. */
struct attaching {
    struct assembly *assembly;
    struct map published;
};

/* Did the article have one of this address before? Readers of the list would think that it is another. */
static bool is_twice(struct assembly *assembly, struct map *seen, const struct attachment *attachment,
    const struct spanned_text *written)
{
    bool is_known = map_contains(seen, attachment->url);
    map_set(seen, attachment->url, seen);
    if (is_known)
        diagnostic_hint(assembly->diagnostics,
            diagnostic_warning(assembly->diagnostics, written->where, "attachment-twice",
                "'%.*s' is attached twice", TEXT_ARGS(written->text)),
            "keep one of the two");
    return is_known;
}

text assemble_attachment_path(const struct config *config, const struct draft *draft, struct unicode *unicode,
    struct arena *arena, text written)
{
    text address = url_without_query(address_of_whole(config, written));
    return address.length ? draft_file_path(draft, unicode, arena, url_decode(arena, address))
                          : draft_file_path(draft, unicode, arena, written);
}

static text path_of(const struct assembly *assembly, const struct draft *draft, text written)
{
    return assemble_attachment_path(
        assembly->input->config, draft, assembly->input->unicode, assembly->arena, written);
}

static const struct content_file *file_at(const struct assembly *assembly, text path)
{
    return path.bytes ? map_find(&assembly->input->content->by_path, path) : NULL;
}

/* "PDF"; absent where the ending says nothing. */
static text format_of(const struct assembly *assembly, text url)
{
    text name = path_name(url_without_query(url));
    size_t dot = text_find_last_byte(name, '.');
    if (dot == SIZE_MAX || !media_type_of(url).bytes)
        return TEXT_NONE;
    return unicode_upper(assembly->input->unicode, assembly->arena, text_from(name, dot + 1));
}

static int64_t size_of(const struct assembly *assembly, const struct content_file *file)
{
    struct file_status status;
    const char *path = text_to_string(assembly->arena, file->disk_path);
    return file_status_at(assembly->input->content_folder, path, &status) == 0 ? (int64_t)status.size : 0;
}

static void report_no_address(struct assembly *assembly, const struct spanned_text *written)
{
    diagnostic_hint(assembly->diagnostics,
        diagnostic_error(assembly->diagnostics, written->where, "missing-attachment",
            "'%.*s' is no file, nor an address that a file is fetched from", TEXT_ARGS(written->text)),
        "write the path of a file of the site, or an address that begins with https://");
}

/* The file of that path, which may be NULL, where it can be attached; else NULL after reporting why not. */
static const struct content_file *public_file(
    struct assembly *assembly, const struct content_file *file, text path, const struct spanned_text *written)
{
    const struct target *bundle = file ? assemble_held_bundle(assembly, path) : NULL;
    if (!file && url_has_scheme(written->text))
        report_no_address(assembly, written);
    else if (!file)
        assemble_report_missing(assembly, written->where, "missing-attachment", written->text, path);
    else if (file->kind != CONTENT_MEDIA)
        diagnostic_hint(assembly->diagnostics,
            diagnostic_error(assembly->diagnostics, written->where, "missing-attachment",
                "'content/%.*s' is read and not copied", TEXT_ARGS(path)),
            "attach files that are copied, such as a PDF, and link to texts within the text");
    else if (bundle)
        assemble_report_held_attachment(assembly, bundle, path, written->where);
    return file && file->kind == CONTENT_MEDIA && !bundle ? file : NULL;
}

static bool fill(struct attaching *attaching, const struct draft *draft,
    const struct front_matter_attachment *facts, struct attachment *attachment)
{
    struct assembly *assembly = attaching->assembly;
    text written = facts->file.text, path = path_of(assembly, draft, written), name;
    const struct content_file *file = file_at(assembly, path);
    if (!file && url_host(written).length) {
        text own = address_of_whole(assembly->input->config, written);
        attachment->url = written;
        name = url_decode(assembly->arena, path_name(url_without_query(written)));
        if (own.length)
            assemble_note_address(assembly, own, written, facts->file.where);
    } else {
        file = public_file(assembly, file, path, &facts->file);
        if (!file)
            return false;
        map_set(&attaching->published, file->path, attaching);
        attachment->url = url_of_address(
            assembly->input->config, assembly->arena, path_to_address(assembly->arena, file->path));
        attachment->size = size_of(assembly, file);
        name = path_name(file->path);
    }
    attachment->title = facts->title.text.length ? facts->title.text : name.length ? name : written;
    attachment->type = media_type_of(attachment->url);
    attachment->format = format_of(assembly, attachment->url);
    return true;
}

static void attach(struct attaching *attaching, struct article *article, const struct draft *draft)
{
    const struct front_matter *facts = &draft->front_matter;
    struct arena *arena = attaching->assembly->arena;
    if (!facts->attachment_count)
        return;
    struct map seen;
    map_init(&seen, arena);
    const void **items = arena_alloc_array(arena, facts->attachment_count, sizeof *items);
    for (size_t i = 0; i < facts->attachment_count; i++) {
        struct attachment *attachment = arena_new(arena, struct attachment);
        if (fill(attaching, draft, &facts->attachments[i], attachment) &&
            !is_twice(attaching->assembly, &seen, attachment, &facts->attachments[i].file))
            items[article->attachments.count++] = attachment;
    }
    article->attachments.items = items;
}

/* Of a text that is held back, a file outside its folder is published like any other. */
static void warn_of_early(const struct attaching *attaching, const struct draft *draft)
{
    struct assembly *assembly = attaching->assembly;
    for (size_t i = 0; i < draft->front_matter.attachment_count; i++) {
        const struct spanned_text *written = &draft->front_matter.attachments[i].file;
        text path = path_of(assembly, draft, written->text);
        const struct content_file *file = file_at(assembly, path);
        if (!file || file->kind != CONTENT_MEDIA || assemble_held_bundle(assembly, path) ||
            map_contains(&attaching->published, path))
            continue;
        diagnostic_hint(assembly->diagnostics,
            diagnostic_warning(assembly->diagnostics, written->where, "early-attachment",
                "'content/%.*s' is published, and this text is not", TEXT_ARGS(path)),
            "call the text index.md in a folder of its own, and put the file beside it: they come and go "
            "together");
    }
}

void assemble_attachments(struct assembly *assembly)
{
    struct attaching attaching = { .assembly = assembly };
    map_init(&attaching.published, assembly->arena);
    for (size_t i = 0; i < assembly->articles.count; i++)
        attach(&attaching, assembly->articles.items[i].article, assembly->articles.items[i].draft);
    for (size_t i = 0; i < assembly->input->draft_count; i++) {
        const struct draft *draft = assembly->input->drafts[i];
        bool has_files = draft && draft->front_matter.attachment_count && !draft->is_faulty;
        const struct target *target = has_files ? map_find(&assembly->targets, draft->file->path) : NULL;
        if (target && !target->url.bytes)
            warn_of_early(&attaching, draft);
    }
}
