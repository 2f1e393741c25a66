/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_AHEAD_H
#define BRIEF_BUILD_AHEAD_H
/*
 * ahead: a build that is begun before it is asked for (serve). It goes as far as it can without knowing what
 * will change, waits, and goes on with the texts that did. Whatever it cannot take in in that way makes it
 * begin anew; so it is a build like any other, only sooner. Lies in memory that both processes see.
 */
#include "base/text.h"
#include <stdbool.h>

struct session;

enum { AHEAD_BYTES = 1 << 20 };

struct build_ahead {
    int handle; /* of the build: a byte says that it is asked for, the end that it never will be */
    size_t changed_count, changed_length;
    char changed[AHEAD_BYTES]; /* paths from the site's folder, each with a byte of zero behind it */
};

/* In shared memory. Never NULL; lives as long as the program. */
struct build_ahead *ahead_open(void);
/* Asks the build that waits at the other end of `pipe` to go on; the paths are copied. False: it is gone, or
 * they are too many. */
bool ahead_ask(struct build_ahead *ahead, int pipe, const text *changed, size_t count);

/*
 * In the build: waits until it is asked for and puts the changed texts into the site, whose plugins have made
 * their pages by then. False: it must begin anew. Ends the process when nobody will ask. `is_begun`: all
 * stages so far ended well.
 */
bool session_catch_up(struct session *session, bool is_begun);
/* Lets other builds of the site run until then. */
void session_leave_cache(struct session *session);
#endif
