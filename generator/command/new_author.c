/* SPDX-License-Identifier: MIT */
/* A new author: the file's name is the id that articles name. */
#include "base/count.h"
#include "base/slug.h"
#include "command/new.h"
#include "command/scaffold.h"

static int write_author(struct scaffold *scaffold, text name)
{
    struct arena *arena = &scaffold->arena;
    text id = slug_make(scaffold->unicode, arena, name, TEXT_NONE);
    text contents, filled;
    uint32_t source;
    const struct value_map_entry entries[] = { { .key = TEXT("name"), .value = value_text(name) },
        { .key = TEXT("id"), .value = value_text(id) } };
    struct value values = value_map_of(arena, entries, COUNT(entries));
    if (!id.length) {
        diagnostic_hint(&scaffold->diagnostics,
            diagnostic_error(&scaffold->diagnostics, SPAN_NONE, "slug-without-letters",
                "the name '%.*s' has no letters or digits", TEXT_ARGS(name)),
            "write brief new author \"NAME\": the file is named after the author");
        return EXIT_USAGE;
    }
    if (!scaffold_find(scaffold, TEXT("author.md"), &source, &contents) ||
        !scaffold_fill(scaffold, source, contents, values.as.map, &filled))
        return EXIT_SITE_ERRORS;
    text stem = text_format(arena, "content/authors/%.*s", TEXT_ARGS(id));
    text taken = scaffold_taken_path(scaffold, stem);
    return scaffold_write(
        scaffold, taken.bytes ? taken : text_format(arena, "%.*s.md", TEXT_ARGS(stem)), filled);
}

enum exit_code new_author(const struct arguments *arguments, text name)
{
    struct scaffold scaffold;
    int code = scaffold_open_site(&scaffold) ? write_author(&scaffold, name) : EXIT_SITE_ERRORS;
    return scaffold_close(&scaffold, &arguments->build.style, code);
}
