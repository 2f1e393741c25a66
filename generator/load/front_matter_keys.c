/* SPDX-License-Identifier: MIT */
/* The keys of front matter. docs/front-matter.md has the same rows, which tests/unit/test_reference.c holds.
 */
#include "load/front_matter_reading.h"
#include "base/count.h"

#define READ(reader, kind, fact) front_matter_read_##reader, offsetof(struct kind, fact)

static const struct front_matter_key article_keys[] = {
    { "title", "", "text, required", "Markdown emphasis and entities allowed",
        READ(title, front_matter, title), true },
    { "date", "", "date, required unless the file name starts with one", "published from then on",
        READ(required_date, front_matter, date), true },
    { "updated", "", "date", "shown as \"Updated\"; else the newest entry of `changes` that is not minor",
        READ(date, front_matter, updated), true },
    { "changes", "", "list of `{date, type, note}`",
        "public history; `type` is `major` (default), `minor` or `correction`",
        READ(changes, front_matter, changes), false },
    { "reviewed", "", "date",
        "when somebody last read it through and found it right; shown as \"Last reviewed\"",
        READ(date, front_matter, reviewed), true },
    { "review_by", "", "date",
        "when that is due again; shown beside `reviewed`, and `brief check` reminds of it",
        READ(date, front_matter, review_by), true },
    { "authors", "author", "text or list of text", "ids of `content/authors`, or names",
        READ(list_or_text, front_matter, authors), false },
    { "tags", "", "list of text, or text parted by commas", "and so every taxonomy of `site.yml`",
        READ(tags, front_matter, terms), false },
    { "summary", "description excerpt", "text", "without Markdown; else the first paragraph, cut at a word",
        READ(text, front_matter, summary), true },
    { "key_points", "", "list of text", "box above the text", READ(list, front_matter, key_points), false },
    { "image", "", "path, or `{src, alt, caption, credit}`",
        "lead image: its path from the file or, with `/` before it, from `content/`; or an address",
        READ(image, front_matter, image), true },
    { "image_alt", "", "text", "`alt` of `image`", READ(once, front_matter, image.alt), true },
    { "image_caption", "caption", "text", "`caption` of `image`", READ(once, front_matter, image.caption),
        true },
    { "image_credit", "", "text", "`credit` of `image`", READ(once, front_matter, image.credit), true },
    { "attachments", "", "list of paths, or of `{file, title}`",
        "files that belong to the text, such as its PDF: listed above it with format and size",
        READ(attachments, front_matter, attachments), false },
    { "series", "", "text, or `{name, part}`",
        "previous and next in the series; without `part` by date; the name is spelt as most parts spell it",
        READ(series, front_matter, series), false },
    { "slug", "", "text", "last part of the address; else from the file name", READ(text, front_matter, slug),
        true },
    { "permalink", "", "text", "whole address, from the root of the site",
        READ(text, front_matter, permalink), true },
    { "aliases", "redirect_from", "text or list of text", "further addresses, which redirect",
        READ(list_or_text, front_matter, aliases), true },
    { "draft", "", "`true` or `false`", "held back", READ(draft, front_matter, is_draft), true },
    { "expires", "", "date", "held back from then on", READ(required_date, front_matter, expires), true },
    { "status", "", "`withdrawn`, `superseded` or `archived`", "banner; leaves search and related stories",
        READ(status, front_matter, status), false },
    { "reason", "", "text", "why it has its `status`", READ(text, front_matter, status_reason), false },
    { "status_date", "", "date", "since when it has its `status`", READ(date, front_matter, status_date),
        false },
    { "superseded_by", "", "id of an article", "what took its place", READ(text, front_matter, superseded_by),
        false },
    { "related", "", "list of ids", "related stories before the computed ones; `!id` excludes one",
        READ(list_or_text, front_matter, related), false },
    { "type", "", "`briefing` (default), `news`, `analysis`, `explainer`, `opinion` or `report`",
        "label, and type for schema.org", READ(type, front_matter, type), false },
    { "number", "", "text", "number of a report in its series", READ(text, front_matter, number), false },
    { "doi", "", "text", "digital object identifier, `10.1234/abc`", READ(doi, front_matter, doi), false },
    { "guid", "", "IRI", "id of its entry in feeds, where it has had another than brief's",
        READ(guid, front_matter, guid), false },
    { "lang", "", "language tag", "`en`, `pt-BR`; else the site's `language`", READ(lang, front_matter, lang),
        true },
    { "translation_key", "", "text", "the same for all language versions of a text; each has its own `lang`",
        READ(text, front_matter, translation_key), true },
    { "layout", "", "text", "file name of a layout, such as `report.html`", READ(text, front_matter, layout),
        true },
    { "toc", "", "`true` or `false`", "table of contents; else articles have one from three headings on",
        READ(choice, front_matter, toc), true },
    { "comments", "", "`true` or `false`", "`false` closes them", READ(choice, front_matter, comments),
        false },
    { "featured", "", "`true` or `false`", "first on the home page of its language until it is taken back",
        READ(choice, front_matter, featured), false },
    { "noindex", "", "`true` or `false`",
        "asks search engines to leave the page out, and keeps it out of the sitemap and the site's search",
        READ(choice, front_matter, noindex), true },
    { "licence", "", "text", "a name or an address; else the site's", READ(text, front_matter, licence),
        false },
    { "extra", "", "map", "the site's own keys, seen as `article.extra`", READ(extra, front_matter, extra),
        true },
    /* to add one: its fact in struct front_matter, its row in draft_pack.c, a row here, a row in
       docs/front-matter.md */
};

static const struct front_matter_key author_keys[] = {
    { "name", "", "text, required", "full name", READ(title, author_front_matter, name), false },
    { "family_name", "", "text", "the part of `name` under which it is cited, where it is not the last word",
        READ(text, author_front_matter, family_name), false },
    { "type", "", "`person` (default) or `organisation`", "whose name is never taken apart",
        READ(author_type, author_front_matter, type), false },
    { "role", "", "text", "position", READ(text, author_front_matter, role), false },
    { "affiliation", "", "text", "organisation", READ(text, author_front_matter, affiliation), false },
    { "location", "", "text", "place", READ(text, author_front_matter, location), false },
    { "image", "", "path", "portrait", READ(text, author_front_matter, image), false },
    { "url", "", "address", "the author's own site", READ(text, author_front_matter, url), false },
    { "email", "", "e-mail address", "shown with the bio", READ(email, author_front_matter, email), false },
    { "orcid", "", "ORCID iD", "`0000-0002-1825-0097`", READ(orcid, author_front_matter, orcid), false },
    { "links", "", "map of name to address", "further links, in this order",
        READ(links, author_front_matter, links), false },
    { "github", "", "user name, or address", "short for an entry `GitHub` of `links`",
        READ(profile, author_front_matter, links), false },
    { "aliases", "redirect_from", "text or list of text", "addresses that redirect to the author's page",
        READ(list_or_text, author_front_matter, aliases), false },
    { "extra", "", "map", "the site's own keys, seen as `author.extra`",
        READ(extra, author_front_matter, extra), false },
    /* to add one: its fact in struct author_front_matter, its row in draft_pack.c, a row here, a row in
       docs/front-matter.md */
};

static const struct front_matter_key comment_keys[] = {
    { "name", "author", "text, required", "who wrote it", READ(title, comment_front_matter, name), false },
    { "date", "", "date, required", "when; the oldest is shown first",
        READ(required_date, comment_front_matter, date), false },
    { "comment", "text message body", "text, required", "paragraphs, emphasis and links of Markdown",
        READ(lines, comment_front_matter, comment), false },
    { "reply_to", "", "text", "file name, without ending, of the comment that it answers",
        READ(text, comment_front_matter, reply_to), false },
    { "url", "website", "address", "of the writer's own site", READ(text, comment_front_matter, url), false },
    { "email", "", "e-mail address", "never shown", front_matter_check_email, 0, false },
    { "extra", "", "map", "the site's own keys, which nothing shows", front_matter_read_extra, 0, false },
    /* to add one: its fact in struct comment_front_matter, its row in draft_pack.c, a row here, a row in
       docs/comments.md */
};

_Static_assert(COUNT(article_keys) <= FRONT_MATTER_MOST_KEYS, "raise FRONT_MATTER_MOST_KEYS");

const struct front_matter_key *front_matter_article_keys(size_t *count)
{
    *count = COUNT(article_keys);
    return article_keys;
}

const struct front_matter_key *front_matter_author_keys(size_t *count)
{
    *count = COUNT(author_keys);
    return author_keys;
}

const struct front_matter_key *front_matter_comment_keys(size_t *count)
{
    *count = COUNT(comment_keys);
    return comment_keys;
}

static bool row_has_name(const struct front_matter_key *row, text name)
{
    if (name.length && row->name[0] == name.bytes[0] && text_equal(name, text_of(row->name)))
        return true;
    for (text others = text_of(row->aliases); others.length;)
        if (text_equal(name, text_cut(&others, ' ')))
            return true;
    return false;
}

static const struct front_matter_key *find_row(const struct front_matter_key *keys, size_t count, text name)
{
    for (size_t i = 0; i < count; i++)
        if (row_has_name(&keys[i], name))
            return &keys[i];
    return NULL;
}

const struct front_matter_key *front_matter_find_row(const struct front_matter_reading *reading, text name)
{
    return find_row(reading->keys, reading->key_count, name);
}

bool front_matter_knows_key(text name)
{
    return find_row(article_keys, COUNT(article_keys), name) != NULL;
}
