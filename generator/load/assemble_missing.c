/* SPDX-License-Identifier: MIT */
/*
 * A path that leads to no file, and the file that was probably meant: the same one in another form, one of
 * that name which was moved, or the nearest name of the folder. An archive that comes from elsewhere may have
 * thousands of such paths, so there are tables of its files, made when the first one is missing.
 */
#include "base/buffer.h"
#include "base/count.h"
#include "base/media_type.h"
#include "base/path.h"
#include "load/assembly.h"

/* Names are compared with all others for so many: whoever has more has one mistake that made them all. */
enum { MOST_GUESSES = 300 };

struct file_names {
    text *items;
    size_t count, capacity;
};

struct likely_files {
    struct map by_path; /* in small letters → the first const struct content_file * */
    struct map by_name; /* own name in small letters → const struct content_file *; NULL: several have it */
    struct map folders; /* path → struct file_names * */
};

static bool may_guess(struct assembly *assembly)
{
    return assembly->guess_count++ < MOST_GUESSES;
}

text assemble_nearest_key(struct assembly *assembly, const struct map *map, text wrong)
{
    struct arena arena;
    if (!may_guess(assembly))
        return TEXT_NONE;
    arena_init(&arena);
    text *keys = arena_new_array(&arena, text, map->count);
    for (size_t i = 0; i < map->count; i++)
        keys[i] = map->entries[i].key;
    text found = diagnostic_nearest_text(wrong, keys, map->count);
    arena_release(&arena);
    return found;
}

/* What a file is called wherever it lies: a text without its ending and its date, a bundle by its folder. */
static text own_name(text path)
{
    static const text endings[] = { TEXT_INIT("/index.md"), TEXT_INIT(".md"), TEXT_INIT("/index.html"),
        TEXT_INIT(".html"), TEXT_INIT(".htm"), TEXT_INIT("/") };
    for (size_t i = 0; i < COUNT(endings); i++)
        if (text_ends_with(path, endings[i]))
            return date_rest_of_name(path_name(text_slice(path, 0, path.length - endings[i].length)));
    return path_name(path);
}

static void add_file(struct arena *arena, struct likely_files *likely, const struct content_file *file)
{
    text name = text_lower_ascii(arena, own_name(file->path)), folder = path_folder(file->path);
    bool is_taken = map_contains(&likely->by_name, name);
    map_set(&likely->by_name, name, is_taken ? NULL : (void *)file);
    map_add(&likely->by_path, text_lower_ascii(arena, file->path), (void *)file);
    struct file_names *names = map_find(&likely->folders, folder);
    if (!names)
        map_set(&likely->folders, folder, names = arena_new(arena, struct file_names));
    *list_add(arena, names) = path_name(file->path);
}

static struct likely_files *likely_files(struct assembly *assembly)
{
    const struct content *content = assembly->input->content;
    struct likely_files *likely = assembly->likely_files;
    if (likely)
        return likely;
    likely = assembly->likely_files = arena_new(assembly->arena, struct likely_files);
    map_init(&likely->by_path, assembly->arena);
    map_init(&likely->by_name, assembly->arena);
    map_init(&likely->folders, assembly->arena);
    for (size_t i = 0; i < content->count; i++)
        add_file(assembly->arena, likely, &content->files[i]);
    return likely;
}

/* The source that a path without its ending, with a page's, or in other capitals means; NULL for none. */
static const struct content_file *meant_source(
    struct arena *arena, const struct likely_files *likely, text path)
{
    static const text endings[] = { TEXT_INIT(".md"), TEXT_INIT(".html"), TEXT_INIT(".htm") };
    text small = text_lower_ascii(arena, path), stem = small;
    for (size_t i = 0; i < COUNT(endings); i++)
        if (text_ends_with(path, endings[i]))
            stem = text_slice(small, 0, path.length - endings[i].length);
    const struct content_file *found = map_find(&likely->by_path, small);
    if (!found)
        found = map_find(&likely->by_path, text_concat(arena, stem, TEXT(".md")));
    return found ? found : map_find(&likely->by_path, text_concat(arena, stem, TEXT("/index.md")));
}

/* The file of the same folder whose name is nearest. */
static text nearest_file(struct assembly *assembly, const struct likely_files *likely, text path)
{
    text folder = path_folder(path);
    const struct file_names *names = may_guess(assembly) ? map_find(&likely->folders, folder) : NULL;
    text found = names ? diagnostic_nearest_text(path_name(path), names->items, names->count) : TEXT_NONE;
    return found.bytes ? path_join(assembly->arena, folder, found) : TEXT_NONE;
}

static text likely_file(struct assembly *assembly, text path)
{
    const struct likely_files *likely = likely_files(assembly);
    const struct content_file *found = meant_source(assembly->arena, likely, path);
    if (!found) /* exports name the file alone, and lay it into a folder of its own */
        found = map_find(&likely->by_path,
            text_lower_ascii(assembly->arena, text_format(assembly->arena, "%.*s/images/%.*s",
                                                  TEXT_ARGS(path_folder(path)), TEXT_ARGS(path_name(path)))));
    if (!found) /* the only file of that name, which was moved since */
        found = map_find(&likely->by_name, text_lower_ascii(assembly->arena, own_name(path)));
    return found ? found->path : nearest_file(assembly, likely, path);
}

text assemble_likely_article(struct assembly *assembly, text wrong)
{
    const struct likely_files *likely = likely_files(assembly);
    const struct content_file *moved =
        map_find(&likely->by_name, text_lower_ascii(assembly->arena, own_name(wrong)));
    if (moved && moved->kind == CONTENT_ARTICLE)
        return moved->id;
    text nearest = assemble_nearest_key(assembly, &assembly->articles_by_id, wrong),
         name = path_name(nearest);
    /* A long folder that both lie in makes no two names alike. */
    return diagnostic_nearest_text(own_name(wrong), &name, 1).bytes ? nearest : TEXT_NONE;
}

/* What other programs begin a path with, and signs that belong to none: what to do, around the beginning that
 * is named where `closing` ends it, else around all that was written. */
static const struct {
    text opening, closing;
    const char *before, *after; /* NULL: nothing is named */
} foreign_openings[] = {
    { TEXT_INIT("{{"), TEXT_INIT("}}"), "take '",
        "' away: an address that begins with '/' stands below base_url" },
    { TEXT_INIT("{tag}"), TEXT_INIT(""), "write the address of the list, as in /tags/water/", NULL },
    { TEXT_INIT("{category}"), TEXT_INIT(""), "write the address of the list, as in /tags/water/", NULL },
    { TEXT_INIT("{author}"), TEXT_INIT(""), "write the address of the author's page, as in /authors/jo-lee/",
        NULL },
    { TEXT_INIT("{index}"), TEXT_INIT(""), "write '/'", NULL },
    { TEXT_INIT("{"), TEXT_INIT("}"), "take '", "' away, and write the path from this file" },
    { TEXT_INIT("|"), TEXT_INIT("|"), "take '", "' away, and write the path from this file" },
    { TEXT_INIT("@"), TEXT_INIT("/"), "take '", "' away, and write the path from this file" },
    { TEXT_INIT("\""), TEXT_INIT(""), "leave out the quotes", NULL },
    { TEXT_INIT("www."), TEXT_INIT(""), "write https://", "" },
    /* to add one: how it begins and ends, and what to do; the first that fits counts */
};

/* False when the path begins as those of this program may. */
static bool hint_at_opening(struct diagnostics *diagnostics, struct diagnostic *diagnostic, text written)
{
    for (size_t i = 0; i < COUNT(foreign_openings); i++) {
        text opening = foreign_openings[i].opening, closing = foreign_openings[i].closing;
        size_t end =
            text_starts_with(written, opening) ? text_find(written, closing, opening.length) : SIZE_MAX;
        if (end == SIZE_MAX)
            continue;
        const char *after = foreign_openings[i].after;
        text named =
            !after ? TEXT("") : text_slice(written, 0, closing.length ? end + closing.length : SIZE_MAX);
        diagnostic_hint(diagnostics, diagnostic, "%s%.*s%s", foreign_openings[i].before, TEXT_ARGS(named),
            after ? after : "");
        return true;
    }
    return false;
}

/* The file as it is to be written where `written` led to `path`: "../2018/levy.md". Absent when that cannot
 * be told from the two, or when a blank in it would end a link. */
static text path_from_there(struct arena *arena, text written, text path, text file)
{
    static const text above = TEXT_INIT("../"), here = TEXT_INIT("./");
    size_t levels = 0;
    if (text_starts_with(written, here))
        written = text_from(written, here.length);
    for (; text_starts_with(written, above); levels++)
        written = text_from(written, above.length);
    if (text_ends_with(written, TEXT("/")))
        written.length--;
    if (!text_ends_with(path, written) || text_find_byte(file, ' ', 0) != SIZE_MAX)
        return TEXT_NONE;
    text folder = text_slice(path, 0, path.length - written.length);
    if (text_ends_with(folder, TEXT("/")))
        folder.length--;
    struct buffer whole;
    buffer_init(&whole, arena);
    while (levels-- > 0)
        buffer_append(&whole, above);
    buffer_append(&whole, path_relative(arena, folder, file));
    return buffer_text(&whole);
}

void assemble_report_missing(struct assembly *assembly, span where, const char *code, text written, text path)
{
    struct diagnostics *diagnostics = assembly->diagnostics;
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, where, code,
        path.bytes ? "there is no file '%.*s'" : "'%.*s' leads out of content/", TEXT_ARGS(written));
    if (text_find_byte(written, '\\', 0) != SIZE_MAX) {
        diagnostic_hint(diagnostics, diagnostic, "paths have '/' between their parts: write %.*s",
            TEXT_ARGS(text_replace(assembly->arena, written, TEXT("\\"), TEXT("/"))));
        return;
    }
    if (!path.bytes) {
        diagnostic_hint(
            diagnostics, diagnostic, "paths are relative to the source file, or start with '/' for content/");
        return;
    }
    text likely = likely_file(assembly, path);
    if (likely.bytes && text_equal(written, text_concat(assembly->arena, TEXT("content/"), likely))) {
        diagnostic_hint(
            diagnostics, diagnostic, "paths start at the folder of the source file, not at that of the site");
        return;
    }
    if (text_starts_with(path_name(path), TEXT("_index."))) { /* in Hugo and Zola, the page of a list */
        diagnostic_hint(diagnostics, diagnostic, "write the address of the list, as in /tags/water/");
        return;
    }
    if (!likely.bytes && hint_at_opening(diagnostics, diagnostic, written))
        return;
    if (!likely.bytes && front_matter_is_email(written) && !media_type_of(written).bytes) {
        diagnostic_hint(diagnostics, diagnostic, "write mailto:%.*s", TEXT_ARGS(written));
        return;
    }
    bool has_address = likely.bytes && !content_is_among_texts(likely); /* whichever file links to it */
    text from_there =
        likely.bytes && !has_address ? path_from_there(assembly->arena, written, path, likely) : TEXT_NONE;
    if (from_there.bytes) {
        diagnostic_hint(diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(from_there));
        return;
    }
    diagnostic_hint(diagnostics, diagnostic,
        has_address    ? "did you mean '/%.*s'?"
        : likely.bytes ? "did you mean 'content/%.*s'?"
                       : "it would be content/%.*s",
        TEXT_ARGS(likely.bytes ? likely : path));
}

void assemble_report_no_picture(struct assembly *assembly, span where, text path, const char *hint)
{
    struct diagnostic *diagnostic = diagnostic_error(
        assembly->diagnostics, where, "no-picture", "'content/%.*s' is no picture", TEXT_ARGS(path));
    diagnostic_hint(assembly->diagnostics, diagnostic, "%s", hint);
}
