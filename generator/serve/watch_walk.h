/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_SERVE_WATCH_WALK_H
#define BRIEF_SERVE_WATCH_WALK_H
/* watch_walk: every folder and file that a build reads, as the two ways of watching need them. */
#include "base/arena.h"
#include "base/text.h"
#include <stdbool.h>

/* The folders whose contents matter, and the file beside them; "." itself is walked for their names only. */
bool watch_is_root(text name);

/*
 * Calls `visit` for each folder (with ".": the site's own) and each file below the watched roots, a folder
 * before what it holds. Hidden names and symbolic links are left out, as in a build. What cannot be read is
 * passed over: the build will say so. Paths are NUL-terminated and live in `arena`. Stops when `visit` says
 * false.
 */
void watch_walk(struct arena *arena, void *data, bool (*visit)(void *data, text path, bool is_folder));
#endif
