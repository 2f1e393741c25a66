/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_PROGRAM_H
#define BRIEF_BUILD_PROGRAM_H
/*
 * program: brief itself and the libraries it runs with, as files. What another build of either of them made
 * is not believed.
 */
#include "base/arena.h"
#include "base/text.h"

/* A line for each file, with its times and its size. Loads the libraries that are loaded when they are
 * needed. */
text program_describe(struct arena *arena);
/* Is that the program that asks? Nothing is loaded for it: of a library that this process did not need so
 * far, the file is looked at. */
bool program_is(text description);
#endif
