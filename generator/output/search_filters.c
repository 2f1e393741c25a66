/* SPDX-License-Identifier: MIT */
/* Filters: each article names its values; what it names is collected value by value. */
#include "base/count.h"
#include "base/json.h"
#include "base/list.h"
#include "base/unicode.h"
#include "output/search_documents.h"
#include <stdlib.h>

struct filter_value {
    text key; /* "tag=5g" */
    text label;
    struct {
        struct search_posting *items;
        size_t count, capacity;
    } documents;
};

struct filter {
    text name, title;
    struct {
        struct filter_value **items;
        size_t count, capacity;
    } values;            /* as first met */
    struct map by_value; /* "5g" → struct filter_value * */
};

struct filtering {
    struct arena *arena;
    const struct site *site;
    const struct strings *strings;
};

/* Without a label when it is new. */
static struct filter_value *value_named(struct filtering *filtering, struct filter *filter, text value)
{
    struct filter_value *found = map_find(&filter->by_value, value);
    if (found)
        return found;
    found = arena_new(filtering->arena, struct filter_value);
    found->key = text_format(filtering->arena, "%.*s=%.*s", TEXT_ARGS(filter->name), TEXT_ARGS(value));
    map_set(&filter->by_value, text_from(found->key, filter->name.length + 1), found);
    return *list_add(filtering->arena, &filter->values) = found;
}

static void add_document(struct filtering *filtering, struct filter_value *value, uint32_t document)
{
    size_t count = value->documents.count;
    if (!count || value->documents.items[count - 1].document != document)
        *list_add(filtering->arena, &value->documents) =
            (struct search_posting){ .document = document, .level = 1 };
}

static void add(struct filtering *filtering, struct filter *filter, uint32_t document, text value, text label)
{
    struct filter_value *found = value_named(filtering, filter, value);
    if (!found->label.bytes)
        found->label = label;
    add_document(filtering, found, document);
}

static text word(const struct filtering *filtering, text key)
{
    return strings_word(filtering->strings, filtering->site->lang, key);
}

static void add_authors(struct filtering *filtering, struct filter *filter, uint32_t document,
    const struct article *article, const struct taxonomy *taxonomy)
{
    (void)taxonomy;
    for (size_t i = 0; i < article->authors.count; i++) {
        const struct author *author = article->authors.items[i];
        add(filtering, filter, document, author->slug, author->name);
    }
}

static void add_terms(struct filtering *filtering, struct filter *filter, uint32_t document,
    const struct article *article, const struct taxonomy *taxonomy)
{
    const struct article_terms *terms = taxonomy_terms_on(taxonomy, article);
    for (size_t i = 0; terms && i < terms->widened.count; i++) {
        const struct term *term = terms->widened.items[i];
        add(filtering, filter, document, term->slug, term->title);
    }
}

static void add_type(struct filtering *filtering, struct filter *filter, uint32_t document,
    const struct article *article, const struct taxonomy *taxonomy)
{
    (void)taxonomy;
    add(filtering, filter, document, article->type, word(filtering, article->type_label));
}

static void add_year(struct filtering *filtering, struct filter *filter, uint32_t document,
    const struct article *article, const struct taxonomy *taxonomy)
{
    (void)taxonomy;
    text year = text_format(filtering->arena, "%04d", (int)day_to_civil(article->date.day).year);
    add(filtering, filter, document, year, year);
}

static void add_language(struct filtering *filtering, struct filter *filter, uint32_t document,
    const struct article *article, const struct taxonomy *taxonomy)
{
    (void)taxonomy;
    struct filter_value *found = value_named(filtering, filter, article->lang);
    if (!found->label.bytes)
        found->label = unicode_language_name(filtering->arena, article->lang, filtering->site->lang);
    add_document(filtering, found, document);
}

typedef void add_values(struct filtering *filtering, struct filter *filter, uint32_t document,
    const struct article *article, const struct taxonomy *taxonomy);

/* Is there anything to choose? */
static bool is_useful(const struct filter *filter, size_t document_count)
{
    return filter->values.count > 1 ||
           (filter->values.count == 1 && filter->values.items[0]->documents.count < document_count);
}

static void put_value(const struct filtering *filtering, text value, text label, struct buffer *labels)
{
    buffer_append_byte(labels, '[');
    json_write_text(labels, label);
    if (!text_equal(value, search_simple_slug(filtering->arena, label))) {
        buffer_append_byte(labels, ',');
        json_write_text(labels, value);
    }
    buffer_append_byte(labels, ']');
}

static void put_labels(const struct filtering *filtering, const struct filter *filter, struct buffer *labels)
{
    buffer_append(labels, labels->length ? TEXT(",\n{\"name\":") : TEXT("[{\"name\":"));
    json_write_text(labels, filter->name);
    buffer_append_literal(labels, ",\"title\":");
    json_write_text(labels, filter->title);
    buffer_append_literal(labels, ",\"values\":[");
    for (size_t i = 0; i < filter->values.count; i++) {
        const struct filter_value *value = filter->values.items[i];
        if (i > 0)
            buffer_append_byte(labels, ',');
        put_value(filtering, text_from(value->key, filter->name.length + 1), value->label, labels);
    }
    buffer_append_literal(labels, "]}");
}

struct terms {
    struct search_term *items;
    size_t count, capacity;
};

static void add_filter(struct filtering *filtering, const struct search_index *index, struct filter filter,
    add_values *add_of, const struct taxonomy *taxonomy, struct buffer *labels, struct terms *terms)
{
    map_init(&filter.by_value, filtering->arena);
    for (size_t i = 0; i < index->document_count; i++)
        add_of(filtering, &filter, (uint32_t)i, index->documents[i], taxonomy);
    if (!is_useful(&filter, index->document_count))
        return;
    put_labels(filtering, &filter, labels);
    for (size_t i = 0; i < filter.values.count; i++) {
        const struct filter_value *value = filter.values.items[i];
        *list_add(filtering->arena, terms) = (struct search_term){ .key = value->key,
            .is_word = true,
            .postings = value->documents.items,
            .posting_count = value->documents.count };
    }
}

static int compare_terms(const void *a, const void *b)
{
    return text_compare(((const struct search_term *)a)->key, ((const struct search_term *)b)->key);
}

/* What the filter of a taxonomy is called in addresses, where one term is named: ?tag=5g. A name that
 * something else has there gets a sign before it with which no name of a taxonomy begins. */
static text name_in_addresses(struct arena *arena, text taxonomy)
{
    static const text taken[] = { TEXT_INIT("q"), TEXT_INIT("sort"), TEXT_INIT("tag"), TEXT_INIT("year") };
    if (text_equal(taxonomy, TEXT("tags")))
        return TEXT("tag");
    return text_is_one_of(taxonomy, taken, COUNT(taken)) ? text_concat(arena, TEXT("_"), taxonomy) : taxonomy;
}

void search_filters_write(const struct search_index *index, const struct site *site,
    const struct strings *strings, struct arena *arena, struct buffer *labels, struct buffer *postings)
{
    struct filtering filtering = { arena, site, strings };
    struct terms terms = { 0 };
    for (size_t i = 0; i < site->taxonomies.count; i++) {
        const struct taxonomy *taxonomy = site->taxonomies.items[i];
        struct filter filter = { .name = name_in_addresses(arena, taxonomy->name),
            .title = word(&filtering, taxonomy->title) };
        add_filter(&filtering, index, filter, add_terms, taxonomy, labels, &terms);
    }
    const struct {
        text name, title;
        add_values *add_of;
    } others[] = {
        { TEXT_INIT("author"), TEXT_INIT("Author"), add_authors },
        { TEXT_INIT("type"), TEXT_INIT("Type"), add_type },
        { TEXT_INIT("year"), TEXT_INIT("Year"), add_year },
        { TEXT_INIT("lang"), TEXT_INIT("Language"), add_language },
        /* to add one: its name in addresses, its title as a key of strings, the function that names an
           article's values */
    };
    for (size_t i = 0; i < COUNT(others); i++) {
        struct filter filter = { .name = others[i].name, .title = word(&filtering, others[i].title) };
        add_filter(&filtering, index, filter, others[i].add_of, NULL, labels, &terms);
    }
    buffer_append(labels, labels->length ? TEXT("]\n") : TEXT("[]\n"));
    if (terms.count)
        qsort(terms.items, terms.count, sizeof *terms.items, compare_terms);
    search_postings_write(postings, terms.items, terms.count, index->document_count, 0);
}
