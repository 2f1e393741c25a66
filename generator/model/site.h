/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_SITE_H
#define BRIEF_MODEL_SITE_H
/*
 * site: everything published, as one thing. load/assemble.c makes it, plugins add their parts; it is const
 * for checks, outputs and templates.
 */
#include "base/map.h"
#include "base/unicode.h"
#include "model/article.h"
#include "model/author.h"
#include "model/config.h"
#include "model/page.h"
#include "model/taxonomy.h"
#include "model/time_watch.h"

/* A file below content/ that is copied as it is. */
struct media {
    text path;      /* below content/, and in the output */
    text disk_path; /* below content/, as the file system has it */
    text url;       /* root-relative with prefix */
    uint32_t source;
};

/* An address that leads elsewhere. */
struct redirect {
    text address; /* root-relative, without the prefix */
    text target;  /* address of the page it leads to */
    text target_url, target_permalink, title;
    text lang; /* of the title */
    span where;
    const struct term *term; /* whose other name had the address, or NULL */
    bool follows_pattern; /* of `permalinks: {aliases}` or `aliases`; nobody wrote the address for itself */
};

/* A file at which the site's feed stood: site.yml's `feeds: {aliases}`. */
struct feed_alias {
    text address, path; /* root-relative, without the prefix; in the output folder */
    span where;
};

/* An address that was given up: site.yml's `gone`. */
struct gone {
    text address; /* root-relative, without the prefix */
    span where;
};

/* A link of a text to an own address, to be checked when all are known: root-absolute ones, and in HTML also
 * those that count from the page. */
struct address_link {
    text address;  /* percent-decoded, without prefix, query and fragment */
    text fragment; /* percent-decoded, without '#'; absent when there is none */
    text shown;    /* as written */
    span where;
    text meant; /* where the file is that `shown` names from the source in HTML; else absent */
};

/* Why something is not published now. */
enum hold { HOLD_NONE, HOLD_DRAFT, HOLD_SCHEDULED, HOLD_EXPIRED };

struct held_back {
    text source_path;
    text id, slug, title, address;
    text html_title, written_title; /* as inline HTML, and as typed */
    struct text_list aliases;       /* as typed */
    enum hold hold;
    struct date until; /* scheduled: when it appears; expired: since when */
};

/* What waits for its moment within something published: a note of its history, the reason of its status, a
 * comment. The note is absent when only a date waits, and for a comment. */
struct coming {
    text source_path;
    text note, html_note; /* as typed, and as inline HTML */
    struct date until;
    bool is_in_changes; /* an entry of `changes`, and neither `updated` nor a status */
};

/*
 * Long texts of articles lie in a file of the cache that is mapped, and nobody has looked at them since an
 * earlier build wrote them. Who looks at one has it copied, which costs less than to map the file there, and
 * compares it with the digest that its article has.
 */
struct kept_texts {
    /* A copy in `arena` of what lies in the file; absent for any other text. */
    text (*copy)(const void *from, struct arena *arena, text kept);
    /* The same of many, which may lie side by side: each is its copy then. Changes the order of `kept`. */
    void (*copy_all)(const void *from, struct arena *arena, text **kept, size_t count);
    const void *from;
    bool are_new; /* this build has written them all */
    _Atomic bool
        *are_broken; /* in shared memory: one was not what was kept, and what is made is worth nothing
                      */
};

enum due_event { DUE_APPEARS, DUE_EXPIRES, DUE_CHANGES, DUE_CLOSES, DUE_AGES };

/* A moment at which something appears, expires, shows a change, takes no more comments or begins to be old.
 */
struct due {
    struct date date;
    text source_path;
    enum due_event event;
};

struct site {
    const struct config *config;
    text title, description, url, base_path, lang, timezone, date_format, licence, licence_url;
    text search_url; /* of the search page; absent without one */
    bool is_offline;
    const struct publisher *publisher;
    const struct image *image; /* for pages that have none; or NULL */
    const struct comment_settings *comments;
    text citations;                 /* "inline", "files", "off" */
    struct object_list menu;        /* of menu_item */
    struct object_list footer;      /* of menu_item */
    struct object_list editions;    /* the site's own first, then as declared */
    struct object_list articles;    /* newest first */
    struct object_list authors;     /* by name; with a page */
    struct object_list taxonomies;  /* as declared, tags first */
    struct object_list pages;       /* standing pages, by path */
    struct object_list years;       /* newest first */
    struct object_list series;      /* by name */
    struct object_list corrections; /* of correction, newest first */
    struct object_list media;
    struct value data; /* map: file name without ending → content */
    struct value extra;
    struct date build_time;   /* to be asked for with site_time() */
    struct time_watch *watch; /* NULL: nobody wants to know */
    struct date updated;      /* newest date or update of all articles: what feeds say */
    text generator;           /* "brief 0.1.0" */
    const struct redirect *redirects;
    size_t redirect_count;
    const struct gone *gone;
    size_t gone_count;
    const struct feed_alias *feed_aliases;
    size_t feed_alias_count;
    const struct address_link *address_links;
    size_t address_link_count;
    const struct held_back *held_back;
    size_t held_back_count;
    const struct coming *coming; /* by source */
    size_t coming_count;
    struct date next_due;  /* the next moment something appears, expires or changes; unset: never */
    const struct due *due; /* all those moments, in order */
    size_t due_count;
    const struct map *articles_by_id; /* → const struct article * */
    const struct map *authors_by_id;  /* → const struct author * */
    const struct map *held_authors;   /* the same of those who have written only what is not out yet */
    struct unicode *unicode;
    struct kept_texts kept;
};

/* The build's time, for whoever shows it; says that it was read. To compare a date with it, note the moment
 * in site->watch instead. */
const struct date *site_time(const struct site *site);
/* The standing page of that id, or NULL. */
const struct page *site_find_page(const struct site *site, text id);
/* Will `before` have expired when the other source appears? Only a rehearsal shows both. */
bool site_takes_turns(const struct site *site, text source_path, text before);
/* A text of an article's that has that digest (the low half), for who reads it once: copied to `arena` when
 * it is kept in a file. `site` may be NULL. */
text site_read_kept(const struct site *site, struct arena *arena, text kept, uint64_t digest);
/* The same of many, which is for the caller to compare, in place; changes the order of `kept`. */
void site_read_all_kept(const struct site *site, struct arena *arena, text **kept, size_t count);
/* Says that a text was not what was kept. Texts that nobody keeps cannot be that. */
void site_doubt_kept(const struct site *site);
/* Has anybody said so? */
bool site_doubts_kept(const struct site *site);

extern const struct object_type site_type, media_type;
#endif
