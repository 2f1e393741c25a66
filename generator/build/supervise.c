/* SPDX-License-Identifier: MIT */
/*
 * The watching process does nothing but wait: a pipe's end-of-file says that the build is gone, and ten times
 * a second the heartbeat is looked at. A build that runs again knows which calls were ended before it.
 */
#include "build/supervise.h"
#include "build/workers.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TICK_MS = 100, RUN_LIMIT = 32 };

struct supervised {
    enum exit_code (*run)(void *data, struct supervision *supervision);
    void *data;
};

static pid_t start(const struct supervised *supervised, struct supervision *supervision, int *pipe_end)
{
    int ends[2];
    if (pipe(ends) != 0)
        return -1;
    pid_t watcher = getpid();
    pid_t id = fork();
    if (id == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != watcher)
            _exit(EXIT_MACHINE);
        close(ends[0]);
        enum exit_code code = supervised->run(supervised->data, supervision);
        if (fflush(stdout) != 0 && code == EXIT_DONE) {
            fprintf(stderr, "brief: error: cannot write what was built: %s\n", strerror(errno));
            code = EXIT_MACHINE;
        }
        exit(code);
    }
    close(ends[1]);
    if (id < 0)
        close(ends[0]);
    *pipe_end = ends[0];
    return id;
}

/* Waits for the build's end. True when it has to run again without the plugin in the heartbeat. */
static bool wait_for(pid_t id, int pipe_end, struct supervision *supervision, int *status)
{
    struct pollfd waiting = { .fd = pipe_end, .events = POLLIN };
    bool was_ended = false;
    for (;;) {
        int count = poll(&waiting, 1, TICK_MS);
        if (count > 0 || (count < 0 && errno != EINTR))
            break;
        if (!was_ended && heartbeat_is_late(&supervision->heartbeat)) {
            was_ended = true;
            kill(id, SIGKILL);
        }
    }
    close(pipe_end);
    while (waitpid(id, status, 0) < 0 && errno == EINTR)
        ;
    return was_ended || (WIFEXITED(*status) && WEXITSTATUS(*status) == EXIT_AGAIN);
}

static enum exit_code code_of(int status)
{
    if (WIFEXITED(status))
        return (enum exit_code)WEXITSTATUS(status);
    /* The build died of a signal: die of the same, so that a shell sees it; what cannot kill us is a fault.
     */
    struct sigaction usual = { .sa_handler = SIG_DFL };
    sigaction(WTERMSIG(status), &usual, NULL);
    raise(WTERMSIG(status));
    return EXIT_MACHINE;
}

enum exit_code supervise(
    bool is_inline, enum exit_code (*run)(void *data, struct supervision *supervision), void *data)
{
    const struct supervised supervised = { run, data };
    struct supervision *supervision = workers_shared_memory(sizeof *supervision);
    struct plugin_heartbeat *ended = workers_shared_memory(RUN_LIMIT * sizeof *ended);
    int status = 0;
    if (is_inline)
        return run(data, supervision);
    supervision->ended = ended;
    for (size_t turn = 0; turn < RUN_LIMIT; turn++) {
        int pipe_end = -1;
        supervision->ended_count = turn;
        pid_t id = start(&supervised, supervision, &pipe_end);
        if (id < 0) {
            fprintf(stderr, "brief: error: cannot start a process: %s\n", strerror(errno));
            return EXIT_MACHINE;
        }
        if (!wait_for(id, pipe_end, supervision, &status))
            return code_of(status);
        memcpy(&ended[turn], &supervision->heartbeat, sizeof *ended);
        memset(&supervision->heartbeat, 0, sizeof supervision->heartbeat);
    }
    return EXIT_MACHINE;
}
