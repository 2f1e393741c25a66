/* SPDX-License-Identifier: MIT */
/* The field tables of pages and listings. To add a field: the struct's member and one row here. */
#include "model/page.h"
#include "model/field_rows.h"

static struct value page_content(const void *object, struct arena *arena)
{
    const struct page *page = object;
    return page->article ? article_content(page->article, arena) : value_safe_text(page->content);
}

#define OWNER page
static const struct field page_fields[] = {
    ROW(kind, FIELD_TEXT, NULL, "text", "what the page is: `page`, `article`, `home`, `author`, `term` …"),
    ROW(title, FIELD_TEXT, NULL, "text", "title as plain text"),
    ROW(html_title, FIELD_MARKUP, NULL, "markup", "title as inline HTML"),
    ROW(url, FIELD_TEXT, NULL, "text", "address with the site's path prefix"),
    ROW(permalink, FIELD_TEXT, NULL, "text", "absolute address"),
    ROW(description, FIELD_TEXT, NULL, "text", "one or two sentences for search engines, or none"),
    ROW(lang, FIELD_TEXT, NULL, "text", "BCP 47 language tag"),
    ROW(edition, FIELD_OBJECT, &edition_type, "edition", "the archive for readers of its language"),
    ROW(layout, FIELD_TEXT, NULL, "text", "layout that renders it"),
    ROW(is_noindex, FIELD_BOOL, NULL, "bool", "search engines are asked to leave it out"),
    ROW(preview, FIELD_TEXT, NULL, "text",
        "`draft` or `scheduled` in a preview of what is not published, or none"),
    ROW(has_feed, FIELD_BOOL, NULL, "bool",
        "`feed.xml` and `feed.json` of its own lie beside its first page; false on the home page, whose are "
        "the site's"),
    ROW(date, FIELD_DATE, NULL, "date", "date of a standing page or an article, or none"),
    ROW(updated, FIELD_DATE, NULL, "date", "last significant change, or none"),
    ROW(reviewed, FIELD_DATE, NULL, "date",
        "when somebody last read a standing page or an article through and found it right, or none"),
    ROW(review_by, FIELD_DATE, NULL, "date", "when that is due again, or none"),
    { "content", FIELD_COMPUTED, 0, NULL, page_content, "markup",
        "body of a standing page or an article as HTML, or none", PART_FACTS },
    ROW(summary, FIELD_TEXT, NULL, "text", "summary of a standing page or an article, or none"),
    ROW(toc, FIELD_LIST, &toc_entry_type, "list of toc_entry",
        "headings of a standing page or an article, nested"),
    ROW(headings, FIELD_LIST, &toc_entry_type, "list of toc_entry", "headings in one flat list"),
    ROW(has_toc, FIELD_BOOL, NULL, "bool", "whether a contents list is wanted"),
    ROW(image, FIELD_OBJECT, &image_type, "image", "lead image, or none"),
    ROW(id, FIELD_TEXT, NULL, "text", "path of a standing page below content/pages without ending, or none"),
    ROW(slug, FIELD_TEXT, NULL, "text", "last part of a standing page's address, or none"),
    ROW(path, FIELD_TEXT, NULL, "text", "file in the output folder"),
    ROW(address, FIELD_TEXT, NULL, "text", "address without the site's path prefix"),
    ROW(source_path, FIELD_TEXT, NULL, "text", "source file of a standing page, or none"),
    ROW(aliases, FIELD_TEXTS, NULL, "list of text", "addresses that redirect to a standing page"),
    ROW(translation_key, FIELD_TEXT, NULL, "text", "what a standing page's translations share, or none"),
    ROW(translations, FIELD_LIST, &page_type, "list of page",
        "other language versions of a standing page, by language"),
    ROW(extra, FIELD_VALUE, NULL, "map", "the site's own keys"),
    ROW(data, FIELD_VALUE, NULL, "map",
        "data of pages that have some, such as redirects and plugins' pages; else empty"),
    /* to add one: the member of struct page, then its row */
};
#undef OWNER
const struct object_type page_type = { "page", "one written page", page_fields, COUNT(page_fields), "title",
    OBJECT_PASSES };

#define OWNER listing
static const struct field listing_fields[] = {
    ROW(articles, FIELD_LIST, &article_type, "list of article", "articles on this page"),
    ROW(withdrawn, FIELD_LIST, &article_type, "list of article",
        "in feeds: articles that were withdrawn, the latest first"),
    ROW(groups, FIELD_LIST, &listing_group_type, "list of listing_group", "the same by month, for archives"),
    ROW(total, FIELD_INTEGER, NULL, "integer", "articles on all pages"),
    ROW(number, FIELD_INTEGER, NULL, "integer", "number of this page, from 1"),
    ROW(count, FIELD_INTEGER, NULL, "integer", "how many pages there are"),
    ROW(first_url, FIELD_TEXT, NULL, "text", "address of the first page, or none on it"),
    ROW(previous_url, FIELD_TEXT, NULL, "text", "address of the page before, or none"),
    ROW(next_url, FIELD_TEXT, NULL, "text", "address of the page after, or none"),
    ROW(last_url, FIELD_TEXT, NULL, "text", "address of the last page, or none on it"),
    ROW(base_url, FIELD_TEXT, NULL, "text", "address of page 1"),
    ROW(urls, FIELD_TEXTS, NULL, "list of text", "addresses of all pages, in order"),
};
#undef OWNER
const struct object_type listing_type = { "listing", "what a list page shows", listing_fields,
    COUNT(listing_fields), "base_url", OBJECT_PASSES };

#define OWNER listing_group
static const struct field listing_group_fields[] = {
    ROW(name, FIELD_TEXT, NULL, "text", "year and month: 2019-02"),
    ROW(date, FIELD_DATE, NULL, "date", "first day of the month"),
    ROW(url, FIELD_TEXT, NULL, "text", "address with the site's path prefix"),
    ROW(permalink, FIELD_TEXT, NULL, "text", "absolute address"),
    ROW(articles, FIELD_LIST, &article_type, "list of article", "newest first"),
    ROW(path, FIELD_TEXT, NULL, "text", "file in the output folder"),
    ROW(address, FIELD_TEXT, NULL, "text", "address without the site's path prefix"),
};
#undef OWNER
const struct object_type listing_group_type = { "listing_group", "the articles of a month",
    listing_group_fields, COUNT(listing_group_fields), "name", OBJECT_PASSES };

#define OWNER year
static const struct field year_fields[] = {
    ROW(number, FIELD_INTEGER, NULL, "integer", "the year"),
    ROW(url, FIELD_TEXT, NULL, "text", "address with the site's path prefix"),
    ROW(permalink, FIELD_TEXT, NULL, "text", "absolute address"),
    ROW_IN(PART_TIES, articles, FIELD_LIST, &article_type, "list of article", "newest first"),
    ROW_IN(PART_TIES, months, FIELD_LIST, &listing_group_type, "list of listing_group", "newest month first"),
    ROW(path, FIELD_TEXT, NULL, "text", "file in the output folder"),
    ROW(address, FIELD_TEXT, NULL, "text", "address without the site's path prefix"),
};
#undef OWNER
const struct object_type year_type = { "year", "a year that has articles", year_fields, COUNT(year_fields),
    "number", OBJECT_LASTS };
