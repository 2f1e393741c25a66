/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_LEDGER_STAGE_H
#define BRIEF_BUILD_LEDGER_STAGE_H
/*
 * ledger_stage: what is published now against what the ledger says was. Filled by build/ledger_*.c alone;
 * whoever says what was done (the summary, obstacles, what is left) reads it. All memory is the session's.
 */
#include "base/file.h"
#include "build/ledger.h"
#include "output/output.h"

/* From so many on, what vanishes for one cause is told together; fewer one by one, each with what mends it.
 */
enum { LEDGER_MANY = 10 };

/* An address that leaves because its source, which is still there, is held back now. */
struct taken_back {
    const struct ledger_entry *entry;
    const struct held_back *held;
};

struct ledger_stage {
    struct arena *arena;
    const struct site *site;
    const struct content *content;
    struct cache *cache; /* of the content */
    int content_folder;
    struct diagnostics *diagnostics;
    struct instant now;
    bool records; /* a plain build of the present, the only kind that writes the ledger; or a survey of one */
    bool is_present;   /* the build's time is the clock's */
    bool names_gone;   /* a hint wrote the line gone: for an address; further ones add to it */
    bool looks_back;   /* at texts and lists that were; not when the archive is built as of another time */
    bool is_rehearsed; /* what appears stands beside what will have expired by then: the plan has looked */
    struct file_status status; /* of urls.lock before it was read; all zero: there is none */
    struct ledger old, next;
    size_t output_count; /* of the plan's outputs that `next` has */
    struct map aliases;  /* of articles and pages */
    struct {
        struct taken_back *items;
        size_t count, capacity;
    } taken_back;
    size_t added_count, dropped_count, changed_count; /* addresses; changed: something else is said of it */
    text bytes; /* what urls.lock shall hold; absent: what it holds already */
};

struct session;
/* ledger_copies.c: reports other versions of urls.lock that know addresses which it does not know, and of
 * site.yml, and that urls.lock is not on this machine. After ledger_gather. */
void ledger_check_copies(struct session *session, const struct ledger_stage *stage);
/* ledger_entries.c: fills `next`, or adds what was planned since and renews the digests of texts. False when
 * two things claim one address, which was reported. */
bool ledger_gather(struct ledger_stage *stage, const struct output_plan *plan);
/* ledger_joined.c: gives lines for one id that are of two texts to the text that has their words. After
 * ledger_gather. */
void ledger_tell_apart(struct ledger_stage *stage);
/* The articles that are new to the ledger, by their words; of those with the same ones the first. Makes the
 * map, → struct ledger_entry *, in the stage's arena. */
void ledger_index_newcomers(const struct ledger_stage *stage, struct map *newcomers);
/* ledger_addresses.c: reports known addresses that nothing would answer, and finds what was taken back. */
void ledger_check_addresses(struct ledger_stage *stage);
/* ledger_returned.c: reports texts and files at addresses that were given up. */
void ledger_check_returned(struct ledger_stage *stage);
/* ledger_files.c: files that were published and are no more. */
struct lost_files {
    const struct ledger_entry **items;
    size_t count, capacity;
};
/* The held-back text in whose folder it is, or was; NULL when there is none. `held`: source path → struct
 * held_back *. */
const struct held_back *ledger_find_taker(
    const struct ledger_stage *stage, const struct ledger_entry *entry, const struct map *held);
/* Is it in content/ as ever, published or not? */
bool ledger_is_file_there(const struct ledger_stage *stage, const struct ledger_entry *entry);
void ledger_report_lost_files(struct ledger_stage *stage, const struct lost_files *lost);
/* Reports files that are others than were published. Before ledger_check_texts. */
void ledger_check_files(struct ledger_stage *stage);
/* Reports files that lay with a text whose address is given up, and that are published still. */
void ledger_check_orphans(struct ledger_stage *stage);
/* ledger_lists.c: reports a list that is there no more, once it is known what was taken back. */
void ledger_report_empty_list(struct ledger_stage *stage, const struct ledger_entry *entry);
/* How to give an address up, before "in site.yml": a second key `gone` there would be a mistake. `verb` is
 * what the key needs before it where it is not there yet. */
text ledger_give_up(struct ledger_stage *stage, const char *verb, text address);
/* True after hinting at the line of site.yml that leads on from the address, when one does. */
bool ledger_hint_alias_setting(
    struct ledger_stage *stage, struct diagnostic *diagnostic, const struct ledger_entry *entry);
/* ledger_feed.c: whose the ids of the feed's entries are; where the address of the site is one that is only
 * tried out, as was recorded. Absent when nothing is to be recorded. */
text ledger_feed_authority(const struct ledger_stage *stage);
/* Where the site stands, by the same rule. */
text ledger_site_address(const struct ledger_stage *stage);
/* Reports, once, that the site stands elsewhere than it did, by which every address is another. */
void ledger_check_site_address(struct ledger_stage *stage);
/* Reports that entries of feeds would get other ids, unless site.yml says whose they shall be;
 * what was recorded then stays as it is. */
void ledger_check_feed(struct ledger_stage *stage);
/* Reports articles of feeds whose entries get other ids, since their files have other names or their dates
 * are of other days. Before ledger_check_texts. */
void ledger_check_feed_entries(struct ledger_stage *stage, const struct output_plan *plan);
/* ledger_bylines.c: has the article others than its line says, or in another order? Of an author with another
 * slug the aliases tell. */
bool ledger_has_other_authors(
    const struct ledger_stage *stage, const struct article *article, const struct ledger_entry *before);
/* The line for the author's file with which `address` too leads to the author's page, and in which file. */
text ledger_alias_line(const struct ledger_stage *stage, const struct author *author, text address);
/* Behind a hint: how to say that an author is who was named before; empty where nobody can be. */
text ledger_former_author(
    const struct ledger_stage *stage, const struct article *article, const struct ledger_entry *before);
/* Reports authors who have another name than they were cited by. */
void ledger_check_names(struct ledger_stage *stage);
/* ledger_texts.c: reports texts that changed without a note; what was recorded of them then stays as it is.
 */
void ledger_check_texts(struct ledger_stage *stage);
/* For how long, in milliseconds, a text may change without a note. */
int64_t ledger_grace_ms(const struct config *config);
/* May something of the article, or in its folder, change: has its history a new note, or is it still within
 * the grace period? */
bool ledger_may_change(struct ledger_stage *stage, const struct article *article);
/* Hints at the note that its history lacks; `where`: " in content/…", or "" where that is seen. */
void ledger_hint_note(const struct ledger_stage *stage, struct diagnostic *diagnostic,
    const struct article *article, const char *where);
#endif
