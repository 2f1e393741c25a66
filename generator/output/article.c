/* SPDX-License-Identifier: MIT */
/* One page an article. */
#include "output/kinds.h"

void article_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->site->articles.count; i++) {
        const struct article *article = plan->site->articles.items[i];
        struct output *output = output_add(plan, kind, article->address, article->path, article);
        output->origin = article->source_path;
        output->where = article->address_where;
        output->layout_where = article->layout_where;
    }
}

text article_layout(const struct output *output)
{
    const struct article *article = output->subject;
    return article->layout.length ? article->layout : text_of(output->kind->layout);
}

bool article_render(struct renderer *renderer, const struct output *output)
{
    const struct article *article = output->subject;
    struct page *page = output_page(renderer, output, "article", article->title);
    page->html_title = article->html_title;
    page->description = article->summary;
    output_page_language(renderer, page, article->lang);
    page->is_noindex = article->is_noindex;
    page->date = article->date;
    page->updated = article->updated;
    page->reviewed = article->reviewed;
    page->review_by = article->review_by;
    page->image = article->image;
    page->article = article;
    page->summary = article->summary;
    page->toc = article->toc;
    page->headings = article->headings;
    page->has_toc = article->has_toc;
    page->extra = article->extra;
    struct rendering rendering = { .page = page, .article = article };
    return output_render(renderer, output, &rendering);
}
