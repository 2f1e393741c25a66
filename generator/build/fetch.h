/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_FETCH_H
#define BRIEF_BUILD_FETCH_H
/*
 * fetch: asks other hosts whether they still answer, for brief check --external and nothing else. libcurl is
 * loaded when the first question is asked, so that no other command waits for it or needs it.
 */
#include "base/text.h"

struct fetch_question {
    text url;         /* http: or https:, without fragment */
    bool is_answered; /* out: a page is there, or one that asks who we are */
    int status;       /* out: of the last answer; 0: there was none */
    text fault;       /* out: why there was no answer, in libcurl's words; absent otherwise */
};

/*
 * The process that asks. It is started before everything else, because the one that runs plugins gives up the
 * network (confine.h), and ends when its last customer is gone or the process that started it.
 */
struct fetcher {
    int handle; /* to talk with it; -1: none was started */
    int process;
};

/* False with errno when there can be no further process. */
bool fetcher_start(struct fetcher *fetcher);
/* Who is told how many of the questions are answered. May be NULL. */
struct fetch_listener {
    void (*hear)(void *data, size_t done);
    void *data;
};

/*
 * Asks all of them: HEAD, then GET where HEAD is refused or drops the connection; up to ten redirects, eight
 * hosts at a time, one request a second to each. For any process that inherited the handle. False with *why,
 * in `arena`, when libcurl cannot be loaded or the process is gone.
 */
bool fetcher_ask(const struct fetcher *fetcher, struct arena *arena, struct fetch_question *questions,
    size_t count, const struct fetch_listener *listener, text *why);
void fetcher_stop(struct fetcher *fetcher);

/* fetch.c: what the process does; in the process that calls. */
bool fetch_all(struct arena *arena, struct fetch_question *questions, size_t count,
    const struct fetch_listener *listener, const char **why);
#endif
