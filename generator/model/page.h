/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_PAGE_H
#define BRIEF_MODEL_PAGE_H
/*
 * page: one written page. A standing page (content/pages/about.md) is one; every other output has one too, so
 * that a layout can always ask for page.url and page.title. listing: what a list page shows, with its paging.
 */
#include "model/article.h"
#include "model/edition.h"

struct page {
    text kind; /* "page", "article", "home", "author", "authors", "term", "taxonomy", "archive", "404", … */
    text title; /* plain text */
    text html_title;
    text url, permalink, path, address;
    text description;
    text lang;
    const struct edition *edition; /* for readers of `lang` */
    text layout;                   /* the layout that renders it */
    bool is_noindex;
    bool has_feed; /* feed.xml and feed.json lie beside its first page */
    text preview;  /* as article.preview */
    struct date date, updated, reviewed, review_by;
    const struct article *article; /* an article's page: its body is the page's; else NULL */
    /* standing pages only: */
    text id, slug;
    text source_path;
    uint32_t source;
    span layout_where; /* the key `layout`, or SPAN_NONE */
    text summary, content, plain;
    struct object_list toc, headings;
    bool has_toc;
    const struct image *image;
    struct text_list aliases;
    text translation_key;
    struct object_list translations; /* of page: the other versions, by language */
    struct value extra;
    struct value data; /* pages made by plugins: their data */
};

/* A stretch of a listing under one heading: a month of a year's archive. */
struct listing_group {
    text name; /* "2019-02" */
    text url, permalink, path, address;
    struct date date;
    struct object_list articles;
};

/* One entry of the pager. */
struct listing {
    struct object_list articles;  /* on this page */
    struct object_list withdrawn; /* feeds: articles to be taken back, the latest first */
    struct object_list groups;    /* of listing_group: by month, for archives; else empty */
    int64_t total;                /* articles on all pages */
    int64_t number, count;        /* this page, from 1, and how many */
    text first_url, previous_url, next_url, last_url; /* absent where there is none */
    text base_url;                                    /* of page 1 */
    struct text_list urls;                            /* of every page, in order */
};

/* A year that has articles, for the archive. */
struct year {
    int64_t number;
    text url, permalink, path, address;
    struct object_list articles;
    struct object_list months; /* of listing_group */
};

extern const struct object_type page_type, listing_type, listing_group_type, year_type;
#endif
