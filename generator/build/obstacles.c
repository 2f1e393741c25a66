/* SPDX-License-Identifier: MIT */
/*
 * What stands in the way in the output folder. Looked at when everything is ready and before anything is
 * published: a file of the user's where an output goes, or a folder where a file goes or the other way round.
 * What earlier builds wrote and this one does not is no obstacle: it is removed first. Where the manifest was
 * lost the ledger still knows the addresses that leave, and the gate those of what is held back; a page that
 * would stay at one is reported.
 */
#include "base/count.h"
#include "base/file_fault.h"
#include "base/file_tree.h"
#include "base/path.h"
#include "build/ledger_stage.h"
#include "build/manifest.h"
#include "build/session.h"
#include "model/url.h"
#include <errno.h>

/* Reports, and is false: the build may not publish. */
static bool report_foreign(struct session *session, text path, const char *what)
{
    struct diagnostic *diagnostic = diagnostic_error(&session->diagnostics, SPAN_NONE, "foreign-file",
        "'%.*s' in the output folder %s", TEXT_ARGS(path), what);
    diagnostic_hint(&session->diagnostics, diagnostic, "move it away, or name another output folder");
    return false;
}

/* Is there nothing in the folder that will not be removed first? Otherwise what is in it is *found. */
static int look_into(struct session *session, text folder, text *found)
{
    struct file_entries entries;
    struct arena *arena = &session->arena;
    int error = file_list(session->folder.handle, text_to_string(arena, folder), arena, &entries);
    for (size_t i = 0; !error && !found->bytes && i < entries.count; i++) {
        text path = path_join(arena, folder, entries.items[i].name);
        if (entries.items[i].kind == FILE_FOLDER)
            error = look_into(session, path, found);
        else if (!manifest_is_stale(session->manifest, path))
            *found = path;
    }
    return error;
}

static bool may_replace_folder(struct session *session, text path)
{
    text found = TEXT_NONE;
    int error = look_into(session, path, &found);
    if (file_fault_stopped(&session->diagnostics, "look at", path, error))
        return false;
    if (!found.bytes)
        return true;
    return report_foreign(session, found, "is in a folder where a page or file of this build goes");
}

/* The folders above an output, from the innermost one up to the first that is there. */
static bool may_use_folders(struct session *session, text path)
{
    struct arena *arena = &session->arena;
    for (text folder = path_folder(path); folder.length; folder = path_folder(folder)) {
        enum file_kind kind;
        if (map_contains(&session->folder.usable, folder))
            return true;
        map_set(&session->folder.usable, folder, session);
        int error = file_kind_at(session->folder.handle, text_to_string(arena, folder), &kind);
        if (error == ENOENT)
            *list_add(arena, &session->folder.missing) = folder;
        if (error == ENOENT || error == ENOTDIR || error == ELOOP)
            continue;
        if (file_fault_stopped(&session->diagnostics, "look at", folder, error))
            return false;
        if (kind == FILE_FOLDER || (kind == FILE_REGULAR && manifest_is_stale(session->manifest, folder)))
            return true;
        return report_foreign(session, folder,
            kind == FILE_LINK ? "is a symbolic link where a folder of this build goes"
                              : "is a file where a folder of this build goes");
    }
    return true;
}

static bool may_take_place(struct session *session, const struct output *output)
{
    enum file_kind kind;
    int error = file_kind_at(session->folder.handle, text_to_string(&session->arena, output->path), &kind);
    if (error == ENOENT || error == ENOTDIR || error == ELOOP)
        return may_use_folders(session, output->path);
    if (file_fault_stopped(&session->diagnostics, "look at", output->path, error))
        return false;
    if (kind == FILE_FOLDER)
        return may_replace_folder(session, output->path);
    if (!map_contains(&session->manifest->foreign, output->path))
        return true;
    struct diagnostic *diagnostic = diagnostic_error(&session->diagnostics, SPAN_NONE, "foreign-file",
        "'%.*s' in the output folder is not known to be written by brief, and %.*s would take its place",
        TEXT_ARGS(output->path), TEXT_ARGS(output->origin));
    diagnostic_hint(&session->diagnostics, diagnostic,
        "move it away, or let this build take over what stands in its way with --adopt");
    return false;
}

/* Does a file stand there that no build is known to have written, and this one does not write? */
static bool is_unknown(struct session *session, text path)
{
    enum file_kind kind;
    return !map_contains(&session->manifest->kept, path) && !map_contains(&session->manifest->paths, path) &&
           file_kind_at(session->folder.handle, text_to_string(&session->arena, path), &kind) == 0 &&
           kind == FILE_REGULAR;
}

/* Does such a page? */
static bool stays(struct session *session, text address, text *path)
{
    struct place place;
    const char *fault;
    if (!place_of_address(session->site->config, &session->arena, address, &place, &fault))
        return false;
    *path = place.path;
    return is_unknown(session, place.path);
}

/* Where a page says that the address was given up it took the place of the former one, and of nothing that
 * stood beside that. */
static bool stays_beside(struct session *session, text address, text *path)
{
    static const text names[] = { TEXT_INIT("feed.xml"), TEXT_INIT("feed.json"), TEXT_INIT("cite.bib"),
        TEXT_INIT("cite.ris"), TEXT_INIT("cite.json") };
    struct place place;
    const char *fault;
    if (!place_of_address(session->site->config, &session->arena, address, &place, &fault) ||
        !text_equal(path_name(place.path), TEXT("index.html")))
        return false;
    for (size_t i = 0; i < COUNT(names); i++) {
        *path = path_join(&session->arena, path_folder(place.path), names[i]);
        if (is_unknown(session, *path))
            return true;
    }
    return false;
}

/* Not removed, not even with --adopt: what else was published with it nobody knows any more. */
static void report_left(struct session *session, span where, text path, text what, const char *why)
{
    struct diagnostic *diagnostic = diagnostic_error(&session->diagnostics, where, "left-in-output",
        "'%.*s' is still in the output folder, and not known to be written by brief; '%.*s' is %s",
        TEXT_ARGS(path), TEXT_ARGS(what), why);
    diagnostic_hint(&session->diagnostics, diagnostic,
        "remove it with what was published beside it, or empty the output folder");
}

static void look_for_known(struct session *session, const struct ledger_entry *entry)
{
    text path;
    const struct ledger_entry *next = map_find(&session->ledger->next.by_address, entry->address);
    bool is_gone = next && next->kind == LEDGER_GONE;
    if ((!next || is_gone) &&
        (stays(session, entry->address, &path) || (is_gone && stays_beside(session, entry->address, &path))))
        report_left(session, entry->where, path, entry->address, is_gone ? "gone" : "not published any more");
}

/* Taken back elsewhere, by a build whose urls.lock does not have the address any more. */
static void look_for_held(struct session *session, const struct held_back *held)
{
    text path;
    if (held->address.bytes && !map_contains(&session->ledger->old.by_address, held->address) &&
        stays(session, held->address, &path))
        report_left(session, SPAN_NONE, path, held->source_path, "held back");
}

/* Without urls.lock no address is known that could vanish; the manifest knows the files at least. */
static void tell_of_lost_ledger(struct session *session)
{
    const struct manifest *manifest = session->manifest;
    const struct ledger_stage *ledger = session->ledger;
    text page = TEXT_NONE;
    if (!ledger->records || ledger->old.source || manifest->was_apart)
        return;
    for (size_t i = 0; i < manifest->stale.count && !page.length; i++)
        if (text_ends_with(manifest->stale.items[i], TEXT("index.html")))
            page = manifest->stale.items[i];
    if (!page.length)
        return;
    struct diagnostic *diagnostic = diagnostic_warning(&session->diagnostics, SPAN_NONE, "lost-ledger",
        "'%.*s' leaves the output, and there is no urls.lock that tells what was published", TEXT_ARGS(page));
    diagnostic_hint(&session->diagnostics, diagnostic,
        "take it back from git: git checkout -- urls.lock; or leave it so, if nothing stands on a host yet");
}

bool session_may_publish(struct session *session)
{
    bool is_free = session->folder.handle >= 0 && session->manifest;
    map_init(&session->folder.usable, &session->arena);
    for (size_t i = 0; is_free && !session->folder.is_fresh && i < session->plan.outputs.count; i++)
        if (session->written[i] == WRITTEN_NEW)
            may_take_place(session, &session->plan.outputs.items[i]);
    if (is_free && !session->folder.is_fresh && session->ledger) {
        for (size_t i = 0; i < session->ledger->old.count; i++)
            look_for_known(session, &session->ledger->old.items[i]);
        for (size_t i = 0; i < session->site->held_back_count; i++)
            look_for_held(session, &session->site->held_back[i]);
        tell_of_lost_ledger(session);
    }
    return is_free && !session_has_errors(session);
}
