/* SPDX-License-Identifier: MIT */
/*
 * Old addresses, for hosts that only serve files: a small page that leads to the new one, and a page that
 * says that the old one was taken away on purpose.
 */
#include "base/count.h"
#include "base/path.h"
#include "output/kinds.h"
#include "output/relative_links.h"

static bool is_of_page(text address)
{
    return text_ends_with(address, TEXT("/")) || path_is_of_page(address);
}

/* What is opened from a disk as "map.pdf" is no page; at the site a server may lead on. */
static bool redirect_has_page(const struct site *site, text address)
{
    return (site->config->redirects & REDIRECTS_HTML) && (is_of_page(address) || !site->is_offline);
}

void redirect_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->site->redirect_count; i++) {
        const struct redirect *redirect = &plan->site->redirects[i];
        if (!redirect_has_page(plan->site, redirect->address))
            continue;
        struct output *output = output_add_address(plan, kind, redirect->address, redirect);
        output->origin = text_format(plan->arena, "the alias '%.*s'", TEXT_ARGS(redirect->address));
        output->where = redirect->where;
    }
}

bool redirect_render(struct renderer *renderer, const struct output *output)
{
    const struct redirect *redirect = output->subject;
    const struct linked_from from = { output->address, output->path };
    text url = redirect->target_url;
    if (renderer->relative) /* also where no link is expected: a script goes there */
        url = relative_link(renderer->arena, renderer->relative, &from, url);
    struct page *page = output_page(renderer, output, "redirect", redirect->title);
    const struct value_map_entry data[] = {
        { .key = TEXT("url"), .value = value_text(url) },
        { .key = TEXT("permalink"), .value = value_text(redirect->target_permalink) },
        { .key = TEXT("title"), .value = value_text(redirect->title) },
    };
    page->data = value_map_copy(renderer->arena, data, COUNT(data));
    output_page_language(renderer, page, redirect->lang);
    page->is_noindex = true;
    return output_render_page(renderer, output, page);
}

bool gone_has_page(const struct site *site, text address)
{
    /* Of a file the host says it; what stands there would be taken for the file. */
    return (site->config->redirects & REDIRECTS_HTML) && is_of_page(address);
}

void gone_plan(struct output_plan *plan, const struct output_kind *kind)
{
    const struct site *site = plan->site;
    bool has_rules = config_has_rules(site->config) && (site->config->redirects & REDIRECTS_RULES);
    for (size_t i = 0; i < site->gone_count; i++) {
        if (!gone_has_page(site, site->gone[i].address))
            continue;
        struct output *output = output_add_address(plan, kind, site->gone[i].address, &site->gone[i]);
        output->origin = text_format(plan->arena, "gone: '%.*s'", TEXT_ARGS(site->gone[i].address));
        output->where = site->gone[i].where;
    }
    /* What servers show with their 410. */
    if (site->gone_count && has_rules)
        output_add_address(plan, kind, TEXT("/410.html"), NULL);
}

bool gone_render(struct renderer *renderer, const struct output *output)
{
    text title = output_word(renderer, TEXT("This page has been removed"));
    struct page *page = output_page(renderer, output, "gone", title);
    page->is_noindex = true;
    return output_render_page(renderer, output, page);
}
