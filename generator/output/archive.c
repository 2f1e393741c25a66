/* SPDX-License-Identifier: MIT */
/* The archive by time: one page that lists the years, one a year with its months, one a month; and the
 * corrections of all articles. */
#include "output/kinds.h"

void archive_plan(struct output_plan *plan, const struct output_kind *kind)
{
    if (plan->site->years.count)
        output_add_address(plan, kind, TEXT("/archive/"), NULL)->origin = TEXT("the archive");
}

bool archive_render(struct renderer *renderer, const struct output *output)
{
    text title = output_word(renderer, TEXT("Archive"));
    return output_render_page(renderer, output, output_page(renderer, output, "archive", title));
}

static struct listing *listing_of(
    struct output_plan *plan, const struct object_list *articles, const text *url)
{
    struct listing *listing = arena_new(plan->arena, struct listing);
    *listing = (struct listing){ .articles = *articles,
        .total = (int64_t)articles->count,
        .number = 1,
        .count = 1,
        .base_url = *url,
        .urls = { url, 1 } };
    return listing;
}

void year_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->site->years.count; i++) {
        const struct year *year = plan->site->years.items[i];
        if (!year->address.bytes)
            continue;
        struct output *output = output_add(plan, kind, year->address, year->path, year);
        output->origin = text_format(plan->arena, "the archive of %lld", (long long)year->number);
        struct listing *listing = listing_of(plan, &year->articles, &year->url);
        listing->groups = year->months;
        output->listing = listing;
    }
}

bool year_render(struct renderer *renderer, const struct output *output)
{
    const struct year *year = output->subject;
    text title = text_format(renderer->arena, "%04lld", (long long)year->number);
    struct rendering rendering = { .page = output_page(renderer, output, "year", title), .year = year };
    return output_render(renderer, output, &rendering);
}

/* A month together with the year that it lies in. */
struct month_subject {
    const struct year *year;
    const struct listing_group *month;
};

static void plan_month(struct output_plan *plan, const struct output_kind *kind, struct month_subject subject)
{
    const struct listing_group *month = subject.month;
    if (!month->address.bytes)
        return;
    struct month_subject *kept = arena_new(plan->arena, struct month_subject);
    *kept = subject;
    struct output *output = output_add(plan, kind, month->address, month->path, kept);
    output->origin = text_format(plan->arena, "the archive of %.*s", TEXT_ARGS(month->name));
    output->listing = listing_of(plan, &month->articles, &month->url);
}

void month_plan(struct output_plan *plan, const struct output_kind *kind)
{
    for (size_t i = 0; i < plan->site->years.count; i++) {
        const struct year *year = plan->site->years.items[i];
        for (size_t k = 0; k < year->months.count; k++)
            plan_month(plan, kind, (struct month_subject){ year, year->months.items[k] });
    }
}

/* "February 2019" in the site's language. */
static text month_title(const struct renderer *renderer, const struct listing_group *month)
{
    const struct language_strings *language = strings_find(renderer->layouts->strings, renderer->site->lang);
    text pattern = language ? language->month_format : TEXT("%B %Y");
    return date_format(renderer->arena, &month->date, pattern,
        strings_date_words(renderer->layouts->strings, renderer->site->lang), NULL);
}

bool month_render(struct renderer *renderer, const struct output *output)
{
    const struct month_subject *subject = output->subject;
    struct page *page = output_page(renderer, output, "month", month_title(renderer, subject->month));
    struct rendering rendering = { .page = page, .year = subject->year, .month = subject->month };
    return output_render(renderer, output, &rendering);
}

bool corrections_are_listed(const struct site *site)
{
    static const text address = TEXT_INIT(CORRECTIONS_ADDRESS);
    for (size_t i = 0; i < site->pages.count; i++)
        if (text_equal(((const struct page *)site->pages.items[i])->address, address))
            return false;
    for (size_t i = 0; i < site->redirect_count; i++)
        if (text_equal(site->redirects[i].address, address))
            return false;
    return site->corrections.count > 0;
}

void corrections_plan(struct output_plan *plan, const struct output_kind *kind)
{
    if (corrections_are_listed(plan->site))
        output_add_address(plan, kind, TEXT(CORRECTIONS_ADDRESS), NULL)->origin =
            TEXT("the list of corrections");
}

bool corrections_render(struct renderer *renderer, const struct output *output)
{
    text title = output_word(renderer, TEXT("Corrections"));
    struct page *page = output_page(renderer, output, "corrections", title);
    page->has_feed = true;
    return output_render_page(renderer, output, page);
}
