/* SPDX-License-Identifier: MIT */
/*
 * Looking at files. A file that was touched within two seconds is digested besides, since its times may not
 * tell the next change; of content/, the cache has looked already.
 */
#include "base/file_pieces.h"
#include "base/file_tree.h"
#include "base/path.h"
#include "build/session.h"
#include "build/standing.h"
#include "build/lock.h"

const char *standing_name(struct session *session)
{
    text digits = digest_hex(&session->arena, digest_of(session_output_folder(session)), 16);
    return text_format(&session->arena, ".brief/standing-%.*s", TEXT_ARGS(digits)).bytes;
}

struct digest standing_question(const struct session *session)
{
    const struct build_options *options = session->options;
    struct buffer said;
    buffer_init(&said, NULL);
    buffer_print(
        &said, "base_url %.*s\noutput %.*s\n", TEXT_ARGS(options->base_url), TEXT_ARGS(options->output));
    buffer_print(&said, "%d %d %d %d %d %d %d %d %d %d\n", options->is_offline, options->shows_drafts,
        options->shows_scheduled, options->is_preview, options->is_strict, options->is_locked,
        options->is_durable, options->at.bytes != NULL, session->is_present, session_looks_ahead(session));
    buffer_append(&said, text_of(session->source_date_fault));
    struct digest digest = digest_of(buffer_text(&said));
    buffer_release(&said);
    return digest;
}

struct digest standing_style(const struct session *session)
{
    const struct diagnostic_style *style = &session->options->style;
    int64_t numbers[] = { (int64_t)style->form, style->color, (int64_t)style->limit,
        session->options->is_quiet };
    return digest_of((text){ (const char *)numbers, sizeof numbers });
}

/* Names have a NUL behind them, to be used as they are. */
static struct standing_file *add_named(struct session *session, struct standing *standing,
    struct standing_files *files, text path, bool is_output)
{
    struct standing_file *file = list_add(&session->arena, files);
    file->name_offset = (uint32_t)standing->names.length;
    file->name_length = (uint32_t)path.length;
    file->is_output = is_output;
    buffer_append(&standing->names, path);
    buffer_append_byte(&standing->names, '\0');
    return file;
}

void standing_add_known(struct session *session, struct standing *standing, text path, bool is_output,
    const struct file_status *status, const struct digest *digest)
{
    struct standing_file *file = add_named(session, standing, &standing->files, path, is_output);
    file->status = *status;
    if (digest) {
        file->has_digest = true;
        file->digest = *digest;
    }
}

void standing_add(struct session *session, struct standing *standing, text path)
{
    struct standing_file *file = add_named(session, standing, &standing->files, path, false);
    const char *name = text_to_string(&session->arena, path);
    if (file_status_at(session->site_folder, name, &file->status) != 0 ||
        file_status_is_settled(&file->status, standing->noted_ns))
        return;
    file->has_digest = file_digest(session->site_folder, name, &file->digest) == 0;
}

void standing_add_folder(
    struct session *session, struct standing *standing, text path, const struct file_status *status)
{
    add_named(session, standing, &standing->folders, path, false)->status = *status;
}

struct paths {
    text *items;
    size_t count, capacity;
};

/* Everything below the folder `root` of the site, which need not be there. What is no folder is noted too: it
 * is spoken of. */
static void add_tree(struct session *session, struct standing *standing, text root)
{
    struct paths folders = { 0 };
    *list_add(&session->arena, &folders) = root;
    for (size_t i = 0; i < folders.count; i++) {
        struct file_status status = { 0 };
        struct file_entries entries;
        const char *name = text_to_string(&session->arena, folders.items[i]);
        file_folder_status_at(session->site_folder, name, &status);
        standing_add_folder(session, standing, folders.items[i], &status);
        if (file_list(session->site_folder, name, &session->arena, &entries) != 0)
            continue;
        for (size_t k = 0; k < entries.count; k++) {
            text path = path_join(&session->arena, folders.items[i], entries.items[k].name);
            if (entries.items[k].kind == FILE_FOLDER)
                *list_add(&session->arena, &folders) = path;
            else if (entries.items[k].kind == FILE_REGULAR)
                standing_add(session, standing, path);
        }
    }
}

void session_look_around(struct session *session)
{
    struct standing *standing = arena_new(&session->arena, struct standing);
    session->standing = standing;
    standing->noted_ns = lock_clock_ns(session->lock);
    buffer_init(&standing->names, &session->arena);
    standing_add(session, standing, TEXT("site.yml"));
    add_tree(session, standing, TEXT("layouts"));
    add_tree(session, standing, TEXT("lua-plugins"));
}
