/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_PROGRESS_H
#define BRIEF_BASE_PROGRESS_H
/*
 * progress: one line on a terminal that says how far a long piece of work is. It appears when the whole work
 * has lasted half a second, is drawn over itself, and is taken away before anything else is printed. Standard
 * error only, and only when that is a terminal.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    bool is_on;
    bool is_shown;
    int64_t started_ms;
};

/* Begins to count the half second; stays silent for ever unless it is wanted and standard error is a
 * terminal. */
void progress_init(struct progress *progress, bool is_wanted);
/* Draws "making pages  [####      ]  412/1204" if it is time to. */
void progress_show(struct progress *progress, const char *what, size_t done, size_t total);
/* Takes the line away. */
void progress_clear(struct progress *progress);
#endif
