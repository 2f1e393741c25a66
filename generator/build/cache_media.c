/* SPDX-License-Identifier: MIT */
/*
 * Digests of files that have no draft, which the ledger asks for. What is text by git's rule, no NUL among
 * its first bytes, may have other line ends on each machine that it was checked out on.
 */
#include "build/cache_file.h"
#include "load/unfetched_file.h"
#include "model/site.h"

enum { LOOKED_AT_BYTES = 8000 };

static struct digest digest_of_file(struct arena *arena, text contents)
{
    bool is_text = text_find_byte(text_slice(contents, 0, LOOKED_AT_BYTES), '\0', 0) == SIZE_MAX;
    return digest_of(is_text ? text_replace(arena, contents, TEXT("\r\n"), TEXT("\n")) : contents);
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
    text contents;
    arena_init(&arena);
    const char *path = text_to_string(&arena, cache->content->files[number].disk_path);
    bool is_read = file_read(content_folder, path, MEDIA_BYTES_LIMIT, &arena, &contents, NULL) == 0 &&
                   !unfetched_file_is(contents);
    if (is_read)
        *digest = now->digest = digest_of_file(&arena, contents);
    arena_release(&arena);
    return is_read;
}
