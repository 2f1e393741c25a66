/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_SAID_CASE_H
#define BRIEF_TESTS_SAID_CASE_H
/* What was reported, as text: as it is printed, or as "severity code@line". */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"

static inline const char *said_in_print(
    struct arena *arena, struct diagnostics *diagnostics, struct sources *sources)
{
    struct buffer out;
    buffer_init(&out, arena);
    diagnostics_print(diagnostics, sources, &(struct diagnostic_style){ .form = DIAGNOSTIC_TEXT }, &out);
    return text_to_string(arena, buffer_text(&out));
}

/* "error code@line, …" of all that is about these contents. */
static inline const char *said_in_codes(
    struct arena *arena, const struct diagnostics *diagnostics, text contents)
{
    struct buffer out;
    buffer_init(&out, arena);
    for (const struct diagnostic *each = diagnostics->first; each; each = each->next)
        buffer_print(&out, "%s%s %s@%zu", out.length ? ", " : "",
            each->severity == SEVERITY_ERROR ? "error" : "warning", each->code,
            source_position(contents, each->where).line);
    return text_to_string(arena, buffer_text(&out));
}
#endif
