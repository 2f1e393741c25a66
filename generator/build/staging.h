/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_STAGING_H
#define BRIEF_BUILD_STAGING_H
/*
 * staging: where the next version of the output waits until all of it is there. Files that are to take the
 * place of others lie in one folder inside the output folder, under their number in the plan; no output may
 * have its name. It is on the same file system as what it replaces, and what a build that was killed left in
 * it is found without knowing anything of that build.
 */
#include "base/text.h"

#define STAGING_FOLDER "~brief"

/* Where output number `piece` of the plan waits, below the output folder: "~brief/17". */
text staging_path(struct arena *arena, size_t piece);
/* file_write_begin for the waiting file; makes the staging folder when it is not there. */
int staging_begin(int folder, const char *name);
#endif
