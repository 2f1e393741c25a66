/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_WORKERS_H
#define BRIEF_BUILD_WORKERS_H
/*
 * workers: runs numbered pieces of work in forked processes. Freeze, then fork: what the parent had is there
 * in every worker, what a worker makes in its shared arena is there in the parent. A worker that crashes or
 * overruns its budget loses one piece, which is named; another worker takes its place.
 */
#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/progress.h"
#include "base/watched.h"
#include "model/config.h"

/* More worker processes than this are never started. */
enum { WORKER_LIMIT = 64 };

/* Address space for one process's results, of which 32 bits have little; only touched pages cost memory. */
static const size_t WORKER_RESERVE_BYTES = (size_t)(MEMORY_MAY_BE_LARGE ? UINT64_C(16) << 30 : 64 << 20);

struct worker {
    size_t number;
    _Atomic int64_t started_ms;     /* when its piece began (base/clock) */
    struct arena arena;             /* shared: lives on in the parent */
    struct diagnostics diagnostics; /* in that arena */
};

enum worker_fault {
    WORKER_TIMED_OUT,        /* longer than `seconds` */
    WORKER_OUT_OF_MEMORY,    /* called workers_exhausted(EXHAUSTED_MEMORY) */
    WORKER_OUTPUT_TOO_LARGE, /* called workers_exhausted(EXHAUSTED_OUTPUT) */
    WORKER_LATE,             /* `is_late` said so, or it called workers_exhausted(EXHAUSTED_TIME) */
    WORKER_NO_MEMORY,        /* the machine has none left */
    WORKER_CRASHED,          /* ended by a signal or an unknown exit code */
};

/* Processes that have done their work and are ending. It takes a while until their memory is gone, for which
 * nobody need wait. */
struct leaving {
    int ids[WORKER_LIMIT];
    size_t count;
};

struct work {
    size_t count;        /* pieces 0 … count-1, each run once, in any order */
    size_t first_count;  /* every other process begins with the first so many, which need the same memory */
    size_t worker_count; /* 0: inline in this process, without budgets; else forked, even when it is 1 */
    bool takes_part;     /* this process runs pieces, too, without budgets: for what cannot go wrong */
    int64_t seconds;     /* budget of processor time for one piece; ten times as long by the clock */
    void *state;
    /* In each new process, before its first piece. May be NULL. */
    void (*begin)(void *state);
    /* Runs one piece; anything the parent shall see goes into worker->arena or other shared memory. */
    void (*run)(void *state, struct worker *worker, size_t piece);
    /* In each process, after its last piece. May be NULL. */
    void (*end)(void *state);
    /* In the parent, after the worker that had `piece` died. `signal` is 0 when it exited by itself. May
     * be NULL: what was not done tells by itself. */
    void (*failed)(void *state, size_t piece, size_t worker, enum worker_fault fault, int signal);
    /* In the parent, ten times a second: has what this worker does run out of a budget of its own? May be
     * NULL. */
    bool (*is_late)(void *watched, size_t worker);
    void *watched;
    struct leaving *leaving;   /* where those go that are done; NULL: the work ends when all processes have */
    struct progress *progress; /* shown while workers run; NULL: not */
    const char *what;          /* what it says is going on: "making pages" */
};

/*
 * Runs all the work. Afterwards every worker's diagnostics are in `diagnostics`. The shared arenas stay
 * mapped for the life of the process. False when processes cannot be made, which is reported as a fault of
 * the machine; some pieces may then not have been run.
 */
bool workers_run(struct arena *arena, const struct work *work, struct diagnostics *diagnostics);
/* For a piece that takes as long as there is something to do, and gets on: its budget begins anew. */
void workers_renew(struct worker *worker);
/* Waits until all of them have ended. */
void workers_see_off(struct leaving *leaving);
/* For libraries' callbacks inside a worker: ends the process so that the parent sees the fault. */
void workers_exhausted(enum exhausted what) __attribute__((noreturn));
/* Was the worker ended by the machine or from outside, not by what it worked on? */
bool workers_fault_is_machine(enum worker_fault fault, int signal);
/* In words, for "building this page %s": "took longer than 10 s". */
text workers_fault_text(struct arena *arena, const struct work *work, enum worker_fault fault, int signal);
/* What helps when memory ran short, for a hint; NULL when it was something else. */
const char *workers_fault_hint(enum worker_fault fault, int signal);
/* Adds it to the diagnostic, or else `otherwise`, which may be NULL. */
void workers_fault_advise(struct diagnostics *diagnostics, struct diagnostic *diagnostic,
    enum worker_fault fault, int signal, const char *otherwise);
/* Zeroed memory that forked processes and the parent all see. Never NULL. */
void *workers_shared_memory(size_t size);
/* One for each processor that this process may use (base/processors), WORKER_LIMIT at most. */
size_t workers_default_count(void);
#endif
