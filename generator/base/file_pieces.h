/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_FILE_PIECES_H
#define BRIEF_BASE_FILE_PIECES_H
/*
 * file_pieces: reading a file of any size with the memory for a piece of it, below a folder that is already
 * open. As in file.h no symbolic link is followed, only regular files are opened, and errors are numbers for
 * file_error_text.
 */
#include "base/digest.h"
#include "base/file.h"

/* How much comes at once; the last piece may be shorter. */
enum { FILE_PIECE_BYTES = 1 << 20 };

struct file_pieces {
    int descriptor;
    struct file_status status; /* when it was opened */
    uint64_t read_bytes;
    char *bytes; /* its own: the piece that was read last */
};

/* 0 or an error number, and nothing to close then. */
int file_pieces_open(struct file_pieces *pieces, int folder, const char *path);
/* The next piece, borrowed until the one after that; empty at the end. 0 or an error number: FILE_CHANGED at
 * the end of a file that is not what it was when it was opened. */
int file_pieces_next(struct file_pieces *pieces, text *piece);
void file_pieces_close(struct file_pieces *pieces);

/* The digest of all of a file, which is digest_of its bytes. 0 or an error number. */
int file_digest(int folder, const char *path, struct digest *digest);
/* Has the file this digest? One that is missing or cannot be read has not. */
bool file_has_digest(int folder, const char *path, struct digest digest);
#endif
