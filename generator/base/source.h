/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_SOURCE_H
#define BRIEF_BASE_SOURCE_H
/*
 * source: a file that somebody wrote (site.yml, an article, a layout, a plugin, a data file), and span: a run
 * of bytes in one. Facts keep spans; line and column are worked out only when a diagnostic is printed.
 * Sources are numbered before the workers are forked, so a number means the same in every process.
 */
#include "base/text.h"

/* Bytes [offset, offset+length) of a source. source 0 means "nowhere in particular". */
typedef struct span {
    uint32_t source;
    uint32_t offset;
    uint32_t length;
} span;

#define SPAN_NONE ((span){ 0, 0, 0 })

struct source {
    text path;        /* as shown to people and sorted by: relative to the site, '/' between parts */
    text contents;    /* absent until loaded */
    text system_path; /* to open it, absolute or relative to the working directory; absent for built-in files
                       */
};

struct sources {
    struct source *items; /* items[0] is the nameless source */
    size_t count, capacity;
    struct arena *arena;
};

/* A position as editors count it: 1-based; the column counts display columns as code points do in editors. */
struct position {
    size_t line;
    size_t column;        /* 1-based, in code points */
    text line_text;       /* the line without its end */
    size_t width;         /* code points of the span that lie on this line, at least 1 */
    size_t column_offset; /* bytes before the span on its line */
};

void sources_init(struct sources *sources, struct arena *arena);
/* Registers a file and returns its number. `contents` may be absent: then it is read when first needed. */
uint32_t sources_add(struct sources *sources, text path, text system_path, text contents);
const struct source *source_at(const struct sources *sources, uint32_t number);
/* The bytes, read from disk if they were not kept; absent if that fails. Storage: `arena`. */
text source_contents(const struct sources *sources, uint32_t number, struct arena *arena);
struct position source_position(text contents, span where);
/* Where the one before was found: places that are asked for in order cost one walk over the file together.
 * All zero before the first; of one file's contents alone. */
struct source_mark {
    size_t line, start, end;   /* private: the line, and where it starts and ends */
    size_t offset, characters; /* private: bytes of the line that were counted, and characters in them */
};
/* source_position for one of many. */
struct position source_position_from(struct source_mark *mark, text contents, span where);
/* The span of line `line` (1-based) without its end, for Lua's positions. A line past the end gives the end
 * of the file. */
span source_span_of_line(text contents, uint32_t source, size_t line);
#endif
