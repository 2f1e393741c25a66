/* SPDX-License-Identifier: MIT */
/*
 * From "waits in staging" to "published". A first build's folder takes the output's name with one rename;
 * later ones rename file by file, each of which is then the old or the new version and never a part.
 */
#include "base/file.h"
#include "base/file_fault.h"
#include "base/file_tree.h"
#include "base/path.h"
#include "build/manifest.h"
#include "build/session.h"
#include "build/staging.h"
#include <errno.h>
#include <fcntl.h>

/* A disk on which files have room and their folders have not shall be found full while nothing is published
 * yet. */
bool session_make_folders(struct session *session)
{
    for (size_t i = 0; i < session->folder.missing.count; i++) {
        text folder = session->folder.missing.items[i];
        int error = file_make_parents(
            session->folder.handle, text_format(&session->arena, "%.*s/", TEXT_ARGS(folder)).bytes);
        if (file_fault_stopped(&session->diagnostics, "make the folder", folder, error))
            return false;
    }
    return true;
}

static int take_place(int folder, const char *from, const char *to)
{
    int error = file_rename(folder, from, to);
    /* Only empty folders can be left here: obstacles.c looked. */
    if (error == EISDIR) {
        error = file_remove_empty_tree(folder, to);
        error = error ? error : file_rename(folder, from, to);
    }
    return error;
}

/* Into another file system, which is mounted somewhere in the output folder. */
static int move_across(int folder, const char *from, const char *to, bool is_durable, struct arena *arena)
{
    const char *beside = text_format(arena, "%s" BESIDE_SUFFIX, to).bytes;
    int error = file_copy(folder, from, folder, beside);
    if (!error && is_durable)
        error = file_sync(folder, beside);
    if (!error)
        error = take_place(folder, beside, to);
    if (error)
        file_remove(folder, beside);
    return error;
}

static int move(int folder, const char *from, const char *to, bool is_durable, struct arena *arena)
{
    int error = take_place(folder, from, to);
    if (error == ENOENT) {
        error = file_make_parents(folder, to);
        error = error ? error : file_rename(folder, from, to);
    }
    return error == EXDEV ? move_across(folder, from, to, is_durable, arena) : error;
}

static void publish_file(struct session *session, size_t piece, struct arena *arena)
{
    text path = session->plan.outputs.items[piece].path;
    const char *from = text_to_string(arena, staging_path(arena, piece)), *to = text_to_string(arena, path);
    int error = move(session->folder.handle, from, to, session->options->is_durable, arena);
    file_fault_stopped(&session->diagnostics, "name the file", path, error);
}

/* The folders above `path` that are there. */
static void sync_folders_above(struct session *session, struct map *synced, text path)
{
    for (text folder = path_folder(path); folder.length && !map_contains(synced, folder);
         folder = path_folder(folder)) {
        map_set(synced, folder, session);
        int error = file_sync(session->folder.handle, text_to_string(&session->arena, folder));
        if (error != ENOENT && error != ENOTDIR && error != ELOOP)
            file_fault_stopped(&session->diagnostics, "make durable", folder, error);
    }
}

/* What stands may come from a build that did not wait for the disk, or waited in vain. */
static void sync_standing_files(struct session *session)
{
    for (size_t i = 0; i < session->plan.outputs.count; i++) {
        text path = session->plan.outputs.items[i].path;
        if (session->written[i] != WRITTEN_NEW)
            file_fault_stopped(&session->diagnostics, "make durable", path,
                file_sync(session->folder.handle, text_to_string(&session->arena, path)));
    }
}

/* Every folder that has a name of ours in it or lost one, and those above, which may be new themselves. */
static void sync_folders(struct session *session)
{
    struct map synced;
    map_init(&synced, &session->arena);
    for (size_t i = 0; i < session->plan.outputs.count; i++)
        sync_folders_above(session, &synced, session->plan.outputs.items[i].path);
    for (size_t i = 0; i < session->manifest->stale.count; i++)
        sync_folders_above(session, &synced, session->manifest->stale.items[i]);
    file_fault_stopped(&session->diagnostics, "make durable", session->folder.target,
        file_sync(session->folder.handle, "."));
}

/* The folder that the output is in, and those above it as far as this build made them. */
static void sync_folders_over_output(struct session *session)
{
    const struct publisher_folder *folder = &session->folder;
    text above = folder->target;
    do {
        above = path_folder(above);
        const char *name = above.length ? text_to_string(&session->arena, above)
                           : text_starts_with(folder->target, TEXT("/")) ? "/"
                                                                         : ".";
        file_fault_stopped(&session->diagnostics, "make durable", text_of(name), file_sync(AT_FDCWD, name));
    } while (above.length > folder->above_bytes);
}

static void swap_fresh_folder(struct session *session)
{
    struct publisher_folder *folder = &session->folder;
    if (session->options->is_durable)
        sync_folders(session);
    if (session_has_errors(session))
        return;
    /* An empty folder of that name is replaced in the same step. */
    int error = file_rename(AT_FDCWD, folder->staging.bytes, folder->target.bytes);
    if (!file_fault_stopped(&session->diagnostics, "name the folder", folder->target, error) &&
        session->options->is_durable)
        sync_folders_over_output(session);
}

static void publish_files(struct session *session)
{
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < session->plan.outputs.count; i++)
        if (session->written[i] == WRITTEN_NEW)
            publish_file(session, i, &arena);
    arena_release(&arena);
    if (session->options->is_durable) {
        sync_standing_files(session);
        sync_folders(session);
    }
    file_fault_stopped(&session->diagnostics, "remove", session->folder.staging,
        file_remove_tree(session->folder.handle, STAGING_FOLDER));
}

void session_publish(struct session *session)
{
    for (size_t i = 0; i < session->plan.outputs.count; i++)
        session->written_count += session->written[i] == WRITTEN_NEW;
    if (session->folder.is_fresh)
        swap_fresh_folder(session);
    else
        publish_files(session);
}

void session_withdraw(struct session *session)
{
    struct publisher_folder *folder = &session->folder;
    if (folder->handle >= 0)
        file_remove_tree(AT_FDCWD, folder->staging.bytes);
    for (size_t i = 0; i < folder->missing.count; i++)
        file_remove_empty_tree(folder->handle, text_to_string(&session->arena, folder->missing.items[i]));
}
