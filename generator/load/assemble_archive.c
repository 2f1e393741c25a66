/* SPDX-License-Identifier: MIT */
/* The archive by time: years with their months, and the corrections of all articles. */
#include "load/assembly.h"
#include <stdlib.h>

/* The run of articles from `start` on whose days lie in the same month; `all` is newest first. */
static size_t month_end(const struct object_list *all, size_t start)
{
    struct civil first = day_to_civil(((const struct article *)all->items[start])->date.day);
    size_t end = start + 1;
    for (; end < all->count; end++) {
        struct civil civil = day_to_civil(((const struct article *)all->items[end])->date.day);
        if (civil.year != first.year || civil.month != first.month)
            break;
    }
    return end;
}

static struct listing_group *make_month(
    struct assembly *assembly, const struct object_list *all, size_t start, size_t end)
{
    struct listing_group *group = arena_new(assembly->arena, struct listing_group);
    struct civil civil = day_to_civil(((const struct article *)all->items[start])->date.day);
    group->name = text_format(assembly->arena, "%04d-%02d", civil.year, civil.month);
    text address = text_format(assembly->arena, "/archive/%04d/%02d/", civil.year, civil.month);
    struct place place;
    if (assemble_place(assembly, address, SPAN_NONE, &place))
        assemble_put(group, &place);
    civil.day = 1;
    group->date = zone_date_from_day(assembly->input->config->zone, day_from_civil(civil));
    group->articles = (struct object_list){ all->items + start, end - start };
    return group;
}

static struct year *make_year(
    struct assembly *assembly, const struct object_list *all, size_t start, size_t *end)
{
    struct year *year = arena_new(assembly->arena, struct year);
    struct growing_objects months = { 0 };
    year->number = day_to_civil(((const struct article *)all->items[start])->date.day).year;
    size_t at = start;
    while (at < all->count &&
           day_to_civil(((const struct article *)all->items[at])->date.day).year == year->number) {
        size_t next = month_end(all, at);
        *list_add(assembly->arena, &months) = make_month(assembly, all, at, next);
        at = next;
    }
    year->articles = (struct object_list){ all->items + start, at - start };
    year->months = object_list_of(&months);
    struct place place;
    text address = text_format(assembly->arena, "/archive/%04lld/", (long long)year->number);
    if (assemble_place(assembly, address, SPAN_NONE, &place))
        assemble_put(year, &place);
    *end = at;
    return year;
}

static void set_years(struct assembly *assembly)
{
    const struct object_list *all = &assembly->site->articles;
    struct growing_objects years = { 0 };
    for (size_t at = 0; at < all->count;)
        *list_add(assembly->arena, &years) = make_year(assembly, all, at, &at);
    assembly->site->years = object_list_of(&years);
}

/* Those of one day by their articles, and as they stand there; all lie in one row. */
static int compare_corrections(const void *a, const void *b)
{
    const struct correction *left = *(const struct correction *const *)a;
    const struct correction *right = *(const struct correction *const *)b;
    int order = date_compare(&right->date, &left->date);
    order = order ? order : text_compare(left->article->id, right->article->id);
    return order ? order : (left > right) - (left < right);
}

static void set_corrections(struct assembly *assembly)
{
    size_t most = 0, count = 0;
    for (size_t i = 0; i < assembly->articles.count; i++)
        most += assembly->articles.items[i].article->corrections.count;
    struct correction *corrections = arena_new_array(assembly->arena, struct correction, most);
    const void **all = arena_alloc_array(assembly->arena, most, sizeof *all);
    for (size_t i = 0; i < assembly->articles.count; i++) {
        const struct article *article = assembly->articles.items[i].article;
        for (size_t k = 0; k < article->corrections.count; k++) {
            const struct change *change = article->corrections.items[k];
            corrections[count] = (struct correction){ article, change->date, change->note };
            all[count] = &corrections[count];
            count++;
        }
    }
    if (count)
        qsort(all, count, sizeof *all, compare_corrections);
    assembly->site->corrections = (struct object_list){ all, count };
}

void assemble_archive(struct assembly *assembly)
{
    set_years(assembly);
    set_corrections(assembly);
}
