/* SPDX-License-Identifier: MIT */
/* The field tables of taxonomies and terms. To add a field: the struct's member and one row here. */
#include "model/taxonomy.h"
#include "model/field_rows.h"

const struct article_terms *taxonomy_terms_on(const struct taxonomy *taxonomy, const struct article *article)
{
    for (size_t i = 0; i < article->term_count; i++)
        if (text_equal(article->terms[i].taxonomy, taxonomy->name))
            return &article->terms[i];
    return NULL;
}

#define OWNER term
static const struct field term_fields[] = {
    ROW(name, FIELD_TEXT, NULL, "text", "the declared or most used spelling"),
    ROW(title, FIELD_TEXT, NULL, "text", "title from the data file, else the name"),
    ROW(description, FIELD_MARKUP, NULL, "markup", "description from the data file, or none"),
    ROW(description_plain, FIELD_TEXT, NULL, "text", "description as plain text, or none"),
    ROW(slug, FIELD_TEXT, NULL, "text", "the name as part of an address"),
    ROW(url, FIELD_TEXT, NULL, "text",
        "address with the site's path prefix; none when no plugin makes its page"),
    ROW(permalink, FIELD_TEXT, NULL, "text", "absolute address; none when no plugin makes its page"),
    ROW(taxonomy, FIELD_OBJECT, &taxonomy_type, "taxonomy", "the taxonomy it belongs to"),
    ROW(series, FIELD_OBJECT, &series_type, "series",
        "the series that a term of the taxonomy `series` stands for, or none"),
    ROW(broader, FIELD_OBJECT, &term_type, "term", "the term that it stands below, or none"),
    ROW(ancestors, FIELD_LIST, &term_type, "list of term", "all that it stands below, the widest first"),
    ROW_IN(PART_TIES, narrower, FIELD_LIST, &term_type, "list of term",
        "those right below it, in the order of the site's language"),
    ROW_IN(PART_TIES, articles, FIELD_LIST, &article_type, "list of article",
        "published articles of it and of the terms below it, newest first"),
    ROW(path, FIELD_TEXT, NULL, "text", "file in the output folder"),
    ROW(address, FIELD_TEXT, NULL, "text", "address without the site's path prefix"),
    /* to add one: the member of struct term, then its row */
};
#undef OWNER
const struct object_type term_type = { "term", "one tag, region or the like", term_fields, COUNT(term_fields),
    "name", OBJECT_LASTS };

#define OWNER taxonomy
static const struct field taxonomy_fields[] = {
    ROW(name, FIELD_TEXT, NULL, "text", "name as declared: the front matter key"),
    ROW(title, FIELD_TEXT, NULL, "text", "title for readers"),
    ROW(slug, FIELD_TEXT, NULL, "text", "the name as part of an address"),
    ROW(url, FIELD_TEXT, NULL, "text", "address of its index; none when no plugin makes it"),
    ROW(permalink, FIELD_TEXT, NULL, "text", "absolute address of its index; none when no plugin makes it"),
    ROW_IN(PART_TIES, terms, FIELD_LIST, &term_type, "list of term", "in the order of the site's language"),
    ROW(paginate, FIELD_INTEGER, NULL, "integer", "articles on a page of its terms"),
    ROW(has_feed, FIELD_BOOL, NULL, "bool", "whether its terms have feeds"),
    ROW(path, FIELD_TEXT, NULL, "text", "file in the output folder"),
    ROW(address, FIELD_TEXT, NULL, "text", "address without the site's path prefix"),
    /* to add one: the member of struct taxonomy, then its row */
};
#undef OWNER
const struct object_type taxonomy_type = { "taxonomy", "a way of sorting articles", taxonomy_fields,
    COUNT(taxonomy_fields), "name", OBJECT_LASTS };
