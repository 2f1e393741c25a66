/* SPDX-License-Identifier: MIT */
/*
 * One pass over the bytes: outside tags nothing is looked at; inside one, attributes that hold an address are
 * written anew. Comments and scripts are stepped over: what looks like a tag in them is none.
 */
#include "output/absolute_links.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/escape.h"
#include "base/path.h"
#include "base/srcset.h"
#include "base/tag.h"
#include "model/url.h"

static bool ends_name(char byte)
{
    return text_is_blank(byte) || byte == '=' || byte == '>' || byte == '/';
}

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

static void append_addresses(struct buffer *out, struct arena *arena, text list, text base)
{
    struct srcset_item item;
    bool is_first = true;
    for (size_t at = 0; srcset_next(list, &at, &item); is_first = false) {
        if (!is_first)
            buffer_append_literal(out, ", ");
        append_address(out, arena, item.address, base);
        if (item.descriptor.length)
            buffer_append_byte(out, ' ');
        buffer_append(out, item.descriptor);
    }
}

static void append_value(struct buffer *out, struct arena *arena, text name, text value, text base)
{
    static const text names[] = { TEXT_INIT("href"), TEXT_INIT("xlink:href"), TEXT_INIT("src"),
        TEXT_INIT("poster"), TEXT_INIT("cite"), TEXT_INIT("data"), TEXT_INIT("action"),
        TEXT_INIT("formaction") };
    for (size_t i = 0; i < COUNT(names); i++)
        if (text_equal_ignoring_ascii_case(name, names[i])) {
            append_address(out, arena, value, base);
            return;
        }
    if (text_equal_ignoring_ascii_case(name, TEXT("srcset")))
        append_addresses(out, arena, value, base);
    else
        buffer_append(out, value);
}

/* A value without quotes reaches to the next blank or the tag's end; returns where that is. */
static size_t copy_bare_value(
    struct buffer *out, struct arena *arena, text html, size_t at, text name, text base)
{
    size_t end = at;
    while (end < html.length && html.bytes[end] != '>' && !text_is_blank(html.bytes[end]))
        end++;
    append_value(out, arena, name, text_slice(html, at, end - at), base);
    return end;
}

/* From behind '<' to behind the tag's '>'; returns where that is. */
static size_t copy_tag(struct buffer *out, struct arena *arena, text html, size_t at, text base)
{
    text name = TEXT("");
    bool is_value = false; /* '=' stands before, with blanks or without */
    while (at < html.length && html.bytes[at] != '>') {
        char byte = html.bytes[at];
        if (is_value && byte != '"' && byte != '\'' && !text_is_blank(byte)) {
            at = copy_bare_value(out, arena, html, at, name, base);
            is_value = false;
        } else if (byte == '"' || byte == '\'') {
            size_t end = text_find_byte(html, byte, at + 1);
            end = end == SIZE_MAX ? html.length : end;
            buffer_append_byte(out, byte);
            append_value(out, arena, name, text_slice(html, at + 1, end - at - 1), base);
            if (end < html.length)
                buffer_append_byte(out, byte);
            at = end + 1;
            is_value = false;
        } else if (ends_name(byte)) {
            is_value |= byte == '=';
            buffer_append_byte(out, byte);
            at++;
        } else {
            size_t start = at;
            while (at < html.length && !ends_name(html.bytes[at]) && html.bytes[at] != '"' &&
                   html.bytes[at] != '\'')
                at++;
            name = text_slice(html, start, at - start);
            buffer_append(out, name);
        }
    }
    return at < html.length ? at : html.length;
}

/* What stands in a script or the like, when the tag at `tag`, which ends at `at`, opens one; returns where
 * that ends. */
static size_t copy_raw_text(struct buffer *out, text html, size_t tag, size_t at)
{
    size_t end = at;
    tag_skip_raw_text(html, tag_name_at(html, tag + 1), &end);
    buffer_append(out, text_slice(html, at, end - at));
    return end;
}

text absolute_links(struct arena *arena, text html, text base)
{
    struct buffer out;
    buffer_init(&out, arena);
    for (size_t at = 0; at < html.length;) {
        size_t tag = text_find_byte(html, '<', at);
        size_t end = tag == SIZE_MAX ? html.length : tag;
        buffer_append(&out, text_slice(html, at, end - at));
        if (tag == SIZE_MAX)
            break;
        at = tag_comment_end(html, tag);
        if (at > tag) {
            buffer_append(&out, text_slice(html, tag, at - tag));
        } else {
            buffer_append_byte(&out, '<');
            at = copy_tag(&out, arena, html, tag + 1, base);
            at = copy_raw_text(&out, html, tag, at);
        }
    }
    return buffer_text(&out);
}
