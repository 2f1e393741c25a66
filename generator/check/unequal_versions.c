/* SPDX-License-Identifier: MIT */
/* Versions of one text of which some were withdrawn or superseded and another stands. */
#include "check/check.h"

/* The first version that does not stand any more; NULL: all do. */
static const struct article *fallen_version(const struct article *article)
{
    for (size_t i = 0; i < article->translations.count; i++) {
        const struct article *other = article->translations.items[i];
        if (!article_stands(other))
            return other;
    }
    return NULL;
}

void check_unequal_versions(struct checking *checking)
{
    const struct site *site = checking->subject->site;
    for (size_t i = 0; i < site->articles.count; i++) {
        const struct article *article = site->articles.items[i];
        const struct article *fallen = article_stands(article) ? fallen_version(article) : NULL;
        if (!fallen)
            continue;
        diagnostic_hint(checking->diagnostics,
            check_report(checking, article->address_where, "this version stands, while '%.*s' is %.*s",
                TEXT_ARGS(fallen->source_path), TEXT_ARGS(fallen->status.kind)),
            "write status: %.*s here too, or where the other alone was wrong, behind it: "
            "# brief: allow unequal-versions: why",
            TEXT_ARGS(fallen->status.kind));
    }
}
