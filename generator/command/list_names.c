/* SPDX-License-Identifier: MIT */
/*
 * Whether --author and --tag name anybody: an empty table for a misspelt name would look like an answer. What
 * is held back counts too, since its lists can be filtered, and so do terms that are only declared.
 */
#include "base/slug.h"
#include "command/list.h"
#include "load/term_source.h"

/* What a name may be, and the spellings among which to look for the nearest. */
struct names {
    struct arena *arena;
    struct unicode *unicode;
    text wanted; /* a slug */
    bool is_known;
    text *items;
    size_t count, capacity;
};

static void add(struct names *names, text name)
{
    if (!name.length)
        return;
    names->is_known |= text_equal(slug_make(names->unicode, names->arena, name, TEXT_NONE), names->wanted);
    *list_add(names->arena, names) = name;
}

static void add_all(const struct map *authors, struct names *names)
{
    for (size_t i = 0; i < authors->count; i++) {
        const struct author *author = authors->entries[i].value;
        add(names, author->id);
        add(names, author->name);
    }
}

static void add_authors(const struct listing_request *request, struct names *names)
{
    const struct session *session = request->session;
    add_all(session->site->authors_by_id, names);
    add_all(session->site->held_authors, names);
    for (size_t i = 0; i < session->draft_count; i++) {
        const struct spanned_list *written =
            session->drafts[i] ? &session->drafts[i]->front_matter.authors : NULL;
        for (size_t k = 0; written && k < written->count; k++)
            add(names, written->items[k].text);
    }
}

static void add_declared(const struct value *data, struct names *names)
{
    for (size_t i = 0; data && data->kind == VALUE_MAP && i < data->as.map->count; i++)
        add(names, data->as.map->entries[i].key);
}

static void add_terms(const struct listing_request *request, struct names *names)
{
    const struct session *session = request->session;
    for (size_t t = 0; t < session->config.taxonomy_count; t++) {
        text taxonomy = session->config.taxonomies[t].name;
        for (size_t i = 0; i < session->draft_count; i++) {
            const struct draft *draft = session->drafts[i];
            struct spanned_list written = { 0 };
            if (draft && draft->front_matter.terms)
                written = term_source_names(&session->config, &draft->front_matter, t);
            for (size_t k = 0; k < written.count; k++)
                add(names, written.items[k].text);
        }
        if (session->data.kind == VALUE_MAP)
            add_declared(value_map_find(session->data.as.map, taxonomy), names);
    }
}

/* Does a term go by the words, as its title or another name, among what a data file says of it? */
static bool goes_by(const struct listing_request *request, const struct value *term, text slug)
{
    struct names names = {
        .arena = &request->session->arena, .unicode = request->session->unicode, .wanted = slug
    };
    const struct value *title = value_map_find(term->as.map, TEXT("title"));
    const struct value *others = value_map_find(term->as.map, TEXT("same_as"));
    if (title && title->kind == VALUE_TEXT)
        add(&names, title->as.text);
    for (size_t i = 0; others && others->kind == VALUE_LIST && i < others->as.list->count; i++)
        if (others->as.list->items[i].kind == VALUE_TEXT)
            add(&names, others->as.list->items[i].as.text);
    return names.is_known;
}

static text slug_of_author(const struct listing_request *request, text written)
{
    return slug_make(request->session->unicode, &request->session->arena, written, TEXT_NONE);
}

/* That of a term's title or of another name only where nothing has these words for its own. */
static text slug_of_tag(const struct listing_request *request, text written)
{
    const struct session *session = request->session;
    struct names names = { .arena = &request->session->arena, .unicode = session->unicode };
    names.wanted = slug_make(names.unicode, names.arena, written, TEXT_NONE);
    add_terms(request, &names);
    for (size_t t = 0; !names.is_known && t < session->config.taxonomy_count; t++) {
        const struct value *data = session->data.kind == VALUE_MAP ? value_map_find(session->data.as.map,
                                                                         session->config.taxonomies[t].name)
                                                                   : NULL;
        for (size_t i = 0; data && data->kind == VALUE_MAP && i < data->as.map->count; i++) {
            const struct value_map_entry *term = &data->as.map->entries[i];
            if (term->value.kind == VALUE_MAP && goes_by(request, &term->value, names.wanted))
                return term->key;
        }
    }
    return names.wanted;
}

/* Authors, or terms. */
struct filter {
    const char *name;
    text (*slug_of)(const struct listing_request *request, text written);
    void (*gather)(const struct listing_request *request, struct names *names);
};

static bool is_known(
    const struct listing_request *request, const struct filter *filter, text written, text slug)
{
    struct arena *arena = &request->session->arena;
    struct names names = { .arena = arena, .unicode = request->session->unicode, .wanted = slug };
    filter->gather(request, &names);
    if (names.is_known)
        return true;
    text nearest = command_nearest(written, names.items, names.count);
    text hint = nearest.bytes ? text_format(arena, "did you mean '%.*s'?", TEXT_ARGS(nearest))
                              : text_format(arena, "brief list %ss shows them all", filter->name);
    command_misused(hint.bytes, "there is no %s '%.*s'", filter->name, TEXT_ARGS(written));
    return false;
}

/* `lines` has a name a line. */
static bool read_names(
    const struct listing_request *request, const struct filter *filter, text lines, struct text_list *slugs)
{
    text *items = arena_new_array(&request->session->arena, text, lines.length + 1);
    slugs->items = items;
    while (lines.bytes) {
        text written = text_cut(&lines, '\n'), slug = filter->slug_of(request, written);
        if (!is_known(request, filter, written, slug))
            return false;
        items[slugs->count++] = slug;
    }
    return true;
}

bool listing_read_names(struct listing_request *request)
{
    static const struct filter authors = { "author", slug_of_author, add_authors },
                               tags = { "tag", slug_of_tag, add_terms };
    return read_names(request, &authors, request->arguments->author, &request->authors) &&
           read_names(request, &tags, request->arguments->tag, &request->tags);
}
