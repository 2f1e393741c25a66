/* SPDX-License-Identifier: MIT */
/*
 * Addresses in the site's own style sheets, which are copied as they are: relative ones count from the style
 * sheet, those that begin with '/' from the host.
 */
#include "base/css.h"
#include "base/escape.h"
#include "base/path.h"
#include "check/check.h"
#include "load/reference.h"
#include "model/url.h"

/* One address at work. */
struct style_link {
    text folder;  /* of the style sheet, as a path in the output */
    text written; /* as it stands */
    text path;    /* of what it names, in the output */
    span where;
    bool is_from_root;
};

static bool is_answered(const struct checking *checking, text path)
{
    return map_contains(checking->subject->addresses, path_to_address(checking->arena, path));
}

/* As the style sheet would name it. */
static text written_for(const struct checking *checking, const struct style_link *link, text path)
{
    if (!link->is_from_root)
        return path_relative(checking->arena, link->folder, path);
    return url_of_address(
        checking->subject->site->config, checking->arena, path_to_address(checking->arena, path));
}

/* The file of that name elsewhere, else the one of the same folder with the nearest name. Absent: neither, or
 * several of that name. */
static text likely_path(const struct checking *checking, text path)
{
    const struct map *addresses = checking->subject->addresses;
    text *names = arena_new_array(checking->arena, text, addresses->count);
    text moved = TEXT_NONE;
    size_t count = 0, moved_count = 0;
    for (size_t i = 0; i < addresses->count; i++) {
        text other = text_from(url_decode(checking->arena, addresses->entries[i].key), 1);
        if (text_equal_ignoring_ascii_case(path_name(other), path_name(path)))
            moved = ++moved_count == 1 ? text_copy(checking->arena, other) : TEXT_NONE;
        if (text_equal(path_folder(other), path_folder(path)))
            names[count++] = text_copy(checking->arena, path_name(other));
    }
    text nearest = moved.bytes ? TEXT_NONE : diagnostic_nearest_text(path_name(path), names, count);
    return nearest.bytes ? path_join(checking->arena, path_folder(path), nearest) : moved;
}

static void report(struct checking *checking, const struct style_link *link)
{
    text likely = likely_path(checking, link->path), name = link->path;
    struct diagnostic *diagnostic =
        check_report(checking, link->where, "nothing answers '%.*s'", TEXT_ARGS(link->written));
    if (likely.bytes)
        diagnostic_hint(checking->diagnostics, diagnostic, "did you mean '%.*s'?",
            TEXT_ARGS(written_for(checking, link, likely)));
    else
        diagnostic_hint(checking->diagnostics, diagnostic, "put the file at %s/%.*s, or mend the address",
            text_starts_with(name, TEXT("assets/")) ? "layouts" : "content", TEXT_ARGS(name));
}

/* What begins with '/' and is not below the site's prefix is of the host, which may have it, unless the site
 * does. */
static void check_from_root(struct checking *checking, struct style_link *link, text address)
{
    const struct config *config = checking->subject->site->config;
    text own = config->base_path.length ? address_behind_prefix(config, address) : address;
    link->is_from_root = true;
    link->path = path_resolve(checking->arena, TEXT(""), own.bytes ? own : address);
    if (link->path.bytes && is_answered(checking, link->path) == !own.bytes)
        report(checking, link);
}

static void check_address(struct checking *checking, struct style_link *link, text address)
{
    if (!address.length || address.bytes[0] == '#' || reference_is_elsewhere(address))
        return;
    address = text_copy(checking->arena, url_decode(checking->arena, url_without_query(address)));
    if (text_starts_with(address, TEXT("/"))) {
        check_from_root(checking, link, address);
        return;
    }
    link->path = path_resolve(checking->arena, link->folder, address);
    if (link->path.bytes && !is_answered(checking, link->path))
        report(checking, link);
}

static void check_style_sheet(struct checking *checking, const struct check_file *file)
{
    struct style_link link = { .folder = path_folder(file->name) };
    size_t at = 0;
    for (text address;
         (address = css_next_address(checking->arena, file->contents, &at, &link.written)).bytes;) {
        link.where = (span){ file->source, (uint32_t)(link.written.bytes - file->contents.bytes),
            (uint32_t)link.written.length };
        link.is_from_root = false;
        check_address(checking, &link, address);
    }
}

void check_style_links(struct checking *checking)
{
    const struct check_subject *subject = checking->subject;
    for (size_t i = 0; i < subject->layout_count; i++) {
        const struct check_file *file = &subject->layouts[i];
        bool is_style_sheet = text_starts_with(file->name, TEXT("assets/")) &&
                              text_equal_ignoring_ascii_case(path_extension(file->name), TEXT("css"));
        if (is_style_sheet && !file->is_builtin)
            check_style_sheet(checking, file);
    }
}
