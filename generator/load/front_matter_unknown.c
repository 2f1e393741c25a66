/* SPDX-License-Identifier: MIT */
/*
 * Keys and words that are in no table: a warning, with the nearest that is in one, unless they may have been
 * meant to decide about publication (front_matter_deciding.c).
 */
#include "base/count.h"
#include "load/front_matter_reading.h"
#include "base/arena.h"

enum { MOST_NAMES = 2 * FRONT_MATTER_MOST_KEYS };

/* The nearest known name: keys, their other spellings, taxonomies. */
static text nearest_name(const struct front_matter_reading *reading, text wrong)
{
    const struct config *config = reading->rules->config;
    text names[MOST_NAMES];
    size_t count = 0;
    for (size_t i = 0; i < reading->key_count; i++) {
        if (reading->file->kind == CONTENT_PAGE && !reading->keys[i].is_for_pages)
            continue;
        names[count++] = text_of(reading->keys[i].name);
        for (text others = text_of(reading->keys[i].aliases); others.length && count < MOST_NAMES;)
            names[count++] = text_cut(&others, ' ');
    }
    for (size_t i = 0;
         reading->file->kind == CONTENT_ARTICLE && i < config->taxonomy_count && count < MOST_NAMES; i++)
        names[count++] = config->taxonomies[i].name;
    return diagnostic_nearest_text(wrong, names, count);
}

#define AS_NOINDEX "write noindex: true where it keeps search engines away, else leave it out"
#define AS_CHANGE  "write changes: [{date: 2024-02-26, type: correction, note: …}], with its day and words"
#define AS_PART    "write the number behind the series: series: {name: …, part: …}"
#define AS_TERMS   "write its keys without it: tags: [one, another] at the start of a line"
#define AS_ALIAS   "write the address below aliases: of the text that it leads to, and delete this file"

#define AS_SUPERSEDED                                                                                        \
    "write status: superseded and superseded_by: with the id of this text in the file of the one that it "   \
    "replaces"
#define AS_TRANSLATION "write the same translation_key: in this file and in that of each translation"

#define AS_ADDRESS "write the whole address that ended in it: aliases: [/2019/old-name/]"

#define AS_BODY "put the words below the second '---': they are the text, and nothing shows them here"

#define AS_BIO  "write it as the text of the file, below the second '---'"
#define AS_LINK "write links: {Name: https://…}, with one entry for each"

#define AS_MENU     "write menu: in site.yml, with a line - {title: …, url: …} for it, and leave this out"
#define AS_LISTS    "take the file away: lists are made by layouts and plugins; leave the line out of a text"
#define AS_COMPUTED "write what it says as keys of the text, each with its value"
#define AS_CONTENTS "write toc: false where it hides the table of contents, else leave it out"
#define AS_REVIEW   "write review_by: with the day on which the next review is due"
#define AS_NOTHING  "leave it out: it says nothing here"

/* What other programs call a key, in small letters and without hyphens. */
struct foreign_key {
    const char *theirs;
    const char *ours; /* NULL: the hint says what to do; without one it may be a taxonomy */
    const char *hint;
};

static const struct foreign_key elsewhere[] = {
    { "url", "permalink", NULL }, { "saveas", "permalink", NULL }, { "basepath", "permalink", NULL },
    { "firstpublishedat", "date", NULL }, { "createdat", "date", NULL }, { "created", "date", NULL },
    { "datecreated", "date", NULL }, { "postdate", "date", NULL }, { "lastmod", "updated", NULL },
    { "lastmodified", "updated", NULL }, { "lastmodifiedat", "updated", NULL },
    { "modified", "updated", NULL }, { "modifiedgmt", "updated", NULL }, { "updatedat", "updated", NULL },
    { "publicupdatedat", "updated", NULL }, { "updateddate", "updated", NULL },
    { "moddatetime", "updated", NULL }, { "lastupdate", "updated", NULL }, { "lastupdated", "updated", NULL },
    { "datemodified", "updated", NULL }, { "images", "image", NULL }, { "cover", "image", NULL },
    { "coverimage", "image", NULL }, { "featuredimage", "image", NULL }, { "headerimage", "image", NULL },
    { "heroimage", "image", NULL }, { "thumbnail", "image", NULL }, { "featureimage", "image", NULL },
    { "coverimg", "image", NULL }, { "headerimg", "image", NULL }, { "bigimg", "image", NULL },
    { "ogimage", "image", NULL }, { "banner", "image", NULL }, { "header", "image", NULL },
    { "hero", "image", NULL }, { "thumb", "image", NULL }, { "img", "image", NULL },
    { "subtitle", "summary", NULL }, { "teaser", "summary", NULL }, { "customexcerpt", "summary", NULL },
    { "standfirst", "summary", NULL }, { "metadescription", "summary", NULL }, { "deck", "summary", NULL },
    { "dek", "summary", NULL }, { "lede", "summary", NULL }, { "intro", "summary", NULL },
    { "abstract", "summary", NULL }, { "synopsis", "summary", NULL }, { "language", "lang", NULL },
    { "locale", "lang", NULL }, { "changehistory", "changes", NULL }, { "changenotes", "changes", NULL },
    { "posttag", "tags", NULL }, { "alias", "aliases", NULL }, { "redirects", "aliases", NULL },
    { "oldurl", "aliases", NULL }, { "oldurls", "aliases", NULL }, { "legacyurl", "aliases", NULL },
    { "legacyurls", "aliases", NULL }, { "wpoldslug", NULL, AS_ADDRESS }, { "ref", "translation_key", NULL },
    { "langref", "translation_key", NULL }, { "pageid", "translation_key", NULL },
    { "byline", "authors", NULL }, { "writer", "authors", NULL }, { "redirectto", NULL, AS_ALIAS },
    { "seriestitle", "series", NULL }, { "seriesname", "series", NULL }, { "part", NULL, AS_PART },
    { "seriespart", NULL, AS_PART }, { "seriesorder", NULL, AS_PART }, { "seriesnumber", NULL, AS_PART },
    { "seriesindex", NULL, AS_PART }, { "seriesweight", NULL, AS_PART }, { "robots", NULL, AS_NOINDEX },
    { "robotsnoindex", NULL, AS_NOINDEX }, { "sitemap", NULL, AS_NOINDEX },
    { "sitemapexclude", NULL, AS_NOINDEX }, { "excludefromsitemap", NULL, AS_NOINDEX },
    { "insearchindex", NULL, AS_NOINDEX }, { "index", NULL, AS_NOINDEX }, { "searchable", NULL, AS_NOINDEX },
    { "searchexclude", NULL, AS_NOINDEX }, { "excludefromsearch", NULL, AS_NOINDEX },
    { "metarobots", NULL, AS_NOINDEX }, { "correction", NULL, AS_CHANGE }, { "corrections", NULL, AS_CHANGE },
    { "correctionnote", NULL, AS_CHANGE }, { "erratum", NULL, AS_CHANGE }, { "errata", NULL, AS_CHANGE },
    { "taxonomies", NULL, AS_TERMS }, { "featuredimagealt", "image_alt", NULL },
    { "heroimagealt", "image_alt", NULL }, { "coveralt", "image_alt", NULL }, { "template", "layout", NULL },
    { "categories", NULL, NULL }, { "category", NULL, NULL }, { "keywords", NULL, NULL },
    { "topics", NULL, NULL }, { "topic", NULL, NULL }, { "section", NULL, NULL }, { "labels", NULL, NULL },
    { "supersedes", NULL, AS_SUPERSEDED }, { "replaces", NULL, AS_SUPERSEDED },
    { "translations", NULL, AS_TRANSLATION }, { "translation", NULL, AS_TRANSLATION },
    { "translationof", NULL, AS_TRANSLATION }, { "translatedfrom", NULL, AS_TRANSLATION },
    { "menu", NULL, AS_MENU }, { "menus", NULL, AS_MENU }, { "eleventynavigation", NULL, AS_MENU },
    { "pagination", NULL, AS_LISTS }, { "langcode", "lang", NULL }, { "changed", "updated", NULL },
    { "timestamp", "date", NULL }, { "firstpublisheddate", "date", NULL },
    { "lastpublisheddate", "updated", NULL }, { "posturl", "permalink", NULL },
    { "heroalt", "image_alt", NULL }, { "search", NULL, AS_NOINDEX }, { "head", NULL, AS_NOINDEX },
    { "hide", NULL, AS_CONTENTS }, { "hidetableofcontents", NULL, AS_CONTENTS }, { "uid", NULL, AS_NOTHING },
    { "uuid", NULL, AS_NOTHING }, { "nid", NULL, AS_NOTHING }, { "eleventycomputed", NULL, AS_COMPUTED },
    { "eleventyimport", NULL, AS_NOTHING }, { "templateengineoverride", NULL, AS_NOTHING },
    { "lastreviewed", "reviewed", NULL }, { "lastreviewedon", "reviewed", NULL },
    { "reviewedon", "reviewed", NULL }, { "reviewedat", "reviewed", NULL },
    { "datereviewed", "reviewed", NULL }, { "lastreview", "reviewed", NULL },
    { "nextreview", "review_by", NULL }, { "nextreviewdate", "review_by", NULL },
    { "reviewdate", "review_by", NULL }, { "reviewdue", "review_by", NULL },
    { "reviewafter", "review_by", NULL }, { "sticky", "featured", NULL }, { "pin", "featured", NULL },
    { "pinned", "featured", NULL }, { "issticky", "featured", NULL }, { "isfeatured", "featured", NULL },
    { "highlight", "featured", NULL }, { "reviewin", NULL, AS_REVIEW }, { "body", NULL, AS_BODY },
    { "content", NULL, AS_BODY }, { "markdown", NULL, AS_BODY }, { "bodymarkdown", NULL, AS_BODY },
    { "text", NULL, AS_BODY },
    /* to add one: a row here, and in docs/moving.md where it is common */
};

/* The same in the files of authors. */
static const struct foreign_key of_authors[] = {
    { "photo", "image", NULL }, { "avatar", "image", NULL }, { "picture", "image", NULL },
    { "portrait", "image", NULL }, { "headshot", "image", NULL }, { "website", "url", NULL },
    { "homepage", "url", NULL }, { "site", "url", NULL }, { "position", "role", NULL },
    { "jobtitle", "role", NULL }, { "job", "role", NULL }, { "organisation", "affiliation", NULL },
    { "organization", "affiliation", NULL }, { "company", "affiliation", NULL },
    { "employer", "affiliation", NULL }, { "displayname", "name", NULL }, { "fullname", "name", NULL },
    { "mail", "email", NULL }, { "bio", NULL, AS_BIO }, { "biography", NULL, AS_BIO },
    { "description", NULL, AS_BIO }, { "about", NULL, AS_BIO }, { "social", NULL, AS_LINK },
    { "twitter", NULL, AS_LINK }, { "mastodon", NULL, AS_LINK }, { "bluesky", NULL, AS_LINK },
    { "linkedin", NULL, AS_LINK }, { "github", NULL, AS_LINK }, { "facebook", NULL, AS_LINK },
    /* to add one: its row here */
};

/* The row for a key of another program; NULL when the file's kind has none. */
static const struct foreign_key *find_foreign(const struct front_matter_reading *reading, text key)
{
    bool is_author = reading->file->kind == CONTENT_AUTHOR;
    bool is_text = content_is_text(reading->file);
    const struct foreign_key *rows = is_author ? of_authors : elsewhere;
    size_t count = is_author ? COUNT(of_authors) : is_text ? COUNT(elsewhere) : 0;
    text plain = text_lower_ascii(
        reading->rules->arena, front_matter_plain_key(reading->rules->arena, front_matter_bare_key(key)));
    for (size_t i = 0; i < count; i++)
        if (text_equal(plain, text_of(rows[i].theirs)))
            return &rows[i];
    return NULL;
}

/* The key of the file that says already what `ours` would, as it is written there; absent for none. */
static text find_given(const struct front_matter_reading *reading, const char *ours)
{
    const struct front_matter_key *row = front_matter_find_row(reading, text_of(ours));
    for (size_t i = 0; row && i < reading->written->count; i++)
        if (front_matter_find_row(reading, reading->written->entries[i].key) == row)
            return reading->written->entries[i].key;
    return TEXT_NONE;
}

/* Who follows a hint must not write a key twice. */
static void hint_at_ours(
    struct front_matter_reading *reading, struct diagnostic *diagnostic, const char *ours, text key)
{
    static const text lists[] = { TEXT_INIT("aliases"), TEXT_INIT("authors"), TEXT_INIT("tags") };
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    text given = find_given(reading, ours);
    if (!given.length)
        diagnostic_hint(diagnostics, diagnostic, "write '%s'" FRONT_MATTER_OR_KEEP_IT, ours, TEXT_ARGS(key));
    else if (text_is_one_of(text_of(ours), lists, COUNT(lists)))
        diagnostic_hint(diagnostics, diagnostic, "add it to '%.*s'" FRONT_MATTER_OR_KEEP_IT, TEXT_ARGS(given),
            TEXT_ARGS(key));
    else
        diagnostic_hint(diagnostics, diagnostic,
            "the file has '%.*s': keep one of the two, or move this one below 'extra:' or list '%.*s' under "
            "extra_keys in site.yml",
            TEXT_ARGS(given), TEXT_ARGS(key));
}

/* A hint for a key that has another name elsewhere; false when it is none. */
static bool hint_at_name(
    struct front_matter_reading *reading, struct diagnostic *diagnostic, const struct value_map_entry *entry)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    text key = entry->key;
    const struct foreign_key *row = find_foreign(reading, key);
    if (!row)
        return false;
    if (row->ours && strcmp(row->ours, "updated") == 0 && entry->value.kind == VALUE_BOOL) {
        diagnostic_hint(diagnostics, diagnostic, AS_NOTHING); /* VitePress: shall its day be shown? */
        return true;
    }
    if (row->ours && strcmp(row->ours, "date") == 0)
        reading->date_elsewhere = key;
    if (row->ours)
        hint_at_ours(reading, diagnostic, row->ours, key);
    else if (row->hint)
        diagnostic_hint(diagnostics, diagnostic, "%s", row->hint);
    else if (reading->file->kind == CONTENT_ARTICLE)
        diagnostic_hint(diagnostics, diagnostic,
            "%s 'tags', or list '%.*s' in site.yml: under taxonomies for terms with pages, or under "
            "extra_keys",
            find_given(reading, "tags").length ? "add it to" : "write", TEXT_ARGS(key));
    return row->ours || row->hint || reading->file->kind == CONTENT_ARTICLE;
}

/* Eleventy's `override:tags`, in place of what a folder says. */
static bool is_overriding(struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    text prefix = TEXT("override:"), key = text_from(entry->key, prefix.length);
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    if (!text_starts_with(entry->key, prefix))
        return false;
    bool may_decide = front_matter_may_decide(reading, key) || text_equal(key, TEXT("permalink"));
    struct diagnostic *diagnostic =
        diagnostic_report(diagnostics, may_decide ? SEVERITY_ERROR : SEVERITY_WARNING, entry->key_where,
            may_decide ? "misspelt-key" : "unknown-key",
            text_format(diagnostics->arena, "unknown key '%.*s'", TEXT_ARGS(entry->key)));
    diagnostic_hint(diagnostics, diagnostic, "write '%.*s'" FRONT_MATTER_OR_KEEP_IT, TEXT_ARGS(key),
        TEXT_ARGS(entry->key));
    return true;
}

void front_matter_unknown_key(struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    if (front_matter_deciding_key(reading, entry) || is_overriding(reading, entry))
        return;
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    struct diagnostic *diagnostic = diagnostic_warning(
        diagnostics, entry->key_where, "unknown-key", "unknown key '%.*s'", TEXT_ARGS(entry->key));
    text nearest = nearest_name(reading, front_matter_bare_key(entry->key));
    if (hint_at_name(reading, diagnostic, entry))
        return;
    if (nearest.bytes)
        diagnostic_hint(diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(nearest));
    else if (entry->value.kind == VALUE_LIST && reading->file->kind == CONTENT_ARTICLE)
        diagnostic_hint(diagnostics, diagnostic,
            "move it below 'extra:', or list it in site.yml: under extra_keys, or under taxonomies for terms "
            "with pages");
    else
        diagnostic_hint(
            diagnostics, diagnostic, "move it below 'extra:', or list it under extra_keys in site.yml");
}

void front_matter_not_of_page(struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    if (!front_matter_may_decide(reading, entry->key)) {
        diagnostic_hint(diagnostics,
            diagnostic_warning(diagnostics, entry->key_where, "unknown-key", "a standing page has no '%.*s'",
                TEXT_ARGS(entry->key)),
            "take the line away, or move it below 'extra:'");
        return;
    }
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, entry->key_where, "misspelt-key",
        "a standing page has no '%.*s', which might be meant to decide about publication",
        TEXT_ARGS(entry->key));
    diagnostic_hint(diagnostics, diagnostic, "use 'date', 'expires' or 'draft'");
}

/* The parts of a map. */
static const struct {
    const char *whole, *theirs, *ours;
} parts_elsewhere[] = {
    { "image", "path", "src" }, { "image", "url", "src" }, { "image", "feature", "src" },
    { "image", "image", "src" }, { "image", "file", "src" }, { "image", "relative_path", "src" },
    { "image", "teaser", "src" }, { "series", "title", "name" }, { "series", "number", "part" },
    { "series", "order", "part" }, { "series", "position", "part" }, { "series", "index", "part" },
    { "series", "weight", "part" }, { "series", "no", "part" }, { "series", "nr", "part" },
    /* to add one: a row here */
};

const char *front_matter_part_elsewhere(text whole, text theirs)
{
    for (size_t i = 0; i < COUNT(parts_elsewhere); i++)
        if (text_equal(whole, text_of(parts_elsewhere[i].whole)) &&
            text_equal(theirs, text_of(parts_elsewhere[i].theirs)))
            return parts_elsewhere[i].ours;
    return NULL;
}

void front_matter_unknown_part(struct front_matter_reading *reading, text whole,
    const struct value_map_entry *entry, const char *const *names, size_t count)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    struct diagnostic *diagnostic = diagnostic_warning(diagnostics, entry->key_where, "unknown-key",
        "'%.*s' has no part '%.*s'", TEXT_ARGS(whole), TEXT_ARGS(entry->key));
    const char *nearest = diagnostic_nearest(entry->key, names, count);
    text *parts = arena_new_array(diagnostics->arena, text, count);
    for (size_t i = 0; i < count; i++)
        parts[i] = text_of(names[i]);
    const char *elsewhere_called = front_matter_part_elsewhere(whole, entry->key);
    nearest = elsewhere_called ? elsewhere_called : nearest;
    if (nearest)
        diagnostic_hint(diagnostics, diagnostic, "did you mean '%s'?", nearest);
    else if (entry->value.kind == VALUE_NONE)
        diagnostic_hint(diagnostics, diagnostic,
            "between braces a comma ends what stands before it: put the text in quotes");
    else
        diagnostic_hint(diagnostics, diagnostic, "its parts are %.*s",
            TEXT_ARGS(text_join(diagnostics->arena, parts, count, TEXT(", "))));
}

#define AS_DRAFT "write draft: true in place of the line"
#define AS_USUAL "leave the line out: what is no draft is published on its date"

/* Values that other programs have for a key, and what to write for them. */
static const struct {
    const char *key, *value, *hint;
} foreign_values[] = {
    { "status", "draft", AS_DRAFT }, { "status", "pending", AS_DRAFT }, { "status", "private", AS_DRAFT },
    { "status", "future", AS_DRAFT }, { "status", "hidden", AS_DRAFT }, { "status", "trash", AS_DRAFT },
    { "status", "publish", AS_USUAL }, { "status", "published", AS_USUAL }, { "status", "public", AS_USUAL },
    { "status", "live", AS_USUAL }, { "status", "current", AS_USUAL }, { "status", "new", AS_USUAL },
    { "status", "0", AS_DRAFT }, { "status", "false", AS_DRAFT }, { "status", "1", AS_USUAL },
    { "status", "true", AS_USUAL },
    { "type", "page", "move a standing page to content/pages/, without the line" },
    /* to add one: the key, what stands there in small letters, the hint */
};

const char *front_matter_value_elsewhere(text key, text value)
{
    for (size_t i = 0; i < COUNT(foreign_values); i++)
        if (text_equal(key, text_of(foreign_values[i].key)) &&
            text_equal_ignoring_ascii_case(text_trim(value), text_of(foreign_values[i].value)))
            return foreign_values[i].hint;
    return NULL;
}

void front_matter_unknown_value(struct front_matter_reading *reading, text name, text wrong, span where,
    const char *const *choices, size_t count)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    struct diagnostic *diagnostic = diagnostic_error(
        diagnostics, where, "unknown-value", "unknown %.*s '%.*s'", TEXT_ARGS(name), TEXT_ARGS(wrong));
    const char *nearest = diagnostic_nearest(wrong, choices, count);
    const char *instead = front_matter_value_elsewhere(name, wrong);
    if (nearest || instead) {
        diagnostic_hint(
            diagnostics, diagnostic, instead ? "%s" : "did you mean '%s'?", instead ? instead : nearest);
        return;
    }
    struct buffer list;
    buffer_init(&list, diagnostics->arena);
    for (size_t i = 0; i < count; i++)
        buffer_print(&list, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", choices[i]);
    bool may_hide = text_equal(name, TEXT("status")); /* whoever follows the hint must publish nothing */
    bool may_go = reading->file->kind == CONTENT_ARTICLE && text_equal(name, TEXT("type"));
    bool is_unset = may_hide && !text_trim(wrong).length;
    diagnostic_hint(diagnostics, diagnostic, "%swrite %.*s%s",
        is_unset ? "leave the line out where the text stands as it is, or "
        : may_go ? "leave the line out, or "
                 : "",
        TEXT_ARGS(buffer_text(&list)),
        may_hide ? "; where nobody shall see it yet, draft: true in place of the line" : "");
}
