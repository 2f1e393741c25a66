/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_SERVE_DEADLINE_H
#define BRIEF_SERVE_DEADLINE_H
/*
 * deadline: ends connections that take too long over their request. The library's own time-out counts
 * silence, which a client can avoid by sending a byte now and then.
 */
#include "base/arena.h"
#include <stdbool.h>

struct deadlines;
struct deadline; /* of one connection */

enum { CONNECTION_LIMIT = 128 /* at each socket that listens */, REQUEST_SECONDS = 10 };

/* Starts the thread that looks once a second. NULL when it could not be started. Storage: `arena`. */
struct deadlines *deadlines_open(struct arena *arena);
/* A connection began, on this socket. NULL when there are as many as the sockets that listen may have. */
struct deadline *deadline_begin(struct deadlines *deadlines, int socket);
/* Its request is there, and the answer may take what it takes. Nothing happens for NULL, here and below. */
void deadline_stop(struct deadlines *deadlines, struct deadline *deadline);
/* The answer is done, and the next request has REQUEST_SECONDS. */
void deadline_renew(struct deadlines *deadlines, struct deadline *deadline);
/* The connection ends; its socket's number may be another's from now on. */
void deadline_end(struct deadlines *deadlines, struct deadline *deadline);
#endif
