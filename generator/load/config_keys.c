/* SPDX-License-Identifier: MIT */
/* The settings of site.yml. docs/site-yml.md has the same rows, which tests/unit/test_reference.c holds. */
#include "base/count.h"
#include "load/config_reading.h"

#define SETTING(reader, member) .read = config_read_##reader, .offset = offsetof(struct config, member)

/* In the order of their enums in model/config.h. */
static const char *const feed_texts[] = { "site", "all", "none", NULL };
static const char *const citation_policies[] = { "inline", "files", "off", NULL };
static const char *const link_policies[] = { "error", "warn", "off", NULL };
static const char *const raw_html_policies[] = { "pass", "escape", NULL };

static const struct config_key keys[] = {
    { "title", "text, required", "", "name of the site", SETTING(text, title) },
    { "description", "text", "", "one sentence about the site, on its home page and in its feeds",
        SETTING(text, description) },
    { "base_url", "address, required", "",
        "where the site will stand, `https://example.org/archive`; a path is respected everywhere",
        SETTING(base_url, base_url) },
    { "language", "language tag", "`en`", "of articles and interface", SETTING(language, language) },
    { "languages", "list of language tags, or map of tag to `{title, description, menu, footer}`", "",
        "further languages that have a home page and feeds of their own", SETTING(languages, languages) },
    { "timezone", "IANA name", "`UTC`", "in which days begin", SETTING(text, timezone) },
    { "date_format", "text", "the language's: `26 February 2019`, `26. Februar 2019`",
        "how dates are shown, in strftime's letters", SETTING(text, date_format) },
    { "publisher.name", "text", "`title`", "who publishes the site", SETTING(text, publisher.name) },
    { "publisher.url", "address", "", "the publisher's own site", SETTING(address, publisher.url) },
    { "publisher.logo", "path", "", "the publisher's logo, for feeds and search engines",
        SETTING(logo, publisher.logo) },
    { "image", "path, or `{src, alt}`", "", "picture that social sites show with pages that have none",
        SETTING(image, image) },
    { "licence", "text", "", "of articles that name none, older ones too", SETTING(text, licence) },
    { "output", "path", "`public`", "folder for the finished site", SETTING(output, output) },
    { "permalinks.article", "text", "`/:id/`", "pattern of `:year :month :day :slug :id :section :type`",
        SETTING(permalink, article_permalink) },
    { "permalinks.aliases", "pattern, or list of patterns", "",
        "by which articles had their addresses before; each leads on to the present one",
        SETTING(former_permalinks, former_permalinks) },
    { "taxonomies", "list of names, or map of name to `{title, paginate, feed}`", "`tags`",
        "further kinds of terms, each a key of front matter; `type` and `series` can be among them",
        SETTING(taxonomies, taxonomies) },
    { "paginate", "number", "20", "articles on a list page", SETTING(number, paginate), .minimum = 1 },
    { "plugins", "list of names or `{name: {options}}`", "`author-bio`, `related-stories`, `tag-index`",
        "in running order", SETTING(plugins, plugins) },
    { "feeds.limit", "number", "20", "articles in a feed", SETTING(number, feed_limit), .minimum = 1 },
    { "feeds.full_text", "`site`, `all` or `none`", "`site`", "which feeds carry whole articles",
        SETTING(choice, feed_full_text), .choices = feed_texts },
    { "feeds.aliases", "list of text", "",
        "where the site's feed stood: files, `/index.xml`, have it too; rules lead on from folders, `/feed/`",
        SETTING(feed_aliases, feed_aliases) },
    { "feeds.authority", "text", "host of `base_url`",
        "`example.org`, or `example.org,2019` with a day or year in which it was yours: whose the ids of "
        "feeds' entries are",
        SETTING(feed_authority, feed_authority) },
    { "search", "`true` or `false`", "`true`", "search page and index", SETTING(bool, search) },
    { "comments.endpoint", "address", "", "where the comment form posts to",
        SETTING(address, comments.endpoint) },
    { "comments.email", "e-mail address", "", "for comments by mail when there is no endpoint",
        SETTING(email, comments.email) },
    { "comments.close_after_days", "number", "0 (never)", "days after which comments close",
        SETTING(number, comments.close_after_days) },
    { "citations", "`inline`, `files` or `off`", "`inline`",
        "\"Cite this\", on the page or in files beside it too", SETTING(choice, citations),
        .choices = citation_policies },
    { "links.internal", "`error`, `warn` or `off`", "`warn`",
        "own addresses that nothing answers, and places that are not there at those of texts",
        SETTING(choice, internal_links), .choices = link_policies },
    { "limits.source_bytes", "size", "8 MB",
        "of a text, or of a table (CSV, TSV) in `content/data/`, 1 GB at most; data in YAML have 4 MB at "
        "most, and what is copied may be of any size",
        /* A span counts the bytes of a source in 32 bits, cmark in 31. */
        SETTING(size, limits.source_bytes), .minimum = 1, .maximum = 1 << 30 },
    { "limits.seconds", "number", "10",
        "of processor time for one article or page; ten times as long by the clock",
        SETTING(number, limits.seconds), .minimum = 1 },
    { "limits.memory_bytes", "size", "512 MB", "for reading one article", SETTING(size, limits.memory_bytes),
        .minimum = 1 },
    { "limits.output_bytes", "size", "64 MB", "of one page", SETTING(size, limits.output_bytes),
        .minimum = 1 },
    { "limits.table_columns", "number", "100", "in one table", SETTING(number, limits.table_columns),
        .minimum = 1 },
    { "limits.sitemap_urls", "number", "50000", "in one sitemap, 50000 at most; more are parted",
        SETTING(number, limits.sitemap_urls), .minimum = 1, .maximum = 50000 },
    { "menu", "list of `{title, url}`", "", "links at the top of every page",
        SETTING(menu, menus[MENU_TOP]) },
    { "footer", "list of `{title, url}`", "", "links at the foot of every page",
        SETTING(menu, menus[MENU_FOOT]) },
    { "markdown.smart_punctuation", "`true` or `false`", "`true`", "curly quotes, dashes and ellipses",
        SETTING(bool, smart_punctuation) },
    { "markdown.raw_html", "`pass` or `escape`", "`pass`", "HTML in articles", SETTING(choice, raw_html),
        .choices = raw_html_policies },
    { "aliases", "map of address to address", "",
        "addresses of lists and files that were, and where each leads now", SETTING(aliases, aliases) },
    { "redirects", "`html`, `netlify`, `apache`, `nginx`, or a list of them", "`html`",
        "how aliases are answered", SETTING(redirects, redirects) },
    { "checks", "map of code to `off`, `note`, `warning` or `error`, or to `{severity, except}`", "",
        "what [brief check](checks.md) says, and how loudly", SETTING(checks, checks) },
    { "headers", "`netlify`, `apache`, `nginx`, or a list of them", "",
        "files that tell a host which headers to send", SETTING(headers, headers) },
    { "extra_keys", "list of text", "", "keys of front matter that go into `extra`",
        SETTING(extra_keys, extra_keys) },
    { "gone", "list of text", "", "addresses that were given up on purpose", SETTING(gone, gone) },
    { "changes.grace_hours", "number", "24",
        "hours after publication, or after the last note, in which a text may change without a note",
        SETTING(number, grace_hours), .minimum = 0 },
    { "old_after_years", "number", "0 (never)",
        "years after which an article says of when it is, unless it was updated or reviewed since",
        SETTING(number, old_after_years), .minimum = 0, .maximum = 100 },
    { "leaks.allow", "text, or list of text", "",
        "words of held-back articles that may stand in the output, because they are common",
        SETTING(texts, leaks_allowed) },
    { "extra", "map", "", "the site's own settings, seen as `site.extra`", SETTING(map, extra) },
    /* to add one: its member of struct config, a row here, its default in config.c, a row in docs/site-yml.md
     */
};

const struct config_key *config_keys(size_t *count)
{
    *count = COUNT(keys);
    return keys;
}
