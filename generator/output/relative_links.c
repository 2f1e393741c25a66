/* SPDX-License-Identifier: MIT */
#include "output/relative_links.h"
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

/* What html_links and css_links hand to the rules below. */
struct relative_page {
    struct arena *arena;
    const struct relative_links *links;
    const struct linked_from *from;
};

static void append_relative(struct buffer *out, text address, const void *data)
{
    const struct relative_page *page = data;
    buffer_append(out, relative_link(page->arena, page->links, page->from, address));
}

/* Style sheets keep their places among each other. */
static void append_from_root(struct buffer *out, text address, const void *data)
{
    if (text_starts_with(text_trim(address), TEXT("/")))
        append_relative(out, address, data);
    else
        buffer_append(out, address);
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
    const struct relative_page page = { arena, links, from };
    return css_links_rewrite(arena, css, append_from_root, &page);
}
