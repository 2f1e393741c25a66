/* SPDX-License-Identifier: MIT */
/*
 * One build of a site at a time (.brief/lock, which names the process), and one build into an output folder
 * at a time (a lock on the folder itself, for two sites that share it and for sites without a cache). Both
 * are flock's, which die with the processes that hold them.
 */
#include "build/lock.h"
#include "base/count.h"
#include "base/file.h"
#include "base/file_open.h"
#include "base/file_tree.h"
#include "build/session.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LOCK_FILE ".brief/lock"

/* Root could write there all the same, against what the mode says. */
static bool is_read_only_by_mode(int folder)
{
    struct stat status;
    return fstat(folder, &status) == 0 && !(status.st_mode & 0222);
}

static void no_cache(struct session *session, int error, const char *what)
{
    diagnostic_warning(
        &session->diagnostics, SPAN_NONE, "no-cache", "cannot %s: %s", what, file_error_text(error));
}

/* What says to git and to backups that a cache may be left out. Missing after a build that was killed early.
 */
static void mark_cache(int site_folder)
{
    static const struct {
        const char *path;
        text contents;
    } marks[] = {
        { ".brief/.gitignore", TEXT_INIT("*\n") },
        { ".brief/CACHEDIR.TAG", TEXT_INIT("Signature: 8a477f597d28d172789f06886806bc55\n") },
    };
    for (size_t i = 0; i < COUNT(marks); i++) {
        enum file_kind kind;
        if (file_kind_at(site_folder, marks[i].path, &kind) != 0)
            file_write(site_folder, marks[i].path, marks[i].contents, false);
    }
}

bool session_open_cache(struct session *session)
{
    enum file_kind kind;
    bool is_there = file_kind_at(session->site_folder, ".brief", &kind) == 0;
    bool may_be_made = is_there || !is_read_only_by_mode(session->site_folder);
    int error = may_be_made ? file_make_folder(session->site_folder, ".brief", 0700) : EACCES;
    if (error)
        no_cache(session, error, "make the folder '.brief'");
    else
        mark_cache(session->site_folder);
    return !error;
}

/* The process that the lock names, or 0. */
static pid_t lock_holder(int lock)
{
    char number[32] = "";
    return pread(lock, number, sizeof number - 1, 0) > 0 ? (pid_t)strtol(number, NULL, 10) : 0;
}

/*
 * The workers of a build that was killed hold the lock until they are gone too, a moment later. So a taken
 * lock is asked for again for half a second, and longer when the build that it names is no more. A file
 * system that has no locks is built on without.
 */
static bool take_lock(int lock, bool has_holder)
{
    const struct timespec pause = { .tv_nsec = 10 * 1000 * 1000 };
    for (int tries = 0; flock(lock, LOCK_EX | LOCK_NB) != 0; tries++) {
        if (errno == EINTR)
            continue;
        if (errno != EWOULDBLOCK)
            return true;
        pid_t holder = has_holder ? lock_holder(lock) : 0;
        bool is_dead = holder > 0 && kill(holder, 0) != 0 && errno == ESRCH;
        if (tries >= (is_dead ? 500 : 50))
            return false;
        nanosleep(&pause, NULL);
    }
    return true;
}

/* The name is for whoever comes second; the lock holds without it. */
static void write_holder(int lock)
{
    char number[32];
    int length = snprintf(number, sizeof number, "%ld\n", (long)getpid());
    if (ftruncate(lock, 0) == 0 && lseek(lock, 0, SEEK_SET) == 0)
        file_write_all(lock, (text){ number, (size_t)length });
}

void lock_leave(int lock)
{
    if (lock >= 0)
        flock(lock, LOCK_UN);
}

bool lock_take_again(int lock)
{
    bool is_taken = take_lock(lock, true);
    if (is_taken)
        write_holder(lock);
    return is_taken;
}

/* What builds that were ended left beside files of the cache. Who calls holds the lock. */
static void remove_unfinished(int site_folder)
{
    struct arena arena;
    struct file_entries entries;
    arena_init(&arena);
    if (file_list(site_folder, ".brief", &arena, &entries) == 0)
        for (size_t i = 0; i < entries.count; i++)
            if (text_ends_with(entries.items[i].name, TEXT(BESIDE_SUFFIX)))
                file_remove(
                    site_folder, text_format(&arena, ".brief/%.*s", TEXT_ARGS(entries.items[i].name)).bytes);
    arena_release(&arena);
}

bool session_lock(struct session *session)
{
    session->has_cache = session_open_cache(session);
    if (!session->has_cache)
        return true;
    int lock = file_open_below(session->site_folder, LOCK_FILE, O_RDWR | O_CREAT, 0600);
    if (lock < 0) {
        session->has_cache = false;
        no_cache(session, -lock, "open '" LOCK_FILE "'");
        return true;
    }
    session->lock = lock;
    /* Where the lock is from an earlier build, it opens though nothing can be added beside it. */
    session->has_cache = faccessat(session->site_folder, ".brief", W_OK, AT_EACCESS) == 0;
    if (!session->has_cache)
        no_cache(session, errno, "write into '.brief'");
    if (take_lock(lock, true)) {
        write_holder(lock);
        remove_unfinished(session->site_folder);
        return true;
    }
    session->is_locked_out = true;
    diagnostic_error(&session->diagnostics, SPAN_NONE, "another-build",
        "another build of this site is running (process %ld)", (long)lock_holder(lock));
    return false;
}

int64_t lock_clock_ns(int lock)
{
    struct stat status;
    struct timespec now;
    if (lock >= 0 && futimens(lock, NULL) == 0 && fstat(lock, &status) == 0)
        now = status.st_mtim;
    else
        clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

bool lock_is_free(int handle)
{
    return flock(handle, LOCK_EX | LOCK_NB) == 0;
}

void lock_remove_unfinished(int site_folder)
{
    int lock = file_open_below(site_folder, LOCK_FILE, O_RDWR, 0);
    if (lock < 0)
        return;
    if (lock_is_free(lock))
        remove_unfinished(site_folder);
    close(lock);
}

bool session_lock_output(struct session *session, int handle)
{
    if (take_lock(handle, false))
        return true;
    session->is_locked_out = true;
    diagnostic_error(&session->diagnostics, SPAN_NONE, "another-build",
        "another build is writing into the output folder '%.*s'", TEXT_ARGS(session->output_name));
    return false;
}
