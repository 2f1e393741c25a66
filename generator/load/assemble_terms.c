/* SPDX-License-Identifier: MIT */
/*
 * Terms. Spellings that fold to one slug are one term. Its name is the title declared in
 * content/data/<taxonomy>.yml, else the spelling that most published articles use, ties to the first in byte
 * order. `same_as` there merges terms; at the address that a merged one had stands a redirect. What is filed
 * under a term is filed under those above it, too (load/assemble_broader.c).
 */
#include "base/path.h"
#include "base/slug.h"
#include "base/tag.h"
#include "load/gathering.h"
#include "load/yaml_scalar.h"
#include <stdlib.h>

struct gathered_term *assemble_gather_term(struct gathering *gathering, text slug)
{
    struct gathered_term *found = map_find(&gathering->by_slug, slug);
    if (found)
        return found;
    found = arena_new(gathering->assembly->arena, struct gathered_term);
    found->term = arena_new(gathering->assembly->arena, struct term);
    found->term->slug = slug;
    found->term->taxonomy = gathering->taxonomy;
    found->term->number = gathering->by_slug.count;
    map_set(&gathering->by_slug, slug, found);
    return found;
}

static void count_spelling(
    struct gathering *gathering, struct gathered_term *gathered, const struct spanned_text *written)
{
    struct arena *arena = gathering->assembly->arena;
    text name = unicode_nfc(gathering->assembly->input->unicode, arena, text_trim(written->text));
    for (size_t i = 0; i < gathered->spellings.count; i++) {
        if (text_equal(gathered->spellings.items[i].name, name)) {
            gathered->spellings.items[i].uses++;
            return;
        }
    }
    *list_add(arena, &gathered->spellings) = (struct spelling){ name, 1, written->where };
}

/* A term's slug is a part of an address and of a path, so it must do as one on every host. */
bool assemble_term_is_usable(const struct gathering *gathering, text slug, const struct spanned_text *name)
{
    struct diagnostics *diagnostics = gathering->assembly->diagnostics;
    enum path_fault fault = path_check(slug);
    if (fault == PATH_OK)
        return true;
    if (fault == PATH_EMPTY) {
        term_names_refuse(diagnostics, name->where, name->text);
        return false;
    }
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, name->where, "unusable-term",
        "'%.*s' cannot be an address: it %s", TEXT_ARGS(name->text), path_fault_text(fault));
    diagnostic_hint(diagnostics, diagnostic, "write it with another word, or shorter");
    return false;
}

/* The terms that the article lists; one that it has from another key is kept aside. */
static struct object_list gather_article(
    struct gathering *gathering, struct assembled_article *item, const struct spanned_list *names)
{
    const void **items = arena_alloc_array(gathering->assembly->arena, names->count, sizeof *items);
    struct object_list found = { items, 0 };
    for (size_t i = 0; i < names->count; i++) {
        const struct term_name *name = term_names_look_up(&gathering->names, names->items[i].text);
        text slug = name->synonym ? name->synonym->canonical : name->slug;
        if (!assemble_term_is_usable(gathering, slug, &names->items[i]))
            continue;
        struct gathered_term *gathered = assemble_gather_term(gathering, slug);
        if (!name->synonym && gathering->source != TERMS_OF_TYPE)
            count_spelling(gathering, gathered, &names->items[i]);
        if (!object_list_contains(&found, gathered->term))
            items[found.count++] = gathered->term;
    }
    if (gathering->source == TERMS_LISTED)
        return found;
    item->terms[gathering->source] = found.count ? items[0] : NULL;
    return (struct object_list){ 0 };
}

/* With those above them. */
static struct object_list widened(struct arena *arena, const struct object_list *terms)
{
    struct growing_objects all = { 0 };
    size_t more = 0;
    for (size_t i = 0; i < terms->count; i++)
        more += ((const struct term *)terms->items[i])->ancestors.count;
    if (!more)
        return *terms;
    for (size_t i = 0; i < terms->count; i++)
        *list_add(arena, &all) = terms->items[i];
    for (size_t i = 0; i < terms->count; i++) {
        const struct object_list *ancestors = &((const struct term *)terms->items[i])->ancestors;
        for (size_t k = 0; k < ancestors->count; k++) {
            const struct object_list listed = object_list_of(&all);
            if (!object_list_contains(&listed, ancestors->items[k]))
                *list_add(arena, &all) = ancestors->items[k];
        }
    }
    return object_list_of(&all);
}

/* Articles come newest first. */
static void file_articles(struct gathering *gathering)
{
    struct arena *arena = gathering->assembly->arena;
    for (size_t i = 0; i < gathering->assembly->articles.count; i++) {
        const struct assembled_article *item = &gathering->assembly->articles.items[i];
        struct article_terms *own = (struct article_terms *)&item->article->terms[gathering->number];
        const void *only = item->terms[gathering->source];
        const struct object_list one = { &only, only != NULL };
        struct object_list all = widened(arena, gathering->source == TERMS_LISTED ? &own->terms : &one);
        if (gathering->source == TERMS_LISTED)
            own->widened = all;
        for (size_t k = 0; k < all.count; k++) {
            struct gathered_term *gathered =
                gathering->by_slug.entries[((const struct term *)all.items[k])->number].value;
            *list_add(arena, &gathered->articles) = item->article;
        }
    }
}

/* "c" and "++" → "c-plus-plus". */
static text slug_with_signs(struct arena *arena, text slug, text signs)
{
    for (size_t i = 0; i < signs.length; i++)
        slug = text_format(arena, "%.*s-%s", TEXT_ARGS(slug),
            signs.bytes[i] == '+'   ? "plus"
            : signs.bytes[i] == '#' ? "sharp"
                                    : "star");
    return slug;
}

static void report_merged(
    struct gathering *gathering, const struct gathered_term *gathered, const struct spelling *spelling)
{
    struct diagnostics *diagnostics = gathering->assembly->diagnostics;
    struct arena *arena = gathering->assembly->arena;
    const struct term *term = gathered->term;
    text signs = term_signs(arena, spelling->name);
    bool is_by_signs = !text_equal(signs, term_signs(arena, term->name));
    text told = signs.length || !is_by_signs ? spelling->name : term->name;
    text own = is_by_signs ? slug_with_signs(arena, term->slug, term_signs(arena, told))
                           : text_concat(arena, term->slug, TEXT("-2"));
    text typed = yaml_scalar_write(arena, told);
    struct diagnostic *diagnostic = diagnostic_warning(diagnostics, spelling->where, "merged-terms",
        "'%.*s' becomes one term with '%.*s': both have the slug '%.*s'", TEXT_ARGS(spelling->name),
        TEXT_ARGS(term->name), TEXT_ARGS(term->slug));
    diagnostic_hint(diagnostics, diagnostic,
        "for a page of its own write %.*s: {title: %.*s} in content/data/%.*s.yml; if they are one, "
        "%.*s: {same_as: [%.*s]}",
        TEXT_ARGS(own), TEXT_ARGS(typed), TEXT_ARGS(gathering->taxonomy->name), TEXT_ARGS(term->slug),
        TEXT_ARGS(typed));
}

/* Slugs lose signs, letters of other scripts and the ends of long names, so names of two things can be one
 * term that nobody meant: each is said once. */
static void check_merged(struct gathering *gathering, const struct gathered_term *gathered)
{
    struct arena *arena = gathering->assembly->arena;
    struct unicode *unicode = gathering->assembly->input->unicode;
    const struct spelling *spellings = gathered->spellings.items;
    for (size_t i = 0; spellings && i < gathered->spellings.count; i++) {
        bool is_said = term_names_agree(unicode, arena, spellings[i].name, gathered->term->name);
        for (size_t k = 0; k < i; k++)
            is_said |=
                text_equal(term_signs(arena, spellings[k].name), term_signs(arena, spellings[i].name)) &&
                text_equal(term_letters(unicode, arena, spellings[k].name),
                    term_letters(unicode, arena, spellings[i].name));
        if (!is_said)
            report_merged(gathering, gathered, &spellings[i]);
    }
}

static void set_description(struct gathering *gathering, struct term *term)
{
    struct assembly *assembly = gathering->assembly;
    const struct config *config = assembly->input->config;
    const struct quotation *smart = markdown_quotation(config, assembly->input->unicode, config->language);
    text description = term_names_text(&gathering->names, term->slug, TEXT("description"));
    span where = term_names_where(&gathering->names, term->slug, TEXT("description"));
    size_t at = 0;
    if (!description.bytes)
        return;
    const struct markdown_place place = { where, assembly->diagnostics };
    markdown_render_inline(assembly->arena, description, &place, smart, config->raw_html, config->base_path,
        &term->description, &term->description_plain);
    for (text link; (link = tag_next_link(term->description, &at)).bytes;)
        if (text_starts_with(link, TEXT("/")))
            assemble_written_link(assembly, link, where);
    *list_add(assembly->arena, &assembly->described) = (struct described_term){ term, where };
}

/* As articles write it; absent when all of them use another name. */
static text common_spelling(const struct gathered_term *gathered)
{
    const struct spelling *best = NULL;
    for (size_t i = 0; i < gathered->spellings.count; i++) {
        const struct spelling *spelling = &gathered->spellings.items[i];
        if (!best || spelling->uses > best->uses ||
            (spelling->uses == best->uses && text_compare(spelling->name, best->name) < 0))
            best = spelling;
    }
    return best ? best->name : TEXT_NONE;
}

/* The word that readers see above articles of the type; absent when it is none. */
static text word_of_type(const struct assembly *assembly, text type)
{
    text label = assemble_type_label(type);
    return label.bytes ? strings_word(assembly->input->strings, assembly->input->config->language, label)
                       : TEXT_NONE;
}

static void finish_term(struct gathering *gathering, struct gathered_term *gathered)
{
    struct assembly *assembly = gathering->assembly;
    struct term *term = gathered->term;
    text title = term_names_text(&gathering->names, term->slug, TEXT("title"));
    text usual =
        gathering->source == TERMS_OF_TYPE ? word_of_type(assembly, term->slug) : common_spelling(gathered);
    text name = title.bytes ? title : usual.bytes ? usual : term->slug;
    /* It stands in attributes, feeds and citations, where a line end is part of it. */
    term->name = text_trim(text_replace(assembly->arena, name, TEXT("\n"), TEXT(" ")));
    term->title = term->name;
    check_merged(gathering, gathered);
    set_description(gathering, term);
    term->articles = object_list_of(&gathered->articles);
    term->sort_key = unicode_sort_key(assembly->input->unicode, assembly->arena, term->name);
    struct place place;
    text address = text_format(
        assembly->arena, "%.*s%.*s/", TEXT_ARGS(gathering->taxonomy->address), TEXT_ARGS(term->slug));
    if (assemble_place(assembly, address, SPAN_NONE, &place))
        assemble_put(term, &place);
}

/* A title that another term bears as its name: readers find the name twice, and who writes it as a tag means
 * that other one. */
static void check_title(struct gathering *gathering, const struct term *term)
{
    struct assembly *assembly = gathering->assembly;
    text title = term_names_text(&gathering->names, term->slug, TEXT("title"));
    if (!title.bytes)
        return;
    struct unicode *unicode = assembly->input->unicode;
    text slug = slug_make(unicode, assembly->arena, title, TEXT_NONE);
    const struct gathered_term *other = map_find(&gathering->by_slug, slug);
    if (!other || other->term == term ||
        !text_equal(slug, slug_make(unicode, assembly->arena, other->term->name, TEXT_NONE)) ||
        !term_names_agree(unicode, assembly->arena, title, other->term->name))
        return;
    struct diagnostic *diagnostic = diagnostic_warning(assembly->diagnostics,
        term_names_where(&gathering->names, term->slug, TEXT("title")), "title-of-another-term",
        "'%.*s' is the name of the term '%.*s', too", TEXT_ARGS(title), TEXT_ARGS(slug));
    diagnostic_hint(assembly->diagnostics, diagnostic, "if they are one, write %.*s: {same_as: [%.*s]} here",
        TEXT_ARGS(slug), TEXT_ARGS(term->slug));
}

/* At the address that the term of another name had, or would have, stands the way to this one. */
static void lead_on(struct gathering *gathering)
{
    struct assembly *assembly = gathering->assembly;
    const struct map *synonyms = &gathering->names.synonyms;
    for (size_t i = 0; i < synonyms->count; i++) {
        const struct synonym *synonym = synonyms->entries[i].value;
        text slug = synonym->slug;
        const struct gathered_term *gathered = map_find(&gathering->by_slug, synonym->canonical);
        if (!gathered || synonym->has_signs || path_check(slug) != PATH_OK ||
            map_contains(&gathering->by_slug, slug))
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
    if (assemble_place(assembly, address, setting->where, &place))
        assemble_put(taxonomy, &place);
    return taxonomy;
}

static struct taxonomy *gather_taxonomy(struct assembly *assembly, size_t number)
{
    const struct taxonomy_setting *setting = &assembly->input->config->taxonomies[number];
    struct gathering gathering = { .assembly = assembly,
        .taxonomy = make_taxonomy(assembly, setting),
        .number = number,
        .source = setting->source,
        .names = { assembly->arena, assembly->input->unicode, assembly->diagnostics, NULL, { 0 }, { 0 } } };
    const struct value *declared = NULL;
    map_init(&gathering.by_slug, assembly->arena);
    if (assembly->input->data.kind == VALUE_MAP)
        declared = value_map_find(assembly->input->data.as.map, setting->name);
    term_names_init(&gathering.names, declared);
    for (size_t i = 0; i < assembly->articles.count; i++) {
        struct assembled_article *item = &assembly->articles.items[i];
        const struct spanned_list names =
            term_source_names(assembly->input->config, &item->draft->front_matter, number);
        ((struct article_terms *)item->article->terms)[number] =
            (struct article_terms){ setting->name, gather_article(&gathering, item, &names), { 0 } };
    }
    assemble_broader_terms(&gathering);
    file_articles(&gathering);
    const void **terms = arena_alloc_array(assembly->arena, gathering.by_slug.count, sizeof *terms);
    for (size_t i = 0; i < gathering.by_slug.count; i++) {
        struct gathered_term *gathered = gathering.by_slug.entries[i].value;
        finish_term(&gathering, gathered);
        terms[i] = gathered->term;
    }
    for (size_t i = 0; i < gathering.by_slug.count; i++)
        check_title(&gathering, terms[i]);
    lead_on(&gathering);
    if (gathering.by_slug.count)
        qsort(terms, gathering.by_slug.count, sizeof *terms, compare_terms);
    for (size_t i = 0; i < gathering.by_slug.count; i++)
        ((struct term *)terms[i])->number = i;
    gathering.taxonomy->terms = (struct object_list){ terms, gathering.by_slug.count };
    assemble_narrower_terms(&gathering);
    return gathering.taxonomy;
}

static void set_terms_of_article(struct assembly *assembly, const struct assembled_article *item)
{
    struct article *article = item->article;
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
    article->type_term = item->terms[TERMS_OF_TYPE]; /* that of the series is the series' */
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
        set_terms_of_article(assembly, &assembly->articles.items[i]);
    assembly->site->taxonomies = (struct object_list){ taxonomies, count };
}
