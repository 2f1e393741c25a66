/* SPDX-License-Identifier: MIT */
/* The line is written with one write, so that it is never seen half. */
#include "base/progress.h"
#include "base/clock.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SILENT_MS = 500, BAR = 30, LINE = 128 };

static void write_line(const char *line, size_t length)
{
    if (write(STDERR_FILENO, line, length) < 0)
        return; /* nobody looks any more */
}

void progress_init(struct progress *progress, bool is_wanted)
{
    const char *terminal = getenv("TERM");
    bool can_draw = terminal && strcmp(terminal, "dumb") != 0;
    *progress = (struct progress){ is_wanted && can_draw && isatty(STDERR_FILENO), false, clock_ms() };
}

void progress_show(struct progress *progress, const char *what, size_t done, size_t total)
{
    char bar[BAR + 1], line[LINE];
    if (!progress->is_on || !total || clock_ms() - progress->started_ms < SILENT_MS)
        return;
    size_t filled = (done < total ? done : total) * BAR / total;
    memset(bar, ' ', BAR);
    memset(bar, '#', filled);
    bar[BAR] = '\0';
    int length = snprintf(line, sizeof line, "\r%-14s [%s]  %zu/%zu\033[K", what, bar, done, total);
    progress->is_shown = true;
    write_line(line, length < LINE ? (size_t)length : LINE - 1);
}

void progress_clear(struct progress *progress)
{
    static const char clear[] = "\r\033[K";
    if (progress->is_shown)
        write_line(clear, sizeof clear - 1);
    progress->is_shown = false;
}
