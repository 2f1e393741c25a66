/* SPDX-License-Identifier: MIT */
/* Two arenas in turn: the newest bulletin is in one while the next is received into the other. */
#include "serve/board.h"
#include "build/options.h"
#include <pthread.h>
#include <time.h>
#include <unistd.h>

struct board {
    int pipe;
    pthread_mutex_t lock;
    pthread_cond_t is_new;
    struct arena arenas[2];
    struct bulletin newest;
};

static void *take_bulletins(void *argument)
{
    struct board *board = argument;
    for (size_t turn = 0;; turn = 1 - turn) {
        struct bulletin bulletin;
        arena_reset(&board->arenas[turn]);
        if (!bulletin_receive(board->pipe, &board->arenas[turn], &bulletin))
            _exit(EXIT_DONE);
        pthread_mutex_lock(&board->lock);
        board->newest = bulletin;
        pthread_cond_broadcast(&board->is_new);
        pthread_mutex_unlock(&board->lock);
    }
    return NULL;
}

struct board *board_open(struct arena *arena, int pipe)
{
    struct board *board = arena_new(arena, struct board);
    pthread_condattr_t attributes;
    pthread_t thread;
    board->pipe = pipe;
    board->newest = (struct bulletin){ .prefix = TEXT(""), .problems = TEXT("") };
    arena_init(&board->arenas[0]);
    arena_init(&board->arenas[1]);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&board->lock, NULL);
    pthread_cond_init(&board->is_new, &attributes);
    pthread_condattr_destroy(&attributes);
    if (pthread_create(&thread, NULL, take_bulletins, board) != 0)
        return NULL;
    pthread_detach(thread);
    return board;
}

struct bulletin board_read(struct board *board, struct arena *arena)
{
    pthread_mutex_lock(&board->lock);
    struct bulletin bulletin = board->newest;
    bulletin.prefix = text_copy(arena, bulletin.prefix);
    bulletin.address = text_copy(arena, bulletin.address);
    bulletin.problems = text_copy(arena, bulletin.problems);
    pthread_mutex_unlock(&board->lock);
    return bulletin;
}

uint32_t board_wait(struct board *board, uint32_t seen, int milliseconds)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += milliseconds / 1000;
    until.tv_nsec += (long)(milliseconds % 1000) * 1000 * 1000;
    if (until.tv_nsec >= 1000 * 1000 * 1000) {
        until.tv_nsec -= 1000 * 1000 * 1000;
        until.tv_sec++;
    }
    pthread_mutex_lock(&board->lock);
    int error = 0;
    while (board->newest.generation == seen && !error)
        error = pthread_cond_timedwait(&board->is_new, &board->lock, &until);
    uint32_t generation = board->newest.generation;
    pthread_mutex_unlock(&board->lock);
    return generation;
}
