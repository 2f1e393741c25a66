/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_FRONT_MATTER_H
#define BRIEF_LOAD_FRONT_MATTER_H
/*
 * front_matter: splits a source at its `---` lines and reads the keys by a table per kind of file: name,
 * type, where it goes (docs/front-matter.md). Every fact keeps its span. What decides about publication fails
 * closed. Runs in workers; memory is the worker's shared arena.
 */
#include "base/date.h"
#include "base/diagnostic.h"
#include "base/value.h"
#include "load/scan.h"
#include "model/config.h"

struct spanned_text {
    text text; /* absent when the key is not there */
    span where;
};

struct spanned_date {
    struct date date;
    span where;
};

struct spanned_list {
    const struct spanned_text *items;
    size_t count;
    span where;
};

/* The texts alone, as they are written. */
struct text_list spanned_list_texts(struct arena *arena, const struct spanned_list *list);

/* `yes/no/not said` for keys that override a setting. */
enum choice { CHOICE_UNSET, CHOICE_NO, CHOICE_YES };

enum change_type { CHANGE_MAJOR, CHANGE_MINOR, CHANGE_CORRECTION };

struct front_matter_change {
    struct spanned_date date;
    enum change_type type;
    struct spanned_text note;
};

struct front_matter_image {
    struct spanned_text src, alt, caption, credit;
};

/* A file that belongs to a text, such as its PDF. */
struct front_matter_attachment {
    struct spanned_text file; /* a path as in `image`, or an address */
    struct spanned_text title;
};

enum status_kind { STATUS_CURRENT, STATUS_WITHDRAWN, STATUS_SUPERSEDED, STATUS_ARCHIVED };

/* Keys of articles and standing pages; a page uses the part that makes sense for it. */
struct front_matter {
    struct spanned_text title;
    struct spanned_date date, updated, expires, reviewed, review_by;
    const struct front_matter_change *changes;
    size_t change_count;
    struct spanned_list authors;      /* ids or names, as written */
    const struct spanned_list *terms; /* one a taxonomy of the settings, in their order */
    size_t term_count;
    struct spanned_text summary;
    struct spanned_list key_points;
    struct front_matter_image image; /* src absent: no image */
    const struct front_matter_attachment *attachments;
    size_t attachment_count;
    struct spanned_text series;
    int64_t series_part; /* 0 = by date */
    struct spanned_text slug, permalink;
    struct spanned_list aliases;
    bool is_draft;
    enum status_kind status;
    span status_where;
    struct spanned_text status_reason, superseded_by;
    struct spanned_date status_date;
    struct spanned_list related;
    struct spanned_text type, number, doi, guid, lang, layout, licence, translation_key;
    enum choice toc, comments, featured, noindex;
    struct value extra; /* a map or none; holds the site's extra_keys too */
};

struct author_front_matter {
    struct spanned_text name, family_name, type, role, affiliation, image, url, orcid, email, location;
    struct value links;          /* map name → address, or none */
    struct spanned_list aliases; /* addresses that redirect to the author's page */
    struct value extra;
};

/* What a file of content/comments says. The e-mail address and the site's own keys are looked at and
 * forgotten. */
struct comment_front_matter {
    struct spanned_text name, url, reply_to, comment;
    struct spanned_date date;
};

/* What a source begins with that has no front matter: what may be meant as some is not read. */
enum front_matter_start {
    FRONT_MATTER_NONE,
    FRONT_MATTER_TOML,    /* "+++", as other programs have it */
    FRONT_MATTER_JSON,    /* "{" */
    FRONT_MATTER_DASHES,  /* a line of dashes; "---" itself begins front matter */
    FRONT_MATTER_UNSEEN,  /* "---" and what nobody sees, such as a no-break space */
    FRONT_MATTER_PERCENT, /* "% title", which Pandoc reads */
    FRONT_MATTER_KEYS,    /* a line such as "title: …" */
    FRONT_MATTER_NAMED,   /* "---json": three hyphens and the language of the keys */
    FRONT_MATTER_BELOW,   /* something else, above keys between two lines `---` */
};

/* Where the YAML and the body lie in a source. */
struct front_matter_split {
    size_t yaml_offset, yaml_length;
    size_t body_offset; /* the length of the source when there is no body */
    bool has_front_matter;
    text first_line; /* that is not blank */
    enum front_matter_start start;
    size_t opening_offset; /* of the first `---`, or of what may be meant as one */
    text heading;          /* of level 1 with which the body begins, for a hint; borrowed, or absent */
};

/* Tolerates a BOM, CRLF, blank lines before `---`, `--- ` with trailing blanks, a missing final newline.
 * False after reporting (front matter without end, NUL bytes, invalid UTF-8, UTF-16). */
bool front_matter_split(
    uint32_t source, text contents, struct front_matter_split *split, struct diagnostics *diagnostics);

/* Has a file that begins with these bytes keys above its text, as `---` (or `+++`, as other programs have it)
 * and a key below? For files that are not read. */
bool front_matter_begins(text start);

/* Everything the readers need that is the same for all files. */
struct front_matter_rules {
    const struct config *config;
    struct diagnostics *diagnostics;
    struct arena *arena;
};

/*
 * Reads the keys of an article or a standing page. The path may supply the date: "2019/2019-02-26-x.md".
 * Fills *result as far as it can, whatever is reported.
 */
void front_matter_read_content(const struct front_matter_rules *rules, const struct content_file *file,
    text contents, const struct front_matter_split *split, struct front_matter *result);
void front_matter_read_author(const struct front_matter_rules *rules, const struct content_file *file,
    text contents, const struct front_matter_split *split, struct author_front_matter *result);

/* The same for a comment, whose whole file is YAML. */
void front_matter_read_comment(const struct front_matter_rules *rules, const struct content_file *file,
    text contents, struct comment_front_matter *result);

/* What reads one file's keys; private to front_matter_*.c. */
struct front_matter_reading;

/* The key tables, for the reading, for the reference in docs/ and for its test: one row a key. */
struct front_matter_key {
    const char *name;
    const char *aliases; /* other spellings, separated by blanks, or "" */
    const char *type;    /* as documented: "text", "date", "list of text" … */
    const char *help;
    /* Private to front_matter_*.c: */
    void (*read)(
        struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value);
    size_t offset;     /* of the fact in the struct that is filled */
    bool is_for_pages; /* standing pages have it too */
};
const struct front_matter_key *front_matter_article_keys(size_t *count);
const struct front_matter_key *front_matter_author_keys(size_t *count);
const struct front_matter_key *front_matter_comment_keys(size_t *count);
/* The values of `type`, the usual one first. */
const char *const *front_matter_types(size_t *count);
/* Is it the name, or another spelling, of a key of articles? */
bool front_matter_knows_key(text name);
/* Something on both sides of an '@', without blanks and signs that stand around an address ("mailto:", '<')?
 */
bool front_matter_is_email(text email);
#endif
