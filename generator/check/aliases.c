/* SPDX-License-Identifier: MIT */
/* Aliases at the address of something that is held back: the build of the day when it is due would fail. */
#include "check/check.h"

void check_aliases(struct checking *checking)
{
    const struct site *site = checking->subject->site;
    struct map held;
    map_init(&held, checking->arena);
    for (size_t i = 0; i < site->held_back_count; i++)
        if (site->held_back[i].address.bytes && site->held_back[i].hold != HOLD_EXPIRED)
            map_set(&held, site->held_back[i].address, (void *)&site->held_back[i]);
    for (size_t i = 0; i < site->redirect_count; i++) {
        const struct held_back *shadowed = map_find(&held, site->redirects[i].address);
        if (shadowed)
            check_report(checking, site->redirects[i].where,
                "the alias is the address of '%.*s', which is held back", TEXT_ARGS(shadowed->source_path));
    }
}
