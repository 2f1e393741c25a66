/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_UNFETCHED_FILE_H
#define BRIEF_LOAD_UNFETCHED_FILE_H
/*
 * unfetched_file: what version control leaves in the place of a large file until it is fetched: a few words
 * that say where it is. Published, they would take the place of the picture that readers have. And what
 * programs of shared folders leave under another name, so that the file itself would be missing.
 */
#include "base/diagnostic.h"

/* Do a file's first bytes, 64 will do, say that it is only such words? */
bool unfetched_file_is(text start);
/* Reports contents that are such words, under the file's source; true then. */
bool unfetched_file_report(struct diagnostics *diagnostics, uint32_t source, text contents);
/* Which file the name stands for, "levy.md" for ".levy.md.icloud" and "levy.md.nextcloud"; absent: none. */
text unfetched_file_of_name(text name);
/* Reports that the file which such a name stands for is not there, as an error. */
void unfetched_file_report_name(struct diagnostics *diagnostics, span where, text name);
#endif
