/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_KINDS_H
#define BRIEF_OUTPUT_KINDS_H
/* kinds: the plan and render functions of each kind of output, one file a kind, for the table in kinds.c. */
#include "model/url.h"
#include "output/output.h"

/* article.c */
void article_plan(struct output_plan *plan, const struct output_kind *kind);
bool article_render(struct renderer *renderer, const struct output *output);
text article_layout(const struct output *output);

/* page.c: standing pages and 404.html */
void standing_page_plan(struct output_plan *plan, const struct output_kind *kind);
bool standing_page_render(struct renderer *renderer, const struct output *output);
text standing_page_layout(const struct output *output);
void not_found_plan(struct output_plan *plan, const struct output_kind *kind);
bool not_found_render(struct renderer *renderer, const struct output *output);

/* listing.c: home, the list of authors, and one page an author */
void home_plan(struct output_plan *plan, const struct output_kind *kind);
bool home_render(struct renderer *renderer, const struct output *output);
void author_plan(struct output_plan *plan, const struct output_kind *kind);
bool author_render(struct renderer *renderer, const struct output *output);
void authors_plan(struct output_plan *plan, const struct output_kind *kind);
bool authors_render(struct renderer *renderer, const struct output *output);

/* plugin_page.c: what plugins' pages hooks return, and the feeds of those that list */
void plugin_page_plan(struct output_plan *plan, const struct output_kind *kind);
bool plugin_page_render(struct renderer *renderer, const struct output *output);
text plugin_page_layout(const struct output *output);
/* What the page is about, when that is of the type; else NULL. */
const void *plugin_page_subject(const struct plugin_page *page, const struct object_type *type);
void plugin_feed_plan(struct output_plan *plan, const struct output_kind *kind);

/* archive.c: the list of years, a year, a month, the corrections */
void archive_plan(struct output_plan *plan, const struct output_kind *kind);
bool archive_render(struct renderer *renderer, const struct output *output);
void year_plan(struct output_plan *plan, const struct output_kind *kind);
bool year_render(struct renderer *renderer, const struct output *output);
void month_plan(struct output_plan *plan, const struct output_kind *kind);
bool month_render(struct renderer *renderer, const struct output *output);
void corrections_plan(struct output_plan *plan, const struct output_kind *kind);
bool corrections_render(struct renderer *renderer, const struct output *output);
#define CORRECTIONS_ADDRESS "/corrections/"
/* Is the generated list of corrections written? Not when there are none or the site has a page of its own,
 * or a redirect, there. */
bool corrections_are_listed(const struct site *site);

/* feed.c: the same listing in several forms, one kind a form */
struct feed {
    text title, description;
    text lang;          /* absent: the site's */
    text home;          /* address of the page whose articles it carries */
    struct place place; /* of the feed, wherever else its bytes are written */
    bool is_whole;      /* the site's own, in some language */
    const struct author *author;
    const struct term *term;
    const struct taxonomy *taxonomy;
};
void feed_plan(struct output_plan *plan, const struct output_kind *kind);
void feed_alias_plan(struct output_plan *plan, const struct output_kind *kind);
void author_feed_plan(struct output_plan *plan, const struct output_kind *kind);
bool feed_render(struct renderer *renderer, const struct output *output);
void corrections_feed_plan(struct output_plan *plan, const struct output_kind *kind);
bool corrections_feed_render(struct renderer *renderer, const struct output *output);
/* The feeds of pages to which old addresses lead, once more beside those: who reads a feed by a program is
 * led nowhere by a page. Planned after all that could stand there: what does stays. */
void former_feed_plan(struct output_plan *plan, const struct output_kind *kind);
/* Adds a feed beside its home, under the name of its layout; feed_render makes it. */
struct output *feed_add(struct output_plan *plan, const struct output_kind *kind, struct feed feed,
    const struct object_list *articles);

/* headers.c: for hosts, one kind a host */
void headers_plan(struct output_plan *plan, const struct output_kind *kind);
bool headers_render(struct renderer *renderer, const struct output *output);

/* citation.c: /citations.bib, and the files beside articles, one kind a format */
void citations_plan(struct output_plan *plan, const struct output_kind *kind);
bool citations_render(struct renderer *renderer, const struct output *output);
void citation_plan(struct output_plan *plan, const struct output_kind *kind);
bool citation_render(struct renderer *renderer, const struct output *output);

/* sitemap.c: sitemap.xml, its parts and their index, the sitemap of news, and robots.txt */
struct sitemap_entry {
    text permalink;
    const struct date *updated; /* NULL: not known */
    text lang;                  /* of what has translations */
    const struct object_list *translations;
    const struct object_type *type; /* of a translation */
};
/* One file: entries, or the number of files that an index lists. */
struct sitemap {
    const struct sitemap_entry *entries;
    size_t count;
    size_t part_count;
};
void sitemap_plan(struct output_plan *plan, const struct output_kind *kind);
bool sitemap_render(struct renderer *renderer, const struct output *output);
void sitemap_index_plan(struct output_plan *plan, const struct output_kind *kind);
bool sitemap_index_render(struct renderer *renderer, const struct output *output);
void news_sitemap_plan(struct output_plan *plan, const struct output_kind *kind);
bool news_sitemap_render(struct renderer *renderer, const struct output *output);
void robots_plan(struct output_plan *plan, const struct output_kind *kind);
bool robots_render(struct renderer *renderer, const struct output *output);

/* search.c: the page, the data that its script fetches, and the description for browsers' search fields */
void search_page_plan(struct output_plan *plan, const struct output_kind *kind);
bool search_page_render(struct renderer *renderer, const struct output *output);
void search_data_plan(struct output_plan *plan, const struct output_kind *kind);
bool search_data_render(struct renderer *renderer, const struct output *output);
/* The same bytes as a script that hands them over, for pages that can fetch nothing (search-offline.js). */
text search_data_script(struct arena *arena, const struct output *output, text bytes);
void opensearch_plan(struct output_plan *plan, const struct output_kind *kind);
bool opensearch_render(struct renderer *renderer, const struct output *output);

/* redirect.c: pages at old addresses and at those that are gone */
void redirect_plan(struct output_plan *plan, const struct output_kind *kind);
bool redirect_render(struct renderer *renderer, const struct output *output);
void gone_plan(struct output_plan *plan, const struct output_kind *kind);
/* Does a page say at this address, if it was given up, that it is gone? */
bool gone_has_page(const struct site *site, text address);
bool gone_render(struct renderer *renderer, const struct output *output);

/* redirect_rules.c: the same for servers: _redirects, .htaccess, nginx-redirects.conf */
void redirect_rules_plan(struct output_plan *plan, const struct output_kind *kind);
bool redirect_rules_render(struct renderer *renderer, const struct output *output);
text redirect_rules_layout(const struct output *output);

/* asset.c: layouts/assets and media of content/ */
void asset_plan(struct output_plan *plan, const struct output_kind *kind);
bool asset_render(struct renderer *renderer, const struct output *output);
void media_plan(struct output_plan *plan, const struct output_kind *kind);
bool media_render(struct renderer *renderer, const struct output *output);
#endif
