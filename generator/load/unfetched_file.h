/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_UNFETCHED_FILE_H
#define BRIEF_LOAD_UNFETCHED_FILE_H
/*
 * unfetched_file: what version control leaves in the place of a large file until it is fetched: a few words
 * that say where it is. Published, they would take the place of the picture that readers have.
 */
#include "base/diagnostic.h"

/* Do a file's first bytes, 64 will do, say that it is only such words? */
bool unfetched_file_is(text start);
/* Reports contents that are such words, under the file's source; true then. */
bool unfetched_file_report(struct diagnostics *diagnostics, uint32_t source, text contents);
#endif
