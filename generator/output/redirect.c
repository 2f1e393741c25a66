/* SPDX-License-Identifier: MIT */
/* Old addresses: a small page that leads to the new one, for hosts that know no redirects. */
#include "output/kinds.h"

void redirect_plan(struct output_plan *plan, const struct output_kind *kind)
{
    if (!(plan->site->config->redirects & REDIRECTS_HTML))
        return;
    for (size_t i = 0; i < plan->site->redirect_count; i++) {
        const struct redirect *redirect = &plan->site->redirects[i];
        struct output *output = output_add_address(plan, kind, redirect->address, redirect);
        output->origin = text_format(plan->arena, "the alias '%.*s'", TEXT_ARGS(redirect->address));
        output->where = redirect->where;
    }
}

bool redirect_render(struct renderer *renderer, const struct output *output)
{
    const struct redirect *redirect = output->subject;
    struct page *page = output_page(renderer, output, "redirect", redirect->title);
    struct value_map_entry *data = arena_new_array(renderer->arena, struct value_map_entry, 3);
    data[0] = (struct value_map_entry){ .key = TEXT("url"), .value = value_text(redirect->target_url) };
    data[1] =
        (struct value_map_entry){ .key = TEXT("permalink"), .value = value_text(redirect->target_permalink) };
    data[2] = (struct value_map_entry){ .key = TEXT("title"), .value = value_text(redirect->title) };
    page->data = value_map_of(renderer->arena, data, 3);
    page->is_noindex = true;
    struct rendering rendering = { .layout = output_layout(output), .page = page };
    return output_render(renderer, &rendering);
}
