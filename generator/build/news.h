/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_NEWS_H
#define BRIEF_BUILD_NEWS_H
/*
 * news: what a build tells the program that started it and goes on afterwards (serve), as soon as everything
 * that it wrote is in its place; what it notes for the next build comes later. The build runs in another
 * process, so the structure and its arena lie in memory that both see.
 */
#include "base/arena.h"
#include "build/options.h"
#include <stdint.h>

struct build_news {
    int handle;         /* for poll(2): readable when the rest is there */
    struct arena arena; /* holds the texts below; emptied by news_reset */
    text edited;        /* set by who asks: a source, "content/articles/x.md", or absent */

    text prefix;   /* the site's path without the slash at its end; absent when settings could not be read */
    text address;  /* of the page that `edited` makes, with the prefix; absent when it makes none */
    text problems; /* the diagnostics as HTML, "" for none */
    enum exit_code outcome;
    int64_t due_in_ms; /* when something published changes by itself, from now on; 0: nothing will */
};

/* In shared memory, empty. Never NULL; lives as long as the program. */
struct build_news *news_open(void);
/* Empties it for the next build, with `edited` copied. */
void news_reset(struct build_news *news, text edited);
/* Has the build told since news_reset? Its handle is then not readable any more. */
bool news_take(struct build_news *news);
#endif
