/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_SERVE_SERVE_H
#define BRIEF_SERVE_SERVE_H
/*
 * serve: the editor's preview. Watches the site, builds it again through build_site() after each change and
 * serves the last good build to a browser on this machine, which hears of every new one.
 */
#include "build/options.h"

struct serve_options {
    text host;            /* a literal address to listen at; absent: this machine's loopback addresses */
    unsigned port;        /* 0: SERVE_PORT, or the next one that is free */
    bool navigates;       /* the browser goes to the page that was edited */
    bool polls;           /* look at the files instead of being told */
    bool opens_a_browser; /* once, when the server is up */
};

enum { SERVE_PORT = 8000 };

/*
 * Serves the site in the working directory until it is interrupted (EXIT_DONE). Drafts and scheduled pieces
 * are shown; what is written lies in PREVIEW_FOLDER. EXIT_USAGE, EXIT_MACHINE, and EXIT_LOCKED where that
 * folder is another one's, after printing what is wrong.
 */
enum exit_code serve_site(const struct build_options *build, const struct serve_options *options);
#endif
