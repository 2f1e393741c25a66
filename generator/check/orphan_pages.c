/* SPDX-License-Identifier: MIT */
/* Standing pages that no menu, text, layout or setting names. */
#include "check/check.h"
#include "check/mentions.h"

static span title_of(const struct checking *checking, const struct page *page)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (draft && draft->file->source == page->source)
            return draft->front_matter.title.where;
    }
    return (span){ page->source, 0, 0 };
}

void check_orphan_pages(struct checking *checking)
{
    const struct site *site = checking->subject->site;
    struct mentions mentions;
    mentions_gather(checking, &mentions);
    for (size_t i = 0; i < site->pages.count; i++) {
        const struct page *page = site->pages.items[i];
        if (page->is_noindex || mentions_has(&mentions, page->address) ||
            check_files_name(checking, page->address))
            continue;
        diagnostic_hint(checking->diagnostics,
            check_report(checking, title_of(checking, page), "nothing links to this page"),
            "put %.*s into menu: of site.yml, or link to it", TEXT_ARGS(page->address));
    }
}
