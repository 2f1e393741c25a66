/* SPDX-License-Identifier: MIT */
/*
 * The sitemap (sitemaps.org protocol 0.9) and robots.txt. Listed are articles and standing pages that may be
 * indexed, and the first pages of lists, in the order of the plan. `updated` is the last significant change.
 */
#include "base/list.h"
#include "output/kinds.h"

struct entries {
    struct value *items;
    size_t count, capacity;
};

static void add_entry(
    struct renderer *renderer, struct entries *entries, text permalink, const struct date *updated)
{
    struct value_map_entry *fields = arena_new_array(renderer->arena, struct value_map_entry, 2);
    fields[0] = (struct value_map_entry){ .key = TEXT("permalink"), .value = value_text(permalink) };
    fields[1] = (struct value_map_entry){ .key = TEXT("updated"),
        .value = updated ? value_date(updated) : value_none() };
    *list_add(renderer->arena, entries) = value_map_of(renderer->arena, fields, 2);
}

static const struct date *newest(const struct date *date, const struct date *updated)
{
    return updated->is_set ? updated : date->is_set ? date : NULL;
}

static void add_articles(struct renderer *renderer, struct entries *entries)
{
    const struct site *site = renderer->site;
    for (size_t i = 0; i < site->articles.count; i++) {
        const struct article *article = site->articles.items[i];
        if (!article->is_noindex)
            add_entry(renderer, entries, article->permalink, newest(&article->date, &article->updated));
    }
    for (size_t i = 0; i < site->pages.count; i++) {
        const struct page *page = site->pages.items[i];
        if (!page->is_noindex)
            add_entry(renderer, entries, page->permalink, newest(&page->date, &page->updated));
    }
}

static void add_lists(struct renderer *renderer, struct entries *entries)
{
    const struct site *site = renderer->site;
    for (size_t i = 0; i < site->authors.count; i++) {
        const struct author *author = site->authors.items[i];
        if (author->articles.count)
            add_entry(renderer, entries, author->permalink, NULL);
    }
    for (size_t i = 0; i < site->taxonomies.count; i++) {
        const struct taxonomy *taxonomy = site->taxonomies.items[i];
        for (size_t k = 0; k < taxonomy->terms.count; k++) {
            const struct term *term = taxonomy->terms.items[k];
            if (term->permalink.bytes)
                add_entry(renderer, entries, term->permalink, NULL);
        }
    }
    for (size_t i = 0; i < site->years.count; i++)
        add_entry(renderer, entries, ((const struct year *)site->years.items[i])->permalink, NULL);
}

void sitemap_plan(struct output_plan *plan, const struct output_kind *kind)
{
    output_add_address(plan, kind, TEXT("/sitemap.xml"), NULL);
}

bool sitemap_render(struct renderer *renderer, const struct output *output)
{
    struct entries entries = { 0 };
    struct page *page = output_page(renderer, output, "sitemap", renderer->site->title);
    add_entry(renderer, &entries, text_format(renderer->arena, "%.*s/", TEXT_ARGS(renderer->site->url)),
        &renderer->site->updated);
    add_articles(renderer, &entries);
    add_lists(renderer, &entries);
    struct value_map_entry *data = arena_new(renderer->arena, struct value_map_entry);
    *data = (struct value_map_entry){ .key = TEXT("entries"),
        .value = value_list_of(renderer->arena, entries.items, entries.count) };
    page->data = value_map_of(renderer->arena, data, 1);
    struct rendering rendering = { .layout = output_layout(output), .page = page };
    return output_render(renderer, &rendering);
}

void robots_plan(struct output_plan *plan, const struct output_kind *kind)
{
    output_add_address(plan, kind, TEXT("/robots.txt"), NULL);
}

bool robots_render(struct renderer *renderer, const struct output *output)
{
    struct rendering rendering = { .layout = output_layout(output),
        .page = output_page(renderer, output, "robots", renderer->site->title) };
    return output_render(renderer, &rendering);
}
