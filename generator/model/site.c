/* SPDX-License-Identifier: MIT */
/* The field tables of the site and its media. To add a field: the struct's member and one row here. */
#include "model/site.h"
#include "base/digest.h"
#include "model/field_rows.h"

#define OWNER media
static const struct field media_fields[] = {
    ROW(path, FIELD_TEXT, NULL, "text", "path below content/, and in the output folder"),
    ROW(url, FIELD_TEXT, NULL, "text", "address with the site's path prefix"),
};
#undef OWNER
const struct object_type media_type = { "media", "a file that is copied as it is", media_fields,
    COUNT(media_fields), "path", OBJECT_LASTS };

const struct date *site_time(const struct site *site)
{
    time_watch_read(site->watch);
    return &site->build_time;
}

const struct page *site_find_page(const struct site *site, text id)
{
    for (size_t i = 0; i < site->pages.count; i++) {
        const struct page *page = site->pages.items[i];
        if (text_equal(page->id, id))
            return page;
    }
    return NULL;
}

static const struct date *moment_of(const struct site *site, text source_path, enum due_event event)
{
    for (size_t i = 0; i < site->due_count; i++)
        if (site->due[i].event == event && text_equal(site->due[i].source_path, source_path))
            return &site->due[i].date;
    return NULL;
}

bool site_takes_turns(const struct site *site, text source_path, text before)
{
    const struct date *start = moment_of(site, source_path, DUE_APPEARS),
                      *end = moment_of(site, before, DUE_EXPIRES);
    return start && end && date_compare(end, start) <= 0;
}

void site_doubt_kept(const struct site *site)
{
    if (site->kept.are_broken)
        atomic_store(site->kept.are_broken, true);
}

bool site_doubts_kept(const struct site *site)
{
    return site->kept.are_broken && atomic_load(site->kept.are_broken);
}

text site_read_kept(const struct site *site, struct arena *arena, text kept, uint64_t digest)
{
    text copy = site && site->kept.copy ? site->kept.copy(site->kept.from, arena, kept) : TEXT_NONE;
    if (copy.bytes && digest_of(copy).low != digest)
        site_doubt_kept(site);
    return copy.bytes ? copy : kept;
}

void site_read_all_kept(const struct site *site, struct arena *arena, text **kept, size_t count)
{
    if (site->kept.copy_all)
        site->kept.copy_all(site->kept.from, arena, kept, count);
}

static struct value get_time(const void *site, struct arena *arena)
{
    (void)arena;
    return value_date(site_time(site));
}

#define OWNER site
static const struct field site_fields[] = {
    ROW(title, FIELD_TEXT, NULL, "text", "title of the site"),
    ROW(description, FIELD_TEXT, NULL, "text", "description of the site, or none"),
    ROW(url, FIELD_TEXT, NULL, "text", "base_url, absolute, without a final slash"),
    ROW(base_path, FIELD_TEXT, NULL, "text", "path of base_url: \"/archive\", or \"\""),
    ROW(lang, FIELD_TEXT, NULL, "text", "BCP 47 tag of the site's language"),
    ROW(timezone, FIELD_TEXT, NULL, "text", "IANA name of the site's time zone"),
    ROW(date_format, FIELD_TEXT, NULL, "text", "strftime pattern for dates"),
    ROW(licence, FIELD_TEXT, NULL, "text", "licence of the texts, or none"),
    ROW(licence_url, FIELD_TEXT, NULL, "text", "address of the licence, or none when it is not known"),
    ROW(search_url, FIELD_TEXT, NULL, "text", "address of the search page, or none"),
    ROW(is_offline, FIELD_BOOL, NULL, "bool", "it is a copy to be read without a server (`--offline`)"),
    ROW(publisher, FIELD_OBJECT, &publisher_type, "publisher", "who publishes the site"),
    ROW(image, FIELD_OBJECT, &image_type, "image",
        "picture that stands for pages without one of their own, or none"),
    ROW(comments, FIELD_OBJECT, &comment_settings_type, "comment_settings",
        "how replies of readers are taken"),
    ROW(citations, FIELD_TEXT, NULL, "text", "`inline`, `files` or `off`, as site.yml says"),
    ROW(menu, FIELD_LIST, &menu_item_type, "list of menu_item", "main navigation"),
    ROW(footer, FIELD_LIST, &menu_item_type, "list of menu_item", "links at the foot of every page"),
    ROW(editions, FIELD_LIST, &edition_type, "list of edition",
        "the archive for readers of each language that has a home page: the site's own first"),
    /* A new article is no change for pages that show the site's menus alone. */
    ROW_IN(PART_BODY, articles, FIELD_LIST, &article_type, "list of article",
        "published articles, newest first"),
    ROW_IN(PART_TIES, authors, FIELD_LIST, &author_type, "list of author", "authors with a page, by name"),
    ROW_IN(PART_TIES, taxonomies, FIELD_LIST, &taxonomy_type, "list of taxonomy",
        "in the order of site.yml, tags first"),
    ROW_IN(PART_TIES, pages, FIELD_LIST, &page_type, "list of page", "standing pages, by path"),
    ROW_IN(
        PART_TIES, years, FIELD_LIST, &year_type, "list of year", "years that have articles, newest first"),
    ROW_IN(PART_TIES, series, FIELD_LIST, &series_type, "list of series", "by name"),
    ROW_IN(PART_TIES, corrections, FIELD_LIST, &correction_type, "list of correction",
        "corrections of all articles, newest first"),
    ROW_IN(PART_BODY, media, FIELD_LIST, &media_type, "list of media", "copied files, by path"),
    ROW_IN(PART_BODY, data, FIELD_VALUE, NULL, "map",
        "content/data: file name without ending to content, folder to a map of its files"),
    ROW(extra, FIELD_VALUE, NULL, "map", "the site's own settings"),
    { "build_time", FIELD_COMPUTED, 0, NULL, get_time, "date", "the instant the archive is built for",
        PART_LATE },
    ROW_IN(PART_BODY, updated, FIELD_DATE, NULL, "date",
        "newest date or update of all articles; `build_time` while there is none"),
    ROW(generator, FIELD_TEXT, NULL, "text", "name and version of the program"),
    /* to add one: the member of struct site, then its row */
};
#undef OWNER
const struct object_type site_type = { "site", "the whole published archive", site_fields, COUNT(site_fields),
    "title", OBJECT_LASTS };
