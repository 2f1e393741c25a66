/* SPDX-License-Identifier: MIT */
/*
 * Articles, standing pages and authors have ids that are known: those of their texts, and those of the
 * built-in layouts. One diagnostic a place is enough, like one a target.
 */
#include "check/link_places.h"
#include "base/path.h"
#include "load/page_ids.h"

static void add_text(struct link_places *places, const struct map *drafts, text path, text source_path)
{
    const struct draft *draft = map_find(drafts, source_path);
    if (draft && path.bytes)
        map_set(&places->texts, path, (void *)draft);
}

static void add_texts(struct link_places *places, struct arena *arena)
{
    const struct check_subject *subject = places->subject;
    const struct site *site = subject->site;
    struct map drafts;
    map_init(&places->texts, arena);
    map_init(&drafts, arena);
    for (size_t i = 0; i < subject->draft_count; i++)
        if (subject->drafts[i])
            map_set(&drafts, text_format(arena, "content/%.*s", TEXT_ARGS(subject->drafts[i]->file->path)),
                subject->drafts[i]);
    for (size_t i = 0; i < site->articles.count; i++) {
        const struct article *article = site->articles.items[i];
        add_text(places, &drafts, article->path, article->source_path);
    }
    for (size_t i = 0; i < site->pages.count; i++) {
        const struct page *page = site->pages.items[i];
        add_text(places, &drafts, page->path, page->source_path);
    }
    for (size_t i = 0; i < site->authors.count; i++) {
        const struct author *author = site->authors.items[i];
        add_text(places, &drafts, author->path, author->source_path);
    }
}

static const struct draft *text_at(struct link_places *places, struct arena *arena, text address)
{
    text path;
    if (!places->texts.arena)
        add_texts(places, arena);
    return path_of_address(arena, address, &path) == PATH_OK ? map_find(&places->texts, path) : NULL;
}

void link_places_check(struct link_places *places, struct arena *arena,
    const struct address_link *const *links, size_t count, struct diagnostics *diagnostics)
{
    const struct check_subject *subject = places->subject;
    bool is_error = subject->site->config->internal_links == LINKS_ERROR;
    struct page_place place = { .severity = is_error ? SEVERITY_ERROR : SEVERITY_WARNING };
    struct map seen;
    map_init(&seen, arena);
    for (size_t i = 0; i < count; i++) {
        place.fragment = links[i]->fragment;
        if (!place.fragment.length || map_contains(&seen, place.fragment) ||
            !(place.draft = text_at(places, arena, links[i]->address)))
            continue;
        map_set(&seen, place.fragment, places);
        place.where = links[i]->where;
        page_ids_check(&place, arena, subject->content, diagnostics);
    }
}
