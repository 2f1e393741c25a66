/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_STORE_H
#define BRIEF_BUILD_STORE_H
/*
 * store: a file of the cache with a few tables of fixed-size items, mapped and used without being parsed. It
 * is written as a whole and renamed into place, and believed only when its checksums, its version and the
 * program that wrote it are right: whatever else lies there counts as nothing. To look at a page of it costs
 * more than anything else that is done with it, so that who needs the first tables only has these checked.
 */
#include "base/digest.h"
#include "base/text.h"

enum { STORE_TABLES = 16 };

struct store {
    const char *bytes; /* NULL: nothing to be believed */
    size_t length;     /* as far as it is believed; the rest is not looked at */
    size_t mapped_length;
    const char *fault; /* why there is nothing: "is damaged"; NULL when the file does not exist */
};

struct store_table {
    const void *items;
    size_t count, item_size;
};

/* Maps the file `name` below the folder. `kind` (up to 15 letters) must be that it was written with, and this
 * program the one that wrote it. */
void store_open(struct store *store, int folder, const char *name, const char *kind);
/* The same, of the first tables alone: those that were written as such. The others are none yet. */
void store_open_front(struct store *store, int folder, const char *name, const char *kind);
/* Checks the rest of one that was opened so. False: the rest is not to be believed; the front is as before.
 */
bool store_open_rest(struct store *store);
void store_close(struct store *store);
/* A table of the file, aligned to 16; NULL and a count of 0 when there is none or its items have another
 * size. */
const void *store_table(const struct store *store, size_t number, size_t item_size, size_t *count);
/* The same whatever the size of its items, for who copies it. */
struct store_table store_any_table(const struct store *store, size_t number);
/* Who wrote one that can be believed. */
text store_program(const struct store *store);
/* Writes a file of these tables, of which the first `front_count` can be believed without the others, beside
 * `name` and renames it; `program` is who did (program_describe). 0 or an error number of base/file.h. */
int store_write(int folder, const char *name, const char *kind, text program,
    const struct store_table *tables, size_t count, size_t front_count);
#endif
