/* SPDX-License-Identifier: MIT */
/*
 * The watching process does nothing but wait: a pipe's end-of-file says that the build is gone, and ten times
 * a second the heartbeat is looked at. A build that runs again knows which calls were ended before it.
 */
#include "build/supervise.h"
#include "base/clock.h"
#include "base/file_open.h"
#include "base/file_tree.h"
#include "base/process.h"
#include "build/interrupt.h"
#include "build/lock.h"
#include "build/workers.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Told to stop while it publishes, a build may take this long to finish; the promise is 2 s. */
enum { TICK_MS = 100, RUN_LIMIT = 32, PUBLISHING_MS = 1200, ORPHANS_MS = 500, ORPHANS_TICK_MS = 5 };

struct supervised {
    enum exit_code (*run)(void *data, struct supervision *supervision);
    void *data;
};

static pid_t start(const struct supervised *supervised, struct supervision *supervision, int *pipe_end)
{
    int ends[2];
    if (pipe(ends) != 0)
        return -1;
    pid_t id = process_fork();
    if (id == 0) {
        close(ends[0]);
        enum exit_code code = supervised->run(supervised->data, supervision);
        if (!process_flush(stdout) && code == EXIT_DONE) {
            fprintf(stderr, "brief: error: cannot write what was built: %s\n", strerror(errno));
            code = EXIT_MACHINE;
        }
        process_end(code);
    }
    close(ends[1]);
    if (id < 0)
        close(ends[0]);
    *pipe_end = ends[0];
    return id;
}

void supervision_will_leave(struct supervision *supervision, text staging, text locked)
{
    snprintf(supervision->staging, sizeof supervision->staging, "%.*s", TEXT_ARGS(staging));
    snprintf(supervision->locked, sizeof supervision->locked, "%.*s", TEXT_ARGS(locked));
}

void supervision_will_leave_file(struct supervision *supervision, text path)
{
    snprintf(supervision->beside, sizeof supervision->beside, "%.*s", TEXT_ARGS(path));
}

bool supervision_may_publish(struct supervision *supervision)
{
    int making = PHASE_MAKING;
    return atomic_compare_exchange_strong(&supervision->phase, &making, PHASE_PUBLISHING);
}

void supervision_publishes_nothing(struct supervision *supervision)
{
    atomic_store(&supervision->phase, PHASE_MAKING);
}

bool supervision_has_published(const struct supervision *supervision)
{
    return atomic_load(&supervision->phase) == PHASE_PUBLISHING;
}

bool supervision_begins_anew(struct supervision *supervision)
{
    bool is_broken = atomic_exchange(&supervision->is_cache_broken, false);
    supervision->broken_caches += is_broken;
    return is_broken;
}

/* True when the build may be ended now; false while it has a moment to finish publishing. */
static bool may_stop(struct supervision *supervision)
{
    int making = PHASE_MAKING;
    return atomic_compare_exchange_strong(&supervision->phase, &making, PHASE_STOPPED);
}

/* Waits for the end of the build, of all its processes. True when it had to be ended for what a plugin did.
 */
static bool wait_for(
    pid_t id, int pipe_end, struct supervision *supervision, struct interrupt *interrupt, int *status)
{
    struct pollfd waiting[] = { { .fd = pipe_end, .events = POLLIN },
        { .fd = interrupt->handle, .events = POLLIN } };
    bool was_late = false, was_killed = false;
    int64_t deadline = INT64_MAX;
    for (;;) {
        int count = poll(waiting, 2, TICK_MS);
        if (count < 0 && errno != EINTR)
            break;
        if (count > 0 && waiting[0].revents)
            break;
        if (count > 0 && waiting[1].revents) {
            bool is_second = interrupt->signal != 0;
            interrupt_take(interrupt);
            deadline = is_second || may_stop(supervision) ? 0 : clock_ms() + PUBLISHING_MS;
        }
        was_late |= heartbeat_is_late(&supervision->heartbeat);
        if (!was_killed && (was_late || clock_ms() >= deadline))
            was_killed = kill(id, SIGKILL) == 0;
    }
    close(pipe_end);
    *status = process_wait(id);
    return was_late;
}

/* Workers of a build that was ended come to this process; none is left behind. They have closed the pipe, so
 * they are about to end. Other children, which a shell had when it became this program, may stay. */
static void reap_orphans(void)
{
    int64_t deadline = clock_ms() + ORPHANS_MS;
    pid_t ended;
    while ((ended = waitpid(-1, NULL, WNOHANG)) > 0 || (ended == 0 && clock_ms() < deadline))
        if (ended == 0)
            poll(NULL, 0, ORPHANS_TICK_MS);
}

/* Unless another build has begun to use the folder. A new one that has its name is no more under that of the
 * staging folder. */
static void remove_staging(const struct supervision *supervision)
{
    int handle = file_open_below(AT_FDCWD, supervision->locked, O_RDONLY | O_DIRECTORY, 0);
    if (handle == -ENOENT || (handle >= 0 && lock_is_free(handle))) {
        if (*supervision->staging)
            file_remove_tree(AT_FDCWD, supervision->staging);
        if (*supervision->beside)
            file_remove(AT_FDCWD, supervision->beside);
    }
    if (handle >= 0)
        close(handle);
}

/* What became of the published files, for a build that was ended. */
static const char *published_words(const struct supervision *supervision)
{
    return supervision_has_published(supervision) ? "run it again: it was publishing"
                                                  : "nothing that is published was changed";
}

static enum exit_code ended_by_signal(const struct supervision *supervision, int number)
{
    if (number == SIGPIPE)
        interrupt_die_of(number);
    fprintf(stderr, "brief: error: the build was ended by signal %d (%s); %s\n", number, strsignal(number),
        published_words(supervision));
    if (workers_fault_hint(WORKER_CRASHED, number))
        fprintf(stderr, "  hint: %s\n", workers_fault_hint(WORKER_CRASHED, number));
    if (number == SIGKILL || number == SIGQUIT)
        interrupt_die_of(number);
    return EXIT_MACHINE;
}

/* The build's exit code; or the end of the program, when it was told to stop. */
static enum exit_code leave(struct supervision *supervision, struct interrupt *interrupt, int status)
{
    bool was_killed = WIFSIGNALED(status), is_unasked = atomic_load(&supervision->is_unasked);
    if (was_killed) {
        reap_orphans();
        remove_staging(supervision);
        lock_remove_unfinished(AT_FDCWD);
    }
    if (was_killed && is_unasked)
        return EXIT_MACHINE;
    if (interrupt->signal && !is_unasked && (was_killed || atomic_load(&supervision->phase) == PHASE_STOPPED))
        fprintf(stderr, "brief: stopped; %s\n", published_words(supervision));
    interrupt_close(interrupt);
    return was_killed ? ended_by_signal(supervision, WTERMSIG(status)) : (enum exit_code)WEXITSTATUS(status);
}

enum exit_code supervise(
    bool is_inline, enum exit_code (*run)(void *data, struct supervision *supervision), void *data)
{
    const struct supervised supervised = { run, data };
    struct supervision *supervision = workers_shared_memory(sizeof *supervision);
    struct plugin_heartbeat *ended = workers_shared_memory(RUN_LIMIT * sizeof *ended);
    struct interrupt interrupt;
    int status = 0;
    if (is_inline)
        return run(data, supervision);
    supervision->ended = ended;
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    interrupt_open(&interrupt);
    size_t turn = 0;
    for (; turn < RUN_LIMIT; turn++) {
        int pipe_end = -1;
        pid_t id = start(&supervised, supervision, &pipe_end);
        if (id < 0) {
            fprintf(stderr, "brief: error: cannot start a process: %s\n", strerror(errno));
            break;
        }
        bool was_late = wait_for(id, pipe_end, supervision, &interrupt, &status);
        bool is_again = was_late || (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_AGAIN);
        if (!is_again || interrupt.signal)
            return leave(supervision, &interrupt, status);
        if (!supervision_begins_anew(supervision))
            memcpy(&ended[supervision->ended_count++], &supervision->heartbeat, sizeof *ended);
        memset(&supervision->heartbeat, 0, sizeof supervision->heartbeat);
    }
    if (turn == RUN_LIMIT)
        fprintf(stderr,
            "brief: error: begun anew %d times over plugins that had to be ended; nothing was published\n"
            "  hint: build with fewer of them below plugins: in site.yml\n",
            RUN_LIMIT);
    interrupt_close(&interrupt);
    return EXIT_MACHINE;
}
