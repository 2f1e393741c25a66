/* SPDX-License-Identifier: MIT */
/*
 * A path that leads to no file, and the file that was probably meant: the same one in another form, one of
 * that name which was moved, or the nearest name of the folder.
 */
#include "base/path.h"
#include "load/assembly.h"

/* The source that a path without its ending, with a page's, or in other capitals means; absent for none. */
static text meant_source(struct arena *arena, const struct content *content, text path)
{
    static const text endings[] = { TEXT_INIT(".md"), TEXT_INIT(".html"), TEXT_INIT(".htm") };
    text stem = path;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_ends_with(path, endings[i]))
            stem = text_slice(path, 0, path.length - endings[i].length);
    text candidates[] = { path, text_format(arena, "%.*s.md", TEXT_ARGS(stem)),
        text_format(arena, "%.*s/index.md", TEXT_ARGS(stem)) };
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++)
        for (size_t k = 0; k < content->count; k++)
            if (text_equal_ignoring_ascii_case(content->files[k].path, candidates[i]))
                return content->files[k].path;
    return TEXT_NONE;
}

/* What a file is called wherever it lies: a text without its ending, a bundle by its folder. */
static text own_name(text path)
{
    static const text endings[] = { TEXT_INIT("/index.md"), TEXT_INIT(".md") };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_ends_with(path, endings[i]))
            return path_name(text_slice(path, 0, path.length - endings[i].length));
    return path_name(path);
}

/* The only file of that name, which was moved since; absent when there are several. */
static text moved_file(const struct content *content, text path)
{
    text name = own_name(path), found = TEXT_NONE;
    for (size_t i = 0; i < content->count; i++) {
        if (!text_equal_ignoring_ascii_case(own_name(content->files[i].path), name))
            continue;
        if (found.bytes)
            return TEXT_NONE;
        found = content->files[i].path;
    }
    return found;
}

/* The file of the same folder whose name is nearest. */
static text nearest_file(struct arena *arena, const struct content *content, text path)
{
    text folder = path_folder(path);
    text *near = arena_new_array(arena, text, content->count);
    size_t count = 0;
    for (size_t i = 0; i < content->count; i++)
        if (text_equal(path_folder(content->files[i].path), folder))
            near[count++] = path_name(content->files[i].path);
    text nearest = diagnostic_nearest_text(path_name(path), near, count);
    return nearest.bytes ? path_join(arena, folder, nearest) : TEXT_NONE;
}

static text likely_file(struct arena *arena, const struct content *content, text path)
{
    text found = meant_source(arena, content, path);
    if (!found.bytes)
        found = moved_file(content, path);
    return found.bytes ? found : nearest_file(arena, content, path);
}

void assemble_report_missing(
    const struct assembly *assembly, span where, const char *code, text written, text path)
{
    struct diagnostics *diagnostics = assembly->diagnostics;
    struct diagnostic *diagnostic =
        diagnostic_error(diagnostics, where, code, "there is no file '%.*s'", TEXT_ARGS(written));
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
    text likely = likely_file(assembly->arena, assembly->input->content, path);
    diagnostic_hint(diagnostics, diagnostic,
        likely.bytes ? "did you mean 'content/%.*s'?" : "it would be content/%.*s",
        TEXT_ARGS(likely.bytes ? likely : path));
}
