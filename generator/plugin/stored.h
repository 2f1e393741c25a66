/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_STORED_H
#define BRIEF_PLUGIN_STORED_H
/*
 * stored: what `article` hooks give back, each text, list and map of it once. Hooks give back the same for
 * many articles: the names of fields, an author's box, what search engines are told of a person. A table of a
 * limited size remembers what came lately and, rather than what came once, what came again; past that there
 * are copies.
 */
#include "base/arena.h"
#include "base/text.h"

struct stored;

/* For about so many articles in one process. Lives in `arena`. */
struct stored *stored_new(struct arena *arena, size_t article_count);
/* What is stored lives in `arena` from here on; what lives in another one is forgotten. */
void stored_begin(struct stored *stored, const struct arena *arena);
/* Is that the arena? */
bool stored_is_in(const struct stored *stored, const struct arena *arena);
/* The text if it is stored already, else absent. */
text stored_find(struct stored *stored, text wanted);
/* Remembers a text that lies in the arena. */
void stored_add(struct stored *stored, text added);
/*
 * `piece` was just made, with everything that was put into the arena after `before`, an arena_position.
 * Returns a piece of the same bytes that is stored already, and gives what was taken since then back where
 * the arena is a shared one; else remembers the piece and returns it.
 */
const void *stored_piece(
    struct stored *stored, struct arena *arena, char *before, const void *piece, size_t size);
#endif
