/* SPDX-License-Identifier: MIT */
/*
 * The order of a ledger, and which of two lines counts. Those of both sides of a merge stand side by side;
 * what is left is what would have been left had both come one after the other.
 */
#include "build/ledger.h"
#include "base/arena.h"
#include "base/path.h"
#include "model/url.h"
#include <stdlib.h>

static int compare_entries(const void *a, const void *b)
{
    const struct ledger_entry *left = a, *right = b;
    int order = text_compare(left->address, right->address);
    if (!order)
        order = text_compare(right->changed, left->changed);
    if (!order)
        order = right->note_count < left->note_count ? -1 : right->note_count > left->note_count;
    if (!order)
        order = !left->published.bytes - !right->published.bytes; /* that of an earlier program is last */
    if (!order)
        order = left->where.offset < right->where.offset ? -1 : left->where.offset > right->where.offset;
    return order;
}

bool ledger_is_of_page(const struct ledger_entry *entry)
{
    return entry->kind == LEDGER_PAGE || entry->kind == LEDGER_PAGE_ALIAS;
}

bool ledger_is_same_thing(const struct ledger_entry *a, const struct ledger_entry *b)
{
    return ledger_is_of_page(a) == ledger_is_of_page(b) && text_equal(a->id, b->id);
}

static bool has_id(const struct ledger_entry *entry, text id, text source_path)
{
    return text_equal(entry->id, id) &&
           ledger_is_of_page(entry) == text_starts_with(source_path, TEXT("content/pages/"));
}

text ledger_file_path(struct arena *arena, const struct ledger_entry *entry)
{
    text path;
    return path_of_address(arena, entry->address, &path) == PATH_OK ? path : TEXT_NONE;
}

static bool has_file(const struct site *site, const struct ledger_entry *entry)
{
    struct arena arena;
    bool is_there = false;
    arena_init(&arena);
    text path = ledger_file_path(&arena, entry);
    for (size_t i = 0; !is_there && i < site->media.count; i++)
        is_there = text_equal(((const struct media *)site->media.items[i])->path, path);
    arena_release(&arena);
    return is_there;
}

/* Is the source of the entry's thing there, published or held back? */
static bool has_source(const struct site *site, const struct ledger_entry *entry)
{
    if (entry->kind == LEDGER_FILE)
        return has_file(site, entry);
    bool is_there = !ledger_is_of_page(entry) && map_contains(site->articles_by_id, entry->id);
    for (size_t i = 0; !is_there && i < site->pages.count; i++) {
        const struct page *page = site->pages.items[i];
        is_there = has_id(entry, page->id, page->source_path);
    }
    for (size_t i = 0; !is_there && i < site->held_back_count; i++)
        is_there = has_id(entry, site->held_back[i].id, site->held_back[i].source_path);
    return is_there;
}

static bool comes_of_source(const struct ledger_entry *entry)
{
    return entry->kind == LEDGER_FILE || entry->id.bytes;
}

/*
 * On one side of a merge the file got another name, or a text took its place, on the other it had a note
 * more. What is left says who has the address now, as it would have been said had both come one after the
 * other.
 */
static bool is_left(
    const struct site *site, const struct ledger_entry *entry, const struct ledger_entry *other)
{
    if (site && entry->kind == LEDGER_FEED && other->kind == LEDGER_FEED)
        return !text_equal(entry->id, url_feed_authority(site->config));
    return site && comes_of_source(entry) && comes_of_source(other) && !has_source(site, entry) &&
           has_source(site, other);
}

/* Of two lines about feeds each column is what site.yml says, if one of them has it. */
static void join_feeds(const struct site *site, struct ledger_entry *entry, const struct ledger_entry *other)
{
    text base_url = entry->base_url;
    if (!base_url.bytes || (site && text_equal(other->base_url, site->config->base_url)))
        base_url = other->base_url;
    if (is_left(site, entry, other))
        *entry = *other;
    entry->base_url = base_url;
}

/* What both sides of a merge did before the next note stands in two lines; one of them counts, and readers
 * have seen both. */
static void keep_twin(struct arena *arena, struct ledger_entry *entry, const struct ledger_entry *other)
{
    if (!entry->name.bytes)
        entry->name = other->name; /* of an author's page an earlier program says less */
    if (entry->kind != LEDGER_ARTICLE || other->kind != LEDGER_ARTICLE ||
        !ledger_is_same_thing(entry, other) || !text_equal(entry->changed, other->changed) ||
        entry->note_count != other->note_count)
        return;
    struct ledger_entry *twin = arena_new(arena, struct ledger_entry);
    *twin = *other;
    twin->twin = entry->twin;
    entry->twin = twin;
}

/* A merge may have left an article the lines of two addresses. */
static void add_article(struct map *articles, struct ledger_entry *entry)
{
    const struct ledger_entry *known = map_add(articles, entry->id, entry);
    if (text_compare(entry->changed, known->changed) > 0)
        map_set(articles, entry->id, entry);
}

/* As a ledger is that nobody but brief has written. */
static bool is_in_order(const struct ledger *ledger)
{
    for (size_t i = 1; i < ledger->count; i++)
        if (compare_entries(&ledger->items[i - 1], &ledger->items[i]) > 0)
            return false;
    return true;
}

bool ledger_index(
    struct arena *arena, struct ledger *ledger, const struct site *site, struct diagnostics *diagnostics)
{
    bool is_good = true;
    size_t count = 0;
    if (!is_in_order(ledger))
        qsort(ledger->items, ledger->count, sizeof *ledger->items, compare_entries);
    map_init(&ledger->by_address, arena);
    map_init(&ledger->articles_by_id, arena);
    map_reserve(&ledger->by_address, ledger->count);
    map_reserve(&ledger->articles_by_id, ledger->count);
    for (size_t i = 0; i < ledger->count; i++) {
        struct ledger_entry *entry = &ledger->items[i], *before = count ? &ledger->items[count - 1] : NULL;
        if (!before || !text_equal(before->address, entry->address)) {
            ledger->items[count++] = *entry;
            continue;
        }
        /* Which of two editions was published last nobody can tell. */
        if (before->kind == LEDGER_FILE && entry->kind == LEDGER_FILE &&
            !text_equal(before->words, entry->words))
            before->words = TEXT_NONE;
        /* One side of a merge gave it up, on the other it had a note more. */
        if (before->kind == LEDGER_FEED && entry->kind == LEDGER_FEED)
            join_feeds(site, before, entry);
        else if (before->kind == LEDGER_GONE || is_left(site, before, entry))
            *before = *entry;
        else
            keep_twin(arena, before, entry);
        if (entry->kind == LEDGER_GONE || ledger_is_same_thing(before, entry) ||
            is_left(site, entry, before) || !diagnostics)
            continue;
        struct diagnostic *diagnostic = diagnostic_error(diagnostics, entry->where, "ledger-conflict",
            "'%.*s' is listed for two things", TEXT_ARGS(entry->address));
        diagnostic_note(diagnostics, diagnostic, before->where, "also listed here");
        diagnostic_hint(diagnostics, diagnostic, "delete the line of the one that does not answer there");
        is_good = false;
    }
    ledger->count = count;
    for (size_t i = 0; i < count; i++) {
        struct ledger_entry *entry = &ledger->items[i];
        map_set(&ledger->by_address, entry->address, entry);
        if (entry->kind == LEDGER_ARTICLE)
            add_article(&ledger->articles_by_id, entry);
    }
    return is_good;
}
