/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_WRITTEN_ADDRESS_H
#define BRIEF_LOAD_WRITTEN_ADDRESS_H
/* written_address: what is said of addresses that people write in front matter and in site.yml. */
#include "base/diagnostic.h"
#include "model/url.h"

struct address_reading {
    const struct config *config;
    struct unicode *unicode;
    struct arena *arena; /* what is found lives there */
    struct diagnostics *diagnostics;
};

/* Its place, by its NFC form. False after reporting one that cannot be used, with the hint. */
bool written_address_place_or(
    const struct address_reading *reading, text address, span where, const char *hint, struct place *place);
/* The same, with a hint for who wrote an address there. */
bool written_address_place(
    const struct address_reading *reading, text address, span where, struct place *place);
/* Warns of one that has the path of base_url, which is put before it. */
void written_address_warn_of_prefix(const struct address_reading *reading, text address, span where);
/* Warns of an old address that a page cannot answer, where no rules do. */
void written_address_warn_of_ending(
    const struct address_reading *reading, const struct place *place, span where);
/* Reports an old address that has two uses: the first, given at `first`, leads to `target` already. */
void written_address_report_duplicate(const struct address_reading *reading, enum severity severity,
    text address, span where, text target, span first);
#endif
