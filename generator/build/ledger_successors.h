/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_LEDGER_SUCCESSORS_H
#define BRIEF_BUILD_LEDGER_SUCCESSORS_H
/*
 * ledger_successors: who could answer an address of the ledger that nothing answers now. Used by
 * build/ledger_addresses.c; everything is borrowed from the stage's site.
 */
#include "build/ledger_stage.h"

/* Whose aliases would answer the address again. */
struct ledger_successor {
    text source_path; /* absent: nobody's */
    const struct text_list *aliases;
    bool is_guess; /* nothing tells that it is the same page */
};

/* What is published and new to the ledger: a file that got another name is. */
struct ledger_newcomers {
    struct map articles;     /* digest of words → article's entry of `next` */
    const struct page *page; /* the only one; NULL: there is none, or more than one */
};

/* Makes the map in the stage's arena. */
void ledger_find_newcomers(const struct ledger_stage *stage, struct ledger_newcomers *newcomers);
/* What an entry belongs to. False, with *owner as it was: that is not published. */
bool ledger_find_owner(
    const struct ledger_stage *stage, const struct ledger_entry *entry, struct ledger_successor *owner);
/* Its owner, or who seems to be it now. False, with *successor as it was: nobody is. */
bool ledger_find_successor(const struct ledger_stage *stage, const struct ledger_newcomers *newcomers,
    const struct ledger_entry *entry, struct ledger_successor *successor);
#endif
