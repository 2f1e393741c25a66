/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_SERVE_SERVER_H
#define BRIEF_SERVE_SERVER_H
/*
 * server: HTTP for one browser on this machine, in a process of its own, so that threads and forked builds
 * never meet. GET and HEAD, files below one folder, and a stream of events.
 */
#include "base/arena.h"
#include "base/text.h"

enum { SERVER_SOCKETS = 2 };

/* Sockets that listen, made before the process is forked so that a port that is taken is known at once. */
struct listening {
    int sockets[SERVER_SOCKETS];
    size_t count;
    unsigned port;
};

/*
 * Listens at `host` (absent: 127.0.0.1 and, where there is IPv6, ::1). Port 0 takes any free one. 0 or an
 * errno value; EINVAL: `host` is not a literal address.
 */
int server_listen(struct arena *arena, text host, unsigned port, struct listening *listening);
/*
 * Forks the process that serves the folder `output` and hears of builds through `pipe[0]`; it ends when the
 * other end, `pipe[1]`, is closed. Its process id, or a negative errno value.
 */
int server_start(const struct listening *listening, const char *output, text host, const int pipe[2]);
#endif
