/* SPDX-License-Identifier: MIT */
/* Links and images that are none, because there is a blank in their address, or no address for their label.
 */
#include "check/check.h"

void check_unread_links(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct outline *outline = &checking->subject->outlines[i];
        for (size_t k = 0; k < outline->slip_count; k++) {
            text address = outline->slips[k].address;
            if (outline->slips[k].is_label) {
                diagnostic_hint(checking->diagnostics,
                    check_report(checking, outline->slips[k].where,
                        "'[%.*s]' leads nowhere, and the link is shown as it is written", TEXT_ARGS(address)),
                    "add a line [%.*s]: and the address", TEXT_ARGS(address));
                continue;
            }
            diagnostic_hint(checking->diagnostics,
                check_report(checking, outline->slips[k].where,
                    "'(%.*s)' makes no link and is shown as it is written", TEXT_ARGS(address)),
                "write (%.*s)", TEXT_ARGS(text_replace(checking->arena, address, TEXT(" "), TEXT("%20"))));
        }
    }
}
