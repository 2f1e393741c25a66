/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_SOURCE_H
#define BRIEF_LOAD_MARKDOWN_SOURCE_H
/*
 * markdown_source: from the library's line numbers (1-based, of the body) to spans of the source. Its columns
 * are not to be trusted, so a place within a line is found by looking for what it should say.
 */
#include "base/arena.h"
#include "base/source.h"

/* What a line holds, so that one with thousands of links is not gone through for each of them. */
struct markdown_line {
    const char *start;       /* of the line that was asked for last; NULL: none was */
    size_t escapes_end;      /* behind its last '\\' or "&amp;"; 0 without any */
    size_t link_targets_end; /* behind its last "]("; 0 without any */
};

struct markdown_source {
    uint32_t number;
    size_t body_offset;  /* of the body in the source */
    text body;           /* as written, control bytes and all */
    struct arena *arena; /* for the table of lines */
    size_t *line_starts; /* made when first asked; line_starts[line_count] is the end */
    size_t line_count;
    struct markdown_line line;
};

/* The source is nameless and the body begins at 0 until the caller says otherwise. */
void markdown_source_init(struct markdown_source *source, struct arena *arena, text body);
/* Bytes from `start` to the end of its line: "\n", "\r\n" or "\r", as the library counts lines. */
size_t markdown_source_line_length(text body, size_t start);
/* Where the line behind the line end at `end` begins. */
size_t markdown_source_next_line(text body, size_t end);
/*
 * The first occurrence of `needle` in the lines first…last, of a link's target also with escapes in it; when
 * it is not there or is empty, line `first` without the blanks around it.
 */
span markdown_source_find(const struct markdown_source *source, size_t first, size_t last, text needle);
/* The first one from `start` on, an offset in the body; when there is none, as above, and *is_found is false.
 */
span markdown_source_find_from(const struct markdown_source *source, size_t start, size_t first, size_t last,
    text needle, bool *is_found);
/* The span of `part`, which must point into the body. */
span markdown_source_span(const struct markdown_source *source, text part);
/* The body as the library may have it: without control bytes other than tab and line ends. Itself if it has
 * none. */
text markdown_source_clean(const struct markdown_source *source);
#endif
