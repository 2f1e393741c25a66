/* SPDX-License-Identifier: MIT */
/*
 * Texts that changed after the site was put together are put in their place: the body's links are found like
 * those of every other text, and the articles to which they lead, or led before, have other backlinks.
 */
#include "load/assemble_body.h"
#include "load/assembly.h"
#include "load/draft_alike.h"
#include "load/reader_text.h"

enum { WORDS_PER_MINUTE = 220, TOC_LEVELS = 7, HEADINGS_WORTH_A_TOC = 3 };

struct object_list assemble_toc(struct arena *arena, const struct markup *body, struct object_list *flat)
{
    struct growing_objects children[TOC_LEVELS] = { { 0 } };
    const void **all = arena_alloc_array(arena, body->heading_count, sizeof *all);
    struct toc_entry *open[TOC_LEVELS] = { NULL };
    for (size_t i = 0; i < body->heading_count; i++) {
        const struct heading *heading = &body->headings[i];
        struct toc_entry *entry = arena_new(arena, struct toc_entry);
        *entry = (struct toc_entry){ heading->level, heading->id, heading->plain, heading->html, { 0 } };
        all[i] = entry;
        if (!reader_text_is_seen(heading->plain)) /* a link without words */
            continue;
        int64_t parent = heading->level - 1;
        while (parent > 0 && !open[parent])
            parent--;
        *list_add(arena, &children[parent]) = entry;
        if (parent > 0)
            open[parent]->children = object_list_of(&children[parent]);
        open[heading->level] = entry;
        children[heading->level] = (struct growing_objects){ 0 };
        for (int64_t deeper = heading->level + 1; deeper < TOC_LEVELS; deeper++)
            open[deeper] = NULL;
    }
    *flat = (struct object_list){ all, body->heading_count };
    return object_list_of(&children[0]);
}

static bool is_worth_a_toc(const struct markup *body)
{
    size_t count = 0;
    for (size_t i = 0; i < body->heading_count; i++)
        count += reader_text_is_seen(body->headings[i].plain);
    return count >= HEADINGS_WORTH_A_TOC;
}

void assemble_body(struct arena *arena, struct article *article, const struct draft *draft)
{
    enum choice toc = draft->front_matter.toc;
    article->content = (struct patched_text){ .original = draft->body.html };
    article->plain = draft->body.plain;
    article->html_digest = draft->html_digest;
    article->plain_digest = draft->plain_digest;
    article->words = (int64_t)draft->body.word_count;
    article->reading_minutes =
        article->words < WORDS_PER_MINUTE ? 1 : (article->words + WORDS_PER_MINUTE / 2) / WORDS_PER_MINUTE;
    article->toc = assemble_toc(arena, &draft->body, &article->headings);
    article->has_toc = toc == CHOICE_YES || (toc == CHOICE_UNSET && is_worth_a_toc(&draft->body));
    article->keywords = draft->keywords;
    article->search_entries = draft->search_entries;
    article->search_digest = draft->search_digest;
    article->text_digest = draft->text_digest;
}

/* A link to a place that is there no more has to be reported where it stands. */
static bool may_break_links(
    const struct assembly *assembly, const struct draft *before, const struct draft *now)
{
    bool is_broken = false;
    for (size_t i = 0; i < before->body.anchor_count && !is_broken; i++)
        is_broken = !markdown_has_anchor(&now->body, before->body.anchors[i]);
    return is_broken && map_contains(&assembly->anchored, before->file->path);
}

static bool is_same_span(span a, span b)
{
    return a.source == b.source && a.offset == b.offset && a.length == b.length;
}

static bool is_of(const struct address_link *link, const struct markup *body)
{
    for (size_t i = 0; i < body->reference_count; i++)
        if (is_same_span(link->where, body->references[i].where))
            return true;
    return false;
}

/* Those of the front matter stay. */
static void drop_address_links(struct assembly *assembly, uint32_t source, const struct markup *body)
{
    size_t kept = 0;
    for (size_t i = 0; i < assembly->address_links.count; i++) {
        struct address_link link = assembly->address_links.items[i];
        if (link.where.source != source || !is_of(&link, body))
            assembly->address_links.items[kept++] = link;
    }
    assembly->address_links.count = kept;
}

/* After those of the body are gone. */
static bool has_address_links(const struct assembly *assembly, uint32_t source)
{
    bool has_any = false;
    for (size_t i = 0; i < assembly->address_links.count && !has_any; i++)
        has_any = assembly->address_links.items[i].where.source == source;
    return has_any;
}

/* Old addresses and links of the front matter are reported where they stand. */
static bool may_have_moved(const struct assembly *assembly, const struct article *article,
    const struct draft *before, const struct draft *now)
{
    bool has_places = now->front_matter.aliases.count || has_address_links(assembly, article->source);
    return has_places && !draft_has_other_body_only(before, now);
}

static size_t place_of(const struct assembly *assembly, const struct article *article)
{
    size_t place = 0;
    while (place < assembly->articles.count && assembly->articles.items[place].article != article)
        place++;
    return place;
}

/* With or without `article`; the newest first, as articles are. */
static void set_backlinks(
    struct assembly *assembly, struct article *other, const struct article *article, bool links)
{
    const struct object_list *before = &other->backlinks;
    const void **items = arena_alloc_array(assembly->arena, before->count + 1, sizeof *items);
    size_t count = 0, place = place_of(assembly, article);
    for (size_t i = 0; i < before->count; i++) {
        if (links && place_of(assembly, before->items[i]) > place) {
            items[count++] = article;
            links = false;
        }
        if (before->items[i] != article)
            items[count++] = before->items[i];
    }
    if (links)
        items[count++] = article;
    other->backlinks = (struct object_list){ items, count };
}

/* Of those to which the article linked alone before, or links alone now. */
static void change_backlinks(
    struct assembly *assembly, const struct object_list *before, struct other_texts *other)
{
    const struct article *article = other->articles.items[0];
    const struct object_list *lists[] = { before, &article->links };
    for (size_t list = 0; list < 2; list++)
        for (size_t i = 0; i < lists[list]->count; i++) {
            const struct article *linked = lists[list]->items[i];
            if (object_list_contains(lists[!list], linked))
                continue;
            set_backlinks(assembly, (struct article *)linked, article, list == 1);
            *list_add(assembly->arena, &other->articles) = linked;
        }
}

static bool is_same_list(const struct object_list *a, const struct object_list *b)
{
    bool is_same = a->count == b->count;
    for (size_t i = 0; is_same && i < a->count; i++)
        is_same = a->items[i] == b->items[i];
    return is_same;
}

bool assemble_other_texts(
    struct assembly *assembly, const struct draft *before, const struct draft *now, struct other_texts *other)
{
    struct target *target = map_find(&assembly->targets, now->file->path);
    struct article *article = target ? (struct article *)target->article : NULL;
    if (!article || may_break_links(assembly, before, now))
        return false;
    drop_address_links(assembly, article->source, &before->body);
    if (may_have_moved(assembly, article, before, now))
        return false;
    target->draft = now;
    struct object_list links = article->links;
    assemble_texts(assembly, article, now);
    assemble_article_links(assembly, article, now);
    assembly->site->address_links = assembly->address_links.items;
    assembly->site->address_link_count = assembly->address_links.count;
    *list_add(assembly->arena, &other->articles) = article;
    other->are_ties_other = !is_same_list(&links, &article->links);
    change_backlinks(assembly, &links, other);
    return true;
}
