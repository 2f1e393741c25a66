/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_CONFIG_H
#define BRIEF_MODEL_CONFIG_H
/*
 * config: what site.yml says, checked and with defaults filled in. load/config.c makes it; everybody reads
 * it. All memory is the build arena's.
 */
#include "base/digest.h"
#include "base/object.h"

/* Which key of front matter says what terms an article has: one of the taxonomy's own, which lists them, or
 * one that has a meaning of its own, and of which each article has one value at most. */
enum term_source { TERMS_LISTED, TERMS_OF_TYPE, TERMS_OF_SERIES, TERM_SOURCES };

/* One kind of term: tags always, and what site.yml declares under `taxonomies`. */
struct taxonomy_setting {
    text name;        /* "tags": the front matter key, and the first part of the address */
    text title;       /* "Tags" */
    int64_t paginate; /* articles a page; 0 = the site's */
    bool has_feed;
    enum term_source source;
    span where;
};

struct plugin_setting {
    text name;
    struct value options; /* a map, or none */
    span where;
};

/* url is as written in site.yml; layouts pass it through the url filter. */
struct menu_item {
    text title;
    text url;
    span where; /* of the url */
};

/* Links that every page has. */
enum menu_place { MENU_TOP, MENU_FOOT, MENU_PLACES };

struct menu {
    struct menu_item *items;
    size_t count, capacity;
};

/* A language beside the site's own that has a home page, feeds and menus. */
struct language_setting {
    text tag;                       /* "fr", as language_tag writes it */
    text title, description;        /* absent: the site's title, no description */
    struct menu menus[MENU_PLACES]; /* empty: those of the site */
    span where;
};

enum raw_html { RAW_HTML_PASS, RAW_HTML_ESCAPE };
enum link_policy { LINKS_ERROR, LINKS_WARN, LINKS_OFF };
enum citation_policy { CITATIONS_INLINE, CITATIONS_FILES, CITATIONS_OFF };
enum feed_text { FEED_TEXT_SITE, FEED_TEXT_ALL, FEED_TEXT_NONE };
enum {
    REDIRECTS_HTML = 1,
    REDIRECTS_NETLIFY = 2,
    REDIRECTS_APACHE = 4,
    REDIRECTS_NGINX = 8,
    REDIRECTS_RULES = REDIRECTS_NETLIFY | REDIRECTS_APACHE | REDIRECTS_NGINX /* that a server follows */
};

struct publisher {
    text name, url, logo;
    span logo_where;
};

/* What stands for a page without a picture of its own; as written. */
struct site_image {
    text src, alt;
    span where; /* of src */
};

/* How replies of readers are taken: by a form that posts to `endpoint`, else by mail, else not at all. */
struct comment_settings {
    text endpoint, email;
    int64_t close_after_days; /* 0 = never */
};

/* What site.yml says about one check of brief check. */
enum check_level { CHECKS_DEFAULT, CHECKS_OFF, CHECKS_NOTE, CHECKS_WARNING, CHECKS_ERROR };
struct check_setting {
    text code;
    enum check_level level;
    struct text_list except; /* patterns of source paths it is not said of: "content/images/press/?" */
    span where;
};

/* As written, from the root of the site. */
struct written_address {
    text address;
    span where;
};

struct written_addresses {
    const struct written_address *items;
    size_t count;
};

/* An address, or a pattern of addresses (address_pattern), and where it leads: an address of the site, a
 * pattern with the same places, or a whole address elsewhere. */
struct alias_setting {
    text from, to;
    span from_where, to_where;
};

/* Budgets for one article or page; beyond them it is an error that names it. */
struct limits {
    int64_t source_bytes;  /* a text or file of data; 8 MiB, 1 GiB at most */
    int64_t seconds;       /* processor time for one draft or page; 10 */
    int64_t memory_bytes;  /* for parsing one document; 512 MiB */
    int64_t output_bytes;  /* HTML of one document or page; 64 MiB */
    int64_t table_columns; /* 100 */
    int64_t sitemap_urls;  /* in one file; 50,000, which is the most that the protocol allows */
};

/* Which of them is used up. */
enum exhausted { EXHAUSTED_MEMORY, EXHAUSTED_OUTPUT, EXHAUSTED_TIME };

struct config {
    uint32_t source; /* site.yml's number */
    text title, description;
    text base_url;       /* as given, without a final slash: "https://example.org/archive" */
    span base_url_where; /* of nothing when the command line gave it */
    text base_path;      /* its path: "/archive", or "" at the root */
    text language;       /* "en" */
    span language_where;
    const struct language_setting *languages; /* in the order of site.yml */
    size_t language_count;
    text timezone;       /* "Europe/London"; default "UTC" */
    span timezone_where; /* of nothing when it is not given */
    struct zone *zone;
    text date_format; /* strftime; default "%-d %B %Y" */
    struct publisher publisher;
    struct site_image image;
    text licence;
    text output;            /* "public" */
    text article_permalink; /* "/:id/" by default; pattern of :year :month :day :slug :id :section :type */
    span article_permalink_where;
    struct written_addresses former_permalinks; /* patterns that articles' addresses followed before */
    const struct taxonomy_setting *taxonomies;  /* tags first */
    size_t taxonomy_count;
    int64_t paginate; /* articles on a list page; 20 */
    const struct plugin_setting *plugins;
    size_t plugin_count;
    int64_t feed_limit; /* 20 */
    enum feed_text feed_full_text;
    struct written_addresses feed_aliases; /* files at which the site's feed stood */
    text feed_authority; /* of tag: URIs, "example.org,2019"; without a date each article's own day; absent:
                            the host of base_url */
    bool search;
    bool is_offline; /* by the command line: pages are read as files, where scripts can fetch nothing */
    struct comment_settings comments;
    enum citation_policy citations;
    enum link_policy internal_links;
    struct limits limits;
    struct menu menus[MENU_PLACES]; /* empty: the layouts' own choice */
    bool smart_punctuation;
    enum raw_html raw_html;
    const struct alias_setting *aliases; /* in the order of site.yml */
    size_t alias_count;
    unsigned redirects; /* REDIRECTS_… or-ed; REDIRECTS_HTML by default */
    const struct check_setting *checks;
    size_t check_count;
    unsigned headers; /* the same: for which hosts headers are written */
    struct text_list extra_keys;
    struct written_addresses gone;  /* given up on purpose */
    int64_t old_after_years;        /* since an article was brought up to date; 0: none is old */
    int64_t grace_hours;            /* how long after publication a text may change without a note; 24 */
    struct text_list leaks_allowed; /* words that the embargo scan passes over */
    struct value extra;             /* a map */
    struct digest drafts;           /* of the settings that drafts depend on, for the cache */
};

/* All menus, those of languages behind the site's own: NULL for a number beyond the last. */
const struct menu *config_menu(const struct config *config, size_t number);
/* Do the rules that servers follow (redirects, headers) go with the output? They are of the site's place. */
bool config_has_rules(const struct config *config);
/* The number of the taxonomy of that name, or SIZE_MAX. */
size_t config_find_taxonomy(const struct config *config, text name);

extern const struct object_type publisher_type;
extern const struct object_type comment_settings_type;
extern const struct object_type menu_item_type;
#endif
