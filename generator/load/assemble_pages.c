/* SPDX-License-Identifier: MIT */
/* Standing pages: like articles, without bylines, terms and neighbours. pages/about.md answers at /about/. */
#include "base/path.h"
#include "base/slug.h"
#include "load/assembly.h"

static text page_address(struct assembly *assembly, const struct page *page, const struct front_matter *facts)
{
    if (facts->permalink.text.bytes)
        return facts->permalink.text;
    text rest = path_folder(page->id), address = TEXT("");
    while (rest.bytes && rest.length) {
        text part = slug_make(assembly->input->unicode, assembly->arena, text_cut(&rest, '/'), TEXT_NONE);
        address = path_join(assembly->arena, address, part);
    }
    return text_format(assembly->arena, "/%.*s/", TEXT_ARGS(path_join(assembly->arena, address, page->slug)));
}

struct page *assemble_make_page(struct assembly *assembly, const struct draft *draft)
{
    const struct front_matter *facts = &draft->front_matter;
    const struct config *config = assembly->input->config;
    struct page *page = arena_new(assembly->arena, struct page);
    page->kind = TEXT("page");
    page->id = draft->file->id;
    page->title = draft->title;
    page->html_title = draft->html_title;
    text name = facts->slug.text.bytes ? facts->slug.text : path_name(page->id);
    text slug = slug_make(assembly->input->unicode, assembly->arena, name, facts->lang.text);
    page->slug = assemble_required_slug(assembly, slug, draft);
    page->lang = draft_language(draft, config);
    page->layout = facts->layout.text.bytes ? facts->layout.text : TEXT("page.html");
    page->layout_where = facts->layout.where;
    page->summary = facts->summary.text.bytes ? facts->summary.text : draft->body.first_paragraph;
    page->description = page->summary;
    page->translation_key = facts->translation_key.text;
    page->is_noindex = facts->noindex == CHOICE_YES;
    page->date = facts->date.date;
    bool is_early = facts->date.date.is_set && facts->updated.date.day.number < facts->date.date.day.number;
    if (!is_early)
        page->updated = assemble_due_date(assembly, &facts->updated);
    page->reviewed = assemble_due_date(assembly, &facts->reviewed);
    page->review_by = facts->review_by.date;
    page->source_path = assemble_source_path(assembly, draft);
    page->source = draft->file->source;
    page->content = draft->body.html;
    page->plain = draft->body.plain;
    page->toc = assemble_toc(assembly->arena, &draft->body, &page->headings);
    page->has_toc = facts->toc == CHOICE_YES;
    page->extra = facts->extra.kind == VALUE_MAP ? facts->extra : value_map_of(assembly->arena, NULL, 0);
    page->data = value_map_of(assembly->arena, NULL, 0);
    page->image = assemble_image(
        assembly, draft, &facts->image.src, &facts->image.alt, draft->image_caption, draft->image_credit);
    struct place place;
    bool (*find_place)(struct assembly *, text, span, struct place *) =
        facts->permalink.text.bytes || facts->slug.text.bytes ? assemble_place : assemble_place_of_name;
    if (find_place(assembly, page_address(assembly, page, facts), assemble_address_where(facts), &place)) {
        assemble_put(page, &place);
        assemble_warn_of_permalink(assembly, facts, place.path);
    }
    return page;
}
