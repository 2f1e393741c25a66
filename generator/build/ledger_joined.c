/* SPDX-License-Identifier: MIT */
/*
 * Two archives that became one: each had a text under one id, and urls.lock has the lines of both. The words
 * tell whose each is, as they do when a file got another name; by the id alone a text would be held against
 * the record of the other, and be given its address.
 */
#include "build/ledger_stage.h"

static bool is_article(const struct ledger_entry *entry)
{
    return entry->kind == LEDGER_ARTICLE;
}

/* Has one id the lines of two addresses? So it is after merges within one archive, too. */
static bool has_two_of_one(const struct ledger *ledger)
{
    size_t count = 0;
    for (size_t i = 0; i < ledger->count; i++)
        count += is_article(&ledger->items[i]);
    return count > ledger->articles_by_id.count;
}

void ledger_index_newcomers(const struct ledger_stage *stage, struct map *newcomers)
{
    map_init(newcomers, stage->arena);
    for (size_t i = 0; i < stage->next.count; i++) {
        struct ledger_entry *entry = &stage->next.items[i];
        if (is_article(entry) && !map_contains(&stage->old.articles_by_id, entry->id))
            map_add(newcomers, entry->words, entry);
    }
}

static bool has_words_of_today(const struct ledger_stage *stage, const struct ledger_entry *entry)
{
    const struct ledger_entry *now = map_find(&stage->next.articles_by_id, entry->id);
    return now && text_equal(now->words, entry->words);
}

/* Ids of texts that have a line with the words that they have. */
static void index_known(const struct ledger_stage *stage, struct map *known)
{
    map_init(known, stage->arena);
    for (size_t i = 0; i < stage->old.count; i++)
        if (is_article(&stage->old.items[i]) && has_words_of_today(stage, &stage->old.items[i]))
            map_add(known, stage->old.items[i].id, (void *)&stage->old.items[i]);
}

void ledger_tell_apart(struct ledger_stage *stage)
{
    struct map newcomers, known;
    if (!has_two_of_one(&stage->old))
        return;
    ledger_index_newcomers(stage, &newcomers);
    index_known(stage, &known);
    for (size_t i = 0; i < stage->old.count; i++) {
        struct ledger_entry *entry = &stage->old.items[i];
        const struct ledger_entry *own = is_article(entry) ? map_find(&known, entry->id) : NULL;
        const struct ledger_entry *newcomer = own ? map_find(&newcomers, entry->words) : NULL;
        if (!newcomer || has_words_of_today(stage, entry))
            continue;
        map_set(&stage->old.articles_by_id, own->id, (void *)own);
        entry->id = newcomer->id;
        map_add(&stage->old.articles_by_id, entry->id, entry);
    }
}
