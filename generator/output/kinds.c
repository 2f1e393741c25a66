/* SPDX-License-Identifier: MIT */
/* The table of everything that brief writes. The order is the order of planning, and so of the progress and
 * of nothing else. */
#include "output/kinds.h"

const struct output_kind output_kinds[] = {
    { "article", "article.html", article_plan, article_render, article_layout },
    { "page", "page.html", standing_page_plan, standing_page_render, standing_page_layout },
    { "home", "home.html", home_plan, home_render, NULL },
    { "author", "author.html", author_plan, author_render, NULL },
    { "authors", "authors.html", authors_plan, authors_render, NULL },
    { "plugin page", "page.html", plugin_page_plan, plugin_page_render, plugin_page_layout },
    { "archive", "archive.html", archive_plan, archive_render, NULL },
    { "year", "year.html", year_plan, year_render, NULL },
    { "month", "month.html", month_plan, month_render, NULL },
    { "corrections", "corrections.html", corrections_plan, corrections_render, NULL },
    { "not found", "404.html", not_found_plan, not_found_render, NULL },
    { "feed", "feed.xml", feed_plan, feed_render, NULL },
    { "JSON feed", "feed.json", feed_plan, feed_render, NULL },
    { "RSS feed", "rss.xml", feed_plan, feed_render, NULL },
    { "author feed", "feed.xml", author_feed_plan, feed_render, NULL },
    { "author JSON feed", "feed.json", author_feed_plan, feed_render, NULL },
    { "corrections feed", "corrections.xml", corrections_feed_plan, corrections_feed_render, NULL },
    { "corrections JSON feed", "corrections.json", corrections_feed_plan, corrections_feed_render, NULL },
    { "plugin feed", "feed.xml", plugin_feed_plan, feed_render, NULL },
    { "plugin JSON feed", "feed.json", plugin_feed_plan, feed_render, NULL },
    { "citations", "citations.bib", citations_plan, citations_render, NULL },
    { "citation in BibTeX", "cite.bib", citation_plan, citation_render, NULL },
    { "citation in RIS", "cite.ris", citation_plan, citation_render, NULL },
    { "citation in CSL-JSON", "cite.json", citation_plan, citation_render, NULL },
    { "sitemap", "sitemap.xml", sitemap_plan, sitemap_render, NULL },
    { "sitemap index", "sitemap_index.xml", sitemap_index_plan, sitemap_index_render, NULL },
    { "news sitemap", "news_sitemap.xml", news_sitemap_plan, news_sitemap_render, NULL },
    { "robots", "robots.txt", robots_plan, robots_render, NULL },
    { "search data", NULL, search_data_plan, search_data_render, NULL },
    { "search page", "search.html", search_page_plan, search_page_render, NULL },
    { "search description", "opensearch.xml", opensearch_plan, opensearch_render, NULL },
    { "headers for Netlify", "headers_netlify.txt", headers_plan, headers_render, NULL },
    { "headers for Apache", "headers_apache.txt", headers_plan, headers_render, NULL },
    { "headers for nginx", "headers_nginx.conf", headers_plan, headers_render, NULL },
    { "redirect", "redirect.html", redirect_plan, redirect_render, NULL },
    { "gone", "gone.html", gone_plan, gone_render, NULL },
    { "redirect rules", "htaccess.txt", redirect_rules_plan, redirect_rules_render, redirect_rules_layout },
    { "asset", NULL, asset_plan, asset_render, NULL }, { "media", NULL, media_plan, media_render, NULL },
    /* to add one: its two functions in a file of this room, their lines in kinds.h, a row here, its layout */
};
const size_t output_kind_count = sizeof output_kinds / sizeof *output_kinds;
