/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_LEDGER_PATTERN_H
#define BRIEF_BUILD_LEDGER_PATTERN_H
/*
 * ledger_pattern: the pattern of permalinks that an archive had before. urls.lock does not name it, but the
 * addresses there and the articles that had them tell. Used by build/ledger_addresses.c.
 */
#include "build/ledger_stage.h"

struct former_pattern {
    enum ledger_kind kind; /* of the lost entries: addresses of articles, or aliases of theirs */
    text pattern;          /* absent: none explains the loss */
    int32_t days; /* 1, -1: it is one of site.yml, and another zone gave moments the next, the last day */
    const struct ledger_entry *first;
    size_t count; /* of the lost entries that it explains */
};

struct former_patterns {
    struct former_pattern *items;
    size_t count, capacity;
};

/*
 * Looks for a time zone or a pattern other than those of site.yml which made the addresses of most of the
 * articles among `lost`, and of many; only entries of `kind` are looked at. Memory is the stage's.
 */
struct former_pattern ledger_find_pattern(const struct ledger_stage *stage, enum ledger_kind kind,
    const struct ledger_entry *const *lost, size_t count);
/* Is it the address that an article published now would have by this pattern? */
bool ledger_is_of_pattern(
    const struct ledger_stage *stage, const struct ledger_entry *entry, const struct former_pattern *former);
/* One error for each, for all addresses that another pattern or time zone in site.yml took away. */
void ledger_report_patterns(const struct ledger_stage *stage, const struct former_patterns *formers);
#endif
