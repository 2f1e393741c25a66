/* SPDX-License-Identifier: MIT */
#include "output/absolute_links.h"
#include "base/buffer.h"
#include "base/escape.h"
#include "base/path.h"
#include "model/url.h"
#include "output/html_links.h"

/* base = scheme "//" host path: the length of what comes before the path. */
static size_t origin_length(text base)
{
    size_t start = text_find(base, TEXT("//"), 0);
    size_t slash = start == SIZE_MAX ? SIZE_MAX : text_find_byte(base, '/', start + 2);
    return slash == SIZE_MAX ? base.length : slash;
}

static void append_relative(struct buffer *out, struct arena *arena, text address, text base)
{
    size_t origin = origin_length(base);
    text path = url_without_query(address), query = text_from(address, path.length);
    text folder = path_folder(text_from(base, origin)), resolved;
    if (text_starts_with(folder, TEXT("/")))
        folder = text_from(folder, 1);
    /* Browsers take what climbs above the root from there. */
    while (!(resolved = path_resolve(arena, folder, path)).bytes && text_starts_with(path, TEXT("../")))
        path = text_from(path, 3);
    text last = path_name(path); /* "..", as in "../", is a folder */
    bool is_folder =
        text_ends_with(path, TEXT("/")) || text_equal(last, TEXT(".")) || text_equal(last, TEXT(".."));
    buffer_append(out, text_slice(base, 0, origin));
    buffer_append_byte(out, '/');
    buffer_append(out, resolved);
    if (is_folder && resolved.length)
        buffer_append_byte(out, '/');
    buffer_append(out, query);
}

static void append_address(struct buffer *out, struct arena *arena, text address, text base)
{
    text trimmed = text_trim(address);
    if (!trimmed.length || url_has_scheme(trimmed)) {
        buffer_append(out, address);
    } else if (text_starts_with(trimmed, TEXT("//"))) {
        buffer_append(out, text_slice(base, 0, text_find_byte(base, ':', 0) + 1));
        buffer_append(out, trimmed);
    } else if (trimmed.bytes[0] == '/') {
        buffer_append(out, text_slice(base, 0, origin_length(base)));
        buffer_append(out, trimmed);
    } else if (trimmed.bytes[0] == '#' || trimmed.bytes[0] == '?') {
        buffer_append(out, base);
        buffer_append(out, trimmed);
    } else {
        append_relative(out, arena, trimmed, base);
    }
}

text absolute_link(struct arena *arena, text address, text base)
{
    struct buffer out;
    buffer_init(&out, arena);
    append_address(&out, arena, address, base);
    return buffer_text(&out);
}

/* Where the HTML stood, and memory. */
struct absolute_base {
    struct arena *arena;
    text base;
};

static void append_absolute(struct buffer *out, text address, const void *data)
{
    const struct absolute_base *base = data;
    append_address(out, base->arena, address, base->base);
}

text absolute_links(struct arena *arena, text html, text base)
{
    const struct absolute_base data = { arena, base };
    return html_links_rewrite(arena, html, TEXT(""), append_absolute, &data);
}
