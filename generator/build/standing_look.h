/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_STANDING_LOOK_H
#define BRIEF_BUILD_STANDING_LOOK_H
/*
 * standing_look: once it is known that something changed, what the files that an earlier build noted look
 * like now is found out aside: those of content/ first, for which the cache is asked, then the outputs.
 */
#include "build/standing.h"

struct standing_look;

/* Begins, from the notes in session->reuse.store; `output_folder` is the open output folder, which is the
 * look's from now on. */
void standing_look_begin(struct session *session, int output_folder);
/* What each file of content/ looks like, for cache_place: one a file, zeros for one that is not there, NULL
 * for one that was not looked at. NULL when nothing was looked at. */
const struct file_status **standing_look_at_content(struct session *session);
/* Can standing_look_at_output be asked about the outputs in the session's output folder? */
bool standing_look_at_outputs(struct session *session);
/* What an output looks like, by its number among the noted files; zeros when it is not there. */
const struct file_status *standing_look_at_output(const struct session *session, size_t file);
void standing_look_end(struct session *session);
#endif
