/* SPDX-License-Identifier: MIT */
/* Links and images that are none, because there is a blank in their address or before it, or no address for
 * their label; and addresses that none has, because their label has one. */
#include "check/check.h"

static void report(struct checking *checking, const struct outline_slip *slip)
{
    struct diagnostics *diagnostics = checking->diagnostics;
    struct diagnostic *diagnostic;
    switch (slip->kind) {
    case SLIP_BLANK:
        diagnostic = check_report(checking, slip->where,
            "'(%.*s)' makes no link and is shown as it is written", TEXT_ARGS(slip->words));
        if (text_find(slip->words, TEXT("{{"), 0) != SIZE_MAX ||
            text_find(slip->words, TEXT("{%"), 0) != SIZE_MAX)
            diagnostic_hint(diagnostics, diagnostic, "write the address that another program put there");
        else
            diagnostic_hint(diagnostics, diagnostic, "write (%.*s)",
                TEXT_ARGS(text_replace(checking->arena, slip->words, TEXT(" "), TEXT("%20"))));
        break;
    case SLIP_SIGNS:
        diagnostic = check_report(checking, slip->where,
            "these signs make no link of the words before '%.*s'", TEXT_ARGS(slip->words));
        diagnostic_hint(diagnostics, diagnostic, "write [words](%.*s)", TEXT_ARGS(slip->words));
        break;
    case SLIP_NO_LABEL:
        diagnostic = check_report(checking, slip->where,
            "'[%.*s]' leads nowhere, and the link is shown as it is written", TEXT_ARGS(slip->words));
        diagnostic_hint(
            diagnostics, diagnostic, "add a line [%.*s]: and the address", TEXT_ARGS(slip->words));
        break;
    case SLIP_LABEL_TWICE:
        diagnostic = check_report(checking, slip->where,
            "no link leads here: '[%.*s]' has another address above, and the first counts",
            TEXT_ARGS(slip->words));
        diagnostic_hint(diagnostics, diagnostic,
            "give it another label, here and in the links that mean it; or delete one of the two lines");
        break;
    }
}

void check_unread_links(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct outline *outline = &checking->subject->outlines[i];
        for (size_t k = 0; k < outline->slip_count; k++)
            report(checking, &outline->slips[k]);
    }
}
