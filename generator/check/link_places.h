/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_CHECK_LINK_PLACES_H
#define BRIEF_CHECK_LINK_PLACES_H
/*
 * link_places: links to places on pages of this site, by the address of the page. Those by its file are
 * looked at while the site is put together. For check/links.
 */
#include "check/check.h"

struct link_places {
    const struct check_subject *subject;
    struct map texts; /* addresses → drafts; made for the first such link */
};

/* Reports the places that are not there, each once, of links that lead to one address. What stands at
 * addresses of other pages than those of texts is not known. */
void link_places_check(struct link_places *places, struct arena *arena,
    const struct address_link *const *links, size_t count, struct diagnostics *diagnostics);
#endif
