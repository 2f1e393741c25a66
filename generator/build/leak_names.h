/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_LEAK_NAMES_H
#define BRIEF_BUILD_LEAK_NAMES_H
/* leak_names: what the published archive says by name itself, for the embargo scan (build/leak.h), which does
 * not look for it then. */
#include "base/buffer.h"
#include "model/site.h"

/* Appends titles, addresses, terms, authors, media, the menus and the like. */
void leak_names_of_archive(struct buffer *out, const struct site *site);
/* Appends what the history and the status of articles say already, which is no secret when it is to be said
 * again. What they say of other articles is as secret there as anywhere. */
void leak_names_in_notes(struct buffer *out, const struct site *site);
#endif
