/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_ANCHORS_H
#define BRIEF_BUILD_ANCHORS_H
/*
 * anchors: the ids of headings, by which others link into a text. Every build that writes the ledger keeps
 * in .brief/anchors those of the texts that it published, and says which of them lead nowhere any more.
 */
#include "build/store.h"

struct session;

struct anchors {
    struct store store; /* what was kept; nothing until it is looked at */
    bool has_lost;      /* some were reported: the next build has nothing to say of them */
};

/* Reports headings that were published with an id that their text has no more. After the ledger was looked
 * at. */
void session_check_anchors(struct session *session);
/* After publishing: keeps those of now, unless they are kept already or --locked only tries. Failing costs
 * what the next build would say. */
void session_keep_anchors(struct session *session);
void anchors_close(struct anchors *anchors);
#endif
