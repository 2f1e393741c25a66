/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_REHEARSAL_H
#define BRIEF_BUILD_REHEARSAL_H
/*
 * rehearsal: the archive as it would be if what is held back were published. What is wrong with it then is
 * told now, by `brief check`, instead of on its day. A rehearsal is a session of its own, planned like any.
 */
#include "build/session.h"

/* Renders the pages of what a build would hold back, for the mistakes that only this finds. */
void rehearsal_render(struct session *rehearsal);
/*
 * Adds to the session's diagnostics what the rehearsal found and the session did not. What would appear by
 * itself keeps its severity; with `is_of_drafts` errors become warnings, since a draft may be unfinished.
 * Everything is copied: the rehearsal can be closed.
 */
void rehearsal_take(struct session *session, const struct session *rehearsal, bool is_of_drafts);
#endif
