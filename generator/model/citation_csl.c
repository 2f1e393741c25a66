/* SPDX-License-Identifier: MIT */
/* CSL-JSON: an item as citeproc programs, Zotero and Pandoc read it. */
#include "base/list.h"
#include "model/citation.h"
#include "model/site.h"

struct members {
    struct value_map_entry *items;
    size_t count, capacity;
};

static void add(struct arena *arena, struct members *members, const char *name, struct value value)
{
    *list_add(arena, members) = (struct value_map_entry){ .key = text_of(name), .value = value };
}

static void add_text(struct arena *arena, struct members *members, const char *name, text value)
{
    if (value.length)
        add(arena, members, name, value_text(value));
}

static struct value literal_name(struct arena *arena, text name)
{
    struct members members = { 0 };
    add_text(arena, &members, "literal", name);
    return value_map_of(arena, members.items, members.count);
}

static struct value name_of(struct arena *arena, const struct author *author)
{
    const struct person_name *name = &author->parts;
    if (name->is_organisation)
        return literal_name(arena, author->name);
    struct members members = { 0 };
    add_text(arena, &members, "family", name->family);
    add_text(arena, &members, "given", name->given);
    add_text(arena, &members, "non-dropping-particle", name->particle);
    add_text(arena, &members, "suffix", name->suffix);
    return value_map_of(arena, members.items, members.count);
}

static struct value names_of(struct arena *arena, const struct article *article)
{
    size_t count = article->authors.count ? article->authors.count : 1;
    struct value *names = arena_new_array(arena, struct value, count);
    for (size_t i = 0; i < article->authors.count; i++)
        names[i] = name_of(arena, article->authors.items[i]);
    if (!article->authors.count)
        names[0] = literal_name(arena, article->site->publisher->name);
    return value_list_of(arena, names, count);
}

/* { "date-parts": [[2019, 2, 26]] } */
static struct value date_of(struct arena *arena, const struct date *date)
{
    struct civil day = day_to_civil(date->day);
    struct value *parts = arena_new_array(arena, struct value, 3), *range = arena_new(arena, struct value);
    parts[0] = value_integer(day.year);
    parts[1] = value_integer(day.month);
    parts[2] = value_integer(day.day);
    *range = value_list_of(arena, parts, 3);
    struct members members = { 0 };
    add(arena, &members, "date-parts", value_list_of(arena, range, 1));
    return value_map_of(arena, members.items, members.count);
}

struct value citation_csl(struct arena *arena, const struct citation *citation)
{
    const struct article *article = citation->article;
    const struct citation_kind *kind = citation_kind_of(article);
    struct members members = { 0 };
    add_text(arena, &members, "id", citation->key);
    add_text(arena, &members, "type", text_of(kind->csl));
    add_text(arena, &members, "title", article->title);
    add(arena, &members, "author", names_of(arena, article));
    add(arena, &members, "issued", date_of(arena, &article->date));
    text publisher = article->site->publisher->name, container = article->site->title;
    if (kind->is_report || !text_equal(publisher, container)) /* or styles print one name twice */
        add_text(arena, &members, "publisher", publisher);
    if (!kind->is_report)
        add_text(arena, &members, "container-title", container);
    if (kind->is_report)
        add_text(arena, &members, "genre", article->type_label);
    add_text(arena, &members, "number", article->number);
    if (article->updated.is_set)
        add_text(arena, &members, "version", date_in_english(arena, &article->updated, TEXT("%F")));
    add_text(arena, &members, "note", citation_note(arena, article));
    add_text(arena, &members, "language", article->lang);
    add_text(arena, &members, "DOI", article->doi);
    add_text(arena, &members, "URL", article->permalink);
    return value_map_of(arena, members.items, members.count);
}
