/* SPDX-License-Identifier: MIT */
#include "load/scan_copies.h"
#include "base/copied_name.h"
#include "base/path.h"
#include "load/scan_keys.h"
#include <stdlib.h>

static int compare_path(const void *key, const void *file)
{
    return text_compare(*(const text *)key, ((const struct content_file *)file)->path);
}

static bool is_read(const struct content_file *file)
{
    return content_has_draft(file) || content_is_data(file);
}

/* Is it a copy, and where does the file itself lie? Copies of Markdown among texts are told of elsewhere. */
static struct copied_name name_of_copy(
    const struct scan_checks *checks, const struct content_file *file, text *original)
{
    struct copied_name name = copied_name_of(checks->arena, path_name(file->path));
    bool is_of_text = name.kind == COPIED_AS_IT_WAS && content_is_among_texts(file->path) &&
                      scan_is_markdown(name.original);
    if (name.kind == COPIED_AS_IT_WAS && (is_read(file) || is_of_text))
        name.kind = COPIED_NOT;
    if (!name.kind)
        return name;
    *original = path_join(checks->arena, path_folder(file->path), name.original);
    const struct content *content = checks->content;
    if (!name.is_certain &&
        !bsearch(original, content->files, content->count, sizeof *content->files, compare_path))
        name.kind = COPIED_NOT;
    return name;
}

void scan_check_copies(const struct scan_checks *checks, const struct content_file *file)
{
    text original = TEXT_NONE;
    if (!is_read(file) || !name_of_copy(checks, file, &original).kind)
        return;
    bool is_data = content_is_data(file);
    struct diagnostic *diagnostic =
        diagnostic_error(checks->diagnostics, (span){ file->source, 0, 0 }, "conflicting-copy",
            is_data ? "this other version of a file would be read beside it"
                    : "this other version of a text would be published beside it");
    diagnostic_hint(checks->diagnostics, diagnostic,
        "a program that shares folders left it when two people wrote at once: take what is missing into %s, "
        "and delete it",
        is_data ? "the other one" : "the text");
}

static void warn(const struct scan_checks *checks, uint32_t source, bool is_of_two, text original)
{
    struct diagnostic *diagnostic = diagnostic_warning(checks->diagnostics, (span){ source, 0, 0 },
        is_of_two ? "conflicting-copy" : "left-copy", "this copy of content/%.*s is left alone",
        TEXT_ARGS(original));
    diagnostic_hint(checks->diagnostics, diagnostic,
        is_of_two ? "a program that shares folders left it when two people wrote at once: keep the right one "
                    "under the name of the file, and delete the other"
                  : "delete it; what readers shall have gets a name of its own");
}

size_t scan_leave_copies(
    const struct scan_checks *checks, struct sources *sources, struct content_file *files)
{
    size_t count = checks->content->count, kept = 0;
    bool *is_left = arena_new_array(checks->arena, bool, count);
    for (size_t i = 0; i < count; i++) {
        text original = TEXT_NONE;
        struct copied_name name = { .kind = COPIED_NOT };
        if (!is_read(&files[i]))
            name = name_of_copy(checks, &files[i], &original);
        is_left[i] = name.kind != COPIED_NOT;
        if (!is_left[i])
            continue;
        text shown = text_concat(checks->arena, TEXT("content/"), files[i].path);
        warn(checks, sources_add(sources, shown, TEXT_NONE, TEXT_NONE), name.kind == COPIED_IN_CONFLICT,
            original);
    }
    for (size_t i = 0; i < count; i++)
        if (!is_left[i])
            files[kept++] = files[i];
    return kept;
}
