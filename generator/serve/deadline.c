/* SPDX-License-Identifier: MIT */
/* A fixed table: connections are bounded, and so is the work of looking at them. */
#include "serve/deadline.h"
#include "serve/server.h"
#include <pthread.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PLACES = CONNECTION_LIMIT * SERVER_SOCKETS };

struct deadline {
    int socket;
    bool is_used, is_running;
    time_t at; /* monotonic seconds */
};

struct deadlines {
    pthread_mutex_t lock;
    struct deadline table[PLACES];
};

static time_t seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static void *look(void *argument)
{
    struct deadlines *deadlines = argument;
    for (;;) {
        sleep(1);
        time_t now = seconds_now();
        pthread_mutex_lock(&deadlines->lock);
        for (size_t i = 0; i < PLACES; i++) {
            struct deadline *deadline = &deadlines->table[i];
            if (deadline->is_used && deadline->is_running && deadline->at < now)
                shutdown(deadline->socket, SHUT_RDWR);
        }
        pthread_mutex_unlock(&deadlines->lock);
    }
    return NULL;
}

struct deadlines *deadlines_open(struct arena *arena)
{
    struct deadlines *deadlines = arena_new(arena, struct deadlines);
    pthread_t thread;
    pthread_mutex_init(&deadlines->lock, NULL);
    if (pthread_create(&thread, NULL, look, deadlines) != 0)
        return NULL;
    pthread_detach(thread);
    return deadlines;
}

struct deadline *deadline_begin(struct deadlines *deadlines, int socket)
{
    struct deadline *found = NULL;
    pthread_mutex_lock(&deadlines->lock);
    for (size_t i = 0; !found && i < PLACES; i++)
        if (!deadlines->table[i].is_used)
            found = &deadlines->table[i];
    if (found)
        *found = (struct deadline){ socket, true, true, seconds_now() + REQUEST_SECONDS };
    pthread_mutex_unlock(&deadlines->lock);
    return found;
}

static void set(struct deadlines *deadlines, struct deadline *deadline, bool is_used, bool is_running)
{
    if (!deadline)
        return;
    pthread_mutex_lock(&deadlines->lock);
    deadline->is_used = is_used;
    deadline->is_running = is_running;
    deadline->at = seconds_now() + REQUEST_SECONDS;
    pthread_mutex_unlock(&deadlines->lock);
}

void deadline_stop(struct deadlines *deadlines, struct deadline *deadline)
{
    set(deadlines, deadline, true, false);
}

void deadline_renew(struct deadlines *deadlines, struct deadline *deadline)
{
    set(deadlines, deadline, true, true);
}

void deadline_end(struct deadlines *deadlines, struct deadline *deadline)
{
    set(deadlines, deadline, false, false);
}
