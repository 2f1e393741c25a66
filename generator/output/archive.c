/* SPDX-License-Identifier: MIT */
/* The archive: one page that lists the years, and one a year with its months. */
#include "output/kinds.h"

void archive_plan(struct output_plan *plan, const struct output_kind *kind)
{
    if (plan->site->years.count)
        output_add_address(plan, kind, TEXT("/archive/"), NULL)->origin = TEXT("the archive");
}

bool archive_render(struct renderer *renderer, const struct output *output)
{
    text title = strings_word(&renderer->layouts->strings, renderer->site->lang, TEXT("Archive"));
    struct rendering rendering = { .layout = output_layout(output),
        .page = output_page(renderer, output, "archive", title) };
    return output_render(renderer, &rendering);
}

void year_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->site->years.count; i++) {
        const struct year *year = plan->site->years.items[i];
        if (!year->address.bytes)
            continue;
        struct output *output = output_add(plan, kind, year->address, year->path, year);
        output->origin = text_format(plan->arena, "the archive of %lld", (long long)year->number);
        struct listing *listing = arena_new(plan->arena, struct listing);
        *listing = (struct listing){ .articles = year->articles,
            .groups = year->months,
            .total = (int64_t)year->articles.count,
            .number = 1,
            .count = 1,
            .base_url = year->url,
            .urls = { &year->url, 1 } };
        output->listing = listing;
    }
}

bool year_render(struct renderer *renderer, const struct output *output)
{
    const struct year *year = output->subject;
    text title = text_format(renderer->arena, "%04lld", (long long)year->number);
    struct rendering rendering = { .layout = output_layout(output),
        .page = output_page(renderer, output, "year", title),
        .year = year,
        .listing = output->listing };
    return output_render(renderer, &rendering);
}
