/* SPDX-License-Identifier: MIT */
/* Data files go through the same YAML reader as everything else; their keys in the map are their ids. */
#include "load/data.h"
#include "base/file.h"
#include "base/file_fault.h"
#include "base/list.h"
#include "base/map.h"
#include "load/yaml.h"

/* Two files would be seen under one name: x.yml and x.yaml. */
static bool claim_id(struct map *files, const struct content_file *file, struct diagnostics *diagnostics)
{
    const struct content_file *other = map_add(files, file->id, (void *)file);
    if (other == file)
        return true;
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, (span){ file->source, 0, 0 },
        "duplicate-data", "content/%.*s is seen as '%.*s' too", TEXT_ARGS(other->path), TEXT_ARGS(file->id));
    diagnostic_hint(diagnostics, diagnostic, "give one of them another name");
    return false;
}

static void report_unreadable(const struct content_file *file, int error, struct diagnostics *diagnostics)
{
    span where = { file->source, 0, 0 };
    if (error == FILE_TOO_LARGE) {
        struct diagnostic *diagnostic = diagnostic_error(diagnostics, where, "source-too-large",
            "the file is larger than %zu bytes", yaml_limits_data.bytes);
        diagnostic_hint(diagnostics, diagnostic, "split it into several files");
    } else {
        file_fault_report(diagnostics, where, "unreadable-file", error, "cannot read the file");
    }
}

struct value data_read(
    struct arena *arena, int content_folder, const struct content *content, struct diagnostics *diagnostics)
{
    struct {
        struct value_map_entry *items;
        size_t count, capacity;
    } entries = { 0 };
    struct map files;
    map_init(&files, arena);
    for (size_t i = 0; i < content->count; i++) {
        const struct content_file *file = &content->files[i];
        if (file->kind != CONTENT_DATA)
            continue;
        text contents;
        int error = file_read(content_folder, text_to_string(arena, file->disk_path), yaml_limits_data.bytes,
            arena, &contents, NULL);
        struct value value;
        if (error)
            report_unreadable(file, error, diagnostics);
        else if (claim_id(&files, file, diagnostics) &&
                 yaml_parse(arena, file->source, contents, 0, &yaml_limits_data, &value, diagnostics))
            *list_add(arena, &entries) = (struct value_map_entry){ .key = file->id, .value = value };
    }
    return value_map_of(arena, entries.items, entries.count);
}
