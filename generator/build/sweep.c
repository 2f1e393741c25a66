/* SPDX-License-Identifier: MIT */
/*
 * The manifest (.brief/manifest-<output folder>) lists what this and earlier builds wrote into the output
 * folder. Only what it lists is ever removed. It is written before the first file is made, as the union
 * of old and new, and once more when all is done, so that a build that is killed leaves nothing that the next
 * one does not know of.
 */
#include "base/digest.h"
#include "base/file.h"
#include "base/path.h"
#include "build/beside.h"
#include "build/session.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MANIFEST_BYTES = 1 << 30 };

static const char heading_open[] = "brief manifest 1: a build is under way\n";
static const char heading_done[] = "brief manifest 1\n";

struct manifest {
    struct map paths;
    bool was_interrupted; /* the build that wrote it did not end */
};

static bool is_read_only_by_mode(int folder)
{
    struct stat status;
    return fstat(folder, &status) == 0 && !(status.st_mode & 0222);
}

static bool open_cache(struct session *session)
{
    if (is_read_only_by_mode(session->site_folder))
        return false;
    if (mkdirat(session->site_folder, ".brief", 0700) == 0) {
        int folder = openat(session->site_folder, ".brief", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        file_write(folder, ".gitignore", TEXT("*\n"), false);
        file_write(folder, "CACHEDIR.TAG", TEXT("Signature: 8a477f597d28d172789f06886806bc55\n"), false);
        close(folder);
        return true;
    }
    struct stat status;
    int error = errno;
    if (error == EEXIST && fstatat(session->site_folder, ".brief", &status, AT_SYMLINK_NOFOLLOW) == 0) {
        if (S_ISDIR(status.st_mode))
            return true;
        error = ENOTDIR;
    }
    diagnostic_warning(
        &session->diagnostics, SPAN_NONE, "no-cache", "cannot make the folder '.brief': %s", strerror(error));
    return false;
}

/* The process that the lock names, or 0. */
static pid_t lock_holder(int lock)
{
    char number[32] = "";
    return pread(lock, number, sizeof number - 1, 0) > 0 ? (pid_t)strtol(number, NULL, 10) : 0;
}

/*
 * The workers of a build that was killed hold the lock until they are gone too, a moment later. So a taken
 * lock is asked for again for half a second, and longer when the build that it names is no more.
 */
static bool take_lock(int lock)
{
    const struct timespec pause = { .tv_nsec = 10 * 1000 * 1000 };
    for (int tries = 0; flock(lock, LOCK_EX | LOCK_NB) != 0; tries++) {
        pid_t holder = lock_holder(lock);
        bool is_dead = holder > 0 && kill(holder, 0) != 0 && errno == ESRCH;
        if (tries >= (is_dead ? 500 : 50))
            return false;
        nanosleep(&pause, NULL);
    }
    return true;
}

bool session_lock(struct session *session, enum exit_code *code)
{
    session->has_cache = open_cache(session);
    if (!session->has_cache)
        return true;
    int lock = openat(session->site_folder, ".brief/lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (lock < 0) {
        session->has_cache = false;
        diagnostic_warning(
            &session->diagnostics, SPAN_NONE, "no-cache", "cannot open '.brief/lock': %s", strerror(errno));
        return true;
    }
    session->lock = lock;
    if (take_lock(lock)) {
        text number = text_format(&session->arena, "%ld\n", (long)getpid());
        if (ftruncate(lock, 0) != 0 || pwrite(lock, number.bytes, number.length, 0) < 0)
            diagnostic_warning(&session->diagnostics, SPAN_NONE, "no-cache", "cannot write '.brief/lock': %s",
                strerror(errno));
        return true;
    }
    char other[32] = "";
    ssize_t length = pread(lock, other, sizeof other - 1, 0);
    text number = text_trim((text){ other, length > 0 ? (size_t)length : 0 });
    diagnostic_error(&session->diagnostics, SPAN_NONE, "another-build",
        "another build of this site is running (process %.*s)", TEXT_ARGS(number));
    *code = EXIT_LOCKED;
    return false;
}

/* One manifest an output folder, named by where the folder is. */
static const char *manifest_name(struct session *session, const char *ending)
{
    text digits = digest_hex(&session->arena, digest_of(session->folder.place), 16);
    return text_format(&session->arena, ".brief/manifest-%.*s%s", TEXT_ARGS(digits), ending).bytes;
}

static void read_manifest(struct session *session, struct manifest *manifest)
{
    text contents = TEXT_NONE;
    map_init(&manifest->paths, &session->arena);
    if (file_read(session->site_folder, manifest_name(session, ""), MANIFEST_BYTES, &session->arena,
            &contents, NULL) != 0)
        return;
    text line = text_cut(&contents, '\n');
    manifest->was_interrupted = line.length + 1 != strlen(heading_done);
    while (contents.bytes && contents.length) {
        text path = text_cut(&contents, '\n');
        /* A line that no build could have written is not believed. */
        if (path_check(path) == PATH_OK)
            map_set(&manifest->paths, path, session);
    }
}

static bool write_manifest(struct session *session, const struct map *paths, const char *heading)
{
    struct buffer out;
    buffer_init(&out, NULL);
    buffer_append(&out, text_of(heading));
    for (size_t i = 0; i < paths->count; i++) {
        buffer_append(&out, paths->entries[i].key);
        buffer_append_byte(&out, '\n');
    }
    const char *beside = manifest_name(session, BESIDE_SUFFIX), *name = manifest_name(session, "");
    int error = file_write(session->site_folder, beside, buffer_text(&out), true);
    buffer_release(&out);
    if (!error && renameat(session->site_folder, beside, session->site_folder, name) == 0)
        return true;
    session->machine_failed = true;
    diagnostic_error(&session->diagnostics, SPAN_NONE, "cannot-write", "cannot write '%s': %s", name,
        file_error_text(error ? error : errno));
    return false;
}

static void add_outputs(const struct session *session, struct map *paths)
{
    for (size_t i = 0; i < session->plan.outputs.count; i++)
        map_set(paths, session->plan.outputs.items[i].path, (void *)session);
}

bool session_record(struct session *session)
{
    if (!session->has_cache)
        return true;
    struct manifest *manifest = arena_new(&session->arena, struct manifest);
    read_manifest(session, manifest);
    struct map all;
    map_init(&all, &session->arena);
    for (size_t i = 0; i < manifest->paths.count; i++)
        map_set(&all, manifest->paths.entries[i].key, session);
    add_outputs(session, &all);
    session->manifest = manifest;
    return write_manifest(session, &all, heading_open);
}

static void remove_empty_parents(struct session *session, text path)
{
    for (text folder = path_folder(path); folder.length; folder = path_folder(folder))
        if (unlinkat(session->folder.handle, text_to_string(&session->arena, folder), AT_REMOVEDIR) != 0)
            return;
}

static void remove_stale(struct session *session, const struct map *kept)
{
    const struct map *paths = &session->manifest->paths;
    for (size_t i = 0; i < paths->count; i++) {
        text path = paths->entries[i].key;
        if (session->manifest->was_interrupted)
            unlinkat(session->folder.handle,
                text_to_string(&session->arena, beside_path(&session->arena, path)), 0);
        if (map_contains(kept, path))
            continue;
        if (unlinkat(session->folder.handle, text_to_string(&session->arena, path), 0) == 0) {
            session->removed_count++;
            remove_empty_parents(session, path);
        } else if (errno != ENOENT && errno != ENOTDIR) {
            session->machine_failed = true;
            diagnostic_error(&session->diagnostics, SPAN_NONE, "cannot-write", "cannot remove '%.*s': %s",
                TEXT_ARGS(path), strerror(errno));
        }
    }
}

/* After a build that failed: what the manifest said before it. */
void session_forget(struct session *session)
{
    const struct manifest *manifest = session->manifest;
    if (manifest)
        write_manifest(session, &manifest->paths, manifest->was_interrupted ? heading_open : heading_done);
}

void session_sweep(struct session *session)
{
    if (!session->manifest)
        return;
    struct map kept;
    map_init(&kept, &session->arena);
    add_outputs(session, &kept);
    if (!session->folder.is_fresh)
        remove_stale(session, &kept);
    write_manifest(session, &kept, heading_done);
}
