/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_SCAN_COPIES_H
#define BRIEF_LOAD_SCAN_COPIES_H
/*
 * scan_copies: copies that programs left beside a file of content/. Nobody meant them to be read, and an
 * address that one of them got would have to stay.
 */
#include "load/scan_checks.h"

/* Takes the copies of media out of `files`, those of checks->content, and warns of each; returns how many are
 * left. */
size_t scan_leave_copies(
    const struct scan_checks *checks, struct sources *sources, struct content_file *files);
/* The copies of texts and data stay and are errors, under the file's source: words may be in them that are
 * nowhere else. */
void scan_check_copies(const struct scan_checks *checks, const struct content_file *file);
#endif
