/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_LEAK_H
#define BRIEF_BUILD_LEAK_H
/*
 * leak: the embargo scan. The gate keeps what is held back out of everything that brief makes; the scan looks
 * whether a plugin, a layout, a data file or an author's own words put it back in. Made in the parent when
 * the plan is done, asked by the workers with the bytes they are about to write.
 */
#include "base/buffer.h"
#include "base/digest.h"
#include "base/needles.h"
#include "load/scan.h"
#include "output/output.h"

enum leak_fact { LEAK_TITLE, LEAK_SLUG, LEAK_ID, LEAK_ADDRESS, LEAK_MEDIA, LEAK_NOTE };

struct leak {
    const struct held_back *held;
    enum leak_fact fact;
    size_t line; /* of the bytes that were searched, from 1 */
};

struct leaks;

/* NULL when there is nothing to look for. Lives in `arena`. */
const struct leaks *leaks_open(struct arena *arena, const struct site *site, const struct content *content);
/* Visits each word of something held back in `bytes`, in order, until `visit` returns false. Reads only: for
 * any number of processes. */
void leaks_visit(
    const struct leaks *leaks, text bytes, bool (*visit)(void *data, const struct leak *leak), void *data);
/* Is there one? Gives the first. */
bool leaks_find(const struct leaks *leaks, text bytes, struct leak *leak);
/* The same of bytes that come a piece at a time, in order: words on both sides of a cut are found. */
struct leak_pieces {
    const struct leaks *leaks; /* NULL: nothing is looked for */
    struct buffer window;      /* what may be the beginning of a word, then what came last */
    size_t lines;              /* before the window */
};
void leak_pieces_begin(struct leak_pieces *pieces, const struct leaks *leaks);
/* An empty piece is the end. */
bool leak_pieces_find(struct leak_pieces *pieces, text piece, struct leak *leak);
void leak_pieces_end(struct leak_pieces *pieces);

/* Reports what was found in the output, or in its path. */
void leak_report(
    const struct leak *leak, const struct output *output, bool is_in_path, struct diagnostics *diagnostics);
/* Looks at an output's path and bytes and reports what it finds; nothing without `leaks`. */
void leaks_check(
    const struct leaks *leaks, const struct output *output, text bytes, struct diagnostics *diagnostics);
/* Stands for everything that is looked for: while it is the same, bytes that were searched need not be
 * searched again. */
struct digest leaks_digest(const struct leaks *leaks);
#endif
