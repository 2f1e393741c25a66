/* SPDX-License-Identifier: MIT */
/*
 * The manifest (.brief/manifest-<output folder>) lists what this and earlier builds wrote into the output
 * folder. Only what it lists is ever removed or written over. It is written before the first file takes its
 * place, as the union of old and new, and once more when all is done, so that a build that is killed leaves
 * nothing that the next one does not know of. Each line carries its digest: a damaged one is not believed.
 * Before the path of a feed and of what was copied from content/ stands '/'.
 */
#include "build/manifest.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/file_fault.h"
#include "base/file_tree.h"
#include "base/path.h"
#include "build/session.h"
#include "output/kinds.h"

enum { MANIFEST_BYTES = 1 << 30, DIGEST_DIGITS = 16 };

/* Of a folder that is published, and of one that is not (session_is_apart), which drafts were the first
 * reason for. */
static const text heading = TEXT_INIT("brief manifest 2");
static const text apart_heading = TEXT_INIT("brief manifest 2, with drafts");

static const text BESIDE_PREFIX = TEXT_INIT("/");

/* One manifest an output folder, named by where the folder is. */
const char *session_manifest_name(struct session *session)
{
    text digits = digest_hex(&session->arena, digest_of(session->folder.place), DIGEST_DIGITS);
    return text_format(&session->arena, ".brief/manifest-%.*s", TEXT_ARGS(digits)).bytes;
}

static text digits_of(struct arena *arena, text line)
{
    return digest_hex(arena, digest_of(line), DIGEST_DIGITS);
}

static void read_line(struct session *session, struct manifest *manifest, text line)
{
    text digits = text_cut(&line, ' ');
    bool is_beside = text_starts_with(line, BESIDE_PREFIX);
    text path = is_beside ? text_from(line, BESIDE_PREFIX.length) : line;
    /* What no build could have written is not believed either. */
    if (line.bytes && path_check(path) == PATH_OK && text_equal(digits, digits_of(&session->arena, line)))
        map_set(&manifest->paths, path, is_beside ? session : NULL);
}

/* False when there is one that cannot be read: to go on would be to take everything for the user's. */
static bool read_manifest(struct session *session, struct manifest *manifest)
{
    text contents = TEXT_NONE;
    const char *name = session_manifest_name(session);
    int error = file_read(session->site_folder, name, MANIFEST_BYTES, &session->arena, &contents, NULL);
    if (file_fault_is_machine(error))
        file_fault_report(
            &session->diagnostics, SPAN_NONE, "unreadable-file", error, "cannot read '%s'", name);
    text first = text_cut(&contents, '\n');
    manifest->was_apart = text_equal(first, apart_heading);
    manifest->was_found = manifest->was_apart || text_equal(first, heading);
    map_reserve(&manifest->paths, session->plan.outputs.count);
    while (manifest->was_found && contents.length)
        read_line(session, manifest, text_cut(&contents, '\n'));
    return !file_fault_is_machine(error);
}

static void put_paths(struct buffer *out, const struct map *paths)
{
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < paths->count; i++) {
        text path = paths->entries[i].key;
        text line = paths->entries[i].value ? text_format(&arena, "/%.*s", TEXT_ARGS(path)) : path;
        buffer_append(out, digits_of(&arena, line));
        buffer_append_byte(out, ' ');
        buffer_append(out, line);
        buffer_append_byte(out, '\n');
        arena_reset(&arena);
    }
    arena_release(&arena);
}

/* `added` are other ones than `paths`; NULL: none. */
static bool write_manifest(
    struct session *session, const struct map *paths, const struct map *added, bool is_apart)
{
    struct buffer out;
    buffer_init(&out, NULL);
    buffer_append(&out, is_apart ? apart_heading : heading);
    buffer_append_byte(&out, '\n');
    put_paths(&out, paths);
    if (added)
        put_paths(&out, added);
    const char *name = session_manifest_name(session);
    int error = file_replace(session->site_folder, name, buffer_text(&out), session->options->is_durable);
    buffer_release(&out);
    return !file_fault_stopped(&session->diagnostics, "write", text_of(name), error);
}

/* A folder is nobody's file: whether what is in it may go, obstacles.c asks. */
static bool has_file(struct session *session, text path)
{
    enum file_kind kind;
    return file_kind_at(session->folder.handle, text_to_string(&session->arena, path), &kind) == 0 &&
           kind != FILE_FOLDER;
}

static bool is_beside_pages(const struct output_kind *kind)
{
    return kind->render == media_render || kind->render == feed_render ||
           kind->render == corrections_feed_render || kind->render == citation_render ||
           kind->render == citations_render;
}

/* Does the folder have the name in these very bytes? */
static bool lists(struct session *session, text folder, text name)
{
    struct file_entries entries;
    struct arena *arena = &session->arena;
    bool is_listed = false;
    file_list(session->folder.handle, folder.length ? text_to_string(arena, folder) : ".", arena, &entries);
    for (size_t i = 0; !is_listed && i < entries.count; i++)
        is_listed = text_equal(entries.items[i].name, name);
    return is_listed;
}

/* It was found, and is there; is it called otherwise, or a folder above it? */
static bool is_spelt_otherwise(struct session *session, text path)
{
    bool is_listed = true;
    for (text part = path; is_listed && part.length; part = path_folder(part))
        is_listed = lists(session, path_folder(part), path_name(part));
    return !is_listed;
}

/*
 * Where case makes no difference "Map.png" and "map.png" are one file: to remove the one that is an output no
 * more would remove the other. So the other is written anew after that, whatever stands there.
 */
static void find_respelt(struct session *session, struct manifest *manifest)
{
    for (size_t i = 0; i < manifest->paths.count; i++)
        if (!map_contains(&manifest->kept, manifest->paths.entries[i].key))
            *list_add(&session->arena, &manifest->stale) = manifest->paths.entries[i].key;
    for (size_t i = 0; !session->folder.is_fresh && i < manifest->stale.count; i++) {
        const struct output *output = session_find_alike(session, manifest->stale.items[i]);
        if (output && has_file(session, output->path) && is_spelt_otherwise(session, output->path))
            map_set(&manifest->respelt, output->path, session);
    }
}

/* The outputs, and which of them stand where something is that no build is known to have written. */
static void add_outputs(struct session *session, struct manifest *manifest)
{
    const struct output *outputs = session->plan.outputs.items;
    map_reserve(&manifest->kept, session->plan.outputs.count);
    for (size_t i = 0; i < session->plan.outputs.count; i++)
        map_set(&manifest->kept, outputs[i].path, is_beside_pages(outputs[i].kind) ? session : NULL);
    find_respelt(session, manifest);
    for (size_t i = 0; i < session->plan.outputs.count; i++) {
        text path = outputs[i].path;
        bool is_free =
            session->folder.is_fresh || session->options->adopts || map_contains(&manifest->respelt, path);
        if (!map_contains(&manifest->paths, path))
            map_set(is_free || !has_file(session, path) ? &manifest->added : &manifest->foreign, path,
                map_find(&manifest->kept, path));
    }
}

/* What is copied to a host from this folder must not be something else for a while. */
static bool check_folder(struct session *session, const struct manifest *manifest)
{
    bool is_published = !session->folder.is_fresh && manifest->was_found && !manifest->was_apart;
    if (!session_is_apart(session) || !is_published)
        return true;
    session_refuse_place(session, "an earlier build published");
    return false;
}

bool session_record(struct session *session)
{
    struct manifest *manifest = arena_new(&session->arena, struct manifest);
    struct map *const maps[] = { &manifest->paths, &manifest->kept, &manifest->added, &manifest->foreign,
        &manifest->respelt };
    for (size_t i = 0; i < COUNT(maps); i++)
        map_init(maps[i], &session->arena);
    if (!read_manifest(session, manifest) || !check_folder(session, manifest))
        return false;
    add_outputs(session, manifest);
    session->manifest = manifest;
    if (!session->has_cache || !manifest->added.count)
        return true;
    manifest->was_extended = true;
    return write_manifest(session, &manifest->paths, &manifest->added, session_is_apart(session));
}

void session_forget(struct session *session)
{
    const struct manifest *manifest = session->manifest;
    if (!manifest || !manifest->was_extended)
        return;
    if (manifest->was_found)
        write_manifest(session, &manifest->paths, NULL, manifest->was_apart);
    else
        file_remove(session->site_folder, session_manifest_name(session));
}

static bool is_same(const struct map *a, const struct map *b)
{
    bool is_equal = a->count == b->count;
    for (size_t i = 0; is_equal && i < a->count; i++)
        is_equal =
            map_contains(b, a->entries[i].key) && map_find(b, a->entries[i].key) == a->entries[i].value;
    return is_equal;
}

void session_remember(struct session *session)
{
    const struct manifest *manifest = session->manifest;
    bool is_known = manifest->was_found && !manifest->was_extended && !session->options->is_durable &&
                    manifest->was_apart == session_is_apart(session) &&
                    is_same(&manifest->paths, &manifest->kept);
    if (session->has_cache && !is_known)
        write_manifest(session, &manifest->kept, NULL, session_is_apart(session));
}

bool manifest_is_stale(const struct manifest *manifest, text path)
{
    return map_contains(&manifest->paths, path) && !map_contains(&manifest->kept, path);
}

bool manifest_was_beside_pages(const struct manifest *manifest, text path)
{
    return map_find(&manifest->paths, path) != NULL;
}
