/* SPDX-License-Identifier: MIT */
#include "base/process.h"
#include "base/watched.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

int process_fork(void)
{
    pid_t parent = getpid(), id = fork();
    if (id == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
            _exit(PROCESS_MACHINE_FAILED);
    }
    return (int)id;
}

int process_wait(int child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

bool process_flush(FILE *stream)
{
    int outcome;
    do
        outcome = fflush(stream);
    while (outcome != 0 && errno == EINTR);
    return outcome == 0;
}

void process_end(int code)
{
    if (MEMORY_IS_WATCHED)
        exit(code);
    _exit(code);
}
