/* SPDX-License-Identifier: MIT */
/* A "/" in front makes an address of this site; all else that is not another site's is a path. */
#include "load/reference.h"
#include "base/arena.h"
#include "base/escape.h"
#include "base/path.h"

text reference_unescape(struct arena *arena, text url)
{
    return text_replace(arena, text_replace(arena, url, TEXT("&#x27;"), TEXT("'")), TEXT("&amp;"), TEXT("&"));
}

bool reference_is_elsewhere(text url)
{
    return url_has_scheme(url) || text_starts_with(url, TEXT("//"));
}

/* path [ "?" query ] [ "#" fragment ] */
static void split(struct arena *arena, struct unicode *unicode, text url, struct reference *reference)
{
    size_t hash = text_find_byte(url, '#', 0);
    if (hash != SIZE_MAX) {
        text fragment = url_decode(arena, text_from(url, hash + 1));
        reference->fragment = text_copy(arena, unicode_nfc(unicode, arena, fragment));
        url = text_slice(url, 0, hash);
    }
    size_t question = text_find_byte(url, '?', 0);
    if (question != SIZE_MAX) {
        reference->query = text_copy(arena, text_from(url, question));
        url = text_slice(url, 0, question);
    }
    reference->target =
        text_copy(arena, reference->is_address ? url_decode_address(arena, url) : url_decode(arena, url));
}

bool reference_read(
    struct arena *arena, struct unicode *unicode, text url, text folder, struct reference *reference)
{
    reference->is_address = text_starts_with(url, TEXT("/"));
    split(arena, unicode, url, reference);
    if (!reference->is_address)
        reference->content_path = unicode_nfc(unicode, arena, path_resolve(arena, folder, reference->target));
    return reference->is_address || reference->content_path.bytes;
}
