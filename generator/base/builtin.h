/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_BUILTIN_H
#define BRIEF_BASE_BUILTIN_H
/*
 * builtin: files that the program carries as they were when it was built: layouts/ and lua-plugins/, for
 * sites that bring none of their own, generator/starter for new ones, and what the preview shows. The table
 * is made by generator/embed.c, is constant and lives as long as the program.
 */
#include "base/text.h"

struct builtin_file {
    const char *name; /* as in the repository: "layouts/base.html", "lua-plugins/tag-index.lua" */
    const char *bytes;
    size_t length;
};

/* Sorted by name in byte order. */
extern const struct builtin_file builtin_files[];
extern const size_t builtin_file_count;

/* The file of that name, or NULL. */
const struct builtin_file *builtin_find(text name);
#endif
