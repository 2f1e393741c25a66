/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_SERVE_BUILDER_H
#define BRIEF_SERVE_BUILDER_H
/*
 * builder: the processes that build for serve. While nothing changes one of them waits with the site in
 * memory (build/ahead.h); when only articles did, it goes on with them, else it is ended and a new one
 * begins.
 */
#include "build/ahead.h"
#include "build/news.h"
#include "serve/watch.h"
#include <signal.h>
#include <sys/types.h>

struct builder {
    const struct build_options *options; /* as typed */
    struct build_news *news;
    struct build_ahead *ahead;
    sigset_t usual_signals; /* for the builds */
    const int *own_handles; /* which builds have no use for */
    size_t own_count;
    pid_t waiting; /* a build that was begun ahead; 0: none */
    int pipe;      /* to it */
};

void builder_init(struct builder *builder, const struct build_options *options, struct build_news *news);
/* Begins a build that waits for changes, unless one does. */
void builder_begin_ahead(struct builder *builder);
/* Starts a build of what changed, which fills the news. The process, or -1 with errno. */
pid_t builder_start(struct builder *builder, const struct watch_changes *changes);
/* A child has ended: was it the build that waited? */
bool builder_was_waiting(struct builder *builder, pid_t ended);
/* Ends the build that waits, and waits for its end. */
void builder_end(struct builder *builder);
#endif
