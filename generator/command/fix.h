/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_COMMAND_FIX_H
#define BRIEF_COMMAND_FIX_H
/* fix: writes into the sources what diagnostics say would mend them; for brief check --fix. */
#include "base/arena.h"
#include "base/diagnostic.h"
#include "build/supervise.h"

/*
 * Applies every fix, file by file, and takes the mended diagnostics off the list. A file is written beside
 * and renamed and keeps its mode; one that cannot be written keeps its diagnostics and gets one more. What is
 * not in its place any more stays as it is. What `supervision` is told of goes when this is ended. Returns
 * how many were mended.
 */
size_t fix_apply(struct arena *arena, const struct sources *sources, struct diagnostics *diagnostics,
    struct supervision *supervision);
#endif
