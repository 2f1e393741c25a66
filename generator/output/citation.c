/* SPDX-License-Identifier: MIT */
/*
 * References as files: the whole archive's as /citations.bib, and, where site.yml asks for files, three
 * beside each article.
 */
#include "base/path.h"
#include "output/kinds.h"

void citations_plan(struct output_plan *plan, const struct output_kind *kind)
{
    const struct site *site = plan->site;
    if (site->config->citations != CITATIONS_OFF && site->articles.count)
        output_add_address(plan, kind, TEXT("/citations.bib"), NULL)->origin =
            TEXT("the references of the archive");
}

bool citations_render(struct renderer *renderer, const struct output *output)
{
    return output_render_page(
        renderer, output, output_page(renderer, output, "citations", renderer->site->title));
}

/* "2019/x/index.html" → "2019/x/cite.bib", "2019/x.html" → "2019/x/cite.bib" */
static text citation_path(struct arena *arena, const struct article *article, text name)
{
    bool is_folder = text_equal(path_name(article->path), TEXT("index.html"));
    text folder = is_folder ? path_folder(article->path) : path_without_extension(article->path);
    return path_join(arena, folder, name);
}

void citation_plan(struct output_plan *plan, const struct output_kind *kind)
{
    if (plan->site->config->citations != CITATIONS_FILES)
        return;
    for (size_t i = 0; i < plan->site->articles.count; i++) {
        const struct article *article = plan->site->articles.items[i];
        text path = citation_path(plan->arena, article, text_of(kind->layout));
        struct output *output = output_add(plan, kind, path_to_address(plan->arena, path), path, article);
        output->origin = text_format(plan->arena, "the reference of %.*s", TEXT_ARGS(article->source_path));
        output->where = article->address_where;
    }
}

bool citation_render(struct renderer *renderer, const struct output *output)
{
    const struct article *article = output->subject;
    struct page *page = output_page(renderer, output, "citation", article->title);
    output_page_language(renderer, page, article->lang);
    struct rendering rendering = { .page = page, .article = article };
    return output_render(renderer, output, &rendering);
}
