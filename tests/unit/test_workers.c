/* SPDX-License-Identifier: MIT */
/* Forked workers: every piece once, results and diagnostics in the parent, deaths named. */
#include "base/arena.h"
#include "build/workers.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

enum { PIECES = 200 };

struct fixture {
    struct arena arena;
    struct diagnostics diagnostics;
    text *results; /* shared */
    size_t bad_piece;
    enum worker_fault fault;
    size_t failed_piece, failures;
    int signal;
};

static void run_number(void *state, struct worker *worker, size_t piece)
{
    struct fixture *fixture = state;
    fixture->results[piece] = text_format(&worker->arena, "piece %zu", piece);
    if (piece % 50 == 7)
        diagnostic_warning(&worker->diagnostics, SPAN_NONE, "sample", "piece %zu", piece);
}

static void run_with_a_crash(void *state, struct worker *worker, size_t piece)
{
    struct fixture *fixture = state;
    if (piece == fixture->bad_piece)
        raise(SIGKILL);
    run_number(state, worker, piece);
}

static void run_for_ever(void *state, struct worker *worker, size_t piece)
{
    struct fixture *fixture = state;
    for (volatile bool goes_on = piece == fixture->bad_piece; goes_on;)
        continue;
    run_number(state, worker, piece);
}

/* Goes on for twice the budget of a piece, and says so on the way. */
static void run_and_renew(void *state, struct worker *worker, size_t piece)
{
    struct fixture *fixture = state;
    for (int step = 0; piece == fixture->bad_piece && step < 20; step++) {
        for (clock_t end = clock() + CLOCKS_PER_SEC / 10; clock() < end;)
            continue;
        workers_renew(worker);
    }
    run_number(state, worker, piece);
}

static void run_out_of_memory(void *state, struct worker *worker, size_t piece)
{
    struct fixture *fixture = state;
    if (piece == fixture->bad_piece)
        workers_exhausted(EXHAUSTED_MEMORY);
    run_number(state, worker, piece);
}

static void note_failure(void *state, size_t piece, size_t worker, enum worker_fault fault, int signal)
{
    (void)worker;
    struct fixture *fixture = state;
    fixture->failures++;
    fixture->failed_piece = piece;
    fixture->fault = fault;
    fixture->signal = signal;
}

/* Of processor time: what the machine does besides does not count. */
static const int64_t piece_seconds = 1;

static void run(struct fixture *fixture, size_t workers, void (*function)(void *, struct worker *, size_t))
{
    arena_init(&fixture->arena);
    diagnostics_init(&fixture->diagnostics, &fixture->arena);
    fixture->results = workers_shared_memory(PIECES * sizeof *fixture->results);
    fixture->bad_piece = 93;
    struct work work = { .count = PIECES,
        .worker_count = workers,
        .seconds = function == run_for_ever || function == run_and_renew ? piece_seconds : 100,
        .state = fixture,
        .run = function,
        .failed = note_failure };
    assert_true(workers_run(&fixture->arena, &work, &fixture->diagnostics));
}

static void assert_all_but(const struct fixture *fixture, size_t missing)
{
    for (size_t i = 0; i < PIECES; i++) {
        char expected[32];
        snprintf(expected, sizeof expected, "piece %zu", i);
        if (i == missing)
            assert_null(fixture->results[i].bytes);
        else
            assert_true(text_equal(fixture->results[i], text_of(expected)));
    }
}

static void every_piece_runs_once_for_any_number_of_workers(void **state)
{
    (void)state;
    for (size_t workers = 0; workers <= 8; workers += 4) {
        struct fixture fixture = { 0 };
        run(&fixture, workers, run_number);
        assert_all_but(&fixture, SIZE_MAX);
        assert_int_equal(fixture.diagnostics.warning_count, 4);
        arena_release(&fixture.arena);
    }
}

static void a_worker_that_is_killed_loses_one_piece_which_is_named(void **state)
{
    (void)state;
    for (size_t workers = 1; workers <= 3; workers += 2) {
        struct fixture fixture = { 0 };
        run(&fixture, workers, run_with_a_crash);
        assert_all_but(&fixture, 93);
        assert_int_equal(fixture.failures, 1);
        assert_int_equal(fixture.failed_piece, 93);
        assert_int_equal(fixture.fault, WORKER_CRASHED);
        assert_int_equal(fixture.signal, SIGKILL);
        arena_release(&fixture.arena);
    }
}

static void a_piece_that_takes_too_long_is_ended_and_the_others_are_done(void **state)
{
    (void)state;
    struct fixture fixture = { 0 };
    run(&fixture, 2, run_for_ever);
    assert_all_but(&fixture, 93);
    assert_int_equal(fixture.failures, 1);
    assert_int_equal(fixture.fault, WORKER_TIMED_OUT);
    arena_release(&fixture.arena);
}

static void a_piece_that_gets_on_may_take_as_long_as_it_takes(void **state)
{
    (void)state;
    struct fixture fixture = { 0 };
    run(&fixture, 2, run_and_renew);
    assert_all_but(&fixture, SIZE_MAX);
    assert_int_equal(fixture.failures, 0);
    arena_release(&fixture.arena);
}

static void a_piece_that_runs_out_of_memory_is_told_apart_from_a_crash(void **state)
{
    (void)state;
    struct fixture fixture = { 0 };
    run(&fixture, 2, run_out_of_memory);
    assert_all_but(&fixture, 93);
    assert_int_equal(fixture.fault, WORKER_OUT_OF_MEMORY);
    assert_int_equal(fixture.signal, 0);
    arena_release(&fixture.arena);
}

static void no_work_needs_no_worker(void **state)
{
    (void)state;
    struct fixture fixture = { 0 };
    arena_init(&fixture.arena);
    diagnostics_init(&fixture.diagnostics, &fixture.arena);
    struct work work = { .count = 0,
        .worker_count = 4,
        .seconds = 1,
        .state = &fixture,
        .run = run_number,
        .failed = note_failure };
    assert_true(workers_run(&fixture.arena, &work, &fixture.diagnostics));
    assert_int_equal(fixture.failures, 0);
    arena_release(&fixture.arena);
}

static void workers_that_are_done_go_on_ending(void **state)
{
    (void)state;
    struct fixture fixture = { .bad_piece = 31 };
    struct leaving leaving = { 0 };
    arena_init(&fixture.arena);
    diagnostics_init(&fixture.diagnostics, &fixture.arena);
    fixture.results = workers_shared_memory(PIECES * sizeof *fixture.results);
    struct work work = { .count = PIECES,
        .worker_count = 3,
        .seconds = piece_seconds,
        .state = &fixture,
        .run = run_with_a_crash,
        .failed = note_failure,
        .leaving = &leaving };
    for (int round = 1; round <= 2; round++) {
        assert_true(workers_run(&fixture.arena, &work, &fixture.diagnostics));
        assert_in_range(leaving.count, 1, 3); /* the one that died need not have been replaced */
        assert_int_equal(fixture.failures, round);
    }
    for (size_t i = 0; i < PIECES; i++)
        assert_int_equal(fixture.results[i].bytes != NULL, i != fixture.bad_piece);
    workers_see_off(&leaving);
    assert_int_equal(leaving.count, 0);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* there is no child any more */
    arena_release(&fixture.arena);
}

static void die_at_once(void *state)
{
    (void)state;
    raise(SIGKILL);
}

static void workers_that_die_before_their_first_piece_are_not_made_for_ever(void **state)
{
    (void)state;
    struct fixture fixture = { 0 };
    arena_init(&fixture.arena);
    diagnostics_init(&fixture.diagnostics, &fixture.arena);
    struct work work = { .count = PIECES,
        .worker_count = 3,
        .seconds = piece_seconds,
        .state = &fixture,
        .begin = die_at_once,
        .run = run_number,
        .failed = note_failure };
    assert_true(workers_run(&fixture.arena, &work, &fixture.diagnostics));
    assert_int_equal(fixture.failures, PIECES); /* each is named */
    assert_int_equal(fixture.signal, SIGKILL);
    arena_release(&fixture.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_piece_runs_once_for_any_number_of_workers),
        cmocka_unit_test(a_worker_that_is_killed_loses_one_piece_which_is_named),
        cmocka_unit_test(a_piece_that_takes_too_long_is_ended_and_the_others_are_done),
        cmocka_unit_test(a_piece_that_gets_on_may_take_as_long_as_it_takes),
        cmocka_unit_test(a_piece_that_runs_out_of_memory_is_told_apart_from_a_crash),
        cmocka_unit_test(no_work_needs_no_worker),
        cmocka_unit_test(workers_that_are_done_go_on_ending),
        cmocka_unit_test(workers_that_die_before_their_first_piece_are_not_made_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
