/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_CHECK_WAIVER_H
#define BRIEF_CHECK_WAIVER_H
/*
 * waiver: words in a source that allow what a check would say, with the reason why (docs/checks.md):
 *
 *     <!-- brief: allow heading-jump: the law's own numbering -->       Markdown
 *     title: A very long title # brief: allow long-title: as enacted    YAML
 *     {# brief: allow unused-layout: for the press office #}            layouts
 *     -- brief: allow unused-plugin: runs in the archive's twin         Lua
 *
 * It covers its line; alone on it, the next one too, in Markdown up to the next blank line. What is said of
 * a file as a whole stands in the first line. The words and what they cover are a promise to everybody who
 * writes them.
 */
#include "base/source.h"

struct waiver {
    text codes;        /* as written, with commas between */
    text reason;       /* absent: none was given */
    span where;        /* from "brief:" to the end of the reason */
    size_t start, end; /* the bytes it covers */
    bool is_used;
};

struct waivers {
    struct waiver *items;
    size_t count, capacity;
};

/* Finds those of a source, in order. Texts are borrowed from `contents`. */
void waivers_find(struct arena *arena, uint32_t source, text contents, struct waivers *waivers);
/* The first that covers the offset and names the code; NULL when none does. */
struct waiver *waivers_cover(const struct waivers *waivers, size_t offset, text code);
/* Visits the codes that a waiver names: for (text rest = waiver->codes, code; waiver_next(&rest, &code);) */
bool waiver_next(text *rest, text *code);
#endif
