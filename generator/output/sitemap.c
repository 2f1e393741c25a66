/* SPDX-License-Identifier: MIT */
/*
 * Sitemaps (sitemaps.org protocol 0.9) and robots.txt. Listed are articles and standing pages that may be
 * indexed, the first pages of lists, and plugins' pages. `updated` is the last significant change. What one
 * file cannot hold is parted: /sitemap.xml is then the index of /sitemap-1.xml and so on.
 */
#include "base/count.h"
#include "base/list.h"
#include "model/url.h"
#include "output/kinds.h"

enum { NEWS_MILLISECONDS = 2 * 24 * 60 * 60 * 1000, MOST_NEWS = 1000 };

struct sitemap_entries {
    struct sitemap_entry *items;
    size_t count, capacity;
};

static const struct date *newest(const struct date *date, const struct date *updated)
{
    return updated->is_set ? updated : date->is_set ? date : NULL;
}

static void add_homes(struct output_plan *plan, struct sitemap_entries *entries)
{
    for (size_t i = 0; i < plan->site->editions.count; i++) {
        const struct edition *edition = plan->site->editions.items[i];
        const struct date *updated = edition->updated.is_set ? &edition->updated : &plan->site->updated;
        *list_add(plan->arena, entries) =
            (struct sitemap_entry){ .permalink = edition->permalink, .updated = updated };
    }
}

static void add_texts(struct output_plan *plan, struct sitemap_entries *entries)
{
    const struct site *site = plan->site;
    list_reserve(plan->arena, entries, site->articles.count + site->pages.count);
    for (size_t i = 0; i < site->articles.count; i++) {
        const struct article *article = site->articles.items[i];
        if (!article->is_noindex)
            *list_add(plan->arena, entries) = (struct sitemap_entry){ article->permalink,
                article_last_change(article), article->lang, &article->translations, &article_type };
    }
    for (size_t i = 0; i < site->pages.count; i++) {
        const struct page *page = site->pages.items[i];
        if (!page->is_noindex)
            *list_add(plan->arena, entries) = (struct sitemap_entry){ page->permalink,
                newest(&page->date, &page->updated), page->lang, &page->translations, &page_type };
    }
}

static void add_list(struct output_plan *plan, struct sitemap_entries *entries, text permalink)
{
    if (permalink.bytes)
        *list_add(plan->arena, entries) = (struct sitemap_entry){ .permalink = permalink };
}

static void add_authors(struct output_plan *plan, struct sitemap_entries *entries)
{
    for (size_t i = 0; i < plan->site->authors.count; i++) {
        const struct author *author = plan->site->authors.items[i];
        if (author->articles.count)
            add_list(plan, entries, author->permalink);
    }
}

static void add_years(struct output_plan *plan, struct sitemap_entries *entries)
{
    for (size_t i = 0; i < plan->site->years.count; i++)
        add_list(plan, entries, ((const struct year *)plan->site->years.items[i])->permalink);
}

/* Those of terms, too. */
static void add_plugin_pages(struct output_plan *plan, struct sitemap_entries *entries)
{
    const struct config *config = plan->site->config;
    for (size_t i = 0; i < plan->plugin_pages->count; i++) {
        const struct plugin_page *page = &plan->plugin_pages->items[i];
        struct place place;
        const char *fault = NULL;
        bool is_read = text_ends_with(page->layout, TEXT(".html")) && !page->is_noindex;
        if (is_read && place_of_address(config, plan->arena, page->address, &place, &fault))
            add_list(plan, entries, place.permalink);
    }
}

static const struct sitemap_entries *all_entries(struct output_plan *plan)
{
    if (plan->sitemap)
        return plan->sitemap;
    struct sitemap_entries *entries = arena_new(plan->arena, struct sitemap_entries);
    add_homes(plan, entries);
    add_texts(plan, entries);
    add_authors(plan, entries);
    add_plugin_pages(plan, entries);
    add_years(plan, entries);
    plan->sitemap = entries;
    return entries;
}

static void add_sitemap(
    struct output_plan *plan, const struct output_kind *kind, text address, struct sitemap sitemap)
{
    struct sitemap *kept = arena_new(plan->arena, struct sitemap);
    *kept = sitemap;
    output_add_address(plan, kind, address, kept);
}

static text part_address(struct arena *arena, size_t number)
{
    return text_format(arena, "/sitemap-%zu.xml", number);
}

void sitemap_plan(struct output_plan *plan, const struct output_kind *kind)
{
    const struct sitemap_entries *entries = all_entries(plan);
    size_t most = (size_t)plan->site->config->limits.sitemap_urls;
    size_t part_count = (entries->count + most - 1) / most;
    if (part_count <= 1) {
        add_sitemap(plan, kind, TEXT("/sitemap.xml"), (struct sitemap){ entries->items, entries->count, 0 });
        return;
    }
    for (size_t i = 0; i < part_count; i++) {
        size_t start = i * most, left = entries->count - start;
        add_sitemap(plan, kind, part_address(plan->arena, i + 1),
            (struct sitemap){ entries->items + start, left < most ? left : most, 0 });
    }
}

void sitemap_index_plan(struct output_plan *plan, const struct output_kind *kind)
{
    size_t count = all_entries(plan)->count, most = (size_t)plan->site->config->limits.sitemap_urls;
    size_t part_count = (count + most - 1) / most;
    if (part_count > 1)
        add_sitemap(plan, kind, TEXT("/sitemap.xml"), (struct sitemap){ NULL, 0, part_count });
}

static struct value value_of_entry(struct renderer *renderer, const struct sitemap_entry *entry)
{
    static const struct object_list none = { 0 };
    const struct object_list *translations = entry->translations ? entry->translations : &none;
    const struct value_map_entry fields[] = {
        { .key = TEXT("permalink"), .value = value_text(entry->permalink) },
        { .key = TEXT("updated"), .value = value_date(entry->updated) },
        { .key = TEXT("lang"), .value = value_text(entry->lang) },
        { .key = TEXT("translations"),
            .value = value_list_of_objects(renderer->arena, translations->items, translations->count,
                entry->type ? entry->type : &article_type) },
    };
    return value_map_copy(renderer->arena, fields, COUNT(fields));
}

static bool render_list(struct renderer *renderer, const struct output *output, const char *name,
    const struct value *items, size_t count)
{
    struct page *page = output_page(renderer, output, "sitemap", renderer->site->title);
    const struct value_map_entry data = { .key = text_of(name),
        .value = value_list_of(renderer->arena, items, count) };
    page->data = value_map_copy(renderer->arena, &data, 1);
    return output_render_page(renderer, output, page);
}

bool sitemap_render(struct renderer *renderer, const struct output *output)
{
    const struct sitemap *sitemap = output->subject;
    struct value *items = arena_new_array(renderer->arena, struct value, sitemap->count);
    for (size_t i = 0; i < sitemap->count; i++)
        items[i] = value_of_entry(renderer, &sitemap->entries[i]);
    return render_list(renderer, output, "entries", items, sitemap->count);
}

bool sitemap_index_render(struct renderer *renderer, const struct output *output)
{
    const struct sitemap *sitemap = output->subject;
    struct value *items = arena_new_array(renderer->arena, struct value, sitemap->part_count);
    for (size_t i = 0; i < sitemap->part_count; i++)
        items[i] = value_text(permalink_of_address(
            renderer->site->config, renderer->arena, part_address(renderer->arena, i + 1)));
    return render_list(renderer, output, "sitemaps", items, sitemap->part_count);
}

/* What was published in the two days before the build, stands and may be indexed; newest first. */
static const struct listing *news_listing(struct output_plan *plan)
{
    const struct object_list *all = &plan->site->articles;
    int64_t now = plan->site->build_time.instant.milliseconds;
    struct listing *listing = arena_new(plan->arena, struct listing);
    const void **items = arena_alloc_array(plan->arena, MOST_NEWS, sizeof *items);
    size_t count = 0;
    for (size_t i = 0; i < all->count && count < MOST_NEWS; i++) {
        const struct article *article = all->items[i];
        struct date too_old = article->date;
        too_old.instant.milliseconds += NEWS_MILLISECONDS + 1;
        time_watch_note(plan->site->watch, &too_old);
        if (now - article->date.instant.milliseconds > NEWS_MILLISECONDS)
            break;
        if (!article->is_noindex && article_stands(article))
            items[count++] = article;
    }
    *listing =
        (struct listing){ .articles = { items, count }, .total = (int64_t)count, .number = 1, .count = 1 };
    return listing;
}

/* Also when nothing is new: who fetches it tomorrow has the address from yesterday. */
void news_sitemap_plan(struct output_plan *plan, const struct output_kind *kind)
{
    output_add_address(plan, kind, TEXT("/news-sitemap.xml"), NULL)->listing = news_listing(plan);
}

bool news_sitemap_render(struct renderer *renderer, const struct output *output)
{
    return output_render_page(
        renderer, output, output_page(renderer, output, "sitemap", renderer->site->title));
}

/* Names the news when there are some. */
void robots_plan(struct output_plan *plan, const struct output_kind *kind)
{
    output_add_address(plan, kind, TEXT("/robots.txt"), NULL)->listing = news_listing(plan);
}

bool robots_render(struct renderer *renderer, const struct output *output)
{
    return output_render_page(
        renderer, output, output_page(renderer, output, "robots", renderer->site->title));
}
