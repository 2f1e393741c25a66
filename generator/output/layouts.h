/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_LAYOUTS_H
#define BRIEF_OUTPUT_LAYOUTS_H
/*
 * layouts: everything below layouts/: templates, assets and interface words, the site's own file before the
 * built-in one, file by file. Opened in the parent before the fork; const afterwards.
 */
#include "base/diagnostic.h"
#include "base/map.h"
#include "model/site.h"
#include "output/strings.h"
#include "plugin/host.h"
#include "template/template.h"

struct asset {
    text name; /* below layouts/assets/: "style.css" */
    text contents;
    text address;               /* "/assets/style.css" */
    text fingerprinted_address; /* "/assets/style.5f0c….css" */
    text url;                   /* of the fingerprinted one, with the prefix */
};

struct layouts {
    const struct site *site;
    struct plugins *plugins; /* their filters and functions are rows too */
    struct templates *templates;
    struct strings strings;
    const struct asset *assets; /* by name */
    size_t asset_count;
    struct map assets_by_name;
    struct map files; /* name below layouts/ → struct layout_file * */
};

struct layout_file {
    text name;
    text contents;
    uint32_t source;
    bool is_builtin;
};

/* Finds all layouts, reads assets and words. The templates are compiled by layouts_compile. */
struct layouts *layouts_open(struct arena *arena, int site_folder, const struct site *site,
    struct plugins *plugins, struct sources *sources, struct diagnostics *diagnostics);
/* Compiles a layout and what it needs; false after reporting, a missing one at `where`. */
bool layouts_compile(struct layouts *layouts, text name, span where, struct diagnostics *diagnostics);
#endif
