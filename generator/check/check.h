/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_CHECK_CHECK_H
#define BRIEF_CHECK_CHECK_H
/* check: promises about the frozen site, one file and one row each. A check reads and reports, nothing else.
 */
#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/map.h"
#include "model/site.h"

struct check {
    const char *code;
    const char *summary;
    /* `addresses`: every address that the build answers. */
    void (*run)(const struct site *site, const struct map *addresses, struct diagnostics *diagnostics);
};

extern const struct check checks[];
extern const size_t check_count;

/* Runs every row of the table. */
void check_all(const struct site *site, const struct map *addresses, struct diagnostics *diagnostics);

/* links.c */
void check_links(const struct site *site, const struct map *addresses, struct diagnostics *diagnostics);
#endif
