/* SPDX-License-Identifier: MIT */
/* Any bytes as CSV and as TSV: read or refused, every refusal is reported, and each cell has its place. */
#include "base/arena.h"
#include "load/sheet.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check_rows(const struct value *rows, size_t length)
{
    for (size_t i = 0; i < rows->as.list->count; i++) {
        const struct value_map *row = rows->as.list->items[i].as.map;
        if (row->count != rows->as.list->items[0].as.map->count)
            abort();
        for (size_t k = 0; k < row->count; k++) {
            const struct value *cell = &row->entries[k].value;
            bool is_filled = cell->as.text.length > 0;
            if (cell->kind != VALUE_TEXT || cell->where.offset + cell->where.length > length ||
                (is_filled && cell->where.length < cell->as.text.length))
                abort();
        }
    }
}

static void read_as(char separator, text contents)
{
    struct arena arena;
    arena_init(&arena);
    struct sources sources;
    struct diagnostics diagnostics;
    sources_init(&sources, &arena);
    diagnostics_init(&diagnostics, &arena);
    uint32_t source = sources_add(&sources, TEXT("fuzz.csv"), TEXT_NONE, contents);
    struct value value;
    bool is_good = sheet_parse(&arena, source, contents, separator, &value, &diagnostics);
    if (is_good == diagnostics_has_errors(&diagnostics))
        abort();
    if (is_good)
        check_rows(&value, contents.length);
    struct buffer out;
    buffer_init(&out, &arena);
    struct diagnostic_style style = { .form = DIAGNOSTIC_TEXT };
    diagnostics_print(&diagnostics, &sources, &style, &out);
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    text contents = { (const char *)bytes, length };
    read_as(',', contents);
    read_as('\t', contents);
    return 0;
}
