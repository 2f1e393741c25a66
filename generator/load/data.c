/* SPDX-License-Identifier: MIT */
/* Data files go through the same YAML reader as everything else; their keys in the map are their ids. */
#include "load/data.h"
#include "base/list.h"
#include "load/yaml.h"

struct value data_read(
    struct arena *arena, int content_folder, const struct content *content, struct diagnostics *diagnostics)
{
    struct {
        struct value_map_entry *items;
        size_t count, capacity;
    } entries = { 0 };
    for (size_t i = 0; i < content->count; i++) {
        const struct content_file *file = &content->files[i];
        if (file->kind != CONTENT_DATA)
            continue;
        text contents;
        int error = file_read(content_folder, text_to_string(arena, file->path), yaml_limits_data.bytes,
            arena, &contents, NULL);
        if (error) {
            diagnostic_error(diagnostics, (span){ file->source, 0, 0 }, "unreadable-file",
                "cannot read the file: %s", file_error_text(error));
            continue;
        }
        struct value value;
        if (yaml_parse(arena, file->source, contents, 0, &yaml_limits_data, &value, diagnostics))
            *list_add(arena, &entries) = (struct value_map_entry){ .key = file->id, .value = value };
    }
    return value_map_of(arena, entries.items, entries.count);
}
