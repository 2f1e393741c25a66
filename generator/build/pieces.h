/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_PIECES_H
#define BRIEF_BUILD_PIECES_H
/*
 * pieces: the numbers of the pieces of one work, each given to one process, in two rows. A process that
 * begins with one row goes on with the other; so what needs the same memory goes to as few processes as will
 * do, and nobody is idle before all is handed out. In memory that all of them share.
 */
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

enum { PIECE_ROWS = 2 };

struct piece_row {
    size_t first, end;
    _Atomic size_t next; /* beyond `end` when somebody asked in vain */
};

struct pieces {
    struct piece_row rows[PIECE_ROWS];
};

/* The pieces 0 … count-1, of which the first so many are a row of their own. */
void pieces_init(struct pieces *pieces, size_t count, size_t first_count);
/* The next one for the process with that number. False when all are handed out. */
bool pieces_take(struct pieces *pieces, size_t process, size_t *piece);
/* Hands out no more. */
void pieces_end(struct pieces *pieces);
/* How many are handed out, or never will be. */
size_t pieces_gone(const struct pieces *pieces);
#endif
