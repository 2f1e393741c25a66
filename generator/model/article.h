/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_ARTICLE_H
#define BRIEF_MODEL_ARTICLE_H
/*
 * article: one published briefing, as templates and Lua see it. Made by load/assemble*.c; what plugins gave
 * is added in build/plugins.c. Every text lives in the build arena or in a worker's shared arena; both
 * outlive the site.
 */
#include "base/date.h"
#include "base/digest.h"
#include "base/object.h"
#include "base/patched_text.h"
#include "model/citation.h"
#include "model/comment.h"
#include "model/keyword.h"

struct author;
struct edition;
struct site;

struct image {
    text src; /* root-relative address with the site's prefix, or an absolute URL */
    text alt;
    text caption;          /* inline HTML */
    text credit;           /* inline HTML */
    int64_t width, height; /* 0 when unknown */
    text type;             /* media type by the ending of src, or absent */
};

/* A file that belongs to the text. */
struct attachment {
    text url;     /* root-relative address with the site's prefix, or an absolute URL */
    text title;   /* the file's name where none is given */
    text type;    /* media type by the ending of url, or absent */
    text format;  /* the ending in capitals, "PDF", or absent */
    int64_t size; /* bytes; 0 when unknown */
};

/* One entry of the page's public history. */
struct change {
    struct date date;
    text type; /* "major", "minor", "correction" */
    text note; /* inline HTML */
};

/* A correction together with the article that it corrects. */
struct correction {
    const struct article *article;
    struct date date;
    text note; /* inline HTML */
};

struct toc_entry {
    int64_t level;
    text id, title, html;
    struct object_list children; /* of toc_entry */
};

struct status {
    text kind;   /* "current", "withdrawn", "superseded", "archived" */
    text reason; /* inline HTML */
    struct date date;
    const struct article *superseded_by;
};

struct series {
    text name, slug;
    text sort_key;           /* collation key of the name; not a field */
    const struct term *term; /* NULL: series are no taxonomy */
    int64_t count;
    struct object_list articles; /* in order of part */
};

/* What plugins put into one place of an article's page. */
struct slot {
    text name; /* "after_body" */
    text markup;
    text plugin; /* whose markup it is */
};

/* One taxonomy's terms on one article; none of a taxonomy whose terms come from `type` or `series`. */
struct article_terms {
    text taxonomy;
    struct object_list terms;
    struct object_list widened; /* those, and all that stand above them */
};

struct article {
    text id, slug;
    text title;       /* plain text */
    text html_title;  /* inline HTML */
    text url;         /* root-relative, with the site's prefix: "/archive/2019/us-telecoms-pressure/" */
    text permalink;   /* absolute */
    text path;        /* output file, relative to the output folder */
    text address;     /* root-relative without the prefix, as in urls.lock */
    text source_path; /* "content/articles/2019/….md" */
    uint32_t source;
    span address_where;   /* the key that decides the address: permalink, slug, else title */
    bool has_own_address; /* there is a permalink or a slug */
    bool has_permalink;   /* so no pattern of site.yml gives it an address */
    span layout_where;    /* the key `layout`, or SPAN_NONE */
    struct date date, updated, reviewed, review_by;
    struct date as_of;    /* the latest of the first three */
    bool is_old;          /* by `old_after_years` of site.yml, counted from as_of */
    bool is_update_given; /* `updated` may tell readers nothing, but is a note in the ledger */
    struct object_list changes, corrections; /* of change, newest first */
    struct object_list authors;              /* of author */
    struct object_list tags;                 /* of term */
    const struct article_terms *terms;       /* one a taxonomy, in the settings' order */
    size_t term_count;
    struct value terms_by_taxonomy;     /* map: taxonomy name → list of term */
    text summary;                       /* plain text */
    bool has_summary;                   /* given, not cut from the text */
    struct patched_text content;        /* HTML, with the addresses that links got */
    text plain;                         /* plain text of the body */
    uint64_t html_digest, plain_digest; /* of content.original and of plain; not fields */
    struct object_list toc;             /* of toc_entry, nested */
    struct object_list headings;        /* of toc_entry, flat */
    struct text_list key_points;        /* inline HTML */
    const struct image *image;
    struct object_list attachments;        /* of attachment */
    const struct series *series;           /* NULL: in none */
    int64_t part;                          /* place in the series from 1 */
    const struct article *previous, *next; /* by date: previous is older; passes over versions */
    const struct article *previous_in_series, *next_in_series;
    struct object_list related, related_exclusions; /* of article; as `related:` says */
    struct object_list backlinks;                   /* articles that link here, newest first */
    struct object_list links;                       /* articles this one links to */
    int64_t words, reading_minutes;
    struct status status;
    text preview; /* "draft" or "scheduled" where a preview shows what is not published; else absent */
    struct object_list comments; /* of comment, oldest first; answers are in them */
    int64_t comment_count;       /* answers too */
    bool comments_open;
    struct date comments_close;   /* unset: never */
    const struct term *type_term; /* NULL: types are no taxonomy */
    text lang, type, type_label, schema_type, number, doi, doi_url, licence, licence_url, layout;
    text translation_key;            /* the articles that have it are versions of one another */
    const struct edition *edition;   /* for readers of its language */
    struct object_list translations; /* of article: the other versions, by language */
    struct object_list supersedes;   /* of article: those it took the place of, newest first */
    text tag_uri; /* for feeds: `guid` of front matter, else by RFC 4151 of domain, day and id */
    struct citation citation;
    bool has_toc, is_noindex, is_featured;
    struct text_list aliases;  /* root-relative addresses that redirect here */
    struct value extra;        /* map */
    struct value fields;       /* map: what plugins' article hooks added; none before */
    const text *field_plugins; /* whose they are; not a field */
    const struct slot *slots;  /* what plugins' article hooks put on the page */
    size_t slot_count;
    text section;                 /* first folder of the id, or "" */
    struct keyword_list keywords; /* not a field */
    const struct site *site;      /* not a field */
    text search_entries;          /* not a field: what search finds the text by; model/search_entry.h */
    uint64_t search_digest;       /* of these; not a field */
    struct digest text_digest;    /* of the words a reader sees; not a field */
};

/* The fields `content` and `plain`. */
struct value article_content(const void *article, struct arena *arena);
struct value article_plain(const void *article, struct arena *arena);
/* Is it neither withdrawn nor superseded? */
bool article_stands(const struct article *article);
/* Nor archived? What has a status leaves search and related stories. */
bool article_is_current(const struct article *article);

/* When the text last changed, or its status: who withdraws a text wants the page to be read again. */
const struct date *article_last_change(const struct article *article);

extern const struct object_type image_type, attachment_type, change_type, correction_type, toc_entry_type,
    status_type, series_type, article_type;
#endif
