/* SPDX-License-Identifier: MIT */
/* The Atom feed (RFC 4287) of the newest articles; its layout writes the XML. */
#include "output/kinds.h"

void feed_plan(struct output_plan *plan, const struct output_kind *kind)
{
    const struct object_list *articles = &plan->site->articles;
    size_t limit =
        plan->site->config->feed_limit > 0 ? (size_t)plan->site->config->feed_limit : articles->count;
    struct output *output = output_add_address(plan, kind, TEXT("/feed.xml"), NULL);
    struct listing *listing = arena_new(plan->arena, struct listing);
    listing->articles =
        (struct object_list){ articles->items, articles->count < limit ? articles->count : limit };
    listing->total = (int64_t)articles->count;
    listing->number = listing->count = 1;
    output->listing = listing;
}

bool feed_render(struct renderer *renderer, const struct output *output)
{
    struct rendering rendering = { .layout = output_layout(output),
        .listing = output->listing,
        .page = output_page(renderer, output, "feed", renderer->site->title) };
    return output_render(renderer, &rendering);
}
