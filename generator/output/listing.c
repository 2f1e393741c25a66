/* SPDX-License-Identifier: MIT */
/* Pages that list articles: a home page for each language that has one, and one an author; and the list of
 * authors. */
#include "base/unicode_words.h"
#include "output/kinds.h"

void home_plan(struct output_plan *plan, const struct output_kind *kind)
{
    const struct config *config = plan->site->config;
    for (size_t i = 0; i < plan->site->editions.count; i++) {
        const struct edition *edition = plan->site->editions.items[i];
        text origin = i ? text_format(plan->arena, "the home page in '%.*s'", TEXT_ARGS(edition->lang))
                        : TEXT("the home page");
        size_t first = plan->outputs.count;
        output_add_listing(
            plan, kind, edition->address, edition, &edition->articles, config->paginate, origin);
        for (size_t k = first; i && k < plan->outputs.count; k++)
            plan->outputs.items[k].where = config->languages[i - 1].where;
    }
}

bool home_render(struct renderer *renderer, const struct output *output)
{
    const struct edition *edition = output->subject;
    struct page *page = output_page(renderer, output, "home", edition->title);
    page->description = edition->description;
    output_page_language(renderer, page, edition->lang);
    return output_render_page(renderer, output, page);
}

void author_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->site->authors.count; i++) {
        const struct author *author = plan->site->authors.items[i];
        size_t first = plan->outputs.count;
        if (author->address.bytes)
            output_add_listing(plan, kind, author->address, author, &author->articles,
                plan->site->config->paginate, author->source_path);
        for (size_t k = first; k < plan->outputs.count; k++)
            plan->outputs.items[k].where = (span){ author->source, 0, 0 };
    }
}

bool author_render(struct renderer *renderer, const struct output *output)
{
    const struct author *author = output->subject;
    struct page *page = output_page(renderer, output, "author", author->name);
    page->description = author->bio_plain.bytes
                            ? unicode_cut(renderer->site->unicode, renderer->arena, author->bio_plain, 200)
                            : TEXT_NONE;
    page->image = author->image;
    page->has_feed = author->articles.count > 0;
    struct rendering rendering = { .page = page, .author = author };
    return output_render(renderer, output, &rendering);
}

void authors_plan(struct output_plan *plan, const struct output_kind *kind)
{
    if (plan->site->authors.count)
        output_add_address(plan, kind, TEXT("/authors/"), NULL)->origin = TEXT("the list of authors");
}

bool authors_render(struct renderer *renderer, const struct output *output)
{
    return output_render_page(
        renderer, output, output_page(renderer, output, "authors", output_word(renderer, TEXT("Authors"))));
}
