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

/* Built-in parts that go through all of them in place of a menu. */
static const text parts_of_menus[MENU_PLACES] = { TEXT_INIT("parts/header.html"),
    TEXT_INIT("parts/footer.html") };

static bool has_menu_instead(const struct checking *checking, const struct check_file *file)
{
    for (size_t place = 0; place < MENU_PLACES; place++)
        if (file->is_builtin && text_equal(file->name, parts_of_menus[place]))
            return checking->subject->site->config->menus[place].count;
    return false;
}

/* Does a layout go through all of them? */
static bool are_listed(const struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->layout_count; i++) {
        const struct check_file *file = &checking->subject->layouts[i];
        if (file->is_used && !has_menu_instead(checking, file) &&
            text_find(file->contents, TEXT(" in site.pages"), 0) != SIZE_MAX)
            return true;
    }
    return false;
}

static bool is_named(struct checking *checking, const struct mentions *mentions, const struct page *page)
{
    return mentions_has(mentions, page->address) || check_files_name(checking, page->address);
}

/* Its versions in other languages lead to it. */
static bool is_found(struct checking *checking, const struct mentions *mentions, const struct page *page)
{
    if (is_named(checking, mentions, page))
        return true;
    for (size_t i = 0; i < page->translations.count; i++)
        if (is_named(checking, mentions, page->translations.items[i]))
            return true;
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
        if (page->is_noindex || is_found(checking, mentions, page))
            continue;
        diagnostic_hint(checking->diagnostics,
            check_report(checking, title_of(checking, page), "nothing links to this page"),
            "put %.*s into menu: or footer: of site.yml, or link to it", TEXT_ARGS(page->address));
    }
}
