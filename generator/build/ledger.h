/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_LEDGER_H
#define BRIEF_BUILD_LEDGER_H
/*
 * ledger: urls.lock, the addresses that this archive has published, one a line, sorted, so that it reads well
 * and merges well:
 *     /about/ page about
 *     /briefings/2019/levy/ article 2019/levy 2024-03-02 1 5f0c2b7e9a81d604 2019-02-26 m-ruiz,j-doe withdrawn
 *     /old/levy/ alias 2019/levy
 *     /feed.xml feed briefings.example https://briefings.example
 *     /old/charge/ gone
 *     /reports/levy.pdf file 0b1d5f7e9a816042
 *     /authors/m-ruiz/ list María%20Ruiz
 *     /tags/water/ list
 * Behind an article stand the day of its last note (or of publication), how many notes it has, the digest of
 * its words, the day of publication, its authors, and its status if it has one; the last three are not in
 * lines that earlier programs wrote. Behind an author's page stands the name, behind whose the ids of feeds
 * are the base_url of the site, which is not in such lines either. Blanks, control bytes and '%' of an id or
 * a name are percent-encoded. All memory is the arena's.
 */
#include "base/diagnostic.h"
#include "base/map.h"
#include "model/site.h"

enum ledger_kind {
    LEDGER_ARTICLE,
    LEDGER_PAGE,
    LEDGER_ALIAS,
    LEDGER_PAGE_ALIAS,
    LEDGER_LIST,
    LEDGER_GONE,
    LEDGER_FILE,
    LEDGER_FEED
};

struct ledger_entry {
    text address; /* percent-encoded, from the root, without the site's prefix */
    enum ledger_kind kind;
    text id;      /* of the article or page, also for its aliases; of a feed whose its ids are; else absent */
    text changed; /* articles: "2024-03-02", or with a time of day, of the last note or of publication */
    int64_t note_count;
    text words; /* articles, and files, of whose contents it is: the digest, 16 digits; absent where two lines
                   for a file name two */
    text published;                  /* articles: as `changed`; absent where the line does not say */
    text authors;                    /* articles: as ledger_authors; absent where the line does not say */
    text name;                       /* lists: whose page it is; absent: no author's, or not said */
    text status;                     /* articles: "withdrawn" …; absent: none, or not said */
    text base_url;                   /* feeds: where the site stood; absent where the line does not say */
    const struct ledger_entry *twin; /* articles: another line for it, of the same note; merges leave such */
    span where;                      /* its line; SPAN_NONE for what this build publishes */
};

struct ledger {
    struct ledger_entry *items; /* by address */
    size_t count, capacity;
    struct map by_address;     /* → struct ledger_entry * */
    struct map articles_by_id; /* → struct ledger_entry *; of two addresses that with the newer note */
    uint32_t source;           /* 0: there is no file yet */
    text contents;
};

/*
 * Reads urls.lock of the site folder; without one the ledger is empty. False after reporting: it cannot be
 * read, holds no line, the marks of an unfinished merge, or a line that is none.
 */
bool ledger_read(struct arena *arena, int site_folder, struct sources *sources, const struct site *site,
    struct ledger *ledger, struct diagnostics *diagnostics);
/* Sorts the entries and makes the maps; of two lines for one address of one thing the one with the newer note
 * stays, the address itself rather than an alias, and what answered rather than that it is gone; of two
 * things that which has a source in `site`, if the other has none there (NULL: not asked). Reports an address
 * that two things claim; without `diagnostics` one of them has it. */
bool ledger_index(
    struct arena *arena, struct ledger *ledger, const struct site *site, struct diagnostics *diagnostics);
/* Is it of a standing page, or of an alias of one? */
bool ledger_is_of_page(const struct ledger_entry *entry);
/* Of a file: its path in the output, and below content/. */
text ledger_file_path(struct arena *arena, const struct ledger_entry *entry);
/* Are both of one article or page, or of none? */
bool ledger_is_same_thing(const struct ledger_entry *a, const struct ledger_entry *b);
/* What stands for an article's authors: their slugs in order, with commas between; "-": none. */
text ledger_authors(struct arena *arena, const struct article *article);
/* The whole file. Lives in `arena`. */
text ledger_write(struct arena *arena, const struct ledger *ledger);
#endif
