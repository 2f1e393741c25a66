/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_BESIDE_H
#define BRIEF_BUILD_BESIDE_H
/* beside: the names that a build uses next to what is published, until it may take its place. */
#include "base/text.h"

#define BESIDE_SUFFIX "~brief"

/* Where the next version of an output file waits: "a/index.html~brief". */
text beside_path(struct arena *arena, text path);
/* Is this the name of a file that waits (or was left by a build that was killed)? */
bool beside_is(text name);
#endif
