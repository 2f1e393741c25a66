/* SPDX-License-Identifier: MIT */
/* Standing pages that no menu, text, layout or setting names, where no layout lists them all. */
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

/* Does a layout go through all of them, as the built-in footer does? The header does so in place of a menu.
 */
static bool are_listed(const struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->layout_count; i++) {
        const struct check_file *file = &checking->subject->layouts[i];
        bool has_menu = file->is_builtin && text_equal(file->name, TEXT("parts/header.html")) &&
                        checking->subject->site->config->menu_count;
        if (file->is_used && !has_menu && text_find(file->contents, TEXT(" in site.pages"), 0) != SIZE_MAX)
            return true;
    }
    return false;
}

void check_orphan_pages(struct checking *checking)
{
    if (are_listed(checking))
        return;
    const struct site *site = checking->subject->site;
    const struct mentions *mentions = mentions_of(checking);
    for (size_t i = 0; i < site->pages.count; i++) {
        const struct page *page = site->pages.items[i];
        if (page->is_noindex || mentions_has(mentions, page->address) ||
            check_files_name(checking, page->address))
            continue;
        diagnostic_hint(checking->diagnostics,
            check_report(checking, title_of(checking, page), "nothing links to this page"),
            "put %.*s into menu: of site.yml, or link to it", TEXT_ARGS(page->address));
    }
}
