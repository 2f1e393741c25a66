/* SPDX-License-Identifier: MIT */
/*
 * A shared control block holds the pieces to be handed out and one slot a worker: which piece it has and
 * since when. The parent waits on a pipe per worker, whose end-of-file says that the process is
 * gone, a byte before it that all is done, and looks at the clocks ten times a second. Workers leave with
 * _exit, so no buffer is flushed twice.
 */
#include "build/workers.h"
#include "base/clock.h"
#include "base/file_fault.h"
#include "base/process.h"
#include "base/processors.h"
#include "build/pieces.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    EXIT_EXHAUSTED = 101, /* and an enum exhausted more */
    TICK_MS = 100,
    WAITING_FACTOR = 10, /* of `seconds`, by the clock */
    IDLE_ENDS = 16,      /* of processes that had no piece in hand, as where each is ended when it begins */
};

struct slot {
    struct worker worker;
    _Atomic size_t piece; /* + 1; 0 = none */
};

struct control {
    struct pieces pieces;
    uint8_t *settled; /* shared, one a piece: done, or its failure reported */
    struct slot slots[];
};

struct process {
    pid_t id;
    int pipe;                    /* read end; -1 = not running */
    bool was_killed;             /* for being too slow */
    bool was_late;               /* for what `is_late` said */
    struct watched_work watched; /* its piece */
};

struct pool {
    const struct work *work;
    struct control *control;
    struct process *processes;
    size_t count;
    size_t idle_ends;
    int start_error; /* why the last process could not be started */
    bool was_cut;    /* `is_late` ended the handing out of pieces */
};

void *workers_shared_memory(size_t size)
{
    void *memory = mmap(NULL, size ? size : 1, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        arena_die_out_of_memory();
    return memory;
}

size_t workers_default_count(void)
{
    size_t count = processors_usable();
    return count < WORKER_LIMIT ? count : WORKER_LIMIT;
}

void workers_exhausted(enum exhausted what)
{
    _exit(EXIT_EXHAUSTED + (int)what);
}

void workers_renew(struct worker *worker)
{
    atomic_store(&worker->started_ms, clock_ms());
}

static void run_pieces(const struct work *work, struct control *control, struct slot *slot)
{
    size_t piece;
    while (pieces_take(&control->pieces, slot->worker.number, &piece)) {
        workers_renew(&slot->worker);
        atomic_store(&slot->piece, piece + 1);
        work->run(work->state, &slot->worker, piece);
        control->settled[piece] = 1;
        atomic_store(&slot->piece, 0);
    }
    if (work->end)
        work->end(work->state);
}

static void close_other_pipes(const struct pool *pool)
{
    for (size_t i = 0; i < pool->count; i++)
        if (pool->processes[i].pipe >= 0)
            close(pool->processes[i].pipe);
}

/* When it cannot be said, the end of the process will do. */
static void say_done(int pipe)
{
    ssize_t count = write(pipe, "", 1);
    (void)count;
}

static bool start(struct pool *pool, size_t number)
{
    int ends[2];
    if (pipe(ends) != 0) {
        pool->start_error = errno;
        return false;
    }
    pid_t id = process_fork(); /* a build that is killed must not leave workers behind */
    if (id < 0) {
        pool->start_error = errno;
        close(ends[0]);
        close(ends[1]);
        return false;
    }
    if (id == 0) {
        close(ends[0]);
        close_other_pipes(pool);
        if (pool->work->begin)
            pool->work->begin(pool->work->state);
        run_pieces(pool->work, pool->control, &pool->control->slots[number]);
        if (pool->work->leaving)
            say_done(ends[1]);
        _exit(0);
    }
    close(ends[1]);
    pool->processes[number] = (struct process){ .id = id, .pipe = ends[0] };
    return true;
}

/* What one piece ran into, the others would: no more are handed out. */
static void cut(struct pool *pool)
{
    pool->was_cut = true;
    pieces_end(&pool->control->pieces);
}

static enum worker_fault fault_of(const struct process *process, int status)
{
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (process->was_late || code == EXIT_EXHAUSTED + EXHAUSTED_TIME)
        return WORKER_LATE;
    if (process->was_killed)
        return WORKER_TIMED_OUT;
    switch (code) {
    case EXIT_EXHAUSTED + EXHAUSTED_MEMORY: return WORKER_OUT_OF_MEMORY;
    case EXIT_EXHAUSTED + EXHAUSTED_OUTPUT: return WORKER_OUTPUT_TOO_LARGE;
    case ARENA_EXIT_CODE: return WORKER_NO_MEMORY;
    default: return WORKER_CRASHED;
    }
}

/* Takes leave of a process that has ended. True unless another one was needed and could not be made. What
 * ends all that are made is no fault of a piece: then there are no more, and what is left is lost. */
static bool finish(struct pool *pool, size_t number)
{
    struct process *process = &pool->processes[number];
    struct slot *slot = &pool->control->slots[number];
    close(process->pipe);
    process->pipe = -1;
    int status = process_wait(process->id);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    size_t piece = atomic_exchange(&slot->piece, 0);
    enum worker_fault fault = fault_of(process, status);
    if (fault == WORKER_LATE)
        cut(pool);
    if (piece > 0) {
        pool->control->settled[piece - 1] = 1;
        if (pool->work->failed)
            pool->work->failed(
                pool->work->state, piece - 1, number, fault, WIFSIGNALED(status) ? WTERMSIG(status) : 0);
    }
    pool->idle_ends += piece == 0;
    if (pieces_gone(&pool->control->pieces) == pool->work->count || pool->idle_ends > IDLE_ENDS)
        return true;
    return start(pool, number);
}

/* Lets a process end by itself that has said that all is done. */
static void let_go(struct pool *pool, size_t number, struct leaving *leaving)
{
    struct process *process = &pool->processes[number];
    close(process->pipe);
    process->pipe = -1;
    leaving->ids[leaving->count++] = process->id;
}

void workers_see_off(struct leaving *leaving)
{
    while (leaving->count)
        process_wait(leaving->ids[--leaving->count]);
}

/* On a crowded machine a process waits for its turn, which is not the piece's fault: but not for ever. */
static bool is_too_slow(struct process *process, const struct slot *slot, int64_t limit_ms)
{
    int64_t started = atomic_load(&slot->worker.started_ms);
    return clock_used_ms(&process->watched, process->id, started) > limit_ms ||
           clock_ms() - started > WAITING_FACTOR * limit_ms;
}

static void kill_late_workers(struct pool *pool)
{
    const struct work *work = pool->work;
    for (size_t i = 0; i < pool->count; i++) {
        struct process *process = &pool->processes[i];
        struct slot *slot = &pool->control->slots[i];
        bool has_piece = process->pipe >= 0 && atomic_load(&slot->piece);
        if (!has_piece || process->was_killed || process->was_late)
            continue;
        process->was_late = work->is_late && work->is_late(work->watched, i);
        process->was_killed = is_too_slow(process, slot, work->seconds * 1000);
        if (process->was_late)
            cut(pool);
        if (process->was_late || process->was_killed)
            kill(process->id, SIGKILL);
    }
}

/* A process may die between taking a piece and saying so; no piece is passed over for that. */
static void report_lost_pieces(struct pool *pool)
{
    for (size_t piece = 0; pool->work->failed && piece < pool->work->count; piece++)
        if (!pool->control->settled[piece])
            pool->work->failed(pool->work->state, piece, 0, WORKER_CRASHED, SIGKILL);
}

static void end_all(struct pool *pool)
{
    for (size_t i = 0; i < pool->count; i++)
        if (pool->processes[i].pipe >= 0)
            kill(pool->processes[i].id, SIGKILL);
    for (size_t i = 0; i < pool->count; i++)
        if (pool->processes[i].pipe >= 0)
            process_wait(pool->processes[i].id);
}

/* Pieces that were handed out, which is nearly what is done. */
static void show_progress(const struct pool *pool)
{
    if (pool->work->progress)
        progress_show(
            pool->work->progress, pool->work->what, pieces_gone(&pool->control->pieces), pool->work->count);
}

static bool wait_for_all(struct pool *pool)
{
    bool is_complete = true;
    struct pollfd waiting[WORKER_LIMIT];
    for (;;) {
        size_t running = 0;
        for (size_t i = 0; i < pool->count; i++) {
            waiting[i] = (struct pollfd){ .fd = pool->processes[i].pipe, .events = POLLIN };
            running += pool->processes[i].pipe >= 0;
        }
        if (!running)
            return is_complete;
        if (poll(waiting, pool->count, TICK_MS) < 0) {
            if (errno == EINTR)
                continue;
            pool->start_error = errno;
            end_all(pool);
            return false;
        }
        for (size_t i = 0; i < pool->count; i++) {
            if (pool->work->leaving && pool->processes[i].pipe >= 0 && (waiting[i].revents & POLLIN))
                let_go(pool, i, pool->work->leaving);
            else if (pool->processes[i].pipe >= 0 && (waiting[i].revents & (POLLHUP | POLLERR)))
                is_complete &= finish(pool, i);
        }
        kill_late_workers(pool);
        show_progress(pool);
    }
}

static bool run_inline(struct arena *arena, const struct work *work, struct diagnostics *diagnostics)
{
    struct worker *worker = arena_new(arena, struct worker);
    /* Shared like the others, so that results live as long whichever way they were made. */
    arena_init_shared(&worker->arena, WORKER_RESERVE_BYTES);
    diagnostics_init(&worker->diagnostics, &worker->arena);
    for (size_t piece = 0; piece < work->count; piece++)
        work->run(work->state, worker, piece);
    if (work->end)
        work->end(work->state);
    diagnostics_take(diagnostics, &worker->diagnostics);
    return true;
}

static void report_no_workers(struct diagnostics *diagnostics, int error)
{
    struct diagnostic *diagnostic = file_fault_report(
        diagnostics, SPAN_NONE, "no-workers", error, "cannot start or await worker processes");
    if (error == EAGAIN)
        diagnostic_hint(diagnostics, diagnostic, "raise the shell's limit of processes (ulimit -u)");
}

bool workers_run(struct arena *arena, const struct work *work, struct diagnostics *diagnostics)
{
    if (work->worker_count == 0)
        return run_inline(arena, work, diagnostics);
    if (work->leaving)
        workers_see_off(work->leaving);
    struct pool pool = { .work = work };
    pool.count = work->worker_count > WORKER_LIMIT ? WORKER_LIMIT : work->worker_count;
    if (pool.count > work->count)
        pool.count = work->count;
    pool.processes = arena_new_array(arena, struct process, pool.count);
    pool.control = workers_shared_memory(sizeof(struct control) + pool.count * sizeof(struct slot));
    pieces_init(&pool.control->pieces, work->count, work->first_count);
    pool.control->settled = workers_shared_memory(work->count);
    bool is_started = true;
    for (size_t i = 0; i < pool.count; i++) {
        struct worker *worker = &pool.control->slots[i].worker;
        worker->number = i;
        arena_init_shared(&worker->arena, WORKER_RESERVE_BYTES);
        diagnostics_init(&worker->diagnostics, &worker->arena);
        pool.processes[i].pipe = -1;
    }
    size_t process_count = work->takes_part && pool.count ? pool.count - 1 : pool.count;
    for (size_t i = 0; i < process_count && is_started; i++)
        is_started = start(&pool, i) || i > 0 || work->takes_part;
    if (work->takes_part && pool.count)
        run_pieces(work, pool.control, &pool.control->slots[process_count]);
    bool is_complete = wait_for_all(&pool) && is_started;
    if (work->progress)
        progress_clear(work->progress);
    if (!is_complete)
        report_no_workers(diagnostics, pool.start_error);
    else if (!pool.was_cut)
        report_lost_pieces(&pool);
    for (size_t i = 0; i < pool.count; i++)
        arena_settle(&pool.control->slots[i].worker.arena);
    for (size_t i = 0; i < pool.count; i++)
        diagnostics_take(diagnostics, &pool.control->slots[i].worker.diagnostics);
    return is_complete;
}

bool workers_fault_is_machine(enum worker_fault fault, int signal)
{
    return fault == WORKER_NO_MEMORY || (fault == WORKER_CRASHED && (signal == SIGKILL || signal == SIGXCPU));
}

text workers_fault_text(struct arena *arena, const struct work *work, enum worker_fault fault, int signal)
{
    switch (fault) {
    case WORKER_TIMED_OUT: return text_format(arena, "took longer than %lld s", (long long)work->seconds);
    case WORKER_OUT_OF_MEMORY: return TEXT("needed more memory than limits: memory_bytes allows");
    case WORKER_OUTPUT_TOO_LARGE: return TEXT("came out larger than limits: output_bytes allows");
    case WORKER_NO_MEMORY: return TEXT("found no memory left on this machine");
    case WORKER_LATE:
    case WORKER_CRASHED: break;
    }
    return signal ? text_format(arena, "ended the worker with signal %d", signal) : TEXT("ended the worker");
}

const char *workers_fault_hint(enum worker_fault fault, int signal)
{
    bool is_short_of_memory = fault == WORKER_NO_MEMORY || (fault == WORKER_CRASHED && signal == SIGKILL);
    return is_short_of_memory
               ? "systems end programs so when memory runs short: give it more, or fewer workers with -j 1"
               : NULL;
}

void workers_fault_advise(struct diagnostics *diagnostics, struct diagnostic *diagnostic,
    enum worker_fault fault, int signal, const char *otherwise)
{
    const char *hint = workers_fault_hint(fault, signal);
    if (hint || otherwise)
        diagnostic_hint(diagnostics, diagnostic, "%s", hint ? hint : otherwise);
}
