/* SPDX-License-Identifier: MIT */
/* A byte in a pipe says that a step is done; its end says that no other will be. */
#include "build/aside.h"
#include "base/process.h"
#include "build/workers.h"
#include <errno.h>
#include <signal.h>
#include <unistd.h>

struct aside {
    struct arena *own;  /* the build's */
    struct arena *made; /* shared: what the process makes, one a step */
    aside_step *const *steps;
    size_t step_count, done_count;
    void *state;
    pid_t process; /* 0: there is none, or no more */
    int pipe;
};

static void run_steps(struct aside *aside, int out)
{
    for (size_t i = 0; i < aside->step_count; i++) {
        aside->steps[i](aside->state, &aside->made[i]);
        if (write(out, "", 1) != 1)
            return;
    }
}

static void start(struct aside *aside)
{
    int ends[2];
    if (pipe(ends) != 0)
        return;
    aside->made = workers_shared_memory(aside->step_count * sizeof *aside->made);
    for (size_t i = 0; i < aside->step_count; i++)
        arena_init_shared(&aside->made[i], WORKER_RESERVE_BYTES);
    pid_t process = process_fork();
    if (process == 0) {
        close(ends[0]);
        run_steps(aside, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    aside->process = process < 0 ? 0 : process;
    aside->pipe = ends[0];
    if (!aside->process)
        close(aside->pipe);
}

struct aside *aside_start(
    struct arena *arena, aside_step *const *steps, size_t count, void *state, bool is_inline)
{
    struct aside *aside = arena_new(arena, struct aside);
    *aside = (struct aside){ .own = arena, .steps = steps, .step_count = count, .state = state };
    if (!is_inline)
        start(aside);
    return aside;
}

/* The next step, by the process; false when it does not do it. */
static bool await_step(struct aside *aside)
{
    char byte;
    ssize_t count = -1;
    while (aside->process && (count = read(aside->pipe, &byte, 1)) < 0 && errno == EINTR)
        ;
    if (count != 1)
        aside_end(aside);
    return count == 1;
}

void aside_need(struct aside *aside, size_t step)
{
    for (; aside->done_count <= step; aside->done_count++) {
        if (await_step(aside))
            arena_settle(&aside->made[aside->done_count]);
        else
            aside->steps[aside->done_count](aside->state, aside->own);
    }
}

bool aside_is_at_work(const struct aside *aside)
{
    return aside && aside->process && aside->done_count < aside->step_count;
}

void aside_end(struct aside *aside)
{
    if (!aside || !aside->process)
        return;
    if (aside->done_count < aside->step_count)
        kill(aside->process, SIGKILL);
    close(aside->pipe);
    process_wait(aside->process);
    aside->process = 0;
}
