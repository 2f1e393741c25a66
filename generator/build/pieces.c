/* SPDX-License-Identifier: MIT */
#include "build/pieces.h"

void pieces_init(struct pieces *pieces, size_t count, size_t first_count)
{
    pieces->rows[0] = (struct piece_row){ 0, first_count, 0 };
    pieces->rows[1] = (struct piece_row){ first_count, count, first_count };
}

bool pieces_take(struct pieces *pieces, size_t process, size_t *piece)
{
    for (size_t i = 0; i < PIECE_ROWS; i++) {
        struct piece_row *row = &pieces->rows[(process + i) % PIECE_ROWS];
        *piece = atomic_fetch_add(&row->next, 1);
        if (*piece < row->end)
            return true;
    }
    return false;
}

void pieces_end(struct pieces *pieces)
{
    for (size_t i = 0; i < PIECE_ROWS; i++)
        atomic_store(&pieces->rows[i].next, pieces->rows[i].end);
}

size_t pieces_gone(const struct pieces *pieces)
{
    size_t count = 0;
    for (size_t i = 0; i < PIECE_ROWS; i++) {
        const struct piece_row *row = &pieces->rows[i];
        size_t next = atomic_load(&row->next);
        count += (next < row->end ? next : row->end) - row->first;
    }
    return count;
}
