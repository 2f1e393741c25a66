/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_SEARCH_MEMORY_H
#define BRIEF_BUILD_SEARCH_MEMORY_H
/*
 * search_memory: keeps in .brief/search how words were shared out (output/search_notes.h), from one build to
 * the next. Nothing hangs on it but time.
 */
#include "build/store.h"
#include "output/search_notes.h"

struct session;

struct search_memory {
    struct store store;
    struct search_notes notes; /* in the store's file */
};

/* What an earlier build noted, or NULL; until search_memory_close. */
const struct search_notes *search_memory_open(struct session *session);
/* Keeps what the plan noted, unless that is what is kept already. */
void search_memory_save(struct session *session);
void search_memory_close(struct search_memory *memory);
#endif
