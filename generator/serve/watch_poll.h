/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_SERVE_WATCH_POLL_H
#define BRIEF_SERVE_WATCH_POLL_H
/* watch_poll: finds changes by looking at every file's time, size and number, for where nobody tells. */
#include "serve/watch.h"

struct watch_poll;

/* Looks at the files once, to compare with. Never NULL; the structure itself lives in `arena`. */
struct watch_poll *watch_poll_open(struct arena *arena);
/* Gives back what watch_poll_open took. */
void watch_poll_close(struct watch_poll *poll);
/* As watch_gather. */
bool watch_poll_gather(struct watch_poll *poll, struct watch_changes *changes);
#endif
