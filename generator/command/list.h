/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_COMMAND_LIST_H
#define BRIEF_COMMAND_LIST_H
/* list: what brief list can list; one row a kind, one function that fills its table. */
#include "build/session.h"
#include "command/command.h"
#include "command/table.h"

/* What is asked for, read and checked. */
struct listing_request {
    const struct arguments *arguments;
    struct session *session;
    struct date since, until;       /* unset: no bound; `until` is the first moment that is too late */
    struct text_list authors, tags; /* slugs of which an article has all */
    text type;
};

/* An article's source, published or not. */
struct listed_article {
    const struct site *site;
    const struct draft *draft;
    const struct article *article; /* NULL: held back */
    const struct held_back *held;  /* NULL: published */
    const struct gate *gate;       /* for what has a date of its own in it */
};

struct listing_kind {
    const char *name;
    bool is_of_articles; /* the filters make sense */
    const struct column *columns;
    size_t column_count;
    void (*fill)(const struct listing_request *request, struct table *table);
};

extern const struct listing_kind listing_kinds[];
extern const size_t listing_kind_count;

/* list_names.c: fills `authors` and `tags`. False when one names nobody, after saying who was meant. */
bool listing_read_names(struct listing_request *request);
/* list_filter.c: does one of its filters leave articles out? */
bool listing_is_narrowed(const struct listing_request *request);
/* list_filter.c: the articles' sources that pass --author, --tag, --type, --since and --until, newest first;
 * `visit` puts them into the table. */
void listing_each(const struct listing_request *request, struct table *table,
    void (*visit)(struct table *table, const struct listed_article *listed));
/* Names of the authors, or terms of the tags, as a list of texts. */
struct value listing_authors(struct arena *arena, const struct listed_article *listed);
struct value listing_tags(struct arena *arena, const struct listed_article *listed);
#endif
