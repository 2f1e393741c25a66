/* SPDX-License-Identifier: MIT */
/* Links to http: addresses, each address once, at its first place. */
#include "check/check.h"

struct insecure_link {
    text url;
    span where;
    size_t count;
};

static bool is_insecure(text url)
{
    return text_starts_with_ignoring_ascii_case(url, TEXT("http://"));
}

void check_insecure_links(struct checking *checking)
{
    struct map seen;
    map_init(&seen, checking->arena);
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct outline *outline = &checking->subject->outlines[i];
        for (size_t k = 0; k < outline->link_count; k++) {
            if (!is_insecure(outline->links[k].url))
                continue;
            struct insecure_link *link = arena_new(checking->arena, struct insecure_link);
            *link = (struct insecure_link){ outline->links[k].url, outline->links[k].where, 0 };
            link = map_add(&seen, link->url, link);
            link->count++;
        }
    }
    for (size_t i = 0; i < seen.count; i++) {
        const struct insecure_link *link = seen.entries[i].value;
        diagnostic_hint(checking->diagnostics,
            check_report(checking, link->where, "'%.*s' is linked to without encryption%.*s",
                TEXT_ARGS(link->url), TEXT_ARGS(check_link_count(checking->arena, link->count))),
            "see whether https: answers there");
    }
}
