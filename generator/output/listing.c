/* SPDX-License-Identifier: MIT */
/* Pages that list articles: home, one an author, one a term; and the two that list authors and terms. */
#include "output/kinds.h"

static text word(const struct renderer *renderer, text key)
{
    return strings_word(&renderer->layouts->strings, renderer->site->lang, key);
}

void home_plan(struct output_plan *plan, const struct output_kind *kind)
{
    output_add_listing(plan, kind, TEXT("/"), NULL, &plan->site->articles, plan->site->config->paginate,
        TEXT("the home page"));
}

bool home_render(struct renderer *renderer, const struct output *output)
{
    struct page *page = output_page(renderer, output, "home", renderer->site->title);
    page->description = renderer->site->description;
    struct rendering rendering = {
        .layout = output_layout(output), .page = page, .listing = output->listing
    };
    return output_render(renderer, &rendering);
}

void author_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->site->authors.count; i++) {
        const struct author *author = plan->site->authors.items[i];
        if (author->address.bytes)
            output_add_listing(plan, kind, author->address, author, &author->articles,
                plan->site->config->paginate, author->source_path);
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
    struct rendering rendering = {
        .layout = output_layout(output), .page = page, .author = author, .listing = output->listing
    };
    return output_render(renderer, &rendering);
}

void authors_plan(struct output_plan *plan, const struct output_kind *kind)
{
    if (plan->site->authors.count)
        output_add_address(plan, kind, TEXT("/authors/"), NULL)->origin = TEXT("the list of authors");
}

bool authors_render(struct renderer *renderer, const struct output *output)
{
    struct rendering rendering = { .layout = output_layout(output),
        .page = output_page(renderer, output, "authors", word(renderer, TEXT("Authors"))) };
    return output_render(renderer, &rendering);
}

static const struct taxonomy *taxonomy_at(const struct site *site, size_t index)
{
    return site->taxonomies.items[index];
}

void term_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->site->taxonomies.count; i++) {
        const struct taxonomy *taxonomy = taxonomy_at(plan->site, i);
        for (size_t k = 0; k < taxonomy->terms.count; k++) {
            const struct term *term = taxonomy->terms.items[k];
            text origin = text_format(
                plan->arena, "the page of '%.*s' in %.*s", TEXT_ARGS(term->name), TEXT_ARGS(taxonomy->name));
            if (term->address.bytes)
                output_add_listing(
                    plan, kind, term->address, term, &term->articles, taxonomy->paginate, origin);
        }
    }
}

bool term_render(struct renderer *renderer, const struct output *output)
{
    const struct term *term = output->subject;
    struct page *page = output_page(renderer, output, "term", term->title);
    struct rendering rendering = { .layout = output_layout(output),
        .page = page,
        .term = term,
        .taxonomy = term->taxonomy,
        .listing = output->listing };
    return output_render(renderer, &rendering);
}

void taxonomy_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->site->taxonomies.count; i++) {
        const struct taxonomy *taxonomy = taxonomy_at(plan->site, i);
        if (!taxonomy->terms.count || !taxonomy->address.bytes)
            continue;
        struct output *output = output_add(plan, kind, taxonomy->address, taxonomy->path, taxonomy);
        output->origin = text_format(plan->arena, "the index of %.*s", TEXT_ARGS(taxonomy->name));
    }
}

bool taxonomy_render(struct renderer *renderer, const struct output *output)
{
    const struct taxonomy *taxonomy = output->subject;
    struct rendering rendering = { .layout = output_layout(output),
        .taxonomy = taxonomy,
        .page = output_page(renderer, output, "taxonomy", word(renderer, taxonomy->title)) };
    return output_render(renderer, &rendering);
}
