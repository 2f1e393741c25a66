/* SPDX-License-Identifier: MIT */
/*
 * Pages that plugins want: the tag index and the pages of its terms, a glossary, anything. A page with a list
 * has as many pages as the list needs, and a feed when asked for. What it is about becomes the global of its
 * kind.
 */
#include "model/url.h"
#include "output/kinds.h"

static text origin_of(struct output_plan *plan, const struct plugin_page *page)
{
    return text_format(
        plan->arena, "the page '%.*s' of plugin '%.*s'", TEXT_ARGS(page->address), TEXT_ARGS(page->plugin));
}

static void warn_of_prefix(struct output_plan *plan, const struct plugin_page *page)
{
    text meant = address_without_prefix(plan->site->config, plan->arena, page->address);
    if (!meant.bytes)
        return;
    text base_path = plan->site->config->base_path;
    struct diagnostic *diagnostic = diagnostic_warning(plan->diagnostics, page->where, "address-with-prefix",
        "the page '%.*s' of plugin '%.*s' would stand at '%.*s%.*s'", TEXT_ARGS(page->address),
        TEXT_ARGS(page->plugin), TEXT_ARGS(base_path), TEXT_ARGS(page->address));
    diagnostic_hint(plan->diagnostics, diagnostic,
        "give %.*s; the path of base_url is put before it, and article.address has it not", TEXT_ARGS(meant));
}

/* False, with the fault, when there is none for it: further pages and feeds lie in the folder of the first.
 */
static bool find_place(
    struct output_plan *plan, const struct plugin_page *page, struct place *place, const char **fault)
{
    if (!place_of_address(plan->site->config, plan->arena, page->address, place, fault))
        return false;
    bool needs_folder = page->paginate || page->has_feed;
    *fault = "with 'paginate' or 'feed' it must end in '/'";
    return !needs_folder || text_ends_with(place->address, TEXT("/"));
}

/* The address as it will be written, or absent after reporting. */
static text checked_address(struct output_plan *plan, const struct plugin_page *page)
{
    struct place place;
    const char *fault = NULL;
    if (find_place(plan, page, &place, &fault)) {
        warn_of_prefix(plan, page);
        return place.address;
    }
    struct diagnostic *diagnostic = diagnostic_error(plan->diagnostics, page->where, "unusable-address",
        "plugin '%.*s' wants a page at '%.*s': %s", TEXT_ARGS(page->plugin), TEXT_ARGS(page->address), fault);
    diagnostic_hint(plan->diagnostics, diagnostic, "an address is a path such as \"/glossary/\"");
    return TEXT_NONE;
}

void plugin_page_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->plugin_pages->count; i++) {
        const struct plugin_page *page = &plan->plugin_pages->items[i];
        text address = checked_address(plan, page);
        size_t before = plan->outputs.count;
        if (!address.bytes)
            continue;
        if (page->has_list)
            output_add_listing(plan, kind, address, page, &page->list, page->paginate, origin_of(plan, page));
        else
            output_add_address(plan, kind, address, page)->origin = origin_of(plan, page);
        for (size_t k = before; k < plan->outputs.count; k++)
            plan->outputs.items[k].where = plan->outputs.items[k].layout_where = page->where;
    }
}

text plugin_page_layout(const struct output *output)
{
    return ((const struct plugin_page *)output->subject)->layout;
}

const void *plugin_page_subject(const struct plugin_page *page, const struct object_type *type)
{
    bool is_it = page->subject.kind == VALUE_OBJECT && page->subject.as.object.type == type;
    return is_it ? page->subject.as.object.pointer : NULL;
}

/* That which the page is about, or which its term belongs to. */
static const struct taxonomy *taxonomy_of(const struct plugin_page *page)
{
    const struct term *term = plugin_page_subject(page, &term_type);
    return term ? term->taxonomy : plugin_page_subject(page, &taxonomy_type);
}

bool plugin_page_render(struct renderer *renderer, const struct output *output)
{
    const struct plugin_page *wanted = output->subject;
    struct rendering rendering = {
        .article = plugin_page_subject(wanted, &article_type),
        .author = plugin_page_subject(wanted, &author_type),
        .term = plugin_page_subject(wanted, &term_type),
        .taxonomy = taxonomy_of(wanted),
    };
    const char *kind = rendering.term       ? "term"
                       : rendering.taxonomy ? "taxonomy"
                       : rendering.author   ? "author"
                                            : "plugin";
    struct page *page = output_page(renderer, output, kind, wanted->title);
    page->description = wanted->description;
    output_page_language(renderer, page, wanted->lang.length ? wanted->lang : page->lang);
    page->is_noindex = wanted->is_noindex;
    page->has_feed = wanted->has_feed;
    if (wanted->data.kind == VALUE_MAP)
        page->data = wanted->data;
    rendering.page = page;
    return output_render(renderer, output, &rendering);
}

void plugin_feed_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->plugin_pages->count; i++) {
        const struct plugin_page *page = &plan->plugin_pages->items[i];
        struct place place;
        const char *fault = NULL;
        if (!page->has_feed || !find_place(plan, page, &place, &fault))
            continue;
        struct feed feed = {
            .title = page->title,
            .description = page->description,
            .lang = page->lang,
            .home = place.address,
            .author = plugin_page_subject(page, &author_type),
            .term = plugin_page_subject(page, &term_type),
            .taxonomy = taxonomy_of(page),
        };
        struct output *output =
            feed_add(plan, kind, feed, page->has_feed_list ? &page->feed_list : &page->list);
        output->origin = text_format(plan->arena, "the feed of %.*s", TEXT_ARGS(origin_of(plan, page)));
        output->where = page->where;
    }
}
