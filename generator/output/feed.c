/* SPDX-License-Identifier: MIT */
/*
 * Feeds: of the site in each language that has a home page, of each author, of the corrections; those of
 * plugins' pages come from plugin_page.c. Each has the same listing in Atom (RFC 4287) and as JSON Feed, the
 * site's in RSS 2.0 too; the layouts write them. What was withdrawn is not among the articles but in a list
 * of its own, so that readers can take it back.
 */
#include "base/count.h"
#include "base/list.h"
#include "base/map.h"
#include "base/path.h"
#include "output/kinds.h"
#include <stdlib.h>

static int compare_latest_withdrawn(const void *a, const void *b)
{
    const struct article *left = *(const struct article *const *)a,
                         *right = *(const struct article *const *)b;
    int order = date_compare(&right->status.date, &left->status.date);
    return order ? order : text_compare(left->id, right->id);
}

static bool is_withdrawn(const struct article *article)
{
    return text_equal(article->status.kind, TEXT("withdrawn"));
}

/* The newest of the articles, as many as feeds: limit says, and those that were withdrawn. */
static const struct listing *newest(struct output_plan *plan, const struct object_list *articles)
{
    size_t limit = (size_t)plan->site->config->feed_limit;
    struct listing *listing = arena_new(plan->arena, struct listing);
    struct growing_objects shown = { 0 }, withdrawn = { 0 };
    for (size_t i = 0; i < articles->count; i++) {
        if (is_withdrawn(articles->items[i]))
            *list_add(plan->arena, &withdrawn) = articles->items[i];
        else if (shown.count < limit)
            *list_add(plan->arena, &shown) = articles->items[i];
    }
    if (withdrawn.count)
        qsort(withdrawn.items, withdrawn.count, sizeof *withdrawn.items, compare_latest_withdrawn);
    listing->articles = object_list_of(&shown);
    listing->withdrawn =
        (struct object_list){ withdrawn.items, withdrawn.count < limit ? withdrawn.count : limit };
    listing->total = (int64_t)articles->count;
    listing->number = listing->count = 1;
    return listing;
}

static struct place place_beside(struct output_plan *plan, const struct output_kind *kind, text home)
{
    struct place place = { 0 };
    const char *fault = NULL;
    bool is_folder = text_ends_with(home, TEXT("/"));
    text address = text_format(plan->arena, "%.*s%s%s", TEXT_ARGS(home), is_folder ? "" : "/", kind->layout);
    place_of_address(plan->site->config, plan->arena, address, &place, &fault);
    return place;
}

struct output *feed_add(struct output_plan *plan, const struct output_kind *kind, struct feed feed,
    const struct object_list *articles)
{
    struct feed *kept = arena_new(plan->arena, struct feed);
    *kept = feed;
    kept->place = place_beside(plan, kind, feed.home);
    struct output *output = output_add(plan, kind, kept->place.address, kept->place.path, kept);
    output->listing = newest(plan, articles);
    return output;
}

/* A feed that would stand at an old address too. */
struct former_feed {
    const struct redirect *redirect;
    size_t feed; /* number of the output */
    struct place place;
    bool is_taken;
};

struct former_feeds {
    struct former_feed *items;
    size_t count, capacity;
};

static void find_former(struct output_plan *plan, const struct output_kind *kind, struct former_feeds *former)
{
    struct map by_home; /* → number of the output + 1 */
    map_init(&by_home, plan->arena);
    for (size_t i = 0; plan->site->redirect_count && i < plan->outputs.count; i++) {
        const struct output *output = &plan->outputs.items[i];
        if (output->kind->render == feed_render && text_equal(output_layout(output), text_of(kind->layout)))
            map_set(&by_home, ((const struct feed *)output->subject)->home, (void *)(uintptr_t)(i + 1));
    }
    for (size_t i = 0; i < plan->site->redirect_count; i++) {
        const struct redirect *redirect = &plan->site->redirects[i];
        uintptr_t found = (uintptr_t)map_find(&by_home, redirect->target);
        if (found && text_ends_with(redirect->address, TEXT("/"))) /* a file has nothing beside it */
            *list_add(plan->arena, former) = (struct former_feed){ redirect, found - 1,
                place_beside(plan, kind, redirect->address), false };
    }
}

static void take(const struct map *by_address, text address)
{
    struct former_feed *former = map_find(by_address, address);
    if (former)
        former->is_taken = true;
}

/* What somebody put there by hand, a file, a page or an alias, is meant. */
static void find_taken(const struct output_plan *plan, struct former_feeds *former)
{
    struct map by_address;
    const struct site *site = plan->site;
    map_init(&by_address, plan->arena);
    for (size_t i = 0; i < former->count; i++)
        map_set(&by_address, former->items[i].place.address, &former->items[i]);
    for (size_t i = 0; former->count && i < plan->outputs.count; i++)
        take(&by_address, plan->outputs.items[i].address);
    for (size_t i = 0; former->count && i < site->redirect_count; i++)
        take(&by_address, site->redirects[i].address);
    for (size_t i = 0; former->count && i < site->gone_count; i++)
        take(&by_address, site->gone[i].address);
}

void former_feed_plan(struct output_plan *plan, const struct output_kind *kind)
{
    struct former_feeds all = { 0 };
    find_former(plan, kind, &all);
    find_taken(plan, &all);
    for (size_t i = 0; i < all.count; i++) {
        const struct former_feed *one = &all.items[i];
        if (one->is_taken)
            continue;
        struct output current = plan->outputs.items[one->feed];
        struct output *output = output_add(plan, kind, one->place.address, one->place.path, current.subject);
        output->listing = current.listing;
        output->origin =
            text_format(plan->arena, "the feed of the alias '%.*s'", TEXT_ARGS(one->redirect->address));
        output->where = one->redirect->where;
    }
}

/* The feed of that layout that the site has there, which was planned before. */
static const struct output *find_site_feed(
    const struct output_plan *plan, const struct output_kind *kind, text address)
{
    const struct edition *edition = edition_at(&plan->site->editions, address);
    const struct output *output = plan->outputs.items;
    while (output->kind->plan != feed_plan || strcmp(output->kind->layout, kind->layout) != 0 ||
           !text_equal(((const struct feed *)output->subject)->home, edition->address))
        output++;
    return output;
}

/* The form of the feed for which the name of a file asks. */
static const char *layout_of_alias(text path)
{
    text ending = path_extension(path);
    return text_equal(ending, TEXT("json"))  ? "feed.json"
           : text_equal(ending, TEXT("rss")) ? "rss.xml"
                                             : "feed.xml";
}

void feed_alias_plan(struct output_plan *plan, const struct output_kind *kind)
{
    const struct site *site = plan->site;
    for (size_t i = 0; i < site->feed_alias_count; i++) {
        const struct feed_alias *alias = &site->feed_aliases[i];
        if (strcmp(kind->layout, layout_of_alias(alias->path)) != 0)
            continue;
        struct output current = *find_site_feed(plan, kind, alias->address);
        struct output *output = output_add(plan, kind, alias->address, alias->path, current.subject);
        output->listing = current.listing;
        output->origin = text_format(plan->arena, "the alias '%.*s' of the feed", TEXT_ARGS(alias->address));
        output->where = alias->where;
    }
}

void feed_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->site->editions.count; i++) {
        const struct edition *edition = plan->site->editions.items[i];
        struct feed feed = { .title = edition->title,
            .description = edition->description,
            .lang = edition->lang,
            .home = edition->address,
            .is_whole = true };
        feed_add(plan, kind, feed, &edition->articles);
    }
}

void author_feed_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->site->authors.count; i++) {
        const struct author *author = plan->site->authors.items[i];
        if (!author->address.bytes || !author->articles.count)
            continue;
        struct feed feed = { .title = author->name, .home = author->address, .author = author };
        struct output *output = feed_add(plan, kind, feed, &author->articles);
        output->origin = text_format(plan->arena, "the feed of %.*s", TEXT_ARGS(author->source_path));
        output->where = (span){ author->source, 0, 0 };
    }
}

static bool has_full_text(const struct site *site, const struct feed *feed)
{
    enum feed_text which = site->config->feed_full_text;
    return which == FEED_TEXT_ALL || (which == FEED_TEXT_SITE && feed->is_whole);
}

bool feed_render(struct renderer *renderer, const struct output *output)
{
    const struct feed *feed = output->subject;
    struct page *page = output_page(renderer, output, "feed", feed->title);
    page->address = feed->place.address;
    page->url = feed->place.url;
    page->permalink = feed->place.permalink;
    page->path = feed->place.path;
    const struct value_map_entry data[] = {
        { .key = TEXT("full_text"), .value = value_bool(has_full_text(renderer->site, feed)) },
        { .key = TEXT("home"),
            .value = value_text(permalink_of_address(renderer->site->config, renderer->arena, feed->home)) },
    };
    page->data = value_map_copy(renderer->arena, data, COUNT(data));
    page->description = feed->description;
    output_page_language(renderer, page, feed->lang.length ? feed->lang : page->lang);
    struct rendering rendering = {
        .page = page, .author = feed->author, .term = feed->term, .taxonomy = feed->taxonomy
    };
    return output_render(renderer, output, &rendering);
}

static text corrections_path(const struct output_kind *kind)
{
    return text_ends_with(text_of(kind->layout), TEXT(".json")) ? TEXT(CORRECTIONS_ADDRESS "feed.json")
                                                                : TEXT(CORRECTIONS_ADDRESS "feed.xml");
}

void corrections_feed_plan(struct output_plan *plan, const struct output_kind *kind)
{
    if (corrections_are_listed(plan->site))
        output_add_address(plan, kind, corrections_path(kind), NULL)->origin =
            TEXT("the feed of corrections");
}

bool corrections_feed_render(struct renderer *renderer, const struct output *output)
{
    text title = output_word(renderer, TEXT("Corrections"));
    return output_render_page(renderer, output, output_page(renderer, output, "feed", title));
}
