/* SPDX-License-Identifier: MIT */
/* The Atom feed (RFC 4287) of the newest articles; its layout writes the XML. */
#include "output/kinds.h"

const struct listing *feed_listing(struct output_plan *plan, const struct object_list *articles)
{
    int64_t limit = plan->site->config->feed_limit;
    size_t count = limit > 0 && (size_t)limit < articles->count ? (size_t)limit : articles->count;
    struct listing *listing = arena_new(plan->arena, struct listing);
    listing->articles = (struct object_list){ articles->items, count };
    listing->total = (int64_t)articles->count;
    listing->number = listing->count = 1;
    return listing;
}

void feed_plan(struct output_plan *plan, const struct output_kind *kind)
{
    struct output *output = output_add_address(plan, kind, TEXT("/feed.xml"), NULL);
    output->listing = feed_listing(plan, &plan->site->articles);
}

bool feed_render(struct renderer *renderer, const struct output *output)
{
    struct rendering rendering = { .layout = output_layout(output),
        .listing = output->listing,
        .page = output_page(renderer, output, "feed", renderer->site->title) };
    return output_render(renderer, &rendering);
}
