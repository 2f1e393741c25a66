/* SPDX-License-Identifier: MIT */
/* A read that gives less than was asked for is the end of a regular file. */
#include "base/file_pieces.h"
#include "base/arena.h"
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

int file_pieces_open(struct file_pieces *pieces, int folder, const char *path)
{
    *pieces = (struct file_pieces){ 0 };
    pieces->descriptor = file_open_regular(folder, path, &pieces->status);
    if (pieces->descriptor < 0)
        return -pieces->descriptor;
    uint64_t size = pieces->status.size;
    /* One byte more than there should be: whether it is the end then shows at once. */
    pieces->bytes = malloc(size < FILE_PIECE_BYTES ? (size_t)size + 1 : FILE_PIECE_BYTES);
    if (!pieces->bytes)
        arena_die_out_of_memory();
    return 0;
}

int file_pieces_next(struct file_pieces *pieces, text *piece)
{
    uint64_t size = pieces->status.size, left = size > pieces->read_bytes ? size - pieces->read_bytes : 0;
    size_t wanted = left < FILE_PIECE_BYTES ? (size_t)left + 1 : FILE_PIECE_BYTES;
    *piece = TEXT_NONE;
    ssize_t count = file_read_up_to(pieces->descriptor, pieces->bytes, wanted);
    if (count < 0)
        return (int)-count;
    pieces->read_bytes += (size_t)count;
    *piece = (text){ pieces->bytes, (size_t)count };
    bool is_changed = pieces->read_bytes > size || (count == 0 && pieces->read_bytes < size) ||
                      (count == 0 && !file_is_unchanged(pieces->descriptor, &pieces->status));
    return is_changed ? FILE_CHANGED : 0;
}

void file_pieces_close(struct file_pieces *pieces)
{
    close(pieces->descriptor);
    free(pieces->bytes);
}

int file_digest(int folder, const char *path, struct digest *digest)
{
    struct file_pieces pieces;
    text piece;
    int error = file_pieces_open(&pieces, folder, path);
    if (error)
        return error;
    struct digesting *digesting = digest_begin();
    while ((error = file_pieces_next(&pieces, &piece)) == 0 && piece.length)
        digest_take(digesting, piece);
    *digest = digest_end(digesting);
    file_pieces_close(&pieces);
    return error;
}

bool file_has_digest(int folder, const char *path, struct digest digest)
{
    struct digest found;
    return file_digest(folder, path, &found) == 0 && digest_equal(found, digest);
}
