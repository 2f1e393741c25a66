/* SPDX-License-Identifier: MIT */
/*
 * The field tables of an article and its parts. Templates and Lua read these rows, and `make accept` makes
 * docs/fields.md of them; to add a field, put it in the struct, fill it in load/assemble*.c and add one row.
 */
#include "model/article.h"
#include "model/author.h"
#include "model/edition.h"
#include "model/field_rows.h"
#include "model/site.h"
#include "model/taxonomy.h"

#define OWNER image
static const struct field image_fields[] = {
    ROW(src, FIELD_TEXT, NULL, "text", "address of the file, with the site's path prefix"),
    ROW(alt, FIELD_TEXT, NULL, "text", "words for those who do not see it"),
    ROW(caption, FIELD_MARKUP, NULL, "markup", "caption, inline HTML, or none"),
    ROW(credit, FIELD_MARKUP, NULL, "markup", "whose picture it is, inline HTML, or none"),
    ROW(width, FIELD_INTEGER, NULL, "integer", "width in CSS pixels, 0 when unknown"),
    ROW(height, FIELD_INTEGER, NULL, "integer", "height in CSS pixels, 0 when unknown"),
    ROW(type, FIELD_TEXT, NULL, "text", "media type, `image/png`, or none when the ending tells none"),
    /* to add one: the member of struct image, then its row */
};
#undef OWNER
const struct object_type image_type = { "image", "a picture with its words", image_fields,
    COUNT(image_fields), "src", OBJECT_STAYS };

#define OWNER attachment
static const struct field attachment_fields[] = {
    ROW(url, FIELD_TEXT, NULL, "text", "address with the site's path prefix, or an absolute address"),
    ROW(title, FIELD_TEXT, NULL, "text", "given title, else the name of the file"),
    ROW(type, FIELD_TEXT, NULL, "text", "media type, `application/pdf`, or none when the ending tells none"),
    ROW(format, FIELD_TEXT, NULL, "text", "the ending in capitals, `PDF`, or none"),
    ROW(size, FIELD_INTEGER, NULL, "integer", "in bytes; 0 of a file that is not the site's own"),
    /* to add one: the member of struct attachment, then its row */
};
#undef OWNER
const struct object_type attachment_type = { "attachment", "a file that belongs to an article",
    attachment_fields, COUNT(attachment_fields), "title", OBJECT_STAYS };

#define OWNER change
static const struct field change_fields[] = {
    ROW(date, FIELD_DATE, NULL, "date", "when the change was made"),
    ROW(type, FIELD_TEXT, NULL, "text", "`major`, `minor` or `correction`"),
    ROW(note, FIELD_MARKUP, NULL, "markup", "what was changed, inline HTML"),
};
#undef OWNER
const struct object_type change_type = { "change", "one entry of a page's public history", change_fields,
    COUNT(change_fields), "type", OBJECT_STAYS };

#define OWNER correction
static const struct field correction_fields[] = {
    ROW(article, FIELD_OBJECT, &article_type, "article", "what was corrected"),
    ROW(date, FIELD_DATE, NULL, "date", "when the correction was made"),
    ROW(note, FIELD_MARKUP, NULL, "markup", "what was wrong and what is right, inline HTML"),
};
#undef OWNER
const struct object_type correction_type = { "correction", "a correction, as the whole archive lists it",
    correction_fields, COUNT(correction_fields), "date", OBJECT_STAYS };

#define OWNER toc_entry
static const struct field toc_entry_fields[] = {
    ROW(level, FIELD_INTEGER, NULL, "integer", "heading level, 1 to 6"),
    ROW(id, FIELD_TEXT, NULL, "text", "anchor of the heading"),
    ROW(title, FIELD_TEXT, NULL, "text", "the heading as plain text"),
    ROW(html, FIELD_MARKUP, NULL, "markup", "the heading as inline HTML"),
    ROW(children, FIELD_LIST, &toc_entry_type, "list of toc_entry", "the headings below it"),
};
#undef OWNER
const struct object_type toc_entry_type = { "toc_entry", "a heading in the contents list", toc_entry_fields,
    COUNT(toc_entry_fields), "title", OBJECT_STAYS };

#define OWNER status
static const struct field status_fields[] = {
    ROW(kind, FIELD_TEXT, NULL, "text", "`current`, `withdrawn`, `superseded` or `archived`"),
    ROW(reason, FIELD_MARKUP, NULL, "markup", "why, inline HTML, or none"),
    ROW(date, FIELD_DATE, NULL, "date", "since when, or none"),
    ROW(superseded_by, FIELD_OBJECT, &article_type, "article", "the piece that replaces it, or none"),
};
#undef OWNER
const struct object_type status_type = { "status", "whether an article still stands", status_fields,
    COUNT(status_fields), "kind", OBJECT_STAYS };

#define OWNER series
static const struct field series_fields[] = {
    ROW(name, FIELD_TEXT, NULL, "text", "name of the series"),
    ROW(slug, FIELD_TEXT, NULL, "text", "the name as part of an address"),
    ROW(term, FIELD_OBJECT, &term_type, "term",
        "its term, where site.yml has `series` among its taxonomies; or none"),
    ROW_IN(PART_TIES, count, FIELD_INTEGER, NULL, "integer",
        "how many published parts there are; a text in several languages is one"),
    ROW_IN(PART_TIES, articles, FIELD_LIST, &article_type, "list of article",
        "the parts in their order, in all languages"),
};
#undef OWNER
const struct object_type series_type = { "series", "articles that belong in an order", series_fields,
    COUNT(series_fields), "name", OBJECT_LASTS };

struct value article_content(const void *object, struct arena *arena)
{
    const struct article *article = object;
    struct patched_text content = article->content;
    content.original = site_read_kept(article->site, arena, content.original, article->html_digest);
    return value_safe_text(patched_text_make(arena, &content));
}

struct value article_plain(const void *object, struct arena *arena)
{
    const struct article *article = object;
    return value_text(site_read_kept(article->site, arena, article->plain, article->plain_digest));
}

bool article_stands(const struct article *article)
{
    return !text_equal(article->status.kind, TEXT("withdrawn")) &&
           !text_equal(article->status.kind, TEXT("superseded"));
}

bool article_is_current(const struct article *article)
{
    return text_equal(article->status.kind, TEXT("current"));
}

const struct date *article_last_change(const struct article *article)
{
    const struct date *change = article->updated.is_set ? &article->updated : &article->date,
                      *status = &article->status.date;
    return status->is_set && date_compare(status, change) > 0 ? status : change;
}

static struct value get_modified(const void *object, struct arena *arena)
{
    (void)arena;
    return value_date(article_last_change(object));
}

#define OWNER article
static const struct field article_fields[] = {
    ROW(title, FIELD_TEXT, NULL, "text", "headline as plain text"),
    ROW(html_title, FIELD_MARKUP, NULL, "markup", "headline as inline HTML"),
    ROW(url, FIELD_TEXT, NULL, "text", "address with the site's path prefix"),
    ROW(permalink, FIELD_TEXT, NULL, "text", "absolute address"),
    ROW(date, FIELD_DATE, NULL, "date", "published from that day or instant on"),
    ROW(updated, FIELD_DATE, NULL, "date", "last significant change; none when there was none"),
    ROW_IN(PART_BODY, reviewed, FIELD_DATE, NULL, "date",
        "when somebody last read it through and found it right, or none"),
    ROW_IN(PART_BODY, review_by, FIELD_DATE, NULL, "date", "when that is due again, or none"),
    ROW_IN(PART_BODY, as_of, FIELD_DATE, NULL, "date", "the latest of `date`, `updated` and `reviewed`"),
    ROW_IN(PART_BODY, is_old, FIELD_BOOL, NULL, "bool",
        "more than the years of `old_after_years` in site.yml lie behind it; never with a `status`"),
    { "modified", FIELD_COMPUTED, 0, NULL, get_modified, "date",
        "last change of the text or its status, else `date`", PART_FACTS },
    ROW(summary, FIELD_TEXT, NULL, "text",
        "given summary, else the first paragraph cut at a word; none without a text"),
    ROW(has_summary, FIELD_BOOL, NULL, "bool", "the summary was given in the front matter"),
    { "content", FIELD_COMPUTED, 0, NULL, article_content, "markup", "the body as HTML", PART_BODY },
    ROW(authors, FIELD_LIST, &author_type, "list of author", "in the order given"),
    ROW(tags, FIELD_LIST, &term_type, "list of term", "terms of the taxonomy `tags`"),
    { "terms", FIELD_VALUE, offsetof(struct article, terms_by_taxonomy), NULL, NULL, "map",
        "taxonomy name to list of term; `type` and `series` have empty ones", 0 },
    ROW(image, FIELD_OBJECT, &image_type, "image", "lead image, or none"),
    ROW(attachments, FIELD_LIST, &attachment_type, "list of attachment", "files that belong to the text"),
    ROW(key_points, FIELD_MARKUPS, NULL, "list of markup", "key points, inline HTML"),
    ROW_IN(PART_BODY, toc, FIELD_LIST, &toc_entry_type, "list of toc_entry", "headings, nested"),
    ROW_IN(
        PART_BODY, headings, FIELD_LIST, &toc_entry_type, "list of toc_entry", "headings in one flat list"),
    ROW_IN(PART_BODY, has_toc, FIELD_BOOL, NULL, "bool", "whether a contents list is wanted"),
    ROW(changes, FIELD_LIST, &change_type, "list of change", "public history, newest first"),
    ROW(corrections, FIELD_LIST, &change_type, "list of change", "the changes that are corrections"),
    ROW(preview, FIELD_TEXT, NULL, "text",
        "`draft` or `scheduled` in a preview of what is not published, or none"),
    ROW(status, FIELD_STRUCT, &status_type, "status", "whether the article still stands"),
    ROW(series, FIELD_OBJECT, &series_type, "series", "the series it belongs to, or none"),
    ROW(part, FIELD_INTEGER, NULL, "integer", "its place in the series from 1, or 0"),
    ROW_IN(PART_TIES, previous, FIELD_OBJECT, &article_type, "article",
        "next older article, of a text in several languages the version in the article's own; or none"),
    ROW_IN(PART_TIES, next, FIELD_OBJECT, &article_type, "article",
        "next newer article, in the same way; or none"),
    ROW_IN(PART_TIES, previous_in_series, FIELD_OBJECT, &article_type, "article", "the part before, or none"),
    ROW_IN(PART_TIES, next_in_series, FIELD_OBJECT, &article_type, "article", "the part after, or none"),
    ROW_IN(PART_TIES, related, FIELD_LIST, &article_type, "list of article",
        "those that `related:` of the front matter names; plugins learn of the others from `site:related`"),
    ROW_IN(PART_TIES, related_exclusions, FIELD_LIST, &article_type, "list of article",
        "what it excludes from the related ones"),
    ROW_IN(PART_TIES, backlinks, FIELD_LIST, &article_type, "list of article",
        "articles that link to it, newest first"),
    ROW_IN(PART_TIES, links, FIELD_LIST, &article_type, "list of article", "articles it links to"),
    ROW_IN(PART_BODY, words, FIELD_INTEGER, NULL, "integer", "count of words in the body"),
    ROW_IN(PART_BODY, reading_minutes, FIELD_INTEGER, NULL, "integer",
        "minutes at 220 words a minute, at least 1"),
    ROW(is_featured, FIELD_BOOL, NULL, "bool", "`featured` in the front matter, and nothing withdrew it"),
    ROW(type, FIELD_TEXT, NULL, "text", "`briefing`, `news`, `analysis`, `explainer`, `opinion` or `report`"),
    ROW(type_label, FIELD_TEXT, NULL, "text", "English label of the type, for t()"),
    ROW(type_term, FIELD_OBJECT, &term_type, "term",
        "the term of the type, where site.yml has `type` among its taxonomies; or none"),
    ROW(schema_type, FIELD_TEXT, NULL, "text",
        "the type in the words of schema.org: `Report`, `NewsArticle` …"),
    ROW(number, FIELD_TEXT, NULL, "text", "number of the briefing, or none"),
    ROW(doi, FIELD_TEXT, NULL, "text", "DOI, or none"),
    ROW(doi_url, FIELD_TEXT, NULL, "text", "its address at doi.org, or none"),
    ROW(lang, FIELD_TEXT, NULL, "text", "BCP 47 language tag"),
    ROW(edition, FIELD_OBJECT, &edition_type, "edition", "the archive for readers of its language"),
    ROW(licence, FIELD_TEXT, NULL, "text", "licence of the text, or none"),
    ROW(licence_url, FIELD_TEXT, NULL, "text",
        "address of the licence, when it is one of Creative Commons, the OGL or an address itself; else "
        "none"),
    ROW(translation_key, FIELD_TEXT, NULL, "text", "what its translations share, or none"),
    ROW(translations, FIELD_LIST, &article_type, "list of article",
        "its other language versions, by language"),
    ROW(supersedes, FIELD_LIST, &article_type, "list of article",
        "articles it took the place of, newest first"),
    ROW(tag_uri, FIELD_TEXT, NULL, "text",
        "id in feeds: `guid`, else a `tag:` URI, which stays when the address changes"),
    ROW(citation, FIELD_STRUCT, &citation_type, "citation", "the article as reference managers read it"),
    ROW_IN(PART_BODY, comments, FIELD_LIST, &comment_type, "list of comment",
        "what readers wrote, oldest first; answers are in what they answer"),
    ROW(comment_count, FIELD_INTEGER, NULL, "integer", "how many comments there are, answers too"),
    ROW_IN(PART_BODY, comments_open, FIELD_BOOL, NULL, "bool", "whether a reply is taken"),
    ROW(comments_close, FIELD_DATE, NULL, "date", "from when on no reply is taken; none: never"),
    ROW(is_noindex, FIELD_BOOL, NULL, "bool", "search engines are asked to leave it out"),
    ROW(id, FIELD_TEXT, NULL, "text", "path below content/articles without ending"),
    ROW(slug, FIELD_TEXT, NULL, "text", "last part of the address"),
    ROW(section, FIELD_TEXT, NULL, "text", "first folder of the id, or \"\""),
    ROW(path, FIELD_TEXT, NULL, "text", "file in the output folder"),
    ROW(address, FIELD_TEXT, NULL, "text", "address without the site's path prefix"),
    ROW(source_path, FIELD_TEXT, NULL, "text", "source file, relative to the site"),
    { "plain", FIELD_COMPUTED, 0, NULL, article_plain, "text", "the body as plain text", PART_BODY },
    ROW(aliases, FIELD_TEXTS, NULL, "list of text", "addresses that redirect here"),
    ROW(extra, FIELD_VALUE, NULL, "map", "the site's own keys"),
    ROW_IN(PART_LATE, fields, FIELD_VALUE, NULL, "map", "what plugins added, or none"),
    /* to add one: the member of struct article, then its row */
};
#undef OWNER
const struct object_type article_type = { "article", "a published briefing", article_fields,
    COUNT(article_fields), "title", OBJECT_LASTS };
