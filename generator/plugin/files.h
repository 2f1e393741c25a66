/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_FILES_H
#define BRIEF_PLUGIN_FILES_H
/*
 * files: the Lua files there are: the site's lua-plugins/ folder and below, then the built-in ones. All are
 * read and get their source numbers when the plugins are opened, in the parent, so that no hook ever opens a
 * file.
 */
#include "base/diagnostic.h"

struct plugin_file {
    text name;         /* below lua-plugins/ without ending: "author-bio", "glossary/words" */
    text path;         /* as sources have it */
    const char *chunk; /* Lua's name of the chunk: "@" and the path */
    text contents;
    uint32_t source;
    bool is_builtin;
};

struct plugin_files {
    struct plugin_file *items; /* the site's by path, then the built-in ones by name */
    size_t count, capacity;
};

/* Reads them all. Files that cannot be read are reported. `site_folder` is the open site. */
void files_open(struct plugin_files *files, struct arena *arena, int site_folder, struct sources *sources,
    struct diagnostics *diagnostics);
/* The site's file of that name, else the built-in one, else NULL. */
const struct plugin_file *files_find(const struct plugin_files *files, text name);
/* The file whose chunk Lua names, with or without "@"; a name that Lua cut short ("...") is found by its end.
 */
const struct plugin_file *files_find_chunk(const struct plugin_files *files, text chunk);
/* The nearest name, or absent. */
text files_nearest(const struct plugin_files *files, struct arena *arena, text wrong);
/* The line without the blanks in front of it. Line 0 is the file as a whole. */
span files_span_of_line(const struct plugin_file *file, size_t line);
#endif
