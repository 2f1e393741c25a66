/* SPDX-License-Identifier: MIT */
/* Standing pages, and the page for addresses that nothing answers. */
#include "output/kinds.h"

void standing_page_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->site->pages.count; i++) {
        const struct page *page = plan->site->pages.items[i];
        struct output *output = output_add(plan, kind, page->address, page->path, page);
        output->origin = page->source_path;
        output->where = (span){ page->source, 0, 0 };
        output->layout_where = page->layout_where;
    }
}

text standing_page_layout(const struct output *output)
{
    const struct page *page = output->subject;
    return page->layout.length ? page->layout : text_of(output->kind->layout);
}

bool standing_page_render(struct renderer *renderer, const struct output *output)
{
    return output_render_page(renderer, output, output->subject);
}

void not_found_plan(struct output_plan *plan, const struct output_kind *kind)
{
    output_add_address(plan, kind, TEXT("/404.html"), NULL);
}

bool not_found_render(struct renderer *renderer, const struct output *output)
{
    text title = output_word(renderer, TEXT("Page not found"));
    struct page *page = output_page(renderer, output, "404", title);
    page->is_noindex = true;
    return output_render_page(renderer, output, page);
}
