/* SPDX-License-Identifier: MIT */
/*
 * Terms. Spellings that fold to one slug are one term. Its name is the title declared in
 * content/data/<taxonomy>.yml, else the spelling that most published articles use, ties to the first in byte
 * order. `same_as` there merges terms; at the address that a merged one had stands a redirect.
 */
#include "base/path.h"
#include "load/assembly.h"
#include <stdlib.h>

struct spelling {
    text name;
    size_t uses;
};

struct gathered_term {
    struct term *term;
    struct {
        struct spelling *items;
        size_t count, capacity;
    } spellings;
    struct {
        const void **items;
        size_t count, capacity;
    } articles;
};

struct gathering {
    struct assembly *assembly;
    struct taxonomy *taxonomy;
    const struct value *declared; /* content/data/<taxonomy>.yml as a map, or NULL */
    struct map by_slug;           /* → struct gathered_term * */
    struct map synonyms;          /* slug → struct synonym * */
    struct map slugs;             /* name → text *, its slug */
};

/* Another name of a term, as `same_as` declares it. */
struct synonym {
    text canonical; /* slug to use instead */
    span where;
};

static const struct value *declared_entry(const struct gathering *gathering, text slug, text key)
{
    if (!gathering->declared || gathering->declared->kind != VALUE_MAP)
        return NULL;
    const struct value *entry = value_map_find(gathering->declared->as.map, slug);
    if (!entry || entry->kind != VALUE_MAP)
        return NULL;
    const struct value *found = value_map_find(entry->as.map, key);
    return found && found->kind != VALUE_NONE ? found : NULL;
}

static text declared_text(const struct gathering *gathering, text slug, text key)
{
    const struct value *found = declared_entry(gathering, slug, key);
    return found && found->kind == VALUE_TEXT ? found->as.text : TEXT_NONE;
}

/* Articles have few terms that no other has. */
static text term_slug(struct gathering *gathering, text name)
{
    text *slug = map_find(&gathering->slugs, name);
    if (slug)
        return *slug;
    slug = arena_new(gathering->assembly->arena, text);
    *slug = slug_make(gathering->assembly->input->unicode, gathering->assembly->arena, name, TEXT_NONE);
    map_set(&gathering->slugs, name, slug);
    return *slug;
}

static void add_synonym(struct gathering *gathering, text canonical, const struct value *name, span where)
{
    struct diagnostics *diagnostics = gathering->assembly->diagnostics;
    span place = name->where.length ? name->where : where;
    text slug = term_slug(gathering, name->as.text);
    if (!slug.length) {
        diagnostic_error(diagnostics, place, "unusable-term",
            "'%.*s' has no letter or digit to make an address of", TEXT_ARGS(name->as.text));
        return;
    }
    struct synonym *synonym = arena_new(gathering->assembly->arena, struct synonym);
    *synonym = (struct synonym){ canonical, place };
    const struct synonym *other = map_add(&gathering->synonyms, slug, synonym);
    if (text_equal(other->canonical, canonical))
        return;
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, synonym->where, "synonym-twice",
        "'%.*s' is another name of '%.*s' already", TEXT_ARGS(name->as.text), TEXT_ARGS(other->canonical));
    diagnostic_note(diagnostics, diagnostic, other->where, "given here first");
    diagnostic_hint(diagnostics, diagnostic, "keep it in one of the two");
}

/* Entries are found by slug, and their key may become an address. */
static void check_key(struct gathering *gathering, const struct value_map_entry *entry)
{
    struct diagnostics *diagnostics = gathering->assembly->diagnostics;
    text slug = term_slug(gathering, entry->key);
    if (text_equal(entry->key, slug))
        return;
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, entry->key_where, "unusable-term",
        "'%.*s' is no slug, by which terms are found here", TEXT_ARGS(entry->key));
    if (slug.length)
        diagnostic_hint(
            diagnostics, diagnostic, "write %.*s: {title: %.*s, …}", TEXT_ARGS(slug), TEXT_ARGS(entry->key));
}

static void read_declared(struct gathering *gathering)
{
    if (!gathering->declared || gathering->declared->kind != VALUE_MAP)
        return;
    const struct value_map *map = gathering->declared->as.map;
    for (size_t i = 0; i < map->count; i++) {
        const struct value_map_entry *entry = &map->entries[i];
        const struct value *others = declared_entry(gathering, entry->key, TEXT("same_as"));
        check_key(gathering, entry);
        if (!others || others->kind != VALUE_LIST)
            continue;
        for (size_t k = 0; k < others->as.list->count; k++) {
            struct value other = value_list_at(others->as.list, k);
            if (other.kind == VALUE_TEXT)
                add_synonym(gathering, entry->key, &other, entry->key_where);
        }
    }
}

static struct gathered_term *gather(struct gathering *gathering, text slug)
{
    struct gathered_term *found = map_find(&gathering->by_slug, slug);
    if (found)
        return found;
    found = arena_new(gathering->assembly->arena, struct gathered_term);
    found->term = arena_new(gathering->assembly->arena, struct term);
    found->term->slug = slug;
    found->term->taxonomy = gathering->taxonomy;
    map_set(&gathering->by_slug, slug, found);
    return found;
}

static void count_spelling(struct gathering *gathering, struct gathered_term *gathered, text name)
{
    for (size_t i = 0; i < gathered->spellings.count; i++) {
        if (text_equal(gathered->spellings.items[i].name, name)) {
            gathered->spellings.items[i].uses++;
            return;
        }
    }
    *list_add(gathering->assembly->arena, &gathered->spellings) = (struct spelling){ name, 1 };
}

/* A term's slug is a part of an address and of a path, so it must do as one on every host. */
static bool is_usable(const struct gathering *gathering, text slug, const struct spanned_text *name)
{
    struct diagnostics *diagnostics = gathering->assembly->diagnostics;
    enum path_fault fault = path_check(slug);
    if (fault == PATH_OK)
        return true;
    if (fault == PATH_EMPTY) {
        diagnostic_error(diagnostics, name->where, "unusable-term",
            "'%.*s' has no letter or digit to make an address of", TEXT_ARGS(name->text));
        return false;
    }
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, name->where, "unusable-term",
        "'%.*s' cannot be an address: it %s", TEXT_ARGS(name->text), path_fault_text(fault));
    diagnostic_hint(diagnostics, diagnostic, "write it with another word, or shorter");
    return false;
}

static void gather_article(struct gathering *gathering, const struct assembled_article *item,
    struct article_terms *terms, const struct spanned_list *names)
{
    const void **items = arena_alloc_array(gathering->assembly->arena, names->count, sizeof *items);
    size_t count = 0;
    for (size_t i = 0; i < names->count; i++) {
        text slug = term_slug(gathering, names->items[i].text);
        const struct synonym *synonym = map_find(&gathering->synonyms, slug);
        if (synonym)
            slug = synonym->canonical;
        if (!is_usable(gathering, slug, &names->items[i]))
            continue;
        struct gathered_term *gathered = gather(gathering, slug);
        if (!synonym)
            count_spelling(gathering, gathered,
                unicode_nfc(gathering->assembly->input->unicode, gathering->assembly->arena,
                    text_trim(names->items[i].text)));
        bool is_repeated = false;
        for (size_t k = 0; k < count; k++)
            is_repeated |= items[k] == gathered->term;
        if (is_repeated)
            continue;
        items[count++] = gathered->term;
        *list_add(gathering->assembly->arena, &gathered->articles) = item->article;
    }
    *terms = (struct article_terms){ gathering->taxonomy->name, { items, count } };
}

static void finish_term(struct gathering *gathering, struct gathered_term *gathered)
{
    struct assembly *assembly = gathering->assembly;
    struct term *term = gathered->term;
    text title = declared_text(gathering, term->slug, TEXT("title"));
    const struct spelling *best = NULL;
    for (size_t i = 0; i < gathered->spellings.count; i++) {
        const struct spelling *spelling = &gathered->spellings.items[i];
        if (!best || spelling->uses > best->uses ||
            (spelling->uses == best->uses && text_compare(spelling->name, best->name) < 0))
            best = spelling;
    }
    term->name = title.bytes ? title : best ? best->name : term->slug;
    term->title = term->name;
    text description = declared_text(gathering, term->slug, TEXT("description"));
    if (description.bytes)
        markdown_render_inline(assembly->arena, description, assembly->input->config->smart_punctuation,
            assembly->input->config->raw_html, assembly->input->config->base_path, &term->description, NULL);
    term->articles = (struct object_list){ gathered->articles.items, gathered->articles.count };
    term->sort_key = unicode_sort_key(assembly->input->unicode, assembly->arena, term->name);
    struct place place;
    text address = text_format(
        assembly->arena, "%.*s%.*s/", TEXT_ARGS(gathering->taxonomy->address), TEXT_ARGS(term->slug));
    if (assemble_place(assembly, address, SPAN_NONE, &place)) {
        term->address = place.address;
        term->url = place.url;
        term->permalink = place.permalink;
        term->path = place.path;
    }
}

/* At the address that the term of another name had, or would have, stands the way to this one. */
static void lead_on(struct gathering *gathering)
{
    struct assembly *assembly = gathering->assembly;
    for (size_t i = 0; i < gathering->synonyms.count; i++) {
        text slug = gathering->synonyms.entries[i].key;
        const struct synonym *synonym = gathering->synonyms.entries[i].value;
        const struct gathered_term *gathered = map_find(&gathering->by_slug, synonym->canonical);
        if (!gathered || path_check(slug) != PATH_OK || map_contains(&gathering->by_slug, slug))
            continue;
        struct spanned_text address = { .text = text_format(assembly->arena, "%.*s%.*s/",
                                            TEXT_ARGS(gathering->taxonomy->address), TEXT_ARGS(slug)),
            .where = synonym->where };
        assemble_term_alias(assembly, &address, gathered->term);
    }
}

static int compare_terms(const void *a, const void *b)
{
    const struct term *left = *(const struct term *const *)a, *right = *(const struct term *const *)b;
    int order = text_compare(left->sort_key, right->sort_key);
    return order ? order : text_compare(left->slug, right->slug);
}

static struct taxonomy *make_taxonomy(struct assembly *assembly, const struct taxonomy_setting *setting)
{
    struct taxonomy *taxonomy = arena_new(assembly->arena, struct taxonomy);
    taxonomy->name = setting->name;
    taxonomy->title = setting->title;
    taxonomy->paginate = setting->paginate ? setting->paginate : assembly->input->config->paginate;
    taxonomy->has_feed = setting->has_feed;
    taxonomy->slug = slug_make(assembly->input->unicode, assembly->arena, setting->name, TEXT_NONE);
    struct place place;
    text address = text_format(assembly->arena, "/%.*s/", TEXT_ARGS(taxonomy->slug));
    if (assemble_place(assembly, address, setting->where, &place)) {
        taxonomy->address = place.address;
        taxonomy->url = place.url;
        taxonomy->permalink = place.permalink;
        taxonomy->path = place.path;
    }
    return taxonomy;
}

static struct taxonomy *gather_taxonomy(struct assembly *assembly, size_t number)
{
    const struct taxonomy_setting *setting = &assembly->input->config->taxonomies[number];
    struct gathering gathering = { assembly, make_taxonomy(assembly, setting), NULL, { 0 }, { 0 }, { 0 } };
    map_init(&gathering.by_slug, assembly->arena);
    map_init(&gathering.synonyms, assembly->arena);
    map_init(&gathering.slugs, assembly->arena);
    if (assembly->input->data.kind == VALUE_MAP)
        gathering.declared = value_map_find(assembly->input->data.as.map, setting->name);
    read_declared(&gathering);
    for (size_t i = 0; i < assembly->articles.count; i++) {
        const struct assembled_article *item = &assembly->articles.items[i];
        gather_article(&gathering, item, (struct article_terms *)&item->article->terms[number],
            &item->draft->front_matter.terms[number].names);
    }
    const void **terms = arena_alloc_array(assembly->arena, gathering.by_slug.count, sizeof *terms);
    for (size_t i = 0; i < gathering.by_slug.count; i++) {
        struct gathered_term *gathered = gathering.by_slug.entries[i].value;
        finish_term(&gathering, gathered);
        terms[i] = gathered->term;
    }
    lead_on(&gathering);
    if (gathering.by_slug.count)
        qsort(terms, gathering.by_slug.count, sizeof *terms, compare_terms);
    gathering.taxonomy->terms = (struct object_list){ terms, gathering.by_slug.count };
    return gathering.taxonomy;
}

static void set_terms_of_article(struct assembly *assembly, struct article *article)
{
    struct value_map_entry *entries =
        arena_new_array(assembly->arena, struct value_map_entry, article->term_count);
    for (size_t i = 0; i < article->term_count; i++) {
        const struct article_terms *terms = &article->terms[i];
        entries[i] = (struct value_map_entry){ .key = terms->taxonomy };
        entries[i].value =
            value_list_of_objects(assembly->arena, terms->terms.items, terms->terms.count, &term_type);
    }
    article->terms_by_taxonomy = value_map_of(assembly->arena, entries, article->term_count);
    if (article->term_count)
        article->tags = article->terms[0].terms;
}

void assemble_terms(struct assembly *assembly)
{
    size_t count = assembly->input->config->taxonomy_count;
    for (size_t i = 0; i < assembly->articles.count; i++) {
        struct article *article = assembly->articles.items[i].article;
        article->terms = arena_alloc_array(assembly->arena, count, sizeof *article->terms);
        article->term_count = count;
    }
    const void **taxonomies = arena_alloc_array(assembly->arena, count, sizeof *taxonomies);
    for (size_t i = 0; i < count; i++)
        taxonomies[i] = gather_taxonomy(assembly, i);
    for (size_t i = 0; i < assembly->articles.count; i++)
        set_terms_of_article(assembly, assembly->articles.items[i].article);
    assembly->site->taxonomies = (struct object_list){ taxonomies, count };
}
