/* SPDX-License-Identifier: MIT */
/*
 * The output folder: which one may be written into, and how it is opened. Where there is none yet, a sibling
 * is filled that takes its name with one rename; else files wait in its staging folder.
 */
#include "base/file.h"
#include "base/file_fault.h"
#include "base/file_open.h"
#include "base/file_tree.h"
#include "base/path.h"
#include "build/lock.h"
#include "build/session.h"
#include "build/staging.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
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

bool session_shows_drafts_in_output(const struct session *session)
{
    const struct build_options *options = session->options;
    return options->shows_drafts && !options->is_preview && !session->is_survey;
}

void session_refuse_drafts(struct session *session, const char *reason)
{
    struct diagnostic *diagnostic = diagnostic_error(&session->diagnostics, SPAN_NONE, "drafts-in-output",
        "--drafts would put drafts into '%.*s', which %s", TEXT_ARGS(session->output_name), reason);
    diagnostic_hint(&session->diagnostics, diagnostic,
        "name another folder: brief build --drafts -o DIR; or look at them with brief serve");
    session->is_misused = true;
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

/* As seen from the site when it lies in it, so that a site that is moved or copied keeps what is known of its
 * output. */
static text place_from_site(struct arena *arena, text place)
{
    text site = real_place(arena, ".");
    bool is_inside = site.bytes && text_starts_with(place, site) && place.length > site.length &&
                     (!site.length || place.bytes[site.length] == '/');
    return is_inside ? text_format(arena, ".%.*s", TEXT_ARGS(text_from(place, site.length))) : place;
}

/* Is it the folder of site.yml, by whatever name, or one in it, which would be published with it? */
static bool check_drafts_in(struct session *session, const char *target)
{
    const char *usual = text_to_string(&session->arena, session->config.output);
    if (!session_shows_drafts_in_output(session) || !lies_in(&session->arena, target, usual))
        return true;
    session_refuse_drafts(session, lies_in(&session->arena, usual, target)
                                       ? "is the folder that is published"
                                       : "lies in the folder that is published");
    return false;
}

/* Something that is published at the time of the build and not yet by the clock; absent when there is none.
 */
static text early_source(const struct site *site, struct instant clock)
{
    for (size_t i = 0; i < site->articles.count; i++) {
        const struct article *article = site->articles.items[i];
        if (article->date.instant.milliseconds > clock.milliseconds)
            return article->source_path;
    }
    for (size_t i = 0; i < site->pages.count; i++) {
        const struct page *page = site->pages.items[i];
        if (page->date.is_set && page->date.instant.milliseconds > clock.milliseconds)
            return page->source_path;
    }
    return TEXT_NONE;
}

/* A look ahead, at the place from which the site is copied to its host. */
static void warn_of_early(struct session *session, const char *target)
{
    const struct build_options *options = session->options;
    const char *usual = text_to_string(&session->arena, session->config.output);
    bool looks_ahead = options->at.bytes && session->gate.now.milliseconds > session->clock.milliseconds;
    if (!looks_ahead || options->is_preview || session->is_survey || !lies_in(&session->arena, target, usual))
        return;
    text early = early_source(session->site, session->clock);
    if (!early.bytes)
        return;
    struct diagnostic *diagnostic = diagnostic_warning(&session->diagnostics, SPAN_NONE, "early-in-output",
        "'%.*s', from which the site is published, shows what is not out yet: %.*s",
        TEXT_ARGS(session->output_name), TEXT_ARGS(early));
    diagnostic_hint(&session->diagnostics, diagnostic,
        "look ahead in another folder: brief build --at … -o DIR; a build without --at takes it back");
}

/* Folders that the system or everybody uses, from the root. What is deeper in them, like /var/www/html, may
 * be a host's. */
static bool is_of_system(text place)
{
    static const char *const folders[] = { "bin", "boot", "dev", "etc", "home", "lib", "lib32", "lib64",
        "opt", "proc", "root", "run", "sbin", "sys", "usr", "usr/bin", "usr/include", "usr/lib", "usr/lib32",
        "usr/lib64", "usr/libexec", "usr/local", "usr/local/bin", "usr/local/lib", "usr/local/share",
        "usr/sbin", "usr/share", "var", "var/cache", "var/lib", "var/log", "var/spool", "var/tmp" };
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (text_equal(place, text_of(folders[i])))
            return true;
    return false;
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
    if (is_of_system(session->folder.place))
        return refuse(session, "is a folder of the system");
    if (text_equal(path_folder(session->folder.place), TEXT("home")))
        return refuse(session, "is a home folder");
    session->folder.place = place_from_site(&session->arena, session->folder.place);
    if (lies_in(&session->arena, ".", target))
        return refuse(session, "holds the site itself");
    for (size_t i = 0; !session->options->is_preview && i < sizeof own / sizeof *own; i++)
        if (lies_in(&session->arena, target, own[i]))
            return refuse(session, text_format(&session->arena, "lies in '%s'", own[i]).bytes);
    if (!check_drafts_in(session, target))
        return false;
    warn_of_early(session, target);
    return true;
}

static bool machine_failure(struct session *session, const char *action, text path, int error)
{
    file_fault_report(
        &session->diagnostics, SPAN_NONE, "cannot-write", error, "cannot %s '%.*s'", action, TEXT_ARGS(path));
    return false;
}

static bool is_empty(const char *target)
{
    struct arena arena;
    struct file_entries entries;
    arena_init(&arena);
    bool has_none = file_list(AT_FDCWD, target, &arena, &entries) == 0 && entries.count == 0;
    arena_release(&arena);
    return has_none;
}

/* May a new folder take the target's name? Not where something is in it, nor where it is a mount point or has
 * an owner or mode of its own, which would be lost. */
static bool may_be_swapped(const char *target)
{
    struct statx status;
    unsigned wanted = STATX_MODE | STATX_UID | STATX_GID;
    if (statx(AT_FDCWD, target, AT_SYMLINK_NOFOLLOW, wanted, &status) != 0)
        return errno == ENOENT;
    bool is_mount = status.stx_attributes & STATX_ATTR_MOUNT_ROOT;
    return !is_mount && (status.stx_mode & 07777) == 0755 && status.stx_uid == geteuid() &&
           status.stx_gid == getegid() && is_empty(target);
}

/* Opens and locks the folder at `path`. False when that cannot be done, which is reported. */
static bool open_locked(struct session *session, text path)
{
    struct publisher_folder *folder = &session->folder;
    folder->handle = file_open_below(AT_FDCWD, path.bytes, O_RDONLY | O_DIRECTORY, 0);
    if (folder->handle < 0)
        return machine_failure(session, "open the folder", path, -folder->handle);
    if (session_lock_output(session, folder->handle))
        return true;
    close(folder->handle);
    folder->handle = -1;
    return false;
}

/* Another build may have given the folder its final name while this one waited for the lock. */
static bool has_name_still(const struct publisher_folder *folder)
{
    struct stat opened, named;
    return fstat(folder->handle, &opened) == 0 && lstat(folder->staging.bytes, &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev &&
           may_be_swapped(folder->target.bytes);
}

static int remove_contents(int folder)
{
    struct arena arena;
    struct file_entries entries;
    arena_init(&arena);
    int error = file_list(folder, ".", &arena, &entries);
    for (size_t i = 0; !error && i < entries.count; i++)
        error = file_remove_tree(folder, entries.items[i].name.bytes);
    arena_release(&arena);
    return error;
}

/* A new folder beside the target. False without a report when the target has to be filled itself. */
static bool open_sibling(struct session *session)
{
    struct publisher_folder *folder = &session->folder;
    folder->staging = text_format(&session->arena, "%s" BESIDE_SUFFIX, folder->target.bytes);
    int error = mkdir(folder->staging.bytes, 0755) == 0 || errno == EEXIST ? 0 : errno;
    if (error) {
        bool is_target_there = access(folder->target.bytes, F_OK) == 0;
        return is_target_there ? false : machine_failure(session, "make the folder", folder->staging, error);
    }
    if (!open_locked(session, folder->staging))
        return false;
    error = has_name_still(folder) ? remove_contents(folder->handle) : 0;
    folder->is_fresh = has_name_still(folder) && !error;
    if (error)
        machine_failure(session, "empty the folder", folder->staging, error);
    if (!folder->is_fresh) {
        close(folder->handle);
        folder->handle = -1;
    }
    return folder->is_fresh;
}

/* The sibling of a build that was killed before its first output was whole. */
static void remove_old_sibling(struct session *session)
{
    const char *name = text_format(&session->arena, "%s" BESIDE_SUFFIX, session->folder.target.bytes).bytes;
    int handle = file_open_below(AT_FDCWD, name, O_RDONLY | O_DIRECTORY, 0);
    if (handle < 0)
        return;
    if (lock_is_free(handle))
        file_remove_tree(AT_FDCWD, name);
    close(handle);
}

static bool open_target(struct session *session)
{
    struct publisher_folder *folder = &session->folder;
    folder->is_fresh = false;
    folder->staging = text_format(&session->arena, "%s/" STAGING_FOLDER, folder->target.bytes);
    remove_old_sibling(session);
    if (!open_locked(session, folder->target))
        return false;
    if (faccessat(folder->handle, ".", W_OK | X_OK, AT_EACCESS) != 0)
        return machine_failure(session, "write into the folder", folder->target, errno);
    int error = file_remove_tree(folder->handle, STAGING_FOLDER);
    return error ? machine_failure(session, "remove", folder->staging, error) : true;
}

/* Which folder it is. False when nothing may be written into that one. */
static bool choose_folder(struct session *session)
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
    return folder->target.length ? check_folder(session, folder->target.bytes)
                                 : refuse(session, "has no name");
}

bool session_look_at_output(struct session *session)
{
    struct publisher_folder *folder = &session->folder;
    if (!choose_folder(session))
        return false;
    folder->handle = file_open_below(AT_FDCWD, folder->target.bytes, O_RDONLY | O_DIRECTORY, 0);
    folder->is_fresh = folder->handle == -ENOENT;
    if (folder->handle < 0 && !folder->is_fresh)
        machine_failure(session, "open the folder", folder->target, -folder->handle);
    folder->handle = folder->handle < 0 ? -1 : folder->handle;
    return session_is_sound(session);
}

bool session_open_output(struct session *session)
{
    struct publisher_folder *folder = &session->folder;
    if (!choose_folder(session))
        return false;
    int error = file_make_parents(AT_FDCWD, folder->target.bytes);
    if (error)
        return machine_failure(session, "make the folders above", folder->target, error);
    bool is_open = may_be_swapped(folder->target.bytes) && open_sibling(session);
    if (!is_open && (session_has_errors(session) || !open_target(session)))
        return false;
    supervision_will_leave(
        session->supervision, folder->staging, folder->is_fresh ? folder->staging : folder->target);
    return true;
}
