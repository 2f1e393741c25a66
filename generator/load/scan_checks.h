/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_SCAN_CHECKS_H
#define BRIEF_LOAD_SCAN_CHECKS_H
/*
 * scan_checks: what is wrong with one file below content/ where it stands, by its place, its name and its
 * first bytes. Only files that may be texts are opened, and what cannot be read there is reported by who
 * reads it.
 */
#include "load/scan.h"

struct scan_checks {
    struct arena *arena; /* for paths and first bytes */
    int content_folder;
    struct diagnostics *diagnostics;
    const struct content
        *content; /* its files, by path and of known kinds; NULL for scan_check_passed_over */
};

/* Reports under the file's source. The file's kind and id are known. */
void scan_check(const struct scan_checks *checks, const struct content_file *file);
#endif
