/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_MANIFEST_H
#define BRIEF_BUILD_MANIFEST_H
/* manifest: which files in the output folder are brief's. Paths are those of outputs; of those that
 * manifest_was_beside_pages means the value is not NULL. */
#include "base/map.h"

struct manifest {
    struct map paths;   /* what earlier builds wrote, or were about to when they were killed */
    struct map kept;    /* the outputs of this build */
    struct map added;   /* outputs that were not in `paths` */
    struct map foreign; /* outputs in whose place there is something that no build is known to have written */
    struct map respelt; /* outputs that stand under another spelling, where case makes no difference */
    struct {
        text *items;
        size_t count, capacity;
    } stale; /* those of `paths` that are not in `kept` */
    bool was_found;
    bool was_apart;    /* what that build wrote was not for readers of the site (session_is_apart) */
    bool was_extended; /* on the disk there is `paths` and `added` now */
};

/* Did an earlier build write this file, and is it no output any more? */
bool manifest_is_stale(const struct manifest *manifest, text path);
/* Was it a file that readers may know though it is no page: a feed, citations, or one copied from content/?
 */
bool manifest_was_beside_pages(const struct manifest *manifest, text path);
#endif
