/* SPDX-License-Identifier: MIT */
/* What every kind of output shares: adding to the plan, a page object, and rendering a layout with its
 * globals. */
#include "output/output.h"
#include "base/escape.h"
#include "base/list.h"
#include "model/url.h"
#include "output/well_formed.h"
#include "template/context.h"
#include <string.h>

const char *const output_globals[GLOBAL_COUNT] = { "site", "page", "article", "author", "term", "taxonomy",
    "listing", "year", "month" };

struct output *output_add(
    struct output_plan *plan, const struct output_kind *kind, text address, text path, const void *subject)
{
    struct output *output = list_add(plan->arena, &plan->outputs);
    *output = (struct output){
        .path = path, .address = address, .kind = kind, .subject = subject, .origin = text_of(kind->name)
    };
    return output;
}

struct output *output_add_address(
    struct output_plan *plan, const struct output_kind *kind, text address, const void *subject)
{
    struct place place = { 0 };
    const char *fault = NULL;
    place_of_address(plan->site->config, plan->arena, address, &place, &fault);
    return output_add(plan, kind, place.address, place.path, subject);
}

static struct listing *make_listing(struct output_plan *plan, const struct text_list *urls,
    const struct object_list *articles, size_t number, size_t per_page)
{
    struct listing *listing = arena_new(plan->arena, struct listing);
    size_t start = (number - 1) * per_page;
    size_t count = start < articles->count ? articles->count - start : 0;
    listing->articles = (struct object_list){ articles->items + start, count < per_page ? count : per_page };
    listing->total = (int64_t)articles->count;
    listing->number = (int64_t)number;
    listing->count = (int64_t)urls->count;
    listing->urls = *urls;
    listing->base_url = urls->items[0];
    if (number > 1) {
        listing->first_url = urls->items[0];
        listing->previous_url = urls->items[number - 2];
    }
    if (number < urls->count) {
        listing->next_url = urls->items[number];
        listing->last_url = urls->items[urls->count - 1];
    }
    return listing;
}

void output_add_listing(struct output_plan *plan, const struct output_kind *kind, text base,
    const void *subject, const struct object_list *articles, int64_t per_page, text origin)
{
    size_t size = per_page > 0 ? (size_t)per_page : articles->count + 1;
    size_t count = articles->count ? (articles->count + size - 1) / size : 1;
    text *urls = arena_new_array(plan->arena, text, count);
    for (size_t i = 0; i < count; i++)
        urls[i] = url_of_address(plan->site->config, plan->arena, url_of_list_page(plan->arena, base, i + 1));
    struct text_list all = { urls, count };
    for (size_t number = 1; number <= count; number++) {
        struct output *output =
            output_add_address(plan, kind, url_of_list_page(plan->arena, base, number), subject);
        output->listing = make_listing(plan, &all, articles, number, size);
        output->origin = origin;
    }
}

text output_word(const struct renderer *renderer, text key)
{
    return strings_word(renderer->layouts->strings, renderer->site->lang, key);
}

void output_page_language(const struct renderer *renderer, struct page *page, text lang)
{
    page->lang = lang;
    page->edition = edition_for(&renderer->site->editions, lang);
}

struct page *output_page(struct renderer *renderer, const struct output *output, const char *kind, text title)
{
    const struct config *config = renderer->site->config;
    struct page *page = arena_new(renderer->arena, struct page);
    page->kind = text_of(kind);
    page->title = title;
    page->html_title = title.bytes ? escape_html_text(renderer->arena, title) : TEXT_NONE;
    page->address = output->address;
    page->url = url_of_address(config, renderer->arena, output->address);
    page->permalink = permalink_of_address(config, renderer->arena, output->address);
    page->path = output->path;
    output_page_language(renderer, page, config->language);
    page->layout = output_layout(output);
    page->extra = value_map_of(renderer->arena, NULL, 0);
    page->data = value_map_of(renderer->arena, NULL, 0);
    return page;
}

static struct value subject(const void *pointer, const struct object_type *type)
{
    return pointer ? value_object(pointer, type) : value_undefined();
}

static bool is_builtin(const struct layouts *layouts, uint32_t source)
{
    const struct map *files = &layouts->files->by_name;
    for (size_t i = 0; i < files->count; i++) {
        const struct layout_file *file = files->entries[i].value;
        if (file->source == source)
            return file->is_builtin;
    }
    return false;
}

/* A built-in layout is right for the pages that it is made for: what asked for it here is the mistake. */
static void blame_who_named_it(
    struct renderer *renderer, const struct output *output, const struct rendering *rendering)
{
    struct diagnostics *diagnostics = renderer->diagnostics;
    struct diagnostic *fault = diagnostics->last;
    if (!output->layout_where.source || !fault || !is_builtin(renderer->layouts, fault->where.source))
        return;
    bool is_text = rendering->article || rendering->page->source_path.length;
    diagnostic_note(diagnostics, fault, fault->where, "this place fails: %.*s", TEXT_ARGS(fault->message));
    fault->where = output->layout_where;
    fault->code = "wrong-layout";
    fault->message = text_format(
        diagnostics->arena, "the layout '%.*s' is made for other pages", TEXT_ARGS(output_layout(output)));
    diagnostic_hint(diagnostics, fault,
        is_text ? "leave layout: out for the usual one, or name one of your own"
                : "give the page what the layout shows, list, data or subject, or name another layout");
}

/* Of the built-in layouts two show a text; any other would leave it out without a word. */
static bool leaves_text_out(
    const struct renderer *renderer, const struct output *output, const struct rendering *rendering)
{
    text layout = output_layout(output);
    const struct layout_file *file = map_find(&renderer->layouts->files->by_name, layout);
    bool is_of_page = !rendering->article && text_trim(rendering->page->content).length;
    return output->layout_where.source && file && file->is_builtin && (rendering->article || is_of_page) &&
           !text_equal(layout, TEXT("article.html")) && !text_equal(layout, TEXT("page.html"));
}

static void report_left_out(struct renderer *renderer, const struct output *output)
{
    struct diagnostic *diagnostic = diagnostic_error(renderer->diagnostics, output->layout_where,
        "wrong-layout", "the layout '%.*s' is made for other pages, and leaves the text out",
        TEXT_ARGS(output_layout(output)));
    diagnostic_hint(
        renderer->diagnostics, diagnostic, "leave layout: out for the usual one, or name one of your own");
}

bool output_render(struct renderer *renderer, const struct output *output, const struct rendering *rendering)
{
    const struct template *template = layouts_template(renderer->layouts, output_layout(output));
    renderer->page = rendering->page;
    renderer->article = rendering->article;
    if (!template)
        return false;
    if (leaves_text_out(renderer, output, rendering)) {
        report_left_out(renderer, output);
        return false;
    }
    struct value globals[GLOBAL_COUNT] = {
        [GLOBAL_SITE] = value_object(renderer->site, &site_type),
        [GLOBAL_PAGE] = value_object(rendering->page, &page_type),
        [GLOBAL_ARTICLE] = subject(rendering->article, &article_type),
        [GLOBAL_AUTHOR] = subject(rendering->author, &author_type),
        [GLOBAL_TERM] = subject(rendering->term, &term_type),
        [GLOBAL_TAXONOMY] = subject(rendering->taxonomy, &taxonomy_type),
        [GLOBAL_LISTING] = subject(output->listing, &listing_type),
        [GLOBAL_YEAR] = subject(rendering->year, &year_type),
        [GLOBAL_MONTH] = subject(rendering->month, &listing_group_type),
    };
    struct template_page page = {
        .globals = globals,
        .lang = rendering->page->lang,
        .data = renderer,
        .subject = rendering->page->path,
        .readings = renderer->readings,
        .limits = { .output_bytes = (size_t)renderer->site->config->limits.output_bytes },
        .profile = renderer->profile,
        .fragments = renderer->fragments,
    };
    if (template_render(template, &page, renderer->arena, renderer->out, renderer->diagnostics))
        return well_formed_check(renderer, output, rendering->page);
    blame_who_named_it(renderer, output, rendering);
    return false;
}

bool output_render_page(struct renderer *renderer, const struct output *output, const struct page *page)
{
    return output_render(renderer, output, &(struct rendering){ .page = page });
}

text output_layout(const struct output *output)
{
    if (output->kind->layout_of)
        return output->kind->layout_of(output);
    return text_of(output->kind->layout);
}

bool output_is_html(const struct output *output)
{
    return template_language_of(output->path) == TEMPLATE_HTML;
}
