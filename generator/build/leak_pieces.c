/* SPDX-License-Identifier: MIT */
/*
 * Each window is searched like a file of its own, so it begins and ends where words do, at a blank or control
 * character. What is kept of one for the next is longer than anything that is looked for.
 */
#include "build/leak.h"
#include <string.h>

enum {
    KEPT_BYTES = 64 << 10, /* where no blank is in so many, which nobody wrote, a cut is made anywhere */
    WINDOW_BYTES = 1 << 20,
};

void leak_pieces_begin(struct leak_pieces *pieces, const struct leaks *leaks)
{
    *pieces = (struct leak_pieces){ .leaks = leaks };
    buffer_init(&pieces->window, NULL);
}

void leak_pieces_end(struct leak_pieces *pieces)
{
    buffer_release(&pieces->window);
}

static bool is_between_words(char byte)
{
    return (unsigned char)byte <= ' ';
}

/* Behind the last blank of `bytes`, of which as many as are kept may stand behind it. */
static size_t last_cut(text bytes)
{
    size_t least = bytes.length > KEPT_BYTES ? bytes.length - KEPT_BYTES : 0, at = bytes.length;
    while (at > least && !is_between_words(bytes.bytes[at - 1]))
        at--;
    return at > least ? at : bytes.length;
}

/* Leaves the end of what was searched, and what comes behind that. */
static void keep_end(struct leak_pieces *pieces, size_t searched)
{
    struct buffer *window = &pieces->window;
    size_t from =
        searched > KEPT_BYTES ? last_cut(text_slice(buffer_text(window), 0, searched - KEPT_BYTES)) : 0;
    for (size_t i = 0; i < from; i++)
        pieces->lines += window->bytes[i] == '\n';
    memmove(window->bytes, window->bytes + from, window->length - from);
    window->length -= from;
}

bool leak_pieces_find(struct leak_pieces *pieces, text piece, struct leak *leak)
{
    struct buffer *window = &pieces->window;
    if (!pieces->leaks)
        return false;
    buffer_append(window, piece);
    if (piece.length && window->length < WINDOW_BYTES)
        return false;
    text bytes = buffer_text(window);
    size_t end = piece.length ? last_cut(bytes) : bytes.length;
    bool is_found = leaks_find(pieces->leaks, text_slice(bytes, 0, end), leak);
    if (is_found)
        leak->line += pieces->lines;
    else if (end)
        keep_end(pieces, end);
    return is_found;
}
