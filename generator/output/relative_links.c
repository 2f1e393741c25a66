/* SPDX-License-Identifier: MIT */
#include "output/relative_links.h"
#include "base/css.h"
#include "base/escape.h"
#include "base/path.h"
#include "model/url.h"
#include "output/absolute_links.h"
#include "output/html_links.h"

/* The file that answers an address without query; absent when the output has none. */
static text file_of(struct arena *arena, const struct relative_links *links, text address)
{
    text path, bare;
    if (path_of_address(arena, address.length ? address : TEXT("/"), &path) != PATH_OK)
        return TEXT_NONE;
    if (map_contains(&links->files, path))
        return path;
    bare = path_of_bare_file(address, path);
    return bare.bytes && map_contains(&links->files, bare) ? bare : TEXT_NONE;
}

static text way_to(struct arena *arena, const struct linked_from *from, text file, text behind)
{
    struct buffer out;
    if (text_equal(file, from->path) && behind.length && behind.bytes[0] == '#')
        return behind;
    buffer_init(&out, arena);
    escape_url_component(&out, path_relative(arena, path_folder(from->path), file), true);
    buffer_append(&out, behind);
    return buffer_text(&out);
}

text relative_link(
    struct arena *arena, const struct relative_links *links, const struct linked_from *from, text address)
{
    text trimmed = text_trim(address);
    if (!trimmed.length || trimmed.bytes[0] == '#' || trimmed.bytes[0] == '?' || url_has_scheme(trimmed))
        return address;
    text whole = absolute_link(arena, trimmed, permalink_of_address(links->config, arena, from->address));
    text within = address_of_whole(links->config, whole);
    if (!within.bytes)
        return whole;
    text path = url_without_query(within);
    text file = file_of(arena, links, path);
    return file.bytes ? way_to(arena, from, file, text_from(within, path.length)) : whole;
}

/* What html_links hands to the rule below. */
struct relative_page {
    struct arena *arena;
    const struct relative_links *links;
    const struct linked_from *from;
};

/* In HTML these two may be written as entities; the ways that are made of them have neither. */
static void append_relative(struct buffer *out, text address, const void *data)
{
    const struct relative_page *page = data;
    text apostrophes = text_replace(page->arena, address, TEXT("&#39;"), TEXT("%27"));
    text path = url_without_query(apostrophes);
    text behind = text_from(apostrophes, path.length);
    text plain = text_replace(page->arena, path, TEXT("&amp;"), TEXT("%26"));
    buffer_append(
        out, relative_link(page->arena, page->links, page->from, text_concat(page->arena, plain, behind)));
}

text relative_links_in_html(
    struct arena *arena, const struct relative_links *links, const struct linked_from *from, text html)
{
    const struct relative_page page = { arena, links, from };
    /* The function integrity() of layouts gives nothing. */
    return html_links_rewrite(arena, html, TEXT("integrity"), append_relative, &page);
}

text relative_links_in_style(
    struct arena *arena, const struct relative_links *links, const struct linked_from *from, text css)
{
    struct buffer out;
    size_t offset = 0, done = 0;
    text address, written;
    buffer_init(&out, arena);
    while ((address = css_next_address(arena, css, &offset, &written)).bytes) {
        size_t start = (size_t)(written.bytes - css.bytes);
        buffer_append(&out, text_slice(css, done, start - done));
        /* Style sheets keep their places among each other. */
        bool is_rooted = text_starts_with(text_trim(address), TEXT("/"));
        buffer_append(&out, is_rooted ? relative_link(arena, links, from, address) : written);
        done = start + written.length;
    }
    buffer_append(&out, text_from(css, done));
    return buffer_text(&out);
}
