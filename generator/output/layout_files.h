/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_LAYOUT_FILES_H
#define BRIEF_OUTPUT_LAYOUT_FILES_H
/*
 * layout_files: everything below layouts/ as bytes, and the words of the interface, the site's own file
 * before the built-in one, file by file. Read before the site is put together, because texts hold words too;
 * output/layouts.c makes templates and assets of them. All memory is the arena's.
 */
#include "base/diagnostic.h"
#include "base/map.h"
#include "model/config.h"
#include "model/strings.h"

struct layout_file {
    text name; /* below layouts/ */
    text contents;
    uint32_t source;
    bool is_builtin;
};

struct layout_files {
    struct map by_name; /* name below layouts/ → struct layout_file * */
    struct strings strings;
};

struct layout_files_input {
    struct arena *arena;
    int site_folder; /* open */
    const struct config *config;
    const struct value *data; /* content/data: a map, or none */
    struct unicode *unicode;
    struct sources *sources;
    struct diagnostics *diagnostics;
};

/* Finds all files; what cannot be read is reported. Never NULL. */
struct layout_files *layout_files_open(const struct layout_files_input *input);
/* Is the file copied to the output as it is? */
bool layout_file_is_asset(text name);
/* Is it a layout, as opposed to an asset or words? */
bool layout_file_is_template(text name);
#endif
