/* SPDX-License-Identifier: MIT */
/*
 * Which articles pass. A published one is asked through the model; one that is held back is in no list of the
 * model, so its draft is asked, where authors and terms stand as they were written.
 */
#include "base/count.h"
#include "base/slug.h"
#include "command/list.h"
#include "load/term_source.h"
#include <stdlib.h>

static bool is_same_slug(const struct listing_request *request, struct arena *arena, text name, text wanted)
{
    return text_equal(slug_make(request->session->unicode, arena, name, TEXT_NONE), wanted);
}

/* The name of an author that a draft names by id; else the words as they stand. */
static text written_author(const struct site *site, text written)
{
    const struct author *author = map_find(site->authors_by_id, written);
    if (!author)
        author = map_find(site->held_authors, written);
    return author ? author->name : written;
}

struct value listing_authors(struct arena *arena, const struct listed_article *listed)
{
    const struct spanned_list *written = &listed->draft->front_matter.authors;
    size_t count = listed->article ? listed->article->authors.count : written->count;
    struct value *items = arena_new_array(arena, struct value, count);
    for (size_t i = 0; i < count; i++)
        items[i] =
            value_text(listed->article ? ((const struct author *)listed->article->authors.items[i])->name
                                       : written_author(listed->site, written->items[i].text));
    return value_list_of(arena, items, count);
}

struct value listing_tags(struct arena *arena, const struct listed_article *listed)
{
    const struct spanned_list *written = &listed->draft->front_matter.terms[0];
    size_t count = listed->article ? listed->article->tags.count : written->count;
    struct value *items = arena_new_array(arena, struct value, count);
    for (size_t i = 0; i < count; i++)
        items[i] = value_text(listed->article ? ((const struct term *)listed->article->tags.items[i])->name
                                              : written->items[i].text);
    return value_list_of(arena, items, count);
}

static bool has_author(const struct listing_request *request, struct arena *arena,
    const struct listed_article *listed, text wanted)
{
    const struct spanned_list *written = &listed->draft->front_matter.authors;
    for (size_t i = 0; !listed->article && i < written->count; i++) {
        text name = written->items[i].text;
        if (is_same_slug(request, arena, name, wanted) ||
            is_same_slug(request, arena, written_author(listed->site, name), wanted))
            return true;
    }
    for (size_t i = 0; listed->article && i < listed->article->authors.count; i++) {
        const struct author *author = listed->article->authors.items[i];
        if (is_same_slug(request, arena, author->name, wanted) ||
            (author->id.bytes && is_same_slug(request, arena, author->id, wanted)))
            return true;
    }
    return false;
}

static bool is_at_or_below(const struct term *term, text slug)
{
    bool is_it = text_equal(term->slug, slug);
    for (size_t i = 0; !is_it && i < term->ancestors.count; i++)
        is_it = text_equal(((const struct term *)term->ancestors.items[i])->slug, slug);
    return is_it;
}

/* Is it that of a term which the article has under another name, or that stands above one it has? */
static bool has_slug(const struct article *article, text slug)
{
    for (size_t i = 0; i < article->term_count; i++)
        for (size_t k = 0; k < article->terms[i].terms.count; k++)
            if (is_at_or_below(article->terms[i].terms.items[k], slug))
                return true;
    const struct term *others[] = { article->type_term, article->series ? article->series->term : NULL };
    for (size_t i = 0; i < COUNT(others); i++)
        if (others[i] && is_at_or_below(others[i], slug))
            return true;
    return false;
}

/* In any taxonomy. */
static bool has_term(const struct listing_request *request, struct arena *arena,
    const struct listed_article *listed, text wanted)
{
    for (size_t i = 0; i < request->session->config.taxonomy_count; i++) {
        const struct spanned_list names =
            term_source_names(&request->session->config, &listed->draft->front_matter, i);
        for (size_t k = 0; k < names.count; k++)
            if (is_same_slug(request, arena, names.items[k].text, wanted))
                return true;
    }
    return listed->article && has_slug(listed->article, wanted);
}

bool listing_is_narrowed(const struct listing_request *request)
{
    return request->type.bytes || request->since.is_set || request->until.is_set || request->authors.count ||
           request->tags.count;
}

/* Does the article pass --author, --tag, --type, --since and --until? */
static bool is_wanted(const struct listing_request *request, const struct listed_article *listed)
{
    struct arena arena;
    const struct front_matter *facts = &listed->draft->front_matter;
    text type = facts->type.text.bytes ? facts->type.text : TEXT("briefing");
    if (request->type.bytes && !text_equal(request->type, type))
        return false;
    if (request->since.is_set &&
        (!facts->date.date.is_set || date_compare(&facts->date.date, &request->since) < 0))
        return false;
    if (request->until.is_set &&
        (!facts->date.date.is_set || date_compare(&facts->date.date, &request->until) >= 0))
        return false;
    arena_init(&arena);
    bool passes = true;
    for (size_t i = 0; passes && i < request->authors.count; i++)
        passes = has_author(request, &arena, listed, request->authors.items[i]);
    for (size_t i = 0; passes && i < request->tags.count; i++)
        passes = has_term(request, &arena, listed, request->tags.items[i]);
    arena_release(&arena);
    return passes;
}

static int newest_first(const void *a, const void *b)
{
    const struct draft *left = ((const struct listed_article *)a)->draft,
                       *right = ((const struct listed_article *)b)->draft;
    const struct date *x = &left->front_matter.date.date, *y = &right->front_matter.date.date;
    int order = (int)y->is_set - (int)x->is_set;
    if (!order && x->is_set)
        order = date_compare(y, x);
    return order ? order : text_compare(left->file->id, right->file->id);
}

/* What is held back, by the path below content/. */
static void fill_held(struct map *held, const struct site *site, struct arena *arena)
{
    map_init(held, arena);
    map_reserve(held, site->held_back_count);
    for (size_t i = 0; i < site->held_back_count; i++)
        map_set(held, text_from(site->held_back[i].source_path, sizeof "content/" - 1),
            (void *)&site->held_back[i]);
}

void listing_each(const struct listing_request *request, struct table *table,
    void (*visit)(struct table *table, const struct listed_article *listed))
{
    struct session *session = request->session;
    struct listed_article *all =
        arena_new_array(&session->arena, struct listed_article, session->draft_count);
    size_t count = 0;
    struct map held;
    fill_held(&held, session->site, &session->arena);
    for (size_t i = 0; i < session->draft_count; i++) {
        const struct draft *draft = session->drafts[i];
        if (!draft || draft->file->kind != CONTENT_ARTICLE || !draft->front_matter.terms)
            continue;
        struct listed_article listed = {
            .site = session->site,
            .draft = draft,
            .held = map_find(&held, draft->file->path),
            .gate = &session->gate,
        };
        if (!listed.held)
            listed.article = map_find(session->site->articles_by_id, draft->file->id);
        if ((listed.article || listed.held) && is_wanted(request, &listed))
            all[count++] = listed;
    }
    if (count)
        qsort(all, count, sizeof *all, newest_first);
    for (size_t i = 0; i < count; i++)
        visit(table, &all[i]);
}
