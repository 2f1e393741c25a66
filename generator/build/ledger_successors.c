/* SPDX-License-Identifier: MIT */
/*
 * Who could answer an address that nothing answers: what it belonged to, where that has another address now;
 * else what is new to the ledger and seems to be the same under another name.
 */
#include "build/ledger_successors.h"

static struct ledger_successor of_article(const struct article *article)
{
    return (struct ledger_successor){ article->source_path, &article->aliases, false };
}

static bool find_page(const struct ledger_stage *stage, text id, struct ledger_successor *successor)
{
    const struct page *page = site_find_page(stage->site, id);
    if (page)
        *successor = (struct ledger_successor){ page->source_path, &page->aliases, false };
    return page != NULL;
}

/* An article that is new to the ledger and has the very words: the file got another name. */
static bool find_renamed(const struct ledger_stage *stage, const struct ledger_newcomers *newcomers,
    const struct ledger_entry *entry, struct ledger_successor *successor)
{
    const struct ledger_entry *known = map_find(&stage->old.articles_by_id, entry->id);
    const struct ledger_entry *newcomer = known ? map_find(&newcomers->articles, known->words) : NULL;
    if (newcomer)
        *successor = of_article(map_find(stage->site->articles_by_id, newcomer->id));
    return newcomer != NULL;
}

/* The page that took over the address of the thing to which this alias led: a chain of aliases, cut short. */
static bool find_heir(
    const struct ledger_stage *stage, const struct ledger_entry *entry, struct ledger_successor *successor)
{
    const struct ledger_entry *owner = map_find(&stage->old.articles_by_id, entry->id);
    const struct ledger_entry *answer = owner ? map_find(&stage->next.by_address, owner->address) : NULL;
    const struct article *article =
        answer && answer->id.bytes ? map_find(stage->site->articles_by_id, answer->id) : NULL;
    if (!article)
        return false;
    *successor = of_article(article);
    return true;
}

bool ledger_find_owner(
    const struct ledger_stage *stage, const struct ledger_entry *entry, struct ledger_successor *owner)
{
    if (ledger_is_of_page(entry))
        return find_page(stage, entry->id, owner);
    const struct article *article = map_find(stage->site->articles_by_id, entry->id);
    if (article)
        *owner = of_article(article);
    return article != NULL;
}

bool ledger_find_successor(const struct ledger_stage *stage, const struct ledger_newcomers *newcomers,
    const struct ledger_entry *entry, struct ledger_successor *successor)
{
    if (ledger_find_owner(stage, entry, successor))
        return true;
    if (!ledger_is_of_page(entry))
        return find_renamed(stage, newcomers, entry, successor) || find_heir(stage, entry, successor);
    const struct page *page = newcomers->page;
    if (page)
        *successor = (struct ledger_successor){ page->source_path, &page->aliases, true };
    return page != NULL;
}

/* The file of a page may have got another name. */
static const struct page *only_new_page(const struct ledger_stage *stage)
{
    struct map known;
    const struct page *found = NULL;
    map_init(&known, stage->arena);
    for (size_t i = 0; i < stage->old.count; i++)
        if (stage->old.items[i].kind == LEDGER_PAGE)
            map_set(&known, stage->old.items[i].id, &stage->old.items[i]);
    for (size_t i = 0; i < stage->site->pages.count; i++) {
        const struct page *page = stage->site->pages.items[i];
        if (map_contains(&known, page->id))
            continue;
        if (found)
            return NULL;
        found = page;
    }
    return found;
}

void ledger_find_newcomers(const struct ledger_stage *stage, struct ledger_newcomers *newcomers)
{
    newcomers->page = only_new_page(stage);
    ledger_index_newcomers(stage, &newcomers->articles);
}
