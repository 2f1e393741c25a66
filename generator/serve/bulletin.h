/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_SERVE_BULLETIN_H
#define BRIEF_SERVE_BULLETIN_H
/*
 * bulletin: what the process that builds tells the process that serves, once after each build, through a
 * pipe. Both are this program, so that a structure can travel as it is.
 */
#include "base/arena.h"
#include "base/text.h"
#include <stdbool.h>

struct bulletin {
    uint32_t generation;   /* counts builds, each server from a number of the clock; 0: none yet */
    uint32_t styles_since; /* since this generation nothing but style sheets has changed */
    bool is_good;          /* the last build succeeded; else the site is that of an earlier one */
    bool has_site;         /* there has been a good build */
    text prefix;           /* the site's path without the slash at its end */
    text address;  /* of the page that was edited, with the prefix; absent: nobody asked to be led there */
    text problems; /* diagnostics as HTML; "" when there are none */
};

/* 0 or an errno value. */
int bulletin_send(int pipe, const struct bulletin *bulletin);
/* Waits for the next one; its texts are made in `arena`. False when the other end is gone. */
bool bulletin_receive(int pipe, struct arena *arena, struct bulletin *bulletin);
#endif
