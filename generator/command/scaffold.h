/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_COMMAND_SCAFFOLD_H
#define BRIEF_COMMAND_SCAFFOLD_H
/*
 * scaffold: new files from archetypes, which are written in the layout language (docs/layouts.md) with the
 * values of one new thing as their names, and the filter `yaml` for values of front matter. What is there is
 * never overwritten. Used by the parts of brief new, and by what asks for a site.
 */
#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/value.h"
#include "build/options.h"
#include "model/config.h"

struct unicode;

struct scaffold {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    struct config config;    /* of the site; empty but for the zone while there is none */
    struct unicode *unicode; /* the site's; NULL until the settings are read */
    struct date now;         /* the day in the site's zone */
};

/* Opens for a site that does not exist yet: English, UTC. */
void scaffold_open(struct scaffold *scaffold);
/* Opens with the settings of the site in the working directory; false when they cannot be read. */
bool scaffold_open_site(struct scaffold *scaffold);
/* Prints what was reported in `style`, and gives the memory back. Returns what the command ends with: `code`,
 * or EXIT_MACHINE when it was the machine that failed. */
enum exit_code scaffold_close(struct scaffold *scaffold, const struct diagnostic_style *style, int code);

/*
 * The archetype `name` ("report.md"): layouts/archetypes/ of the site before the one built in. False when
 * there is neither, or after reporting that the site's cannot be read: then nothing is to be made.
 */
bool scaffold_find(struct scaffold *scaffold, text name, uint32_t *source, text *contents);
/* Fills an archetype; `values` is a map of the names it may use. False after reporting. */
bool scaffold_fill(
    struct scaffold *scaffold, uint32_t source, text contents, const struct value_map *values, text *result);
/*
 * The source that is there for a path without its ending, "content/authors/ruiz": a file or the index.md of a
 * folder, which are one thing to the build. Absent when there is neither. In the scaffold's arena.
 */
text scaffold_taken_path(struct scaffold *scaffold, text stem);
/*
 * Writes the file whole or not at all below the working directory, with the folders above it, and prints its
 * path to standard output. Reports and returns the exit code when it is there already or cannot be written.
 */
int scaffold_write(struct scaffold *scaffold, text path, text contents);
#endif
