/* SPDX-License-Identifier: MIT */
/*
 * Digests of files that have no draft, which the ledger asks for. What is text by git's rule, no NUL among
 * its first bytes, may have other line ends on each machine that it was checked out on.
 */
#include "base/file_pieces.h"
#include "build/cache_file.h"
#include "load/unfetched_file.h"

enum { LOOKED_AT_BYTES = 8000 };

static bool is_text(text start)
{
    return text_find_byte(text_slice(start, 0, LOOKED_AT_BYTES), '\0', 0) == SIZE_MAX;
}

/* A "\r" at the end of a piece waits for the next one, which may begin with "\n". */
static void take_text(struct digesting *digesting, text piece, bool *waits)
{
    struct arena arena;
    arena_init(&arena);
    if (*waits && piece.bytes[0] != '\n')
        digest_take(digesting, TEXT("\r"));
    *waits = piece.bytes[piece.length - 1] == '\r';
    text whole = text_slice(piece, 0, piece.length - *waits);
    digest_take(digesting, text_replace(&arena, whole, TEXT("\r\n"), TEXT("\n")));
    arena_release(&arena);
}

static bool digest_pieces(struct file_pieces *pieces, struct digest *digest)
{
    text piece;
    bool waits = false;
    int error = file_pieces_next(pieces, &piece);
    if (error || unfetched_file_is(piece))
        return false;
    bool has_text = is_text(piece);
    struct digesting *digesting = digest_begin();
    for (; !error && piece.length; error = file_pieces_next(pieces, &piece)) {
        if (has_text)
            take_text(digesting, piece, &waits);
        else
            digest_take(digesting, piece);
    }
    if (waits)
        digest_take(digesting, TEXT("\r"));
    struct digest found = digest_end(digesting);
    if (!error)
        *digest = found;
    return !error;
}

bool cache_digest_medium(struct cache *cache, int content_folder, size_t number, struct digest *digest)
{
    const struct cached_source *earlier = cache->earlier[number];
    struct cached_source *now = &cache->now[number];
    if (earlier && cache_has_digest(earlier) && cache_is_settled(cache, earlier, &now->status)) {
        *digest = now->digest = earlier->digest;
        return true;
    }
    struct arena arena;
    struct file_pieces pieces;
    arena_init(&arena);
    const char *path = text_to_string(&arena, cache->content->files[number].disk_path);
    int error = file_pieces_open(&pieces, content_folder, path);
    arena_release(&arena);
    if (error)
        return false;
    bool is_read = digest_pieces(&pieces, digest);
    if (is_read)
        now->digest = *digest;
    file_pieces_close(&pieces);
    return is_read;
}
