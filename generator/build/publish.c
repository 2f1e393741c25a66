/* SPDX-License-Identifier: MIT */
/*
 * From "written beside" to "published". A first build fills a sibling folder that takes the output's name
 * with one rename; a later one renames file by file, each of which is then the old or the new version and
 * never a part.
 */
#include "base/path.h"
#include "build/beside.h"
#include "build/session.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool refuse(struct session *session, const char *why)
{
    struct diagnostic *diagnostic = diagnostic_error(&session->diagnostics, SPAN_NONE, "unsafe-output-folder",
        "the output folder '%.*s' %s", TEXT_ARGS(session->output_name), why);
    diagnostic_hint(
        &session->diagnostics, diagnostic, "name a folder of its own with output: in site.yml or -o");
    return false;
}

static bool is_same_folder(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

/* Where a path leads that may not exist yet: the real place of its nearest folder that does, and the rest.
 * Absent when the rest climbs: where that would lead, nobody can say. */
static text real_place(struct arena *arena, const char *path)
{
    text whole = text_of(path), rest = TEXT("");
    char *copy = strdup(path), *place = NULL;
    while (copy && !(place = realpath(*copy ? copy : *path == '/' ? "/" : ".", NULL)) && *copy) {
        char *slash = strrchr(copy, '/');
        *(slash ? slash : copy) = '\0';
        rest = text_from(whole, strlen(copy));
    }
    text found = place ? path_resolve(arena, text_of(place), TEXT(".")) : TEXT_NONE;
    free(place);
    free(copy);
    for (text parts = rest; found.bytes && parts.bytes;)
        if (text_equal(text_cut(&parts, '/'), TEXT("..")))
            return TEXT_NONE;
    while (text_starts_with(rest, TEXT("/")))
        rest = text_from(rest, 1);
    return found.bytes ? path_resolve(arena, found, rest.length ? rest : TEXT(".")) : found;
}

static bool lies_in(struct arena *arena, const char *inner, const char *outer)
{
    text inside = real_place(arena, inner), around = real_place(arena, outer);
    if (!inside.bytes || !around.bytes || !text_starts_with(inside, around))
        return false;
    return inside.length == around.length || !around.length || inside.bytes[around.length] == '/';
}

/* An output folder that holds the site, or that the site needs itself, would be written over. */
static bool check_folder(struct session *session, const char *target)
{
    static const char *const own[] = { "content", "layouts", "lua-plugins", ".brief", ".git" };
    const char *home = getenv("HOME");
    struct stat status;
    if (lstat(target, &status) == 0 && S_ISLNK(status.st_mode))
        return refuse(session, "is a symbolic link");
    if (lstat(target, &status) == 0 && !S_ISDIR(status.st_mode))
        return refuse(session, "is not a folder");
    if (is_same_folder(target, "/"))
        return refuse(session, "is the root of the file system");
    if (home && *home && is_same_folder(target, home))
        return refuse(session, "is your home folder");
    session->folder.place = real_place(&session->arena, target);
    if (!session->folder.place.bytes)
        return refuse(session, "leads through a folder that is not there");
    if (lies_in(&session->arena, ".", target))
        return refuse(session, "holds the site itself");
    for (size_t i = 0; !session->options->is_preview && i < sizeof own / sizeof *own; i++)
        if (lies_in(&session->arena, target, own[i]))
            return refuse(session, text_format(&session->arena, "lies in '%s'", own[i]).bytes);
    return true;
}

static bool is_absent_or_empty(const char *target)
{
    DIR *folder = opendir(target);
    if (!folder)
        return errno == ENOENT;
    bool is_empty = true;
    for (struct dirent *entry; is_empty && (entry = readdir(folder));)
        is_empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    closedir(folder);
    return is_empty;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status;
    (void)walk;
    return type == FTW_DP ? rmdir(path) : unlink(path);
}

static void remove_tree(const char *path)
{
    nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

static bool machine_failure(struct session *session, const char *action, text path)
{
    session->machine_failed = true;
    diagnostic_error(&session->diagnostics, SPAN_NONE, "cannot-write", "cannot %s '%.*s': %s", action,
        TEXT_ARGS(path), strerror(errno));
    return false;
}

static bool make_folders_above(const char *path)
{
    char *copy = strdup(path);
    bool is_made = copy != NULL;
    for (char *slash = copy ? strchr(copy + 1, '/') : NULL; is_made && slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        is_made = mkdir(copy, 0755) == 0 || errno == EEXIST;
        *slash = '/';
    }
    free(copy);
    return is_made;
}

bool session_open_output(struct session *session)
{
    const struct build_options *options = session->options;
    struct publisher_folder *folder = &session->folder;
    session->output_name = options->is_preview     ? TEXT(PREVIEW_FOLDER)
                           : options->output.bytes ? options->output
                                                   : session->config.output;
    text trimmed = session->output_name;
    while (trimmed.length > 1 && trimmed.bytes[trimmed.length - 1] == '/')
        trimmed.length--;
    folder->target = text_of(text_to_string(&session->arena, trimmed));
    if (!folder->target.length || !check_folder(session, folder->target.bytes))
        return folder->target.length ? false : refuse(session, "has no name");
    if (!make_folders_above(folder->target.bytes))
        return machine_failure(session, "make the folders above", folder->target);
    folder->is_fresh = is_absent_or_empty(folder->target.bytes);
    folder->staging = folder->target;
    if (folder->is_fresh) {
        folder->staging = beside_path(&session->arena, folder->target);
        remove_tree(folder->staging.bytes);
        if (mkdir(folder->staging.bytes, 0755) != 0)
            return machine_failure(session, "make the folder", folder->staging);
    }
    folder->handle = open(folder->staging.bytes, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return folder->handle >= 0 || machine_failure(session, "open the folder", folder->staging);
}

static void swap_fresh_folder(struct session *session)
{
    struct publisher_folder *folder = &session->folder;
    if (rmdir(folder->target.bytes) != 0 && errno != ENOENT) {
        machine_failure(session, "replace the folder", folder->target);
        return;
    }
    if (rename(folder->staging.bytes, folder->target.bytes) != 0)
        machine_failure(session, "name the folder", folder->target);
}

/* A folder in the place of a file would stop the publishing half-way. */
bool session_may_publish(struct session *session)
{
    bool is_free = session->folder.handle >= 0;
    for (size_t i = 0; is_free && !session->folder.is_fresh && i < session->plan.outputs.count; i++) {
        struct stat status;
        text path = session->plan.outputs.items[i].path;
        if (session->written[i] != WRITTEN_NEW ||
            fstatat(session->folder.handle, text_to_string(&session->arena, path), &status,
                AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISDIR(status.st_mode))
            continue;
        errno = EISDIR;
        is_free = machine_failure(session, "write", path);
    }
    return is_free;
}

void session_publish(struct session *session)
{
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < session->plan.outputs.count; i++) {
        text path = session->plan.outputs.items[i].path;
        if (session->written[i] != WRITTEN_NEW)
            continue;
        session->written_count++;
        if (session->folder.is_fresh)
            continue;
        const char *name = text_to_string(&arena, path),
                   *beside = text_to_string(&arena, beside_path(&arena, path));
        if (renameat(session->folder.handle, beside, session->folder.handle, name) != 0)
            machine_failure(session, "name the file", path);
    }
    arena_release(&arena);
    if (session->folder.is_fresh)
        swap_fresh_folder(session);
}

void session_withdraw(struct session *session)
{
    if (session->folder.handle < 0)
        return;
    if (session->folder.is_fresh) {
        remove_tree(session->folder.staging.bytes);
        return;
    }
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; session->written && i < session->plan.outputs.count; i++)
        unlinkat(session->folder.handle,
            text_to_string(&arena, beside_path(&arena, session->plan.outputs.items[i].path)), 0);
    arena_release(&arena);
}
