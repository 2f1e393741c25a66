/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_LEFT_H
#define BRIEF_BUILD_LEFT_H
/* left: what a build takes out of the output folder though nothing else says so. */
#include "build/session.h"

/* Appends a line for pages and one for feeds and files copied from content/, where there are any. */
void left_print(const struct session *session, struct arena *arena, struct buffer *out);
#endif
